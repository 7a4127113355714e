"""What people do with work orders: one function a verb, each one batched read and one transaction.

Every verb raises NotFound for an order that is not there or not the caller's to see, PreconditionFailed for one that
has changed, InvalidTransition where the table of transitions does not lead on; its docstring names what else.
"""

from datetime import date, timedelta
from typing import Any

from chalicelib.attachments import service as attachments
from chalicelib.contracts import workorders as events
from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import Forbidden, NotFound, UnknownReference, Unprocessable
from chalicelib.organization import service as organization
from chalicelib.tenants import service as tenants
from chalicelib.workorders import access, arrival, counting, device_time, store
from chalicelib.workorders.arrival import Fix
from chalicelib.workorders.change import change, restarts
from chalicelib.workorders.errors import NotAssignee, PhotosMissing
from chalicelib.workorders.lifecycle import Action, demand
from chalicelib.workorders.model import WorkOrder, draft


def order_ref(order_id: str) -> Ref[WorkOrder]:
    """Where an order is read, alone or with other things."""
    return store.order_ref(order_id)


def assign(context: Context, order_id: str, assignee_id: str) -> WorkOrder:
    """Give the order to an active technician or contractor, of whatever department.

    Raises UnknownReference, Unprocessable.
    """
    order, clocks, member = _load(context, order_id, organization.member_ref(assignee_id))
    access.demand_scope(context, order)
    if member is None:
        raise UnknownReference("body", "assignee_id")
    if not member.is_active or not member.roles & {"technician", "contractor"}:
        raise Unprocessable("this member takes no orders", "body", "assignee_id")
    demand("assign", order.status)
    department_id = _department_of(member, order)
    drafted = draft(order, context.stamp).event(
        events.WorkOrderAssigned,
        assignee_id=assignee_id,
        department_id=department_id,
        previous_assignee_id=order.assignee_id,
    )
    moves: list[Any] = [deadlines.Continue()] if order.status == "paused" else []
    if department_id != order.department_id:
        moves += counting.recounts(context, clocks, department_id)
    moves += restarts(order)
    return _commit(context, order, clocks, [drafted], *moves)


def take(context: Context, order_id: str) -> WorkOrder:
    """Take an order from the queue of one's own department: assigned and accepted at once. Raises Forbidden."""
    order, clocks = context.load(store.order_ref(order_id), deadlines.clocks_ref(order_id))
    if order is None or not (
        access.is_in_queue_of(context.actor, order) or access.can_see(context.actor, order)
    ):
        raise NotFound()
    if order.status == "suspended":  # not visible as work
        raise NotFound()
    context.check_match(order)
    demand("take", order.status)
    if not access.is_in_queue_of(context.actor, order):
        raise Forbidden()
    drafts = draft(order, context.stamp)
    happened = [
        drafts.event(
            events.WorkOrderAssigned, assignee_id=context.actor.id, department_id=order.department_id
        ),
        drafts.event(events.WorkOrderAccepted, is_late=False),
    ]
    return _commit(context, order, clocks, happened, deadlines.Meet("respond"), deadlines.Progress())


def accept(context: Context, order_id: str) -> WorkOrder:
    """The assignee takes it on."""
    order, clocks = _load_own(context, order_id, "accept")
    drafted = draft(order, context.stamp).event(events.WorkOrderAccepted, is_late=False)
    return _commit(context, order, clocks, [drafted], deadlines.Meet("respond"), deadlines.Progress())


def decline(context: Context, order_id: str, reason: str) -> WorkOrder:
    """The assignee gives it back to the department's queue."""
    order, clocks = _load_own(context, order_id, "decline")
    drafted = draft(order, context.stamp).event(events.WorkOrderDeclined, text=reason)
    return _commit(context, order, clocks, [drafted], *restarts(order))


