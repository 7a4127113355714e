"""Who sees which orders: one rule, used by every read, list, count and action."""

from chalicelib.kernel.actor import Actor
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import Forbidden, NotFound
from chalicelib.kernel.listing import Partition
from chalicelib.organization.permissions import OVERSEERS
from chalicelib.workorders import store
from chalicelib.workorders.model import WorkOrder


def can_see(actor: Actor, order: WorkOrder) -> bool:
    """Whether the order is this person's to see."""
    if actor.kind == "resident":
        return order.unit_id in actor.unit_ids or order.reporter.id == actor.id
    if actor.id in (order.assignee_id, order.reporter.id, order.setter_id, *order.collaborator_ids):
        return True
    overseen = actor.departments_of(OVERSEERS)
    if overseen is None or order.department_id in overseen:
        return True
    return order.status == "open" and order.department_id in _technical(actor)


def is_in_queue_of(actor: Actor, order: WorkOrder) -> bool:
    """Whether the order's department is one whose queue this technician works from."""
    return order.department_id in _technical(actor)


def demand_sight(actor: Actor, order: WorkOrder | None) -> WorkOrder:
    """The order, if this person may see it. Raises NotFound: what one may not see does not exist."""
    if order is None or not can_see(actor, order):
        raise NotFound()
    return order


def manages(actor: Actor, order: WorkOrder) -> bool:
    """Whether this person is a manager of the whole tenant, or of the order's department."""
    departments = actor.departments_of({"manager"})
    return departments is None or order.department_id in departments


def demand_scope(context: Context, order: WorkOrder) -> None:
    """Raises Forbidden unless the role that allows the call is held where the order is.

    To see an order, as its reporter or as one drawn in, is not to manage it.
    """
    if context.scope is not None and order.department_id not in context.scope:
        raise Forbidden()


def partitions(actor: Actor) -> list[Partition]:
    """The partitions that hold what this person may see: for each, the active orders and those that are done."""
    if actor.kind == "resident":
        return [
            *(p for unit in actor.unit_ids for p in store.of_unit(unit)),
            *store.of_reporter(actor.id),
        ]
    overseen = actor.departments_of(OVERSEERS)
    if overseen is None:
        return store.of_tenant()
    found = [*store.of_assignee(actor.id)]
    if overseen:  # only such people set tasks, perhaps for other departments
        found += store.of_reporter(actor.id)
    for department in sorted(overseen):
        found += store.of_department(department)
    return [*found, *(store.queue(department) for department in sorted(_technical(actor) - overseen))]


def _technical(actor: Actor) -> frozenset[str]:
    """Departments from whose queue the actor may take."""
    departments = actor.departments_of({"technician"})
    return frozenset(actor.department_ids) if departments is None else departments
