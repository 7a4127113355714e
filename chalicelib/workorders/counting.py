"""By which calendar an order's deadlines are counted, and how open orders follow a calendar that changes.

What brings an order along asks what counts now and writes only if the order is counted otherwise: it happens once for
each order and version, however often and in whatever order it is told. An order that is reported in the very second of
a change may miss it; the nightly round finds it.
"""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial

from chalicelib.contracts import workorders as events
from chalicelib.contracts.envelope import Event, envelope
from chalicelib.contracts.workorders import RecountWanted
from chalicelib.deadlines import service as deadlines
from chalicelib.deadlines.service import Calendar, Clocks, Hours
from chalicelib.kernel.changes import Guard, guard
from chalicelib.kernel.context import Context, retried
from chalicelib.kernel.errors import StaleRead
from chalicelib.organization import service as organization
from chalicelib.tenants import service as tenants
from chalicelib.workorders import store
from chalicelib.workorders.change import change
from chalicelib.workorders.model import draft

#: orders that one run counts anew: each is three reads and a transaction
_PAGE = 50
#: departments that one transaction wants counted anew
_AT_ONCE = 50


def hours(context: Context, department_id: str) -> Hours | None:
    """The hours in which a department works, as of now; None: around the clock. Two reads."""
    calendar, _ = _calendar(context, department_id)
    return calendar.hours(context.now) if calendar else None


def recounts(context: Context, clocks: Clocks, department_id: str) -> list[deadlines.Recount]:
    """The move that has clocks counted by a department's calendar; none where they are, or count no working time."""
    if not clocks.counts_working_time:
        return []
    now_counted = hours(context, department_id)
    return [] if _is_same(clocks.hours, now_counted) else [deadlines.Recount(now_counted)]


def want(context: Context, cause: str, department_ids: Iterable[str]) -> int:
    """Have the open orders of departments counted anew; once for each cause. Answers how many departments there are."""
    wanted = [
        RecountWanted(**envelope(context.stamp, f"{cause}/{id}", 1), department_id=id, visibility="internal")
        for id in department_ids
    ]
    for start in range(0, len(wanted), _AT_ONCE):
        with suppress(StaleRead):  # this cause has been here before
            context.commit(map(store.emit_recount, wanted[start : start + _AT_ONCE]))
    return len(wanted)


def departments(context: Context, changed: Event | None = None) -> list[str]:
    """The departments that go by a calendar, or whose calendar an event says has changed."""
    tenant = tenants.get(context)

    def is_meant(department: organization.Department) -> bool:
        calendar_id = department.calendar_id or tenant.policies.calendar_id
        if changed is None:
            return calendar_id is not None
        by_default = changed.entity == tenant.id and department.calendar_id is None
        return changed.entity in (calendar_id, department.id) or by_default

    return [department.id for department in organization.all_departments(context) if is_meant(department)]


def recount(context: Context, wanted: RecountWanted) -> int:
    """Count some open orders of a department anew, and want the next ones. Answers how many had to be."""
    ids, has_more = store.active_after(context.table, wanted.department_id, wanted.after, _PAGE)
    counted = sum(retried(partial(_recount_one, context, id)) for id in ids)
    if has_more:
        page = {**envelope(context.stamp, wanted.entity, wanted.sequence + 1), "after": ids[-1]}
        following = RecountWanted(**page, department_id=wanted.department_id, visibility="internal")
        with suppress(StaleRead):  # this page has been counted before
            context.commit(store.emit_recount(following))
    return counted


def _recount_one(context: Context, order_id: str) -> bool:
    """Bring one order along. Neither the calendar nor whose it is may change meanwhile."""
    order, clocks = context.load(store.order_ref(order_id), deadlines.clocks_ref(order_id))
    if order is None or not clocks.counts_working_time:
        return False
    calendar, guards = _calendar(context, order.department_id)
    now_counted = calendar.hours(context.now) if calendar else None
    if _is_same(clocks.hours, now_counted):
        return False
    entry = draft(order, context.stamp).event(events.WorkOrderRescheduled, visibility="internal")
    _, parts = change(context, order, clocks, [entry], deadlines.Recount(now_counted))
    context.commit(parts, guards)
    return True


def _calendar(context: Context, department_id: str) -> tuple[Calendar | None, list[Guard]]:
    """The calendar that a department goes by, and what demands that it still does."""
    department_ref, tenant_ref = organization.department_ref(department_id), tenants.tenant_ref()
    department, tenant = context.load(department_ref, tenant_ref)
    guards = [guard(department_ref, department), guard(tenant_ref, tenant)]
    calendar_id = department.calendar_id or tenant.policies.calendar_id
    if calendar_id is None:
        return None, guards
    calendar_ref = deadlines.calendar_ref(calendar_id)
    calendar = context.find(calendar_ref)
    return calendar, [*guards, guard(calendar_ref, calendar)]


def _is_same(one: Hours | None, other: Hours | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.calendar_id, one.version) == (other.calendar_id, other.version)
