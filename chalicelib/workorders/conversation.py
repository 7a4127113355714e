"""What people say on an order, and who is drawn into it. Entries change nobody's duty, so no clock moves."""

from typing import ClassVar

from chalicelib.contracts import workorders as events
from chalicelib.contracts.envelope import Visibility
from chalicelib.contracts.workorders import WorkOrderEvent
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import DomainError, Texts, UnknownReference
from chalicelib.organization import service as organization
from chalicelib.workorders import access, store
from chalicelib.workorders.change import change
from chalicelib.workorders.lifecycle import demand
from chalicelib.workorders.model import NUDGE_EVERY, WorkOrder, draft


class TooManyNudges(DomainError):
    """This person's last nudge of this order is too recent."""

    code, status = "too_many_nudges", 429
    texts: ClassVar[Texts] = {
        "en": "You have just nudged. Try again in {retry_after_s} s.",
        "zh-CN": "您刚刚已催办，请在 {retry_after_s} 秒后再试。",
    }


def comment(context: Context, order_id: str, text: str, visibility: Visibility | None) -> WorkOrder:
    """Say something. Residents' words are for everybody; staff's are internal unless they choose otherwise."""
    order = _seen(context, order_id)
    if context.actor.kind == "resident":
        visibility = "resident"
    return _enter(
        context,
        order,
        draft(order, context.stamp).event(
            events.WorkOrderCommented, text=text, visibility=visibility or "internal"
        ),
    )


def direct(context: Context, order_id: str, text: str) -> WorkOrder:
    """A manager says what is to be done, at any state."""
    order = _managed(context, order_id)
    drafted = draft(order, context.stamp).event(events.WorkOrderDirected, text=text, visibility="internal")
    return _enter(context, order, drafted)


def nudge(context: Context, order_id: str, text: str) -> WorkOrder:
    """Ask for speed; each person at most once a minute for an order. Raises NotFound, TooManyNudges."""
    order = _seen(context, order_id)
    last = order.nudges.get(context.actor.id)
    if last and context.now - last < NUDGE_EVERY:
        left = NUDGE_EVERY - (context.now - last)
        raise TooManyNudges(retry_after_s=max(1, round(left.total_seconds())))
    return _enter(context, order, draft(order, context.stamp).event(events.WorkOrderNudged, text=text))


def add_collaborator(context: Context, order_id: str, member_id: str) -> WorkOrder:
    """Draw one more member in; they see the order from now on. Doing it twice changes nothing.

    Raises NotFound, PreconditionFailed, UnknownReference.
    """
    order, member = context.load(store.order_ref(order_id), organization.member_ref(member_id))
    order = access.demand_sight(context.actor, order)
    context.check_match(order)
    if member is None or not member.is_active:
        raise UnknownReference("body", "member_id")
    if member_id in order.collaborator_ids:
        context.commit(answer=order)
        return order
    drafted = draft(order, context.stamp).event(
        events.WorkOrderCollaboratorAdded, member_id=member_id, text=member.name, visibility="internal"
    )
    return _enter(context, order, drafted)


def rate(context: Context, order_id: str, score: int, text: str) -> WorkOrder:
    """A manager rates the result of finished work, 1 to 5."""
    order = _managed(context, order_id)
    demand("rate", order.status)
    drafted = draft(order, context.stamp).event(
        events.WorkOrderRated, score=score, text=text, visibility="internal"
    )
    return _enter(context, order, drafted)


def _seen(context: Context, order_id: str) -> WorkOrder:
    (order,) = context.load(store.order_ref(order_id))
    order = access.demand_sight(context.actor, order)
    context.check_match(order)
    return order


def _managed(context: Context, order_id: str) -> WorkOrder:
    order = _seen(context, order_id)
    access.demand_scope(context, order)
    return order


def _enter(context: Context, order: WorkOrder, entry: WorkOrderEvent) -> WorkOrder:
    after, parts = change(context, order, None, [entry])
    context.commit(parts, answer=after)
    return after
