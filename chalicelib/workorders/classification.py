"""What an order is: its category and its priority, which decide who does it and by when."""

from typing import Any

from chalicelib.categories import service as categories
from chalicelib.categories.service import Category
from chalicelib.contracts import workorders as events
from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import UnknownReference, Unprocessable
from chalicelib.workorders import access, counting, store
from chalicelib.workorders.change import change, restarts
from chalicelib.workorders.intake import priority_of
from chalicelib.workorders.lifecycle import demand
from chalicelib.workorders.model import WorkOrder, draft


def prioritise(context: Context, order_id: str, priority: str) -> WorkOrder:
    """A manager sets another priority: other durations may be promised for it, and what was used of them is used."""
    order, clocks, _ = _managed(context, order_id)
    if priority == order.priority:
        return order
    drafted = draft(order, context.stamp).event(events.WorkOrderPriorityChanged, priority=priority)
    is_promised = bool(clocks.sla.by_priority)
    moves = [deadlines.Reprioritise(priority)] if is_promised else []
    after, parts = change(context, order, clocks if is_promised else None, [drafted], *moves)
    context.commit(parts, answer=after)
    return after


def reclassify(context: Context, order_id: str, code: str) -> WorkOrder:
    """Another category: its department, priority, rules and deadlines, of which what was used stays used.

    An order that another department gets waits in its queue, as when it is reported. One that the payment gate holds
    goes on if the new category is not held back; none is held back by this. Raises UnknownReference, Unprocessable.
    """
    order, clocks, category = _managed(context, order_id, categories.category_ref(code))
    demand("reclassify", order.status)
    _demand_fit(order, category)
    if code == order.category:
        context.commit(answer=order)
        return order
    department_id = category.department_for(order.community_id)
    is_requeued = department_id != order.department_id
    is_released = order.status == "suspended" and category.gate != "blocked"
    terms = {"gate": category.gate, "photos_required": category.photos_required}
    drafts = draft(_as_classified(order, category, department_id), context.stamp)
    happened = [
        drafts.event(
            events.WorkOrderReclassified,
            previous_category=order.category,
            priority=priority_of(category),
            terms=order.terms.model_copy(update=terms),
            is_requeued=is_requeued,
            previous_assignee_id=order.assignee_id if is_requeued else None,
        )
    ]
    if is_released:
        happened.append(drafts.event(events.WorkOrderResumed, cause="reclassified", status="open"))
    moves: list[Any] = [_reclassified(context, order, category, department_id, is_requeued=is_requeued)]
    if is_requeued:
        moves += [deadlines.Continue(), *restarts(order)]
    if is_released:
        moves.append(deadlines.Start())
    after, parts = change(context, order, clocks, happened, *moves)
    context.commit(parts, answer=after)
    return after


def _reclassified(
    context: Context, order: WorkOrder, category: Category, department_id: str, *, is_requeued: bool
) -> deadlines.Reclassify:
    """The move of its clocks. What the order's state says is done need not be done again, unless it is given away."""
    status = order.pause.from_status if order.pause else order.status
    done: dict[str, frozenset[deadlines.Kind]] = {
        "accepted": frozenset({"respond"}),
        "on_site": frozenset({"respond", "arrive"}),
    }
    return deadlines.Reclassify(
        sla=category.sla,
        ladder=category.ladder,
        priority=priority_of(category),
        hours=counting.hours(context, department_id) if category.counts_working_time else None,
        done=frozenset() if is_requeued else done.get(status, frozenset()),
    )


def _as_classified(order: WorkOrder, category: Category, department_id: str) -> WorkOrder:
    """The order whose card the event carries: replaying takes from it what the category decides."""
    decided = {
        "category": category.code,
        "department_id": department_id,
        "is_emergency": category.is_emergency,
    }
    return order.model_copy(update=decided)


def _demand_fit(order: WorkOrder, category: Category | None) -> None:
    if category is None:
        raise UnknownReference("body", "category")
    if not category.is_active:
        raise Unprocessable("the category takes no more orders", "body", "category")
    if order.kind not in (category.kind, "task"):
        raise Unprocessable(
            "the category is for orders of kind {kind}", "body", "category", kind=category.kind
        )


def _managed(context: Context, order_id: str, other: Ref[Any] | None = None) -> tuple[WorkOrder, Any, Any]:
    """The order, if it is the caller's to manage, its clocks, and what else is asked for. One call."""
    order, clocks, found = context.load(store.order_ref(order_id), deadlines.clocks_ref(order_id), other)
    order = access.demand_sight(context.actor, order)
    context.check_match(order)
    access.demand_scope(context, order)
    return order, clocks, found
