"""What the carriers tell later of what they took: that it arrived, that it came back, that nobody wants it.

SES's events carry the tags that the mail was sent with, so they name their sending themselves.
"""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.kernel.context import Context, retried
from chalicelib.notifications import sending, store
from chalicelib.notifications.model import Status
from chalicelib.notifications.queue import Wanted
from chalicelib.notifications.reach import AddressFault, new_reach

#: detail-types of SES's events that the room's rule on the default bus lets through
MAIL_EVENTS = ("Email Bounced", "Email Complaint Received", "Email Delivered")


class Part(BaseModel):
    """Part of what a carrier tells, which may hold more than we know."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class _Address(Part):
    address: str = Field(alias="emailAddress")


class _Bounce(Part):
    type: str = Field(alias="bounceType")
    subtype: str = Field("", alias="bounceSubType")
    recipients: list[_Address] = Field(alias="bouncedRecipients")


class _Complaint(Part):
    kind: str | None = Field(None, alias="complaintFeedbackType")
    recipients: list[_Address] = Field(alias="complainedRecipients")


class _Mail(Part):
    message_id: str = Field(alias="messageId")
    tags: dict[str, list[str]]


class MailEvent(Part):
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
    wanted, reference = event.sending, event.mail.message_id
    match event.type, event.bounce, event.complaint:
        case "Bounce", _Bounce() as bounce, _:
            told = f"bounce: {bounce.subtype or bounce.type}"
            if bounce.type == "Permanent":
                block(context, wanted, (one.address for one in bounce.recipients), told)
            note(context, wanted, "bounced", reference=reference, error=told)
        case "Complaint", _, _Complaint() as complaint:
            told = f"complaint: {complaint.kind or 'unsaid'}"
            block(context, wanted, (one.address for one in complaint.recipients), told)
        case "Delivery", _, _:
            note(context, wanted, "delivered", reference=reference, error=None)


def note(context: Context, wanted: Wanted, status: Status, *, reference: str, error: str | None) -> None:
    """Write down what a carrier tells of a sending, unless that is known; nothing undoes a bounce."""
    delivery = context.table.get(store.delivery_ref(wanted.place, wanted.id))
    known = delivery and delivery.sending(wanted.channel)
    if known and known.status not in (status, "bounced"):
        sending.end(context, wanted, status, reference=reference, error=error)


def block(context: Context, wanted: Wanted, addresses: Iterable[str], reason: str) -> None:
    """Have nothing go any more to these addresses of whom a sending was for; again changes nothing."""
    delivery = context.table.get(store.delivery_ref(wanted.place, wanted.id))
    if delivery is None:
        return
    bad = tuple(addresses)

    def blocked() -> None:
        reach: Any = context.table.get(store.reach_ref(delivery.person_id)) or new_reach(delivery.person_id)
        for one in bad:
            if not reach.is_bad(wanted.channel, one):
                fault = AddressFault(channel=wanted.channel, address=one, reason=reason, at=context.now)
                reach = reach.with_fault(fault)
                context.commit(store.save_reach(reach))

    retried(blocked)
