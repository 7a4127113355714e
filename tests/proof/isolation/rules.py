"""What the answer to a call has to be, computed from the permission table and from who may see which row.

The rules about rows are `domain.md`'s, said again in the words of this proof: they share no code with the product.
A permission that no rule knows makes the proof fail, and so does a kind of row.
"""

from collections.abc import Callable

from chalicelib.kernel.http import PUBLIC, SIGNED_IN, Operation
from chalicelib.organization.permissions import OVERSEERS, PERMISSIONS
from tests.proof.isolation.people import Person
from tests.proof.isolation.world import Row


def sees_order(person: Person, order: Row) -> bool:
    """A resident the orders of their units and their own reports; staff what they oversee, have, or were drawn into;
    a technician also the queue of their departments.
    """
    if person.kind == "resident":
        return order.unit in person.units or order.reporter == person.id
    if person.id in (order.assignee, order.reporter, *order.collaborators):
        return True
    return person.holds_in(OVERSEERS, order.department) or (
        order.state == "open" and _works_in(person, order.department)
    )


def lists_order(person: Person, order: Row) -> bool:
    """What is seen is listed, but for orders that one was only drawn into (docs/security.md says so)."""
    if person.kind == "resident":
        return sees_order(person, order)
    overseen = person.holds_in(OVERSEERS, order.department)
    reported = order.reporter == person.id and person.holds(OVERSEERS)
    queued = order.state == "open" and _works_in(person, order.department)
    return overseen or reported or queued or order.assignee == person.id


def _works_in(person: Person, department: str) -> bool:
    return ("technician", department) in person.assignments or (
        ("technician", None) in person.assignments and department in person.departments
    )


def lists_standing(person: Person, order: Row) -> bool:
    """The company has it, and it is one's to see, have or take."""
    if order.state in ("completed", "closed", "cancelled") or person.kind == "resident":
        return False
    queued = order.state == "open" and _works_in(person, order.department)
    return person.holds_in(OVERSEERS, order.department) or queued or order.assignee == person.id


def _sees_board(person: Person, department: Row) -> bool:
    """Who oversees a department or works there sees its board, and on it what is theirs to see."""
    is_there = department.id in person.departments or ("technician", department.id) in person.assignments
    return is_there or person.holds_in(OVERSEERS, department.id)


def _of_own_unit(person: Person, row: Row) -> bool:
    return person.kind != "resident" or row.unit in person.units


def _anybody(person: Person, row: Row) -> bool:
    return True


#: kind of row -> whether a person whom the operation lets in may see it
SIGHT: dict[str, Callable[[Person, Row], bool]] = {
    "order": sees_order,
    "unit": _of_own_unit,
    "notification": lambda person, row: row.recipient == person.id,
    "endpoint": lambda person, row: row.recipient == person.id,
    "report": lambda person, row: row.state == "company" or row.recipient == person.id,
    "export": lambda person, row: row.recipient == person.id,
    "notice": lambda person, row: person.holds_in(PERMISSIONS["notice.read"], row.department),
    "survey": _anybody,  # whoever holds the link
    "callback": lambda person, row: person.holds_in(PERMISSIONS["callback.work"], row.department),
    "unsubscription": _anybody,
    **dict.fromkeys(
        (
            "assignee",
            "building",
            "calendar",
            "category",
            "charge",
            "chat channel",
            "community",
            "department",
            "member",
            "payment",
            "person",
            "resident",
            "rota",
            "survey_template",
        ),
        _anybody,
    ),
}


def _in_scope(permission: str) -> Callable[[Person, Row], bool]:
    return lambda person, row: person.holds_in(PERMISSIONS[permission], row.department)


def _manages_or_reported(person: Person, order: Row) -> bool:
    return person.holds_in({"manager"}, order.department) or order.reporter == person.id


#: permission -> whether a person who sees the order may do it to this one; for the others, to see it is enough
AUTHORITY: dict[str, Callable[[Person, Row], bool]] = {
    "work_order.assign": _in_scope("work_order.assign"),
    "work_order.direct": _in_scope("work_order.direct"),
    "work_order.rate": _in_scope("work_order.rate"),
    "work_order.waive_hold": _in_scope("work_order.waive_hold"),
    "work_order.perform": lambda person, order: order.assignee == person.id,
    "work_order.plan": lambda person, order: (
        order.assignee == person.id or person.holds_in({"manager"}, order.department)
    ),
    "department.nudge": _in_scope("department.nudge"),
    "work_order.take": lambda person, order: _works_in(person, order.department),
    "work_order.cancel": _manages_or_reported,
    "work_order.rework": lambda person, order: (
        _manages_or_reported(person, order) or order.unit in person.units
    ),
    "report.keep": lambda person, row: row.recipient == person.id or person.holds({"tenant_admin"}),
    "work_order.take_part": _anybody,
    "work_order.read": _anybody,
    "deadline.read": _anybody,
    "deadline.acknowledge": lambda person, order: person.holds_in({"manager"}, order.department),
}


def is_permitted(person: Person, operation: Operation) -> bool:
    """Whether the permission table lets the person call the operation at all."""
    if operation.permission in (PUBLIC, SIGNED_IN):
        return True
    return person.holds(PERMISSIONS[operation.permission])


def expected(person: Person, operation: Operation, row: Row | None) -> int:
    """The status of a well-formed call about a row of the person's own firm (None: about no row)."""
    if not is_permitted(person, operation):
        return 403
    if person.kind == "operator" and operation.path == "/v1/tenant":
        return 404  # the platform is no tenant
    if row is None:
        return operation.status
    sees = _sees_board if operation.permission == "board.read" else SIGHT[row.kind]
    if not sees(person, row):
        return 404
    has_rule = row.kind == "order" or operation.permission in AUTHORITY
    if has_rule and not AUTHORITY[operation.permission](person, row):
        return 403
    return operation.status
