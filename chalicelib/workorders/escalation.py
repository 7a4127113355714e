"""What a breach leaves on the order: an entry for each step of the ladder, and the mark that it was late."""

from chalicelib.contracts import workorders as events
from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.triggers import once
from chalicelib.workorders import store
from chalicelib.workorders.change import change
from chalicelib.workorders.model import draft


def record(context: Context, breached: DeadlineBreached) -> None:
    """Write the step on the timeline. Raises Repeated when it stands there already."""
    order = context.table.get(store.order_ref(breached.entity))
    if order is None:
        raise NotFound()
    entry = draft(order, context.stamp).event(
        events.WorkOrderEscalated,
        deadline=breached.kind,
        step=breached.step,
        recipient_ids=breached.recipient_ids,
        visibility="internal",
    )
    _, parts = change(context, order, None, [entry])
    context.commit([once(context, "workorders", breached)], parts)
