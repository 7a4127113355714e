"""Where work orders lie.

An order and its events share a partition, the order first, so that one Query gives the timeline and who may see it.
Five indexes hold the order by tenant, department, holder (assignee, or the department's queue), unit and reporter, each
split into what is active and what is done, so that a list of open work costs the same however much has been done.
"""

from collections.abc import Iterable

from chalicelib.contracts import workorders as events
from chalicelib.contracts.workorders import RecountWanted, WorkOrderEvent
from chalicelib.kernel.changes import Change, Emit, Record, Remove, Save
from chalicelib.kernel.entity import Key, Ref, Value
from chalicelib.kernel.items import Row
from chalicelib.kernel.listing import Partition
from chalicelib.kernel.table import TenantTable
from chalicelib.workorders.lifecycle import DONE
from chalicelib.workorders.model import WorkOrder

PHASES = ("active", "done")
_ORDER = "#ORDER"  # sorts before the events


class HoldItem(Value):
    """The mark of a suspended order under its unit."""

    order_id: str


class NumberItem(Value):
    """Where a human number leads."""

    order_id: str


def order_ref(order_id: str) -> Ref[WorkOrder]:
    """One order."""
    return Ref(Key(f"WO#{order_id}", _ORDER), WorkOrder)


def number_ref(number: str) -> Ref[NumberItem]:
    """The order that has a number."""
    return Ref(Key(f"WONUMBER#{number}"), NumberItem)


def number_counter(year: int) -> Key:
    """Counts a year's orders."""
    return Key(f"COUNTER#WO#{year}")


def of_tenant() -> list[Partition]:
    """All orders."""
    return [Partition("GSI1", f"WO#{phase}") for phase in PHASES]


def of_department(department_id: str) -> list[Partition]:
    """The orders of a department."""
    return [Partition("GSI2", f"WO#D#{department_id}#{phase}") for phase in PHASES]


def active_after(
    table: TenantTable, department_id: str, after: str | None, limit: int
) -> tuple[list[str], bool]:
    """Ids of a department's active orders, oldest first, from the one after `after`, and whether there are more."""
    active, _ = of_department(department_id)
    rows, has_more = table.query(active.pk, index=active.index, after=after, limit=limit)
    return [row.sk for row in rows], has_more


def emit_recount(wanted: RecountWanted) -> Emit:
    """Record that orders have to be counted anew."""
    return Emit(f"RECOUNT#{wanted.entity}", wanted)


def of_assignee(member_id: str) -> list[Partition]:
    """The orders that a member has."""
    return [Partition("GSI3", f"WO#A#{member_id}#{phase}") for phase in PHASES]


def queue(department_id: str) -> Partition:
    """The open orders of a department that nobody has."""
    return Partition("GSI3", f"WO#Q#{department_id}#active")


def of_unit(unit_id: str) -> list[Partition]:
    """The orders of a unit."""
    return [Partition("GSI4", f"WO#U#{unit_id}#{phase}") for phase in PHASES]


def of_reporter(person_id: str) -> list[Partition]:
    """The orders that a person reported."""
    return [Partition("GSI5", f"WO#R#{person_id}#{phase}") for phase in PHASES]


def save(order: WorkOrder, happened: Iterable[WorkOrderEvent]) -> list[Change]:
    """The order as it is now, its events, and what follows from them: the hold's mark, the number's item."""
    changes: list[Change] = [Save(order_ref(order.id).key, order, indexes=_indexes(order))]
    for event in happened:
        changes.append(Emit(f"WO#{order.id}", event))
        match event:
            case events.WorkOrderReported():
                changes.append(Record(number_ref(order.number).key, NumberItem(order_id=order.id)))
            case events.WorkOrderSuspended():
                changes.append(Record(_hold(order), HoldItem(order_id=order.id)))
            case events.WorkOrderResumed(cause="cleared" | "waived" | "reclassified"):
                changes.append(Remove(_hold(order)))
            case events.WorkOrderCancelled() if order.unit_id:
                changes.append(Remove(_hold(order)))
    return changes


def holds(table: TenantTable, unit_id: str) -> list[str]:
    """The unit's suspended orders, strongly consistent: none that is suspended can be missing."""
    found: list[str] = []
    after: str | None = None
    while True:
        rows, has_more = table.query(f"HOLDS#{unit_id}", after=after)
        found += [row.sk for row in rows]
        if not has_more:
            return found
        after = rows[-1].sk


def timeline(
    table: TenantTable, order_id: str, after: str | None, limit: int
) -> tuple[WorkOrder | None, list[Row], bool]:
    """A page of an order's events, oldest first; the first page brings the order along. One Query."""
    if after is not None:
        rows, has_more = table.query(f"WO#{order_id}", after=after, limit=limit)
        return None, rows, has_more
    rows, has_more = table.query(f"WO#{order_id}", limit=limit + 1)
    if not rows or rows[0].sk != _ORDER:
        return None, [], False
    return rows[0].load(WorkOrder), rows[1:], has_more


def load_event(row: Row) -> WorkOrderEvent:
    """The event that a timeline row holds."""
    kind: type[WorkOrderEvent] = getattr(events, row.kind)
    return row.load(kind)


def _hold(order: WorkOrder) -> Key:
    return Key(f"HOLDS#{order.unit_id}", order.id)


def _indexes(order: WorkOrder) -> dict[str, tuple[str, str]]:
    phase = PHASES[order.status in DONE]
    indexes = {
        "GSI1": (f"WO#{phase}", order.id),
        "GSI2": (f"WO#D#{order.department_id}#{phase}", order.id),
        "GSI5": (f"WO#R#{order.reporter.id}#{phase}", order.id),
    }
    if order.assignee_id:
        indexes["GSI3"] = (f"WO#A#{order.assignee_id}#{phase}", order.id)
    elif order.status == "open":
        indexes["GSI3"] = (queue(order.department_id).pk, order.id)
    if order.unit_id:
        indexes["GSI4"] = (f"WO#U#{order.unit_id}#{phase}", order.id)
    return indexes
