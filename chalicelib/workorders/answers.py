"""Work orders in the API: what answers look like."""

import re
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Literal, Self

from pydantic import Field

from chalicelib.categories.service import OrderKind
from chalicelib.contracts.envelope import Visibility
from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Money, Out
from chalicelib.workorders.lifecycle import Status
from chalicelib.workorders.model import WorkOrder


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


class MilestoneOut(Out):
    """Something to be reached by a moment."""

    name: str
    due_at: datetime
    done_at: datetime | None


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


class PlaceOut(Out):
    """A point in WGS-84."""

    lat: float
    lon: float
    datum: Literal["wgs84"] = "wgs84"


class WorkOrderOut(Out):
    """An order as its reader may see it.

    `description`, `location` and `geofence_radius_m` come with a single order, not with a list.
    """

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
    incident_of: str | None = Field(description="the order whose escalation opened this one")
    collaborator_ids: list[str]
    unit_id: str | None
    building_id: str | None
    community_id: str | None
    unit_name: str | None = Field(description="as it was when the order was reported", examples=["3-1201"])
    building_name: str | None = Field(
        description="as it was when the order was reported", examples=["Building 3"]
    )
    location: PlaceOut | None = Field(description="the building's, when the order was reported")
    geofence_radius_m: int | None = Field(description="within which one is on site, metres")
    deadlines: DueOut
    milestones: list[MilestoneOut] = Field(
        description="the plan; it comes with a single order, not with a list"
    )
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
        same = dict(zip(_SAME, _of_both(value), strict=True))
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
                "milestones": list(value.milestones),
                "location": value.terms.place,
                "geofence_radius_m": value.terms.place.radius_m if value.terms.place else None,
                "deadlines": value.due,
                "photos_required": value.terms.photos_required,
            }
        )


#: what an order and its answer name alike
_SAME = tuple(WorkOrderOut.model_fields.keys() & WorkOrder.model_fields.keys())
_of_both = attrgetter(*_SAME)


class NamedOut(Out):
    """A department or a member by name."""

    id: str
    name: str


class ReachableOut(NamedOut):
    """A person, with a telephone number that the reader may call."""

    phone: str | None = Field(examples=["+8613800138000"])


class ReporterOut(ReachableOut):
    """Who reported it: a resident, a member on somebody's behalf, or the ladder that opened an incident."""

    kind: Literal["resident", "member", "system"]


class PeopleOut(Out):
    """All whom an order concerns.

    Members read the telephone numbers of the household and of the assignee, residents only their own.
    """

    department: NamedOut
    assignee: ReachableOut | None
    contact: ReachableOut | None = Field(description="the resident to ask, when staff reported it")
    reporter: ReporterOut
    collaborators: list[NamedOut]


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


class AcknowledgementOut(Out):
    """Who sees to an escalation, and until when nobody else is told."""

    by: NamedOut
    at: datetime
    until: datetime


class DeadlineOut(Out):
    """One deadline."""

    kind: Literal["respond", "arrive", "progress", "complete", "resolution"]
    milestone: str | None = Field(description="the milestone of the plan whose deadline it is")
    due_at: datetime | None
    state: str = Field(description="held, running, met, breached, paused or cancelled")
    is_open: bool = Field(description="still to be done: missed or not, it is waited for")
    remaining_s: int | None = Field(description="seconds left; negative after the breach")
    escalations: list[EscalationOut]
    acknowledged: AcknowledgementOut | None = Field(description="the newest acknowledgement of an escalation")

    @classmethod
    def of(cls, value: Any, context: Context) -> Self:
        """The deadline, with whole seconds."""
        escalations = [EscalationOut.model_validate(e) for e in value.escalations]
        seen = value.acknowledged
        return cls(
            kind=value.kind,
            milestone=value.milestone,
            due_at=value.due_at,
            state=value.state,
            is_open=value.is_open,
            remaining_s=value.remaining_s,
            escalations=escalations,
            acknowledged=AcknowledgementOut(
                by=NamedOut(id=seen.by_id, name=seen.by_name), at=seen.at, until=seen.until
            )
            if seen
            else None,
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
    role: Literal["before", "after", "evidence", "signature"]
    status: Literal["pending", "verified", "rejected"]
    reason: str | None = Field(description="why it was rejected, as a code")
    reason_text: str | None
    content_type: str
    size: int
    uploader: PersonOut
    created_at: datetime
    flag: Literal["duplicate"] | None = Field(
        description="staff only: `duplicate` when it shows what an earlier photo of another order shows"
    )
    duplicate_of: str | None = Field(description="that other order, for those who may see it")
    url: str | None = Field(description="the photo without its metadata, good for a short time")
    thumbnail_url: str | None
