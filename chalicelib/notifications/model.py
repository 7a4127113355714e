"""What a person is told, and how telling them went. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Self

from ulid import ULID

from chalicelib.contracts.envelope import Event
from chalicelib.kernel.entity import Entity, Value
from chalicelib.notifications.charts import Chart

Channel = Literal["email", "sms", "web_push", "wechat", "chat"]
Status = Literal["pending", "started", "sent", "delivered", "failed", "refused", "bounced", "unknown"]
_LOST = frozenset({"failed", "refused", "bounced", "unknown"})


@dataclass(frozen=True)
class Person:
    """Somebody who can be told: a member or a resident, with the addresses they have.

    `channels` are those by which they can be reached: they have an address there that is not known to be bad.
    """

    id: str
    name: str
    is_resident: bool
    email: str | None
    phone: str | None
    language: str
    channels: frozenset[Channel]
    roles: frozenset[str] = frozenset()


class Notification(Entity):
    """One entry of a person's inbox. `created_at` is the event's time; `step` is the ladder's, counted from 0."""

    id: str
    person_id: str
    kind: str
    title: str
    body: str
    work_order_id: str | None
    step: int | None
    link: str | None
    created_at: datetime
    read_at: datetime | None = None

    @property
    def is_read(self) -> bool:
        """Whether the person has marked it as read."""
        return self.read_at is not None

    def says_the_same(self, other: "Notification") -> bool:
        """Whether the other one is another entry with the same news of the same order."""
        known = (self.kind, self.work_order_id, self.step)
        return self.id < other.id and known == (other.kind, other.work_order_id, other.step)

    def read(self, at: datetime) -> Self:
        """The same entry, read at that moment."""
        return self.changed(read_at=at)


class Sending(Value):
    """One channel's part of a delivery: `reference` is the provider's message id, `error` the code of its refusal.

    `pending` waits in the queue, for the first time or for another. `started` was given to the channel, so it may have
    left from then on, and `unknown` is what became of one whose end nobody saw: neither is tried again. `failed` was
    given up and lies parked, to be redriven. `refused` would never be taken, whoever tried.
    """

    channel: Channel
    status: Status = "pending"
    reference: str | None = None
    error: str | None = None
    attempts: int = 0
    at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it certainly has not left, and may be tried."""
        return self.status in ("pending", "failed")

    def moved(self, status: Status, at: datetime, **told: str | None) -> Self:
        """The same sending in another status, with what was told of it: `reference`, `error`."""
        attempts = self.attempts + (status == "started")
        return self.model_copy(update={"status": status, "at": at, "attempts": attempts, **told})


class Delivery(Entity):
    """The log of one notification's way to one person: what is said, and how each channel's sending went.

    `not_before` is until when it waited, if it did. `must_reach` says that somebody else is to hear of it when it
    reaches the person by no channel; then it is lost, and `is_lost_told` that they have heard. `unsubscribe` is the
    link by which its reader ends such e-mail; None for what they cannot end. `chart` is drawn where there is room.
    """

    unlisted = frozenset({"title", "body", "sms", "answers", "link", "unsubscribe", "chart"})

    notification_id: str
    person_id: str
    person_name: str = ""
    is_resident: bool = False
    department_id: str | None = None
    number: str = ""
    must_reach: bool = False
    work_order_id: str | None = None
    notice_id: str | None = None
    event_id: str
    kind: str
    title: str = ""
    body: str = ""
    sms: str | None = None
    answers: str | None = None
    link: str | None = None
    unsubscribe: str | None = None
    chart: Chart | None = None
    created_at: datetime
    not_before: datetime | None = None
    sendings: tuple[Sending, ...]
    is_lost_told: bool = False

    @property
    def is_lost(self) -> bool:
        """Whether all channels have ended, and none that we know of has brought it."""
        return all(one.status in _LOST for one in self.sendings)

    @property
    def is_troubled(self) -> bool:
        """Whether a channel has ended without bringing it."""
        return not self.sendings or any(one.status in _LOST for one in self.sendings)

    @property
    def place(self) -> str:
        """The order that it is about, or the person where it is about none: deliveries of one lie together."""
        return self.work_order_id or self.person_id

    def sending(self, channel: Channel) -> Sending | None:
        """The channel's part, if it has one."""
        return next((one for one in self.sendings if one.channel == channel), None)

    def with_sending(self, sending: Sending) -> Self:
        """The same delivery, with what became of one sending."""
        sendings = tuple(sending if one.channel == sending.channel else one for one in self.sendings)
        return self.changed(sendings=sendings)


@dataclass(frozen=True)
class Inbox:
    """A page of a person's notifications, newest first, and how many they have not read in all."""

    items: tuple[Notification, ...]
    unread: int
    next_cursor: str | None


def notification_id(event: Event, person_id: str, kind: str) -> str:
    """The id that this event's news of this kind always has for this person, sorting by the event's time."""
    millis = int(event.at.timestamp() * 1000)
    digest = hashlib.sha256(f"{event.tenant}\x1f{event.id}\x1f{person_id}\x1f{kind}".encode()).digest()
    return f"nt_{ULID.from_bytes(millis.to_bytes(6, 'big') + digest[:10])}"
