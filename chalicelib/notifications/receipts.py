"""What the carriers tell later of what they took: that it arrived, that it came back, that nobody wants it.

SES's events carry the tags that the mail was sent with, so they name their sending themselves.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.kernel.context import Context, retried
from chalicelib.notifications import sending, store
from chalicelib.notifications.model import Status
from chalicelib.notifications.queue import Wanted
from chalicelib.notifications.reach import AddressFault, new_reach

#: detail-types of SES's events that the room's rule on the default bus lets through
MAIL_EVENTS = ("Email Bounced", "Email Complaint Received", "Email Delivered")


class _Part(BaseModel):
    """Part of what SES sends, which may hold more than we know."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class _Address(_Part):
    address: str = Field(alias="emailAddress")


class _Bounce(_Part):
    type: str = Field(alias="bounceType")
    subtype: str = Field("", alias="bounceSubType")
    recipients: list[_Address] = Field(alias="bouncedRecipients")


class _Complaint(_Part):
    kind: str | None = Field(None, alias="complaintFeedbackType")
    recipients: list[_Address] = Field(alias="complainedRecipients")


class _Mail(_Part):
    message_id: str = Field(alias="messageId")
    tags: dict[str, list[str]]


class MailEvent(_Part):
    """One of SES's events, as its configuration set publishes it."""

    type: Literal["Bounce", "Complaint", "Delivery"] = Field(alias="eventType")
    mail: _Mail
    bounce: _Bounce | None = None
    complaint: _Complaint | None = None

    @property
    def tenant(self) -> str:
        """Whose mail it was. Raises ValueError for one that was not ours."""
        return self._tag("tenant")

    @property
    def sending(self) -> Wanted:
        """Which sending it was. Raises ValueError for one that was not ours."""
        return Wanted(self.tenant, self._tag("place"), self._tag("id"), "email")

    def _tag(self, name: str) -> str:
        if not (values := self.mail.tags.get(name)):
            raise ValueError(f"the mail has no tag {name}")
        return values[0]


def take(context: Context, event: MailEvent) -> None:
    """Write down what became of a mail; an address that does not exist, or complains, gets no more.

    Comes twice without harm, and a late word of arrival does not undo a bounce.
    """
    match event.type, event.bounce, event.complaint:
        case "Bounce", _Bounce() as bounce, _:
            told = f"bounce: {bounce.subtype or bounce.type}"
            if bounce.type == "Permanent":
                _block(context, event, bounce.recipients, told)
            _note(context, event, "bounced", told)
        case "Complaint", _, _Complaint() as complaint:
            _block(context, event, complaint.recipients, f"complaint: {complaint.kind or 'unsaid'}")
        case "Delivery", _, _:
            _note(context, event, "delivered", None)


def _note(context: Context, event: MailEvent, status: Status, error: str | None) -> None:
    wanted = event.sending
    delivery = context.table.get(store.delivery_ref(wanted.place, wanted.id))
    known = delivery and delivery.sending("email")
    if known and known.status not in (status, "bounced"):
        sending.end(context, wanted, status, reference=event.mail.message_id, error=error)


def _block(context: Context, event: MailEvent, addresses: list[_Address], reason: str) -> None:
    wanted = event.sending
    delivery = context.table.get(store.delivery_ref(wanted.place, wanted.id))
    if delivery is None:
        return

    def blocked() -> None:
        reach: Any = context.table.get(store.reach_ref(delivery.person_id)) or new_reach(delivery.person_id)
        for one in addresses:
            if not reach.is_bad("email", one.address):
                fault = AddressFault(channel="email", address=one.address, reason=reason, at=context.now)
                context.commit(store.save_reach(reach.with_fault(fault)))

    retried(blocked)
