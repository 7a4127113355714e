"""What boards, stalls and durations look like to a client."""

from datetime import date, datetime, timedelta
from typing import Annotated, Self

from pydantic import BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from chalicelib.insights.positions.boards import (
    DepartmentBoard,
    DepartmentRow,
    MemberRow,
    Stall,
    Standing,
    Wanted,
)
from chalicelib.insights.positions.durations import Durations, Grouping, Spent
from chalicelib.insights.positions.model import STATES, Numbers, State
from chalicelib.insights.positions.times import DurationsReport
from chalicelib.insights.query_schema import CountedDay
from chalicelib.kernel.context import Context
from chalicelib.kernel.days import following
from chalicelib.kernel.schema import Duration, Identifier, ListQuery, Out, Query, comma_separated

_LONGEST = timedelta(days=3650)


class CountsOut(Out):
    """How many orders stand in each state. `completed` ones wait for the resident's answer."""

    suspended: int = Field(examples=[0])
    open: int = Field(examples=[4])
    assigned: int = Field(examples=[2])
    accepted: int = Field(examples=[1])
    on_site: int = Field(examples=[1])
    paused: int = Field(examples=[1])
    completed: int = Field(examples=[3])
    late: int = Field(examples=[1], description="of those before `completed`, how many missed a deadline")

    @classmethod
    def counted(cls, numbers: Numbers) -> Self:
        """The counts of a gauge."""
        return cls(**{name: numbers.get(name, 0) for name in (*STATES, "late")})


class StandingOut(Out):
    """What stands somewhere."""

    counts: CountsOut
    oldest_since: datetime | None = Field(
        description="since when the one that has not moved longest stands where it is; null when none does"
    )

    @classmethod
    def of(cls, value: Standing, context: Context) -> Self:
        """For a client."""
        return cls(counts=CountsOut.counted(value.numbers), oldest_since=value.oldest_since)


class DepartmentRowOut(Out):
    """One department of the board."""

    department_id: str = Field(examples=["dp_01J9ZQ5W8E6T4V2N0R7K3M1B5C"])
    name: str = Field(examples=["Repairs"])
    parent_id: str | None
    own: StandingOut
    total: StandingOut = Field(description="with the departments below it that the caller sees")

    @classmethod
    def of(cls, value: DepartmentRow, context: Context) -> Self:
        """For a client."""
        return cls(
            department_id=value.department.id,
            name=value.department.name,
            parent_id=value.department.parent_id,
            own=StandingOut.of(value.own, context),
            total=StandingOut.of(value.total, context),
        )


class DepartmentsBoardOut(Out):
    """The live board of all departments that the caller sees."""

    at: datetime
    items: list[DepartmentRowOut]

    @classmethod
    def of(cls, value: list[DepartmentRow], context: Context) -> Self:
        """For a client."""
        return cls(at=context.now, items=[DepartmentRowOut.of(row, context) for row in value])


class MemberRowOut(Out):
    """What one member has in a department."""

    member_id: str = Field(examples=["mb_01J9ZQ5W8E6T4V2N0R7K3M1B5C"])
    name: str = Field(examples=["Wang Fang"])
    counts: CountsOut

    @classmethod
    def of(cls, value: MemberRow, context: Context) -> Self:
        """For a client."""
        return cls(member_id=value.member_id, name=value.name, counts=CountsOut.counted(value.numbers))


class DepartmentBoardOut(Out):
    """The live board of one department."""

    at: datetime
    department_id: str
    name: str
    own: StandingOut
    queue: CountsOut = Field(description="what nobody has")
    members: list[MemberRowOut]

    @classmethod
    def of(cls, value: DepartmentBoard, context: Context) -> Self:
        """For a client."""
        return cls(
            at=context.now,
            department_id=value.department.id,
            name=value.department.name,
            own=StandingOut.of(value.own, context),
            queue=CountsOut.counted(value.queue),
            members=[MemberRowOut.of(row, context) for row in value.members],
        )


class StallQuery(ListQuery):
    """Filters; several states are separated by commas. Completed orders stand with nobody and are not listed."""

    department: Identifier | None = None
    member: Identifier | None = Field(None, description="a member's id, or `me`")
    state: Annotated[list[State], BeforeValidator(comma_separated)] | None = Field(
        None, examples=["open,paused"]
    )
    older_than: Annotated[Duration, Field(ge=timedelta(0), le=_LONGEST)] | None = Field(
        None, description="stands there at least so long", examples=["PT2H"]
    )

    def wanted(self, person_id: str) -> Wanted:
        """What is asked for."""
        return Wanted(
            department=self.department,
            member=person_id if self.member == "me" else self.member,
            states=frozenset(self.state) if self.state is not None else None,
            older_than=self.older_than,
        )


