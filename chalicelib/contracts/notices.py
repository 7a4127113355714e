"""Events of notices to residents. `entity` names the notice, and the part of the way to its people."""

from datetime import datetime
from typing import ClassVar, Literal

from chalicelib.contracts.envelope import Contract, Event

NoticeKind = Literal["safety", "outage", "repair", "general"]
FollowUp = Literal["ended", "corrected"]
Purpose = Literal["count", "send"]
#: what everybody is told of, whatever they wish, owe or sleep through
REACHES_ALL: tuple[NoticeKind, ...] = ("safety", "outage")


class NoticeEvent(Event):
    """Base of the events of this room."""

    source: ClassVar[str] = "steward.notices"

    notice_id: str


class NoticeWanted(NoticeEvent):
    """There is more of a notice's way to go, on which people are counted or told. The sequence is the way's version."""

    purpose: Purpose


class NoticeWords(Contract):
    """What a notice says in one language."""

    title: str
    body: str


class NoticeSent(NoticeEvent):
    """A notice goes to some of its people, by the inbox and these channels, in the reader's language if it has that.

    What it tells of lasts from `starts_at` until `ends_at`, if it says so. `follow_up`: it tells the people of an
    earlier notice that this is over, or other than was said.
    """

    kind: NoticeKind
    words: dict[str, NoticeWords]
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    follow_up: FollowUp | None = None
    channels: tuple[str, ...]
    recipient_ids: tuple[str, ...]
