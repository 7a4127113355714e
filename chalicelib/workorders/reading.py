"""How orders are read: one, a list, a timeline, the deadlines. Always within what the reader may see."""

import re
from dataclasses import replace

from chalicelib.contracts.workorders import WorkOrderEvent
from chalicelib.deadlines import service as deadlines
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.context import Context
from chalicelib.kernel.listing import Partition, newest
from chalicelib.kernel.schema import Listing
from chalicelib.organization.permissions import OVERSEERS
from chalicelib.tenants import service as tenants
from chalicelib.workorders import access, store
from chalicelib.workorders.filters import Filters, Window
from chalicelib.workorders.lifecycle import ACTIVE, DONE
from chalicelib.workorders.model import WorkOrder

_NUMBER = re.compile(r"^WO-\d{4}-\d{6,}$", re.IGNORECASE)


def get(context: Context, order_id: str) -> WorkOrder:
    """One order. Raises NotFound."""
    return access.demand_sight(context.actor, context.table.get(store.order_ref(order_id)))


def list_orders(context: Context, filters: Filters, limit: int, cursor: str | None) -> Listing[WorkOrder]:
    """Orders, newest first: one Query per partition in the reader's scope, whatever the tenant has beside.

    A window of days is one read more, of the tenant, whose days they are; it bounds what is read.
    """
    scope = (context.actor.tenant, context.actor.id, "work-orders", filters.key)
    before = cursors.verify(cursor, *scope) if cursor else None
    window = _window(context, filters)
    if filters.q and _NUMBER.match(filters.q):
        return _by_number(context, filters, window)
    partitions, is_narrowed = _partitions(context, filters)

    def wanted(order: WorkOrder) -> bool:
        return (
            window.holds(order) and access.can_see(context.actor, order) and filters.match(order, context.now)
        )

    found, position = newest(
        context.table,
        partitions,
        WorkOrder,
        limit=limit,
        before=min(filter(None, (before, window.below)), default=None),
        wanted=wanted,
        is_narrowed=is_narrowed,
        after=window.above,
    )
    return Listing(found, cursors.sign(position, *scope) if position else None)


def timeline(
    context: Context, order_id: str, limit: int, cursor: str | None
) -> tuple[list[WorkOrderEvent], str | None]:
    """A page of what happened, oldest first. Residents see what is meant for them. One Query on the first page."""
    scope = (context.actor.tenant, context.actor.id, "timeline", order_id)
    after = cursors.verify(cursor, *scope) if cursor else None
    order, rows, has_more = store.timeline(context.table, order_id, after, limit)
    if after is not None:
        order = context.table.get(store.order_ref(order_id))
    access.demand_sight(context.actor, order)
    happened = [store.load_event(row) for row in rows]
    position = cursors.sign(rows[-1].sk, *scope) if has_more else None
    if context.actor.kind == "resident":
        happened = [event for event in happened if event.visibility == "resident"]
    return happened, position


def deadlines_of(context: Context, order_id: str) -> list[deadlines.DeadlineView]:
    """The order's deadlines and whom their escalations reached. One batched read."""
    order, clocks = context.load(store.order_ref(order_id), deadlines.clocks_ref(order_id))
    access.demand_sight(context.actor, order)
    return deadlines.describe(clocks, context.now)


def _window(context: Context, filters: Filters) -> Window:
    """The moments that the days of the filters mean."""
    if filters.first is None and filters.last is None:
        return Window()
    tenant = tenants.get(context)
    first = tenants.midnight(tenant, filters.first) if filters.first else None
    end = tenants.day_ends(tenant, filters.last) if filters.last else None
    return Window(first, end)


def _by_number(context: Context, filters: Filters, window: Window) -> Listing[WorkOrder]:
    """The one order with this number, if the reader may see it and it is what else is asked for."""
    assert filters.q
    lead = context.table.get(store.number_ref(filters.q.upper()))
    order = context.table.get(store.order_ref(lead.order_id)) if lead else None
    others = replace(filters, q=None)
    is_wanted = (
        order
        and window.holds(order)
        and access.can_see(context.actor, order)
        and others.match(order, context.now)
    )
    return Listing([order] if order and is_wanted else [])


def _partitions(context: Context, filters: Filters) -> tuple[list[Partition], bool]:
    """What to read, and whether filters remain that no partition answers."""
    partitions = access.partitions(context.actor)
    leading = None
    if filters.assignee == context.actor.id:  # one's own are always one's to see
        leading, partitions = "assignee", store.of_assignee(filters.assignee)
    elif context.actor.kind != "resident" and context.actor.departments_of(OVERSEERS) is None:
        if filters.unit:
            leading, partitions = "unit", store.of_unit(filters.unit)
        elif filters.assignee:
            leading, partitions = "assignee", store.of_assignee(filters.assignee)
        elif filters.department:
            leading, partitions = "department", store.of_department(filters.department)
    phases = {"active", "done"}
    if filters.status is not None:
        phases = {
            phase for phase, states in (("active", ACTIVE), ("done", DONE)) if filters.status & set(states)
        }
    partitions = [p for p in partitions if p.pk.rsplit("#", 1)[-1] in phases]
    whole_phases = filters.status is None or filters.status in ({*ACTIVE}, {*DONE}, {*ACTIVE, *DONE})
    others = {
        name: getattr(filters, name)
        for name in Filters.__dataclass_fields__
        if name not in ("status", "first", "last", leading)  # a window bounds what is read by itself
    }
    return partitions, not whole_phases or any(value is not None for value in others.values())
