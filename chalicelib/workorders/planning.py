"""How the work goes: the plan's milestones, and what whoever has the work reports of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import chalicelib.tenants.service as tenants
from chalicelib.contracts import workorders as events
from chalicelib.contracts.workorders import Milestone
from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import Unprocessable
from chalicelib.workorders import access, device_time, store
from chalicelib.workorders.change import change
from chalicelib.workorders.errors import NotAssignee
from chalicelib.workorders.lifecycle import demand
from chalicelib.workorders.model import WorkOrder, draft


def plan(context: Context, order_id: str, milestones: Sequence[Milestone]) -> WorkOrder:
    """Say what is to be reached by when; milestones that are done stay done.

    For the assignee and the order's managers. Raises NotFound, NotAssignee, InvalidTransition, Unprocessable.
    """
    order, clocks, _ = _load(context, order_id, None)
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
    context: Context,
    order_id: str,
    text: str,
    percent: int | None,
    milestone: str | None,
    captured_at: datetime | None = None,
) -> WorkOrder:
    """Report of the work: the check is done and the next one begins; so is a milestone, if it is named.

    For the assignee, whose device may tell of it later than it was. Raises NotFound, NotAssignee, InvalidTransition,
    Unprocessable for what the plan does not have or what is done.
    """
    order, clocks, tenant = _load(context, order_id, tenants.tenant_ref() if captured_at else None)
    demand("progress", order.status)
    if order.assignee_id != context.actor.id:
        raise NotAssignee()
    if milestone and milestone not in {one.name for one in order.milestones if not one.done_at}:
        raise Unprocessable("no milestone of the plan that is still to be done", "body", "milestone")
    at, told = context.now, {}
    if captured_at:
        skew_limit = timedelta(seconds=tenant.policies.skew_limit_s)
        at = device_time.counted_at(captured_at, order.accepted_at, context.now, skew_limit)
        told = device_time.told(captured_at, context.now, skew_limit)
    check, reached = deadlines.disproved(clocks, milestone, at)
    drafted = draft(order, context.stamp).event(
        events.WorkOrderProgressed,
        text=text,
        percent=percent,
        milestone=milestone,
        is_late=deadlines.is_overdue(clocks, milestone, at),
        check_disproved=check,
        milestone_disproved=reached,
        visibility="internal",
        **told,
    )
    after, parts = change(context, order, clocks, [drafted], deadlines.Progress(milestone, at))
    context.commit(parts, answer=after)
    return after


def _load(context: Context, order_id: str, also: Ref[Any] | None) -> tuple[WorkOrder, deadlines.Clocks, Any]:
    order, clocks, other = context.load(store.order_ref(order_id), deadlines.clocks_ref(order_id), also)
    order = access.demand_sight(context.actor, order)
    context.check_match(order)
    return order, clocks, other
