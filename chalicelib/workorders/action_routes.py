"""The API of work orders: what is done to them. Every action answers with the order as it is then."""

from collections.abc import Callable
from datetime import timedelta

from chalicelib.contracts.workorders import Milestone
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import DomainError
from chalicelib.kernel.geo import to_wgs84
from chalicelib.kernel.http import Router
from chalicelib.kernel.schema import Body
from chalicelib.workorders import classification, conversation, escalation, gate, planning, service
from chalicelib.workorders.answers import WorkOrderOut
from chalicelib.workorders.arrival import ExceptionPhotoMissing, Fix, OutsideGeofence, PositionInaccurate
from chalicelib.workorders.conversation import TooManyNudges
from chalicelib.workorders.errors import NotAssignee, PhotosMissing
from chalicelib.workorders.escalation import NothingToAcknowledge
from chalicelib.workorders.lifecycle import InvalidTransition
from chalicelib.workorders.model import WorkOrder
from chalicelib.workorders.schema import (
    AcknowledgeIn,
    AssignIn,
    CheckInIn,
    CollaboratorIn,
    CommentIn,
    CompleteIn,
    DeclineIn,
    NudgeIn,
    PauseIn,
    PlanIn,
    ProgressIn,
    RateIn,
    ReasonIn,
    ReclassifyIn,
    TextIn,
)

router = Router("work order actions")
View = Callable[..., WorkOrder]


def action(
    name: str, permission: str, body: type[Body] | None = None, *errors: type[DomainError]
) -> Callable[[View], View]:
    """An action on an order: a POST under it."""
    return router.route(
        "POST",
        f"/v1/work-orders/{{order_id}}/{name}",
        permission=permission,
        body=body,
        answer=WorkOrderOut,
        errors=(InvalidTransition, *errors),
    )


@action("assign", "work_order.assign", AssignIn)
def assign(context: Context, order_id: str, body: AssignIn) -> WorkOrder:
    """Give the order to a technician."""
    return service.assign(context, order_id, body.assignee_id)


@action("take", "work_order.take")
def take(context: Context, order_id: str) -> WorkOrder:
    """Take the order from your department's queue."""
    return service.take(context, order_id)


@action("accept", "work_order.perform", None, NotAssignee)
def accept(context: Context, order_id: str) -> WorkOrder:
    """Take on the order you were given."""
    return service.accept(context, order_id)


@action("decline", "work_order.perform", DeclineIn, NotAssignee)
def decline(context: Context, order_id: str, body: DeclineIn) -> WorkOrder:
    """Give the order back to the queue."""
    return service.decline(context, order_id, body.reason)


@action(
    "check-in",
    "work_order.perform",
    CheckInIn,
    OutsideGeofence,
    PositionInaccurate,
    ExceptionPhotoMissing,
    NotAssignee,
)
def check_in(context: Context, order_id: str, body: CheckInIn) -> WorkOrder:
    """Say that you are on site."""
    lat, lon = to_wgs84(body.position.lat, body.position.lon, body.position.datum)
    fix = Fix(lat, lon, body.position.accuracy_m, body.captured_at)
    excuse = (body.exception.reason, body.exception.attachment_id) if body.exception else None
    return service.check_in(context, order_id, fix, excuse)


@action("pause", "work_order.perform", PauseIn, NotAssignee)
def pause(context: Context, order_id: str, body: PauseIn) -> WorkOrder:
    """Wait for parts, access or a third party."""
    return service.pause(context, order_id, body.reason, body.expected_on)


@action("resume", "work_order.perform", None, NotAssignee)
def resume(context: Context, order_id: str) -> WorkOrder:
    """Go on after a pause."""
    return service.resume(context, order_id)


@action("complete", "work_order.perform", CompleteIn, PhotosMissing, NotAssignee)
def complete(context: Context, order_id: str, body: CompleteIn) -> WorkOrder:
    """Say that it is done."""
    return service.complete(context, order_id, body.summary, body.minutes, tuple(body.parts), body.signed_by)


@action("cancel", "work_order.cancel", ReasonIn)
def cancel(context: Context, order_id: str, body: ReasonIn) -> WorkOrder:
    """Call the order off."""
    return service.cancel(context, order_id, body.reason)


@action("rework", "work_order.rework", ReasonIn)
def rework(context: Context, order_id: str, body: ReasonIn) -> WorkOrder:
    """Send finished work back."""
    return service.rework(context, order_id, body.reason)


@action("comments", "work_order.take_part", CommentIn)
def comment(context: Context, order_id: str, body: CommentIn) -> WorkOrder:
    """Say something about the order."""
    return conversation.comment(context, order_id, body.text, body.visibility)


@action("directives", "work_order.direct", TextIn)
def direct(context: Context, order_id: str, body: TextIn) -> WorkOrder:
    """Direct what is to be done, at any state."""
    return conversation.direct(context, order_id, body.text)


@action("nudges", "work_order.take_part", NudgeIn, TooManyNudges)
def nudge(context: Context, order_id: str, body: NudgeIn) -> WorkOrder:
    """Ask for speed."""
    return conversation.nudge(context, order_id, body.text)


@action("plan", "work_order.plan", PlanIn, NotAssignee)
def plan(context: Context, order_id: str, body: PlanIn) -> WorkOrder:
    """Say what is to be reached by when; a milestone that passes undone is escalated."""
    milestones = [Milestone(name=one.name, due_at=one.due_at) for one in body.milestones]
    return planning.plan(context, order_id, milestones)


@action("progress", "work_order.perform", ProgressIn, NotAssignee)
def progress(context: Context, order_id: str, body: ProgressIn) -> WorkOrder:
    """Report how the work goes."""
    return planning.progress(context, order_id, body.text, body.percent, body.milestone, body.captured_at)


@action("acknowledge", "deadline.acknowledge", AcknowledgeIn, NothingToAcknowledge)
def acknowledge(context: Context, order_id: str, body: AcknowledgeIn) -> WorkOrder:
    """See to a deadline's escalation; nobody else is told before the stated time has passed."""
    lasts = timedelta(minutes=body.minutes)
    return escalation.acknowledge(context, order_id, body.deadline, lasts, body.text)


@action("collaborators", "work_order.take_part", CollaboratorIn)
def add_collaborator(context: Context, order_id: str, body: CollaboratorIn) -> WorkOrder:
    """Draw one more member in."""
    return conversation.add_collaborator(context, order_id, body.member_id)


@action("rate", "work_order.rate", RateIn)
def rate(context: Context, order_id: str, body: RateIn) -> WorkOrder:
    """Rate the result of finished work."""
    return conversation.rate(context, order_id, body.score, body.text)


@action("waive-hold", "work_order.waive_hold", ReasonIn)
def waive_hold(context: Context, order_id: str, body: ReasonIn) -> WorkOrder:
    """Let a suspended order go on although the household owes."""
    return gate.waive(context, order_id, body.reason)


@action("reclassify", "work_order.assign", ReclassifyIn)
def reclassify(context: Context, order_id: str, body: ReclassifyIn) -> WorkOrder:
    """Say that it is of another category; what was used of its deadlines stays used."""
    return classification.reclassify(context, order_id, body.category)
