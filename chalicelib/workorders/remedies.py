"""What a step of the ladder does to the order besides telling people of it: parts of the step's own transaction.

Whatever has moved on meanwhile is left alone: a remedy is for the deadline that was missed, while it is missed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from chalicelib.categories.service import Priority
from chalicelib.contracts import workorders as events
from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.contracts.workorders import WorkOrderEvent
from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context
from chalicelib.workorders import incident
from chalicelib.workorders.change import restarts
from chalicelib.workorders.lifecycle import TRANSITIONS
from chalicelib.workorders.model import Draft, WorkOrder

_RAISED: dict[str, Priority] = {"low": "normal", "normal": "high", "high": "urgent"}


@dataclass
class Remedies:
    """What the actions of one step come to. `taken` are those that could be done."""

    drafts: list[WorkOrderEvent] = field(default_factory=list)
    moves: list[deadlines.Move] = field(default_factory=list)
    parts: list[Change] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)


def can_be_taken(action: str, order: WorkOrder) -> bool:
    """Whether the order is still in a state that the action is for."""
    match action:
        case "requeue":
            return order.status in TRANSITIONS["requeue"].sources
        case "raise_priority":
            return order.priority in _RAISED
        case _:
            return order.incident_of is None


def taken(
    context: Context, order: WorkOrder, clocks: deadlines.Clocks, breached: DeadlineBreached, draft: Draft
) -> Remedies:
    """What the step's actions do to the order as it is now; nothing once the missed deadline is not waited for."""
    done = Remedies()
    if not deadlines.is_still(clocks, breached.kind, breached.milestone, breached.due_at):
        return done
    for action in breached.actions:
        if can_be_taken(action, order):
            _ACTIONS[action](context, order, clocks, draft, done)
            done.taken.append(action)
    return done


def _requeue(
    context: Context, order: WorkOrder, clocks: deadlines.Clocks, draft: Draft, done: Remedies
) -> None:
    done.drafts.append(draft.event(events.WorkOrderRequeued, previous_assignee_id=order.assignee_id))
    done.moves += restarts(order)


def _raise_priority(
    context: Context, order: WorkOrder, clocks: deadlines.Clocks, draft: Draft, done: Remedies
) -> None:
    priority = _RAISED[order.priority]
    done.drafts.append(draft.event(events.WorkOrderPriorityChanged, priority=priority))
    done.moves.append(deadlines.Reprioritise(priority))


def _open_incident(
    context: Context, order: WorkOrder, clocks: deadlines.Clocks, draft: Draft, done: Remedies
) -> None:
    opened, parts = incident.opened(context, order, clocks)
    done.parts += parts
    done.drafts.append(
        draft.event(
            events.WorkOrderIncidentOpened,
            incident_id=opened.id,
            number=opened.number,
            visibility="internal",
        )
    )


_ACTIONS: dict[str, Callable[[Context, WorkOrder, deadlines.Clocks, Draft, Remedies], None]] = {
    "requeue": _requeue,
    "raise_priority": _raise_priority,
    "open_incident": _open_incident,
}
