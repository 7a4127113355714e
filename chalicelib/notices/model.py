"""A notice to the people of some places: what it says, to whom, by which ways, and whether it has left. Pure."""

from datetime import datetime
from typing import ClassVar, Literal, Self

from chalicelib.contracts.envelope import Stamp, Who, envelope
from chalicelib.contracts.notices import (
    REACHES_ALL,
    FollowUp,
    NoticeEvent,
    NoticeKind,
    NoticeSent,
    NoticeWords,
)
from chalicelib.estates.service import Unit
from chalicelib.kernel.actor import Actor
from chalicelib.kernel.entity import Entity, Value
from chalicelib.kernel.errors import Conflict, Texts, Unprocessable
from chalicelib.tenants.service import Locale

#: ways beside the inbox, which is always one
Channel = Literal["sms", "wechat", "email", "web_push"]
Payers = Literal["everyone", "paid_up"]
Status = Literal["draft", "sending", "sent"]
#: kind -> the ways it goes unless its author says otherwise: a text message costs, so not for what can wait
CHANNELS: dict[NoticeKind, tuple[Channel, ...]] = {
    "safety": ("sms", "wechat", "email", "web_push"),
    "outage": ("sms", "wechat", "email", "web_push"),
    "repair": ("sms", "wechat", "email", "web_push"),
    "general": ("wechat", "email", "web_push"),
}


#: what a follow-up has from the notice that it follows
FIXED = frozenset({"kind", "scope", "payers"})


class AlreadySent(Conflict):
    """The notice has left: it can be followed up, and not changed."""

    code = "notice_sent"
    texts: ClassVar[Texts] = {
        "en": "This notice has been sent; follow it up instead.",
        "zh-CN": "该通知已发送，请改为发送后续通知。",
    }


class NotSent(Conflict):
    """The notice has not reached all its people yet: there is nothing to follow up."""

    code = "notice_not_sent"
    texts: ClassVar[Texts] = {
        "en": "This notice has not been sent to all yet.",
        "zh-CN": "该通知尚未全部发送。",
    }


class Scope(Value):
    """Whose homes: the whole company's, or those of all these places together."""

    is_company: bool = False
    community_ids: tuple[str, ...] = ()
    building_ids: tuple[str, ...] = ()
    unit_ids: tuple[str, ...] = ()

    def holds(self, unit: Unit) -> bool:
        """Whether a unit is one of its homes."""
        return (
            self.is_company
            or unit.community_id in self.community_ids
            or unit.building_id in self.building_ids
            or unit.id in self.unit_ids
        )


class Notice(Entity):
    """A notice. `words` are by language; `people` and `excluded` are how many it went to, and how many owe too much.

    `follows` is the notice whose people it goes to again, with what became of that (`follow_up`); then the scope is the
    earlier one's, for the record. `department_ids` are those in which its author may send, none for the whole company.
    """

    id: str
    kind: NoticeKind
    words: dict[Locale, NoticeWords]
    scope: Scope
    payers: Payers = "everyone"
    channels: tuple[Channel, ...]
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    follows: str | None = None
    follow_up: FollowUp | None = None
    status: Status = "draft"
    author: Who
    department_ids: tuple[str, ...] = ()
    created_at: datetime
    sent_at: datetime | None = None
    sender: Who | None = None
    people: int = 0
    excluded: int = 0

    @property
    def name(self) -> str:
        """What it is called in a list and in the audit trail: its title in the first language that it has."""
        return next(iter(self.words.values())).title

    def is_for(self, scope: frozenset[str] | None) -> bool:
        """Whether somebody may see it whose right holds in these departments; None is the whole company."""
        return scope is None or bool(scope & {*self.department_ids})

    def demand_sense(self) -> None:
        """Raises Unprocessable for a notice that may not be, or says nothing."""
        if self.kind in REACHES_ALL and self.payers != "everyone":
            raise Unprocessable(
                "safety and outage notices reach everybody, whoever has paid", "body", "payers"
            )
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise Unprocessable("should be after `starts_at`", "body", "ends_at")

    def demand_draft(self) -> None:
        """Raises AlreadySent."""
        if self.status != "draft":
            raise AlreadySent()

    def sending(self, actor: Actor, at: datetime) -> Self:
        """The same on its way. Raises AlreadySent."""
        self.demand_draft()
        return self.changed(status="sending", sent_at=at, sender=actor.stamp(at).actor)

    def sent(self, people: int, excluded: int) -> Self:
        """The same when all have been told."""
        return self.changed(status="sent", people=people, excluded=excluded)

    def followed_up(self, id: str, as_: FollowUp, **fields: object) -> "Notice":
        """A draft that tells its people what became of it. Raises NotSent."""
        if self.status != "sent":
            raise NotSent()
        kept = {"kind", "words", "scope", "payers", "channels", "starts_at", "ends_at", "department_ids"}
        own = {name: getattr(self, name) for name in kept} | fields
        return Notice(id=id, follows=self.id, follow_up=as_, **own)

    def told(self, stamp: Stamp, part: int, recipient_ids: tuple[str, ...]) -> NoticeEvent:
        """The event by which some of its people are told; `part` counts these events."""
        by = stamp.model_copy(update={"actor": self.sender or self.author})
        return NoticeSent(
            **envelope(by, f"{self.id}.{part}", 1),
            notice_id=self.id,
            kind=self.kind,
            words={str(language): words for language, words in self.words.items()},
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            follow_up=self.follow_up,
            channels=self.channels,
            recipient_ids=recipient_ids,
        )