def check_in(context: Context, order_id: str, fix: Fix, excuse: tuple[str, str] | None = None) -> WorkOrder:
    """The assignee is on site; `excuse` is the reason and the photo of an exception.

    Raises OutsideGeofence or PositionInaccurate when the position does not show it and there is no excuse.
    """
    order, clocks, photos, tenant = _load(
        context, order_id, attachments.photos_ref(order_id), tenants.tenant_ref()
    )
    _demand_own(context, order, "check_in")
    presence = arrival.presence(order.terms, fix)
    if presence.refusal and not excuse:
        raise presence.refusal
    is_exception = presence.refusal is not None
    if is_exception and excuse and not attachments.is_verified(photos, excuse[1]):
        raise arrival.ExceptionPhotoMissing()
    skew_limit = timedelta(seconds=tenant.policies.skew_limit_s)
    drafted = draft(order, context.stamp).event(
        events.WorkOrderCheckedIn,
        text=excuse[0] if excuse and is_exception else "",
        visit=order.visit + 1,
        lat=fix.lat,
        lon=fix.lon,
        accuracy_m=fix.accuracy_m,
        distance_m=presence.distance_m,
        is_late=False,
        is_exception=is_exception,
        is_place_unverified=order.terms.place is None,
        attachment_id=excuse[1] if excuse and is_exception else None,
        **device_time.told(fix.captured_at, context.now, skew_limit),
    )
    counted_at = device_time.counted_at(fix.captured_at, order.accepted_at, context.now, skew_limit)
    return _commit(context, order, clocks, [drafted], deadlines.Meet("arrive", counted_at))


def pause(context: Context, order_id: str, reason: str, expected_on: date) -> WorkOrder:
    """The work waits for parts, access or a third party; its clocks stand still."""
    order, clocks = _load_own(context, order_id, "pause")
    drafted = draft(order, context.stamp).event(
        events.WorkOrderPaused, text=reason, expected_on=expected_on, from_status=order.status
    )
    return _commit(context, order, clocks, [drafted], deadlines.Pause())


def resume(context: Context, order_id: str) -> WorkOrder:
    """The work goes on from the state before the pause."""
    order, clocks = _load_own(context, order_id, "resume")
    assert order.pause is not None
    drafted = draft(order, context.stamp).event(
        events.WorkOrderResumed, cause="continued", status=order.pause.from_status
    )
    return _commit(context, order, clocks, [drafted], deadlines.Continue())


def complete(
    context: Context,
    order_id: str,
    summary: str,
    minutes: int | None,
    parts: tuple[str, ...],
    signed_by: str | None = None,
) -> WorkOrder:
    """The assignee says it is done, with as many verified photos of this visit as the category demands.

    `minutes` is how long it took, `parts` what was built in. Raises NotAssignee, PhotosMissing.
    """
    order, clocks, photos = _load(context, order_id, attachments.photos_ref(order_id))
    _demand_own(context, order, "complete")
    verified = attachments.verified_count(photos, "after", order.visit)
    required = order.terms.photos_required
    if verified < required:
        raise PhotosMissing(missing=required - verified, required=required, verified=verified)
    drafted = draft(order, context.stamp).event(
        events.WorkOrderCompleted,
        text=summary,
        visit=order.visit,
        completion=order.completions + 1,
        minutes=minutes,
        parts=parts,
        photos=verified,
        signed_by=signed_by,
        is_late=False,
    )
    done: list[Any] = [deadlines.Meet(kind) for kind in ("complete", "progress")]
    # A photo that served another order does not show that this one is resolved.
    is_doubtful = attachments.has_flagged(photos, order.visit)
    done.append(deadlines.Doubt() if is_doubtful else deadlines.Meet("resolution"))
    return _commit(context, order, clocks, [drafted], *done)


def cancel(context: Context, order_id: str, reason: str) -> WorkOrder:
    """Call it off: the reporter until somebody is on site, a manager until it is completed. Raises Forbidden."""
    order, clocks = _load(context, order_id)
    if access.manages(context.actor, order):
        demand("cancel", order.status)
    elif order.reporter.id == context.actor.id:
        demand("withdraw", order.status)
    else:
        raise Forbidden()
    drafted = draft(order, context.stamp).event(events.WorkOrderCancelled, text=reason)
    return _commit(context, order, clocks, [drafted], deadlines.Cancel())


