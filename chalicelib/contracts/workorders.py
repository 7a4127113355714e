"""Events of work orders. `card` is the order as it stands after the whole change that the event is part of."""

from datetime import date, datetime
from typing import ClassVar

from chalicelib.contracts.envelope import Contract, Event, Who


class Amount(Contract):
    """Money in minor units."""

    amount: int
    currency: str


class Hold(Contract):
    """Why an order is suspended: the household's arrears when it was reported."""

    reason: str
    amount_due: Amount
    since: date | None


class Due(Contract):
    """The moments an order's deadlines fall due. None while suspended, or where the category sets none."""

    respond_by: datetime | None = None
    arrive_by: datetime | None = None
    complete_by: datetime | None = None


class Place(Contract):
    """Where the work is, as it was when the order was reported. WGS-84, radius in metres."""

    lat: float
    lon: float
    radius_m: int


class Terms(Contract):
    """The rules an order lives under, as they were when it was reported."""

    gate: str = "exempt"
    photos_required: int = 0
    place: Place | None = None
    accuracy_limit_m: int = 100


class Milestone(Contract):
    """Something to be reached by a moment. `done_at` is when it was."""

    name: str
    due_at: datetime
    done_at: datetime | None = None


class OrderCard(Contract):
    """What a consumer needs to know of an order in order to tell people of it or to count it."""

    number: str
    kind: str
    category: str
    title: str
    status: str
    is_emergency: bool
    department_id: str
    assignee_id: str | None
    reporter: Who
    setter_id: str | None
    contact_id: str | None
    unit_id: str | None
    building_id: str | None
    community_id: str | None
    collaborator_ids: tuple[str, ...] = ()
    reported_at: datetime
    due: Due = Due()


class WorkOrderEvent(Event):
    """Base of the events of this room."""

    source: ClassVar[str] = "steward.workorders"

    card: OrderCard


class WorkOrderReported(WorkOrderEvent):
    """An order exists. `text` is its description; `arrears` is what the household owes, if that is to be said.

    The place's names are as they were then: whoever shows the order needs no read of the place. `incident_of` is the
    order whose ladder opened this one.
    """

    priority: str
    intake: str
    terms: Terms
    arrears: Hold | None = None
    unit_name: str | None = None
    building_name: str | None = None
    incident_of: str | None = None


class WorkOrderSuspended(WorkOrderEvent):
    """The payment gate holds the order."""

    hold: Hold


class WorkOrderResumed(WorkOrderEvent):
    """The order goes on: from suspension (`cause` cleared, waived or reclassified) or from a pause (`continued`)."""

    cause: str
    status: str


class WorkOrderAssigned(WorkOrderEvent):
    """The order has an assignee, perhaps another one than before."""

    assignee_id: str
    department_id: str
    previous_assignee_id: str | None = None


class WorkOrderAccepted(WorkOrderEvent):
    """The assignee takes it on."""

    is_late: bool


class WorkOrderDeclined(WorkOrderEvent):
    """The assignee gives it back to the department's queue; `text` says why."""


class WorkOrderRequeued(WorkOrderEvent):
    """A step of the ladder takes the order from its assignee, back to the department's queue."""

    previous_assignee_id: str | None


class WorkOrderCheckedIn(WorkOrderEvent):
    """The assignee is on site. Position in WGS-84; distances in metres; `skew_s` is server time less device time."""

    visit: int
    lat: float
    lon: float
    accuracy_m: float
    distance_m: int | None
    captured_at: datetime
    skew_s: int
    is_late: bool
    is_exception: bool = False
    is_place_unverified: bool = False
    is_clock_skewed: bool = False
    attachment_id: str | None = None


class WorkOrderPaused(WorkOrderEvent):
    """Work waits for parts, access or a third party; `text` is the reason."""

    expected_on: date
    from_status: str


class WorkOrderCompleted(WorkOrderEvent):
    """The assignee says it is done; `text` is the summary. `visit` counts check-ins, `completion` completions.

    `signed_by` is the name of who signed for it, as the assignee wrote it.
    """

    visit: int
    completion: int
    minutes: int | None
    parts: tuple[str, ...]
    photos: int
    is_late: bool
    signed_by: str | None = None


class WorkOrderReopened(WorkOrderEvent):
    """Back to the assignee for rework; `text` says why. `cause` is not_fixed or demanded."""

    cause: str


class WorkOrderClosed(WorkOrderEvent):
    """The end. `cause` is survey, expired or closed by a manager; `score` is the resident's, 1 to 5."""

    cause: str
    score: int | None = None


class WorkOrderCancelled(WorkOrderEvent):
    """Called off; `text` is the reason."""


class WorkOrderCommented(WorkOrderEvent):
    """Somebody concerned says something."""


class WorkOrderDirected(WorkOrderEvent):
    """A manager says what is to be done."""


class WorkOrderPlanned(WorkOrderEvent):
    """What is to be reached by when. It replaces the milestones that had not been done."""

    milestones: tuple[Milestone, ...]


class WorkOrderProgressed(WorkOrderEvent):
    """Whoever has the work reports of it; `milestone` is done. `is_late` is None when no report was waited for.

    A device that tells of it later says when it was (`skew_s` is server time less device time). What had been told as
    missed and was not is taken back: `check_disproved` and `milestone_disproved` say when it fell due.
    """

    percent: int | None = None
    milestone: str | None = None
    is_late: bool | None = None
    captured_at: datetime | None = None
    skew_s: int | None = None
    is_clock_skewed: bool = False
    check_disproved: datetime | None = None
    milestone_disproved: datetime | None = None


class WorkOrderNudged(WorkOrderEvent):
    """Somebody concerned asks for speed."""


class WorkOrderCollaboratorAdded(WorkOrderEvent):
    """One more member is concerned."""

    member_id: str


class WorkOrderRated(WorkOrderEvent):
    """A manager rates the result, 1 to 5."""

    score: int


class WorkOrderPriorityChanged(WorkOrderEvent):
    """A manager sets another priority."""

    priority: str


class WorkOrderReclassified(WorkOrderEvent):
    """The order has another category; the card names it. Another department takes it into its queue (`is_requeued`)."""

    previous_category: str
    priority: str
    terms: Terms
    is_requeued: bool
    previous_assignee_id: str | None = None


class WorkOrderRescheduled(WorkOrderEvent):
    """Its deadlines are counted by another calendar, or another version of it: the card says when they are due."""


class WorkOrderEscalated(WorkOrderEvent):
    """A step of the escalation ladder was climbed.

    `actions` are what it did to the order, `refused` what it would have done, had the order not moved on.
    """

    deadline: str
    step: int
    recipient_ids: tuple[str, ...]
    milestone: str | None = None
    actions: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


class WorkOrderIncidentOpened(WorkOrderEvent):
    """A step of the ladder has opened an urgent task about this order."""

    incident_id: str
    number: str


class WorkOrderPhotoFlagged(WorkOrderEvent):
    """A photo of the order is doubtful; with `duplicate`, it shows what a photo of another order shows."""

    attachment_id: str
    flag: str


class WorkOrderAcknowledged(WorkOrderEvent):
    """Somebody who was told of an escalation sees to it: no further step of the deadline fires before `until`."""

    deadline: str
    until: datetime


class RecountWanted(Event):
    """Open orders of a department have to be counted anew by the calendar it goes by now: those after `after`.

    `entity` is the recount, the sequence its page.
    """

    source: ClassVar[str] = "steward.workorders"

    department_id: str
    after: str | None = None
