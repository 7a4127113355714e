"""Who is concerned with an order, by name, and by telephone where that is the reader's to know."""

from dataclasses import dataclass
from typing import Any

from chalicelib.estates import service as estates
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.table import MOST_READ
from chalicelib.organization import service as organization
from chalicelib.workorders import reading


@dataclass(frozen=True)
class Named:
    """A department or a person by name."""

    id: str
    name: str


@dataclass(frozen=True)
class Person(Named):
    """A person with the number to call; None where there is none, or none for this reader."""

    kind: str
    phone: str | None


@dataclass(frozen=True)
class People:
    """All whom an order concerns. `contact` is the resident to ask when staff reported it."""

    department: Named
    assignee: Person | None
    contact: Person | None
    reporter: Person
    collaborators: tuple[Named, ...]


def of_order(context: Context, order_id: str) -> People:
    """The people of an order that the reader may see.

    Members read the telephone numbers of the household and of the assignee, residents only their own. One read of the
    order, one batched read of the people (another for each further hundred). Raises NotFound.
    """
    order = reading.get(context, order_id)
    members = [id for id in (order.assignee_id, *order.collaborator_ids) if id]
    residents = [order.contact_id] if order.contact_id else []
    (residents if order.reporter.kind == "resident" else members).append(order.reporter.id)
    refs: dict[str, Ref[Any]] = {order.department_id: organization.department_ref(order.department_id)}
    refs |= {id: organization.member_ref(id) for id in members}
    refs |= {id: estates.resident_ref(id) for id in residents}
    found = _found(context, refs)

    def named(id: str, otherwise: str) -> Named:
        return Named(id, found[id].name if found[id] else otherwise)

    def person(id: str, kind: str = "member", otherwise: str = "") -> Person:
        is_shared = context.actor.kind == "member" and (kind == "resident" or id == order.assignee_id)
        phone = found[id].phone if found[id] and (is_shared or id == context.actor.id) else None
        return Person(id, named(id, otherwise or id).name, kind, phone)

    return People(
        department=named(order.department_id, order.department_id),
        assignee=person(order.assignee_id) if order.assignee_id else None,
        contact=person(order.contact_id, "resident") if order.contact_id else None,
        reporter=person(order.reporter.id, order.reporter.kind, order.reporter.name),
        collaborators=tuple(named(id, id) for id in order.collaborator_ids),
    )


def _found(context: Context, refs: dict[str, Ref[Any]]) -> dict[str, Any]:
    """What lies at each ref, by its id."""
    ids = list(refs)
    starts = range(0, len(ids), MOST_READ)
    found = [
        one for start in starts for one in context.load(*(refs[id] for id in ids[start : start + MOST_READ]))
    ]
    return dict(zip(ids, found, strict=True))