def rework(context: Context, order_id: str, reason: str) -> WorkOrder:
    """Send finished work back to its assignee, with fresh clocks. Raises Forbidden."""
    order, clocks = _load(context, order_id)
    is_theirs = order.reporter.id == context.actor.id or order.unit_id in context.actor.unit_ids
    if not is_theirs and not access.manages(context.actor, order):
        raise Forbidden()
    demand("rework", order.status)
    drafted = draft(order, context.stamp).event(events.WorkOrderReopened, text=reason, cause="demanded")
    current = counting.recounts(context, clocks, order.department_id)
    return _commit(context, order, clocks, [drafted], *current, deadlines.Restart(), *_doubts(order))


def settle(
    context: Context,
    order: WorkOrder,
    clocks: deadlines.Clocks,
    *,
    completion: int,
    score: int | None,
    is_fixed: bool,
    text: str,
) -> list[Change]:
    """The parts by which the resident's answer closes the order, or reopens it when it is not fixed.

    Not fixed reopens a closed order as well: somebody may be reached on the telephone after it was closed.
    Nothing, if the order has moved on since the completion that was asked about.
    """
    if order.completions != completion or order.status not in ("completed", "closed"):
        return []
    drafts = draft(order, context.stamp)
    if is_fixed:
        if order.status == "closed":
            return []
        closed = drafts.event(events.WorkOrderClosed, cause="survey", score=score, text=text)
        return change(context, order, *_end(clocks, closed))[1]
    reopened = drafts.event(events.WorkOrderReopened, cause="not_fixed", text=text)
    current = counting.recounts(context, clocks, order.department_id)
    return change(context, order, clocks, [reopened], *current, deadlines.Restart(), deadlines.Doubt())[1]


def expire(context: Context, order: WorkOrder, clocks: deadlines.Clocks, *, completion: int) -> list[Change]:
    """The parts that close an order nobody was asked about, or answered for. Nothing, if it has moved on."""
    if not waits_for_answer(order, completion):
        return []
    closed = draft(order, context.stamp).event(events.WorkOrderClosed, cause="expired")
    return change(context, order, *_end(clocks, closed))[1]


def waits_for_answer(order: WorkOrder, completion: int) -> bool:
    """Whether the order still stands as this completion left it."""
    return order.status == "completed" and order.completions == completion


def _load(context: Context, order_id: str, *others: Ref[Any]) -> tuple[Any, ...]:
    """The order, if the caller may see it, its clocks, and whatever else the verb needs. One call."""
    order, *rest = context.load(store.order_ref(order_id), deadlines.clocks_ref(order_id), *others)
    order = access.demand_sight(context.actor, order)
    context.check_match(order)
    return (order, *rest)


def _load_own(context: Context, order_id: str, action: Action) -> tuple[WorkOrder, deadlines.Clocks]:
    order, clocks = _load(context, order_id)
    _demand_own(context, order, action)
    return order, clocks


def _demand_own(context: Context, order: WorkOrder, action: Action) -> None:
    demand(action, order.status)
    if order.assignee_id != context.actor.id:
        raise NotAssignee()


def _department_of(member: organization.Member, order: WorkOrder) -> str:
    """The order stays in its department if the assignee works there; else it goes to the assignee's."""
    if order.department_id in member.department_ids or not member.department_ids:
        return order.department_id
    return member.department_ids[0]


def _doubts(order: WorkOrder) -> list[deadlines.Move]:
    """Work that is sent back a second time has not resolved the matter: that is escalated, however fast it comes."""
    return [deadlines.Doubt()] if order.completions >= 2 else []


def _end(clocks: deadlines.Clocks, closed: events.WorkOrderEvent) -> tuple[Any, ...]:
    """What a change is given that closes an order: its clocks too, while one of them still runs."""
    if deadlines.is_over(clocks):
        return None, [closed]
    return clocks, [closed], deadlines.Cancel()


def _commit(
    context: Context,
    order: WorkOrder,
    clocks: deadlines.Clocks,
    drafts: list[events.WorkOrderEvent],
    *moves: Any,
) -> WorkOrder:
    after, parts = change(context, order, clocks, drafts, *moves)
    context.commit(parts, answer=after)
    return after
