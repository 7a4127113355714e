"""Work orders in the API: what requests carry, and what answers look like."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from chalicelib.categories.service import OrderKind, Priority
from chalicelib.contracts.envelope import Visibility
from chalicelib.kernel.clock import truncated
from chalicelib.kernel.days import following
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.kernel.schema import Body, Day, Identifier, Line, ListQuery, Moment, Text, comma_separated
from chalicelib.workorders.filters import Filters
from chalicelib.workorders.lifecycle import Status


def _told_in_utc(moment: datetime) -> datetime:
    try:
        return truncated(moment)
    except OverflowError:
        raise FieldRefused("lies outside the calendar in UTC") from None


#: a moment that somebody's device tells, in whatever zone
Told = Annotated[Moment, AfterValidator(_told_in_utc)]
Source = Literal["resident_app", "front_desk", "manager", "department", "email", "wechat", "api"]


class ReportIn(Body):
    """What is reported. A resident names one of their units, unless the category is common-area."""

    kind: OrderKind
    category: Identifier = Field(examples=["leak"])
    unit_id: Identifier | None = None
    building_id: Identifier | None = None
    community_id: Identifier | None = None
    title: Line = Field(examples=["Water drips from the kitchen ceiling"])
    description: str = Field("", max_length=4000, examples=["Since this morning, about a cup an hour."])
    source: Source | None = Field(None, description="how it came in; by the reporter's role unless given")


class AssignIn(Body):
    """Who shall do it."""

    assignee_id: Identifier


class ReclassifyIn(Body):
    """What it is."""

    category: Identifier = Field(examples=["leak"])


class ReasonIn(Body):
    """Why."""

    reason: Text = Field(examples=["No access: nobody is at home"])


class DeclineIn(Body):
    """Why the order goes back to the queue, if one cares to say."""

    reason: str = Field("", max_length=4000)


class PauseIn(Body):
    """What the work waits for, and until about when."""

    reason: Text = Field(examples=["Waiting for a valve"])
    expected_on: Day = Field(examples=["2026-12-01"])


class PositionIn(Body):
    """A position as the device gives it."""

    lat: float = Field(ge=-90, le=90, allow_inf_nan=False, examples=[30.2741])
    lon: float = Field(ge=-180, le=180, allow_inf_nan=False, examples=[120.1551])
    datum: Literal["wgs84", "gcj02", "bd09"] = "wgs84"
    accuracy_m: float = Field(ge=0, le=100_000, allow_inf_nan=False, examples=[12.5])


class ExceptionIn(Body):
    """Why the check-in shall count although the position does not show it, with a verified photo of this order."""

    reason: Text
    attachment_id: Identifier


class CheckInIn(Body):
    """Where the technician is, by their device."""

    position: PositionIn
    captured_at: Told = Field(examples=["2026-11-23T01:30:00Z"], description="the device's time")
    exception: ExceptionIn | None = None


class CompleteIn(Body):
    """What was done."""

    summary: Text = Field(examples=["Replaced the gasket, no drip for ten minutes"])
    minutes: int | None = Field(None, ge=0, le=60 * 24 * 30)
    parts: list[Line] = Field(default_factory=list, max_length=50)
    signed_by: Line | None = Field(None, description="who signed for it", examples=["Rosa Li"])


class CommentIn(Body):
    """Something to say; staff's words are internal unless they are meant for the resident."""

    text: Text
    visibility: Visibility | None = None


class TextIn(Body):
    """Something to say."""

    text: Text


class NudgeIn(Body):
    """A wish for speed."""

    text: str = Field("", max_length=4000)


class MilestoneBody(Body):
    """Something to be reached by a moment."""

    name: Line = Field(examples=["Pump replaced"])
    due_at: Told = Field(examples=["2026-11-24T09:00:00Z"])


class PlanIn(Body):
    """The milestones of the work. They replace those that have not been done."""

    milestones: list[MilestoneBody] = Field(max_length=20)

    @field_validator("milestones")
    @classmethod
    def _differ(cls, milestones: list[MilestoneBody]) -> list[MilestoneBody]:
        if len({one.name for one in milestones}) < len(milestones):
            raise FieldRefused("two milestones have the same name")
        return milestones


class ProgressIn(Body):
    """How the work goes."""

    text: Text = Field(examples=["The old pump is out, the new one arrives at noon"])
    percent: int | None = Field(None, ge=0, le=100)
    milestone: Line | None = Field(None, description="the milestone of the plan that is done")
    captured_at: Told | None = Field(
        None, description="the device's time, where it tells of it later", examples=["2026-11-23T01:30:00Z"]
    )


class AcknowledgeIn(Body):
    """Which deadline's escalation is seen to, and for how long nobody else shall be told."""

    deadline: Literal["respond", "arrive", "progress", "complete", "resolution"]
    minutes: int = Field(30, ge=1, le=1440)
    text: str = Field("", max_length=4000)


class CollaboratorIn(Body):
    """Who is drawn in."""

    member_id: Identifier


class RateIn(Body):
    """What the result is worth."""

    score: int = Field(ge=1, le=5)
    text: str = Field("", max_length=4000)


class WorkOrderPatch(Body):
    """What may be changed of an order."""

    priority: Priority


class UploadIn(Body):
    """The photo that will be uploaded, or the signature, a PNG, that counts as no photo."""

    role: Literal["before", "after", "evidence", "signature"]
    content_type: Annotated[str, StringConstraints(max_length=100)] = Field(examples=["image/jpeg"])
    size: int = Field(ge=1, examples=[482113], description="bytes")


class WorkOrderQuery(ListQuery):
    """Filters; several states are separated by commas."""

    status: Annotated[list[Status], BeforeValidator(comma_separated)] | None = Field(
        None, examples=["open,assigned"]
    )
    assignee: Identifier | None = Field(None, description="a member's id, or `me`")
    department: Identifier | None = None
    community: Identifier | None = None
    unit: Identifier | None = None
    category: Identifier | None = None
    late: bool | None = None
    q: Line | None = Field(None, description="an order's number, or the start of a word in its title")
    first: Day | None = Field(
        None,
        alias="from",
        description="reported on this day of the tenant's zone, or later",
        examples=["2026-11-01"],
    )
    last: Day | None = Field(
        None,
        alias="to",
        description="reported on this day or before, at most two years after `from`",
        examples=["2026-11-30"],
    )

    @field_validator("last")
    @classmethod
    def _follows(cls, last: date | None, others: ValidationInfo) -> date | None:
        return following(others.data.get("first"), last) if last else None

    def filters(self, person_id: str) -> Filters:
        """What is asked for."""
        return Filters(
            status=frozenset(self.status) if self.status is not None else None,
            assignee=person_id if self.assignee == "me" else self.assignee,
            department=self.department,
            community=self.community,
            unit=self.unit,
            category=self.category,
            late=self.late,
            q=self.q,
            first=self.first,
            last=self.last,
        )
