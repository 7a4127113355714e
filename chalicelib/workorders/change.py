"""One change of an order: its events, its next version, and its deadlines, as parts of one transaction."""

from collections.abc import Sequence
from typing import Any

from chalicelib.contracts import workorders as events
from chalicelib.contracts.workorders import WorkOrderEvent
from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context
from chalicelib.workorders import store
from chalicelib.workorders.model import WorkOrder, replay

#: which deadline an event meets, so that it can say whether that was late
_MEETS: dict[type[WorkOrderEvent], deadlines.Kind] = {
    events.WorkOrderAccepted: "respond",
    events.WorkOrderCheckedIn: "arrive",
    events.WorkOrderCompleted: "complete",
}


def change(
    context: Context,
    order: WorkOrder,
    clocks: deadlines.Clocks | None,
    drafts: Sequence[WorkOrderEvent],
    *moves: Any,
) -> tuple[WorkOrder, list[Change]]:
    """The order after `drafts`, with its deadlines moved, and the parts that make it so.

    Without `clocks` the deadlines stay as they are: for entries that change nobody's duty.
    """
    after = replay(drafts, order)
    parts: list[Change] = []
    due = order.due
    if clocks is not None:
        clocks, parts = deadlines.apply(context, clocks, after.card, *moves)
        due = deadlines.due(clocks)
    card = after.card.model_copy(update={"due": due})
    happened = [_final(event, card, clocks) for event in drafts]
    result = replay(happened, order).model_copy(update={"version": order.version + 1})
    return result, [*store.save(result, happened), *parts]


def restarts(order: WorkOrder) -> list[deadlines.Move]:
    """Whoever gets the order after it was accepted answers and arrives anew; the completion clock goes on.

    Until somebody has taken it on again, nobody is asked how it goes.
    """
    source = order.pause.from_status if order.pause else order.status
    if source == "accepted":
        return [deadlines.Restart(("respond",)), deadlines.Rest()]
    if source == "on_site":
        return [deadlines.Restart(("respond", "arrive")), deadlines.Rest()]
    return []


def _final(event: WorkOrderEvent, card: events.OrderCard, clocks: deadlines.Clocks | None) -> WorkOrderEvent:
    """The event as it is published: with the card of the whole change, and whether it came late."""
    fields: dict[str, Any] = {"card": card}
    kind = _MEETS.get(type(event))
    if kind and clocks is not None:
        fields["is_late"] = deadlines.is_late(clocks, kind)
    return event.model_copy(update=fields)
