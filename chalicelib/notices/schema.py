"""Notices in the API."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator

from chalicelib.contracts.envelope import Who
from chalicelib.contracts.notices import FollowUp, NoticeKind, NoticeWords
from chalicelib.kernel.context import Context
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.kernel.schema import Body, Identifier, ListQuery, Moment, Out
from chalicelib.notices.model import Channel, Payers, Scope, Status
from chalicelib.notices.service import Progress
from chalicelib.notices.way import Way
from chalicelib.tenants.service import Locale

#: what a message and its place hold
LONGEST_TITLE, LONGEST_BODY = 60, 800
MOST_PLACES = 30
Title = Annotated[
    str,
    StringConstraints(
        min_length=1,
        max_length=LONGEST_TITLE,
        strip_whitespace=True,
        pattern=r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$",
    ),
]
Message = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_BODY, strip_whitespace=True, pattern=r"\S")
]
Places = Annotated[tuple[Identifier, ...], Field(max_length=MOST_PLACES)]
_EXAMPLE = {
    "zh-CN": {"title": "3号楼停水", "body": "因水泵检修停水，请提前储水。"},
    "en": {
        "title": "No water in building 3",
        "body": "The pump is being overhauled. Please keep some water.",
    },
}


class WordsIn(Body):
    """What it says in one language."""

    title: Title
    body: Message


class ScopeIn(Body):
    """Whose homes: either the whole company's, or those of all these places together."""

    company: bool = Field(False, description="all homes there are")
    community_ids: Places = ()
    building_ids: Places = ()
    unit_ids: Places = ()

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if self.company == bool(self.community_ids or self.building_ids or self.unit_ids):
            raise FieldRefused("names either places, or the whole company")
        return self

    @property
    def value(self) -> Scope:
        """The same, as the room calls it."""
        places = {
            name: tuple(dict.fromkeys(getattr(self, name)))
            for name in ("community_ids", "building_ids", "unit_ids")
        }
        return Scope(is_company=self.company, **places)


Words = Annotated[
    dict[Locale, WordsIn],
    Field(
        min_length=1,
        description="language -> what it says; whoever reads another language gets the first",
        examples=[_EXAMPLE],
    ),
]
Channels = Annotated[
    list[Channel],
    Field(max_length=4, description="ways beside the inbox; null: those that are usual for the kind"),
]
_STARTS = Field(
    None, description="when what it tells of begins, if it does", examples=["2026-11-24T01:00:00Z"]
)
_ENDS = Field(None, description="when that ends", examples=["2026-11-24T04:00:00Z"])


class NoticeIn(Body):
    """A notice to the people of some places."""

    kind: NoticeKind = Field(
        description="safety and outage notices reach everybody: at any hour, whatever they wish or owe",
        examples=["outage"],
    )
    words: Words
    scope: ScopeIn = Field(examples=[{"building_ids": ["bd_01J9ZC3M5W8Q2T4V6X8Y0A1B2C"]}])
    payers: Payers = Field(
        "everyone", description="`paid_up` leaves out whoever is in arrears for all their homes there"
    )
    channels: Channels | None = None
    starts_at: Moment | None = _STARTS
    ends_at: Moment | None = _ENDS

    def fields(self) -> dict[str, Any]:
        """The fields, as the room calls them."""
        return _fields(self, set(type(self).model_fields))


_CLEARABLE = {"starts_at", "ends_at"}


class NoticePatch(Body):
    """What may change of a draft. What is absent or null stays, but times: null, they are no longer said."""

    kind: NoticeKind | None = None
    words: Words | None = None
    scope: ScopeIn | None = None
    payers: Payers | None = Field(None, examples=["everyone"])
    channels: Channels | None = Field(None, examples=[["sms", "wechat"]])
    starts_at: Moment | None = _STARTS
    ends_at: Moment | None = _ENDS

    def fields(self) -> dict[str, Any]:
        """The fields to replace, as the room calls them."""
        kept = (
            name for name in self.model_fields_set if getattr(self, name) is not None or name in _CLEARABLE
        )
        return _fields(self, set(kept))


class FollowUpIn(Body):
    """What the people of an earlier notice are told next. What is absent or null is as in that notice."""

    as_: FollowUp = Field(alias="as", examples=["ended"])
    words: Words | None = None
    starts_at: Moment | None = _STARTS
    ends_at: Moment | None = _ENDS

    def fields(self) -> dict[str, Any]:
        """The fields, as the room calls them."""
        return _fields(self, set(type(self).model_fields))


def _fields(body: Body, names: set[str]) -> dict[str, Any]:
    fields = {name: getattr(body, name) for name in names}
    if fields.get("words"):
        fields["words"] = {code: NoticeWords(**one.model_dump()) for code, one in fields["words"].items()}
    if fields.get("scope"):
        fields["scope"] = fields["scope"].value
    if fields.get("channels") is not None:
        fields["channels"] = tuple(dict.fromkeys(fields["channels"]))
    return fields


