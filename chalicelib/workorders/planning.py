"""How the work goes: the plan's milestones, and what whoever has the work reports of it."""

from collections.abc import Sequence

from chalicelib.contracts import workorders as events
from chalicelib.contracts.workorders import Milestone
from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import Unprocessable
from chalicelib.workorders import access, store
from chalicelib.workorders.change import change
from chalicelib.workorders.lifecycle import demand
from chalicelib.workorders.model import WorkOrder, draft
from chalicelib.workorders.service import NotAssignee


def plan(context: Context, order_id: str, milestones: Sequence[Milestone]) -> WorkOrder:
    """Say what is to be reached by when; milestones that are done stay done.

    For the assignee and the order's managers. Raises NotFound, NotAssignee, InvalidTransition, Unprocessable.
    """
    order, clocks = _load(context, order_id)
    if order.assignee_id != context.actor.id and not access.manages(context.actor, order):
        raise NotAssignee()
    demand("plan", order.status)
    done = {one.name for one in order.milestones if one.done_at}
    latest = context.now + deadlines.LONGEST_DURATION
    for number, one in enumerate(milestones):
        if one.name not in done and not context.now < one.due_at <= latest:
            days = deadlines.LONGEST_DURATION.days
            raise Unprocessable(
                "within {days} days from now", "body", "milestones", number, "due_at", days=days
            )
    drafted = draft(order, context.stamp).event(
        events.WorkOrderPlanned, milestones=tuple(milestones), visibility="internal"
    )
    promised = {one.name: one.due_at for one in milestones}
    after, parts = change(context, order, clocks, [drafted], deadlines.Plan(promised))
    context.commit(parts, answer=after)
    return after


def progress(
    context: Context, order_id: str, text: str, percent: int | None, milestone: str | None
) -> WorkOrder:
    """Report of the work: the check is done and the next one begins; so is a milestone, if it is named.

    For the assignee. Raises NotFound, NotAssignee, InvalidTransition, Unprocessable for what the plan does not have
    or what is done.
    """
    order, clocks = _load(context, order_id)
    demand("progress", order.status)
    if order.assignee_id != context.actor.id:
        raise NotAssignee()
    if milestone and milestone not in {one.name for one in order.milestones if not one.done_at}:
        raise Unprocessable("no milestone of the plan that is still to be done", "body", "milestone")
    drafted = draft(order, context.stamp).event(
        events.WorkOrderProgressed,
        text=text,
        percent=percent,
        milestone=milestone,
        is_late=deadlines.is_overdue(clocks, milestone, context.now),
        visibility="internal",
    )
    after, parts = change(context, order, clocks, [drafted], deadlines.Progress(milestone))
    context.commit(parts, answer=after)
    return after


def _load(context: Context, order_id: str) -> tuple[WorkOrder, deadlines.Clocks]:
    order, clocks = context.load(store.order_ref(order_id), deadlines.clocks_ref(order_id))
    order = access.demand_sight(context.actor, order)
    context.check_match(order)
    return order, clocks
