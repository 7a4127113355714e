"""Work orders in the API: what requests carry, and what answers look like."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints

from chalicelib.categories.service import OrderKind, Priority
from chalicelib.contracts.envelope import Visibility
from chalicelib.kernel.clock import truncated
from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Body, Identifier, Line, ListQuery, Money, Out, Text
from chalicelib.workorders.filters import Filters
from chalicelib.workorders.lifecycle import Status
from chalicelib.workorders.model import WorkOrder


def _told_in_utc(moment: datetime) -> datetime:
    try:
        return truncated(moment)
    except OverflowError:
        raise ValueError("lies outside the calendar in UTC") from None


#: a moment that somebody's device tells, in whatever zone
Moment = Annotated[AwareDatetime, AfterValidator(_told_in_utc)]
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


class ReasonIn(Body):
    """Why."""

    reason: Text = Field(examples=["No access: nobody is at home"])


class DeclineIn(Body):
    """Why the order goes back to the queue, if one cares to say."""

    reason: str = Field("", max_length=4000)


class PauseIn(Body):
    """What the work waits for, and until about when."""

    reason: Text = Field(examples=["Waiting for a valve"])
    expected_on: date = Field(examples=["2026-12-01"])


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
    captured_at: Moment = Field(examples=["2026-11-23T01:30:00Z"], description="the device's time")
    exception: ExceptionIn | None = None


class CompleteIn(Body):
    """What was done."""

    summary: Text = Field(examples=["Replaced the gasket, no drip for ten minutes"])
    minutes: int | None = Field(None, ge=0, le=60 * 24 * 30)
    parts: list[Line] = Field(default_factory=list, max_length=50)


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
    """The photo that will be uploaded."""

    role: Literal["before", "after", "evidence"]
    content_type: Annotated[str, StringConstraints(max_length=100)] = Field(examples=["image/jpeg"])
    size: int = Field(ge=1, examples=[482113], description="bytes")


def _split(value: Any) -> Any:
    return value.split(",") if isinstance(value, str) else value


class WorkOrderQuery(ListQuery):
    """Filters; several states are separated by commas."""

    status: Annotated[list[Status], BeforeValidator(_split)] | None = Field(None, examples=["open,assigned"])
    assignee: Identifier | None = Field(None, description="a member's id, or `me`")
    department: Identifier | None = None
    community: Identifier | None = None
    unit: Identifier | None = None
    category: Identifier | None = None
    late: bool | None = None
    q: Line | None = Field(None, description="an order's number, or the start of a word in its title")

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
        )


class HoldOut(Out):
    """Why an order is suspended."""

    reason: str
    amount_due: Money
    since: date | None


class DueOut(Out):
    """When the deadlines fall due; null while they stand still, or where there is none."""

    respond_by: datetime | None
    arrive_by: datetime | None
    complete_by: datetime | None


class PersonOut(Out):
    """Who it was."""

    id: str
    kind: str
    name: str


class PauseOut(Out):
    """What the work waits for."""

    reason: str
    expected_on: date


class StandsOut(Out):
    """Where the order is stuck: with which department, with whom, since when."""

    status: Status
    department_id: str
    person_id: str | None
    since: datetime


class WorkOrderOut(Out):
    """An order as its reader may see it. `description` comes with a single order, not with a list."""

    id: str
    number: str
    kind: OrderKind
    category: str
    title: str
    description: str
    source: str
    status: Status
    stands: StandsOut
    priority: str
    is_emergency: bool
    is_late: bool
    hold: HoldOut | None
    pause: PauseOut | None
    department_id: str
    assignee_id: str | None
    reporter: PersonOut
    setter_id: str | None
    contact_id: str | None
    collaborator_ids: list[str]
    unit_id: str | None
    building_id: str | None
    community_id: str | None
    deadlines: DueOut
    photos_required: int
    visit: int
    rating: int | None
    score: int | None
    reported_at: datetime
    accepted_at: datetime | None
    arrived_at: datetime | None
    completed_at: datetime | None
    version: int

    @classmethod
    def of(cls, value: WorkOrder, context: Context) -> Self:
        """The order for this reader."""
        same = {name: getattr(value, name) for name in cls.model_fields if hasattr(value, name)}
        stands = StandsOut(
            status=value.status,
            department_id=value.department_id,
            person_id=value.reporter.id if value.status in ("suspended", "completed") else value.assignee_id,
            since=value.status_since,
        )
        return cls.model_validate(
            {
                **same,
                "stands": stands,
                "is_late": value.is_late(context.now),
                "collaborator_ids": list(value.collaborator_ids),
                "deadlines": value.due,
                "photos_required": value.terms.photos_required,
            }
        )


class EntryOut(Out):
    """Something that happened."""

    at: datetime
    actor: PersonOut
    kind: str = Field(examples=["checked_in"])
    text: str
    data: dict[str, Any]
    visibility: Visibility
    sequence: int

    @classmethod
    def of(cls, value: Any, context: Context) -> Self:
        """An event as an entry: its kind is the event's name in snake case, without «WorkOrder»."""
        name = value.type.removeprefix("WorkOrder")
        data = value.payload()
        data.pop("card")
        return cls(
            at=value.at,
            actor=PersonOut.model_validate(value.actor),
            kind=re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(),
            text=value.text,
            data=data,
            visibility=value.visibility,
            sequence=value.sequence,
        )


class EscalationOut(Out):
    """A step that was climbed, and whom it told."""

    step: int
    at: datetime
    notified: list[str]


class DeadlineOut(Out):
    """One deadline."""

    kind: Literal["respond", "arrive", "progress", "complete"]
    due_at: datetime | None
    state: str = Field(description="held, running, met, breached, paused or cancelled")
    remaining_s: int | None = Field(description="seconds left; negative after the breach")
    escalations: list[EscalationOut]

    @classmethod
    def of(cls, value: Any, context: Context) -> Self:
        """The deadline, with whole seconds."""
        escalations = [EscalationOut.model_validate(e) for e in value.escalations]
        return cls(
            kind=value.kind,
            due_at=value.due_at,
            state=value.state,
            remaining_s=value.remaining_s,
            escalations=escalations,
        )


class UploadOut(Out):
    """Where to send the file: a POST of these fields, then the file, as multipart form data."""

    url: str
    fields: dict[str, str]


class UploadTicketOut(Out):
    """The permission to upload one photo."""

    id: str
    upload: UploadOut
    expires_at: datetime


class AttachmentOut(Out):
    """A photo: `pending` until it arrived and was looked at, then `verified`, or `rejected` with a reason."""

    id: str
    role: Literal["before", "after", "evidence"]
    status: Literal["pending", "verified", "rejected"]
    reason: str | None = Field(description="why it was rejected, as a code")
    reason_text: str | None
    content_type: str
    size: int
    uploader: PersonOut
    created_at: datetime
    url: str | None = Field(description="the photo without its metadata, good for a short time")
    thumbnail_url: str | None