class NoticeQuery(ListQuery):
    """Which notices are wanted."""

    status: Status | None = Field(None, description="only these", examples=["sent"])


class WordsOut(Out):
    """What it says in one language."""

    title: str
    body: str


class ScopeOut(Out):
    """Whose homes."""

    company: bool
    community_ids: list[str]
    building_ids: list[str]
    unit_ids: list[str]

    @classmethod
    def of(cls, value: Scope, context: Context) -> Self:
        """The scope as it was given."""
        return cls(
            company=value.is_company,
            **{n: list(getattr(value, n)) for n in Scope.model_fields if n != "is_company"},
        )


class NoticeOut(Out):
    """A notice."""

    id: str = Field(examples=["nc_01J9ZQ5W8E6T4V2N0R7K3M1B5C"])
    kind: NoticeKind
    words: dict[Locale, WordsOut] = Field(examples=[_EXAMPLE])
    scope: ScopeOut
    payers: Payers
    channels: list[Channel]
    starts_at: datetime | None
    ends_at: datetime | None
    follows: str | None = Field(description="the notice whose people it goes to again")
    follow_up: FollowUp | None = Field(description="what became of that")
    status: Status
    author: Who
    created_at: datetime
    sender: Who | None
    sent_at: datetime | None
    people: int | None = Field(description="how many it was sent to; null until it is")
    excluded: int | None = Field(
        description="how many were left out for what they owe; null until it is sent"
    )
    version: int

    @classmethod
    def of(cls, value: Any, context: Context) -> Self:
        """The notice."""
        same = {name: getattr(value, name) for name in NoticeOut.model_fields}
        same["scope"] = ScopeOut.of(value.scope, context)
        if value.status != "sent":
            same |= {"people": None, "excluded": None}
        return cls.model_validate(same)


class AudienceOut(Out):
    """Whom it goes to, as far as they have been looked at."""

    is_complete: bool = Field(description="whether all homes have been looked at")
    people: int
    excluded: int = Field(description="people left out for what they owe")


class ForeseenOut(AudienceOut):
    """Whom a draft would go to, if it were sent now."""

    channels: dict[Channel, int] = Field(
        description="channel -> people whom it would take it to; everybody has it in the inbox",
        examples=[{"sms": 240, "wechat": 31}],
    )

    @classmethod
    def of(cls, value: Way, context: Context) -> Self:
        """What has been counted so far."""
        return cls(
            is_complete=value.is_done, people=value.people, excluded=value.excluded, channels=value.channels
        )


class ReceiptsOut(Out):
    """What became of a channel's messages. `delivered` is the carrier's own word, where it gives one."""

    pending: int
    sent: int
    delivered: int
    failed: int


class ToldOut(AudienceOut):
    """Whom it was sent to so far. Each person is in one of `reached` to `pending`, once their inbox has it."""

    reached: int = Field(description="people to whom a message left by one channel at least")
    failed: int = Field(description="people whom no channel took it to")
    inside: int = Field(description="people who have it in their inbox alone")
    waiting: int = Field(description="people whose quiet hours are not over")
    pending: int = Field(description="people whose messages are about to leave")
    channels: dict[Channel, ReceiptsOut] = Field(
        examples=[{"sms": {"pending": 0, "sent": 240, "delivered": 0, "failed": 2}}]
    )


class SampleOut(Out):
    """What is read of it."""

    title: str
    body: str
    sms: str | None


class ProgressOut(NoticeOut):
    """A notice and how far it is, as of now."""

    foreseen: ForeseenOut | None = Field(description="whom it would reach; null once it is sent")
    told: ToldOut | None = Field(description="whom it reached; null until it is sent")
    samples: dict[Locale, SampleOut] = Field(
        description="by the reader's language",
        examples=[
            {"en": {"title": "Planned outage: No water", "body": "On Tuesday.", "sms": "OUTAGE: No water"}}
        ],
    )

    @classmethod
    def of(cls, value: Progress, context: Context) -> Self:
        """The notice, its people and its receipts."""
        notice = NoticeOut.of(value.notice, context).model_dump()
        return cls(
            **notice,
            foreseen=ForeseenOut.of(value.count, context) if value.count and not value.send else None,
            told=_told(value),
            samples={code: SampleOut.of(texts, context) for code, texts in value.samples.items()},
        )


def _told(value: Progress) -> ToldOut | None:
    if value.send is None:
        return None
    places = ("reached", "failed", "inside", "waiting", "pending")
    outcomes = ReceiptsOut.model_fields
    return ToldOut(
        is_complete=value.send.is_done,
        people=value.send.people,
        excluded=value.send.excluded,
        **{place: value.tally[place] for place in places},
        channels={
            channel: ReceiptsOut(**{one: value.tally[f"{channel}_{one}"] for one in outcomes})
            for channel in value.notice.channels
        },
    )
