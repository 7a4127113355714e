"""What a digest of work looks like to a client."""

from datetime import date, datetime
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from chalicelib.deadlines.model import State
from chalicelib.deadlines.service import DeadlineView
from chalicelib.insights.calendar import Window
from chalicelib.insights.measures import COUNTS, total
from chalicelib.insights.model import Dimension
from chalicelib.insights.query_schema import CountedDay
from chalicelib.insights.schema import FiguresOut
from chalicelib.kernel.context import Context
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.kernel.schema import Identifier, ListQuery, Out
from chalicelib.reports.digest import Digest, Item, Step
from chalicelib.workorders.lifecycle import Status

_ONESELF = "me"


class DigestQuery(ListQuery):
    """Whose work, and of when."""

    member: Identifier | None = Field(None, description="whose work; `me` for your own", examples=[_ONESELF])
    department: Identifier | None = Field(None, description="or that of a department", examples=[None])
    window: Window = Field("week", description="how long; weeks start on Mondays")
    day: CountedDay = Field(description="a day of it, in the tenant's zone", examples=["2026-11-23"])
    limit: int = Field(20, ge=1, le=50, description="how many at most")

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if (self.member is None) == (self.department is None):
            raise FieldRefused("names either a `member` or a `department`")
        return self

    def whose(self, person_id: str) -> tuple[Dimension, str]:
        """The row of the figures that it is about, when this person asks."""
        if self.department is not None:
            return "department", self.department
        assert self.member is not None
        return "member", person_id if self.member == _ONESELF else self.member


class PassageOut(Out):
    """Where an order was for a while."""

    status: Status
    department_id: str
    department_name: str = Field(examples=["Repairs"])
    member_id: str | None
    member_name: str | None = Field(description="who had it; null: nobody of the department yet")
    since: datetime
    until: datetime | None = Field(description="null: there it is")

    @classmethod
    def row(cls, step: Step) -> Self:
        """The step for a client."""
        same = {name: getattr(step, name) for name in cls.model_fields if name != "status"}
        return cls.model_validate({**same, "status": step.state})


class TimeLimitOut(Out):
    """A time limit of an order, and how it was kept."""

    due_at: datetime | None = Field(description="null while it stands still")
    state: State
    remaining_s: int = Field(
        examples=[-900],
        description="seconds, of working time where that counts, that were left or are left; negative: late",
    )


class TimeLimitsOut(Out):
    """The time limits of an order; null where its category sets none."""

    respond: TimeLimitOut | None
    arrive: TimeLimitOut | None
    complete: TimeLimitOut | None

    @classmethod
    def row(cls, item: Item) -> Self:
        """Those of an order."""

        def limit(view: DeadlineView | None) -> TimeLimitOut | None:
            return TimeLimitOut.model_validate(view) if view else None

        return cls(**{kind: limit(item.deadlines.get(kind)) for kind in cls.model_fields})


class WorkedOut(Out):
    """How an order went that they worked with. What you may not see of it any more is null, or empty."""

    work_order_id: str = Field(examples=["wo_01J9ZQ5W8E6T4V2N0R7K3M1B5C"])
    number: str = Field(examples=["WO-2026-000123"])
    worked_on: date = Field(description="the last day of the window on which it counted for them")
    counts: dict[str, int] = Field(
        examples=[{"completed": 1, "complete_met": 1}],
        description="what of their figures it is, as /v1/stats/measures names them; no entry is 0",
    )
    is_visible: bool
    title: str | None
    category: str | None
    status: Status | None
    priority: str | None
    is_late: bool | None = Field(description="whether a deadline was missed")
    reported_at: datetime | None
    accepted_at: datetime | None
    arrived_at: datetime | None
    completed_at: datetime | None
    steps: list[PassageOut] = Field(description="where it was, one after the other, and with whom")
    deadlines: TimeLimitsOut
    score: int | None = Field(description="the resident's, 1 to 5")
    rating: int | None = Field(description="the manager's, 1 to 5")

    @classmethod
    def row(cls, item: Item, now: datetime) -> Self:
        """The order for a client."""
        order = item.order
        counts = {one.name: total(one.weights or {}, item.worked.numbers) for one in COUNTS}
        return cls(
            work_order_id=item.worked.order_id,
            number=item.worked.number,
            worked_on=item.worked.day,
            counts={name: number for name, number in counts.items() if number},
            is_visible=order is not None,
            is_late=order.is_late(now) if order else None,
            steps=[PassageOut.row(step) for step in item.steps],
            deadlines=TimeLimitsOut.row(item),
            **{name: getattr(order, name, None) for name in _OF_ORDER},
        )


_OF_ORDER = (
    *("title", "category", "status", "priority"),
    *("reported_at", "accepted_at", "arrived_at", "completed_at", "score", "rating"),
)


class WorkDigestOut(Out):
    """A page of a digest: whose it is, their figures, and the orders, the one that was worked with last first."""

    model_config = ConfigDict(serialize_by_alias=True)

    group_by: Dimension = Field(examples=["member"])
    key: str = Field(examples=["mb_01J9ZQ5W8E6T4V2N0R7K3M1B5C"])
    name: str = Field(examples=["Wang Fang"])
    first: date = Field(alias="from", examples=["2026-11-23"])
    last: date = Field(alias="to", examples=["2026-11-29"])
    figures: FiguresOut = Field(description="of the whole window; the counts of all pages add up to them")
    items: list[WorkedOut]
    next_cursor: str | None = None

    @classmethod
    def of(cls, value: Digest, context: Context) -> Self:
        """The page for a client."""
        return cls.model_validate(
            {
                **{name: getattr(value, name) for name in ("group_by", "key", "name", "next_cursor")},
                "from": value.first,
                "to": value.last,
                "figures": FiguresOut.row(value.figures, ()).model_copy(update={"name": value.name}),
                "items": [WorkedOut.row(item, context.now) for item in value.items],
            }
        )