class StallOut(Out):
    """Where one order stands, with whom and since when."""

    work_order_id: str = Field(examples=["wo_01J9ZQ5W8E6T4V2N0R7K3M1B5C"])
    number: str = Field(examples=["WO-2026-000123"])
    title: str = Field(examples=["Water drips from the kitchen ceiling"])
    state: State
    department_id: str
    department_name: str = Field(examples=["Repairs"])
    member_id: str | None = Field(description="null: in the department's queue, or suspended")
    member_name: str | None = Field(examples=["Wang Fang"])
    since: datetime
    category: str = Field(examples=["leak"])
    community_id: str | None
    priority: str = Field(examples=["normal"])
    due_at: datetime | None = Field(description="the earliest deadline that the state leads to")
    is_late: bool = Field(description="a deadline was missed, or is being missed now")

    @classmethod
    def of(cls, value: Stall, context: Context) -> Self:
        """For a client."""
        position = value.position
        due_at = position.due_at
        shared = {name: getattr(position, name) for name in cls.model_fields if hasattr(position, name)}
        return cls.model_validate(
            {
                **shared,
                "work_order_id": position.order_id,
                "department_name": value.department_name,
                "member_name": value.member_name,
                "due_at": due_at,
                "is_late": position.is_late or (due_at is not None and due_at < context.now),
            }
        )


class DurationsQuery(Query):
    """Which durations. Dates are days in the tenant's zone, both included."""

    group_by: Grouping = Field(description="one row for each of these", examples=["department"])
    first: CountedDay = Field(alias="from", description="first day", examples=["2026-11-01"])
    last: CountedDay = Field(
        alias="to", description="last day, at most two years after the first", examples=["2026-11-30"]
    )

    @field_validator("last")
    @classmethod
    def _follows(cls, last: date, others: ValidationInfo) -> date:
        return following(others.data.get("first"), last)


class SpentOut(Out):
    """The stays in one state that ended in the window."""

    count: int = Field(examples=[12], description="how often the state was left")
    seconds: int = Field(examples=[43200], description="of all these stays")
    mean_s: float | None = Field(examples=[3600.0], description="null over nothing")


class SpentByState(Out):
    """The stays in each state."""

    suspended: SpentOut
    open: SpentOut
    assigned: SpentOut
    accepted: SpentOut
    on_site: SpentOut
    paused: SpentOut
    completed: SpentOut


class DurationsRowOut(Out):
    """How long the orders of one department, member or category stood."""

    key: str = Field(examples=["dp_01J9ZQ5W8E6T4V2N0R7K3M1B5C"], description="id, or the category's code")
    name: str = Field(examples=["Repairs"])
    states: SpentByState
    waiting_s: int = Field(examples=[32400], description="suspended, open, assigned, paused")
    working_s: int = Field(examples=[10800], description="accepted (on the way) and on site")
    waiting_share: float | None = Field(examples=[0.75], description="waiting / (waiting + working)")

    @classmethod
    def of(cls, value: Durations, context: Context) -> Self:
        """The row for a client."""
        spent = {state: value.spent.get(state, Spent()) for state in STATES}
        return cls(
            key=value.key,
            name=value.name,
            states=SpentByState.model_validate(spent, from_attributes=True),
            waiting_s=value.waiting_s,
            working_s=value.working_s,
            waiting_share=value.waiting_share,
        )


class DurationsOut(Out):
    """The durations of a window, each on the day on which the order left the state."""

    model_config = ConfigDict(serialize_by_alias=True)

    group_by: Grouping
    first: date = Field(alias="from", examples=["2026-11-01"])
    last: date = Field(alias="to", examples=["2026-11-30"])
    items: list[DurationsRowOut]

    @classmethod
    def of(cls, value: DurationsReport, context: Context) -> Self:
        """The report for a client."""
        rows = [DurationsRowOut.of(row, context) for row in value.items]
        return cls.model_validate(
            {"group_by": value.group_by, "from": value.first, "to": value.last, "items": rows}
        )
