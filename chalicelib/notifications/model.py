"""What a person is told, and how telling them went. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Self

from ulid import ULID

from chalicelib.contracts.envelope import Event
from chalicelib.kernel.entity import Entity, Value

Channel = Literal["email", "sms", "web_push", "wechat", "chat"]


@dataclass(frozen=True)
class Person:
    """Somebody who can be told: a member or a resident, with the addresses they have."""

    id: str
    is_resident: bool
    email: str | None
    phone: str | None
    language: str
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

    def read(self, at: datetime) -> Self:
        """The same entry, read at that moment."""
        return self.changed(read_at=at)


class Sending(Value):
    """One channel's part of a delivery: `reference` is the provider's message id, `error` the code of its refusal."""

    channel: Channel
    status: Literal["pending", "sent", "failed"] = "pending"
    reference: str | None = None
    error: str | None = None


class Delivery(Entity):
    """The log of one notification's way to one person.

    A sending left pending was cut short, and is not tried again: a message that may have left must not leave twice.
    """

    notification_id: str
    person_id: str
    event_id: str
    kind: str
    created_at: datetime
    sendings: tuple[Sending, ...]

    def ended(self, sendings: tuple[Sending, ...]) -> Self:
        """The same delivery, with what became of each sending."""
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
