"""Where departments and members lie.

A department's partition holds the department and a copy of each member who works there, so that who works
there (and who heads it) is one strongly consistent Query. Those who assess have copies in one partition of
their own. The copies are written in the member's own transaction. The lists of all departments and of all
members are partitions of GSI1.
"""

from dataclasses import dataclass

from chalicelib.contracts.organization import CalendarAssigned, ParticularsChanged
from chalicelib.kernel.changes import Change, Emit, Record, Remove, Save
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.table import TenantTable
from chalicelib.organization.model import Department, Member, Operator, Person, ResidentSignIn

_ASSESSORS = "ASSESSORS"
_MEMBER = "MEMBER#"
_MOST = 1000  # members of one department that one answer holds
_PEOPLE: dict[str, type[Person]] = {"mb": Member, "rs": ResidentSignIn, "op": Operator}
_KEYS = {"mb": _MEMBER, "rs": "RESIDENT#", "op": "OPERATOR#"}


@dataclass(frozen=True)
class Staff:
    """A department together with everyone who works there."""

    department: Department | None
    members: tuple[Member, ...]


def department_ref(id: str) -> Ref[Department]:
    """The department with this id."""
    return Ref(Key(_department(id)), Department)


def member_ref(id: str) -> Ref[Member]:
    """The member with this id."""
    return Ref(Key(member_pk(id)), Member)


def person_ref(id: str) -> Ref[Person] | None:
    """Whoever a sign-in leads to: the id's prefix names the kind. None for an id of nobody."""
    kind = id.partition("_")[0]
    return Ref(Key(_KEYS[kind] + id), _PEOPLE[kind]) if kind in _PEOPLE else None


def emit_person(event: ParticularsChanged) -> Emit:
    """Record an event of somebody who signs in, whichever room they are of."""
    return Emit(_KEYS[event.entity.partition("_")[0]] + event.entity, event)


def member_pk(id: str) -> str:
    """The partition of a member, where their events lie as well."""
    return _MEMBER + id


def nudge_pk(id: str) -> str:
    """The partition of a department's nudge, which is nothing but its event."""
    return f"NUDGE#{id}"


def save_department(department: Department) -> Save:
    """Write a department, on the version before."""
    return Save(
        department_ref(department.id).key, department, indexes={"GSI1": ("DEPARTMENTS", department.id)}
    )


def emit_department(event: CalendarAssigned) -> Emit:
    """Record an event of a department."""
    return Emit(_department(event.entity), event)


def save_operator(operator: Operator) -> Save:
    """Write a platform operator."""
    return Save(Key(_KEYS["op"] + operator.id), operator)


def save_member(member: Member, before: Member | None = None) -> list[Change]:
    """Write a member, on the version before, and the copies where they work; remove those they have left."""
    copies = _copies(member)
    left = (_copies(before) if before else frozenset()) - copies
    return [
        Save(member_ref(member.id).key, member, indexes={"GSI1": ("MEMBERS", member.id)}),
        *(Record(Key(pk, _MEMBER + member.id), member) for pk in sorted(copies)),
        *(Remove(Key(pk, _MEMBER + member.id)) for pk in sorted(left)),
    ]


def staff_of(table: TenantTable, department_id: str) -> Staff:
    """A department and who works there, newest first, in one call."""
    rows, _ = table.query(
        _department(department_id), after=_MEMBER, before="STATE~", limit=_MOST, newest_first=True
    )
    department = next((row.load(Department) for row in rows if row.kind == Department.__name__), None)
    return Staff(department, tuple(row.load(Member) for row in rows if row.kind == Member.__name__))


def assessors(table: TenantTable) -> tuple[Member, ...]:
    """Everyone who assesses."""
    rows, _ = table.query(_ASSESSORS, prefix=_MEMBER, limit=_MOST)
    return tuple(row.load(Member) for row in rows)


def list_departments(table: TenantTable, *, after: str | None, limit: int) -> tuple[list[Department], bool]:
    """Departments in the order they were made, and whether there are more."""
    rows, has_more = table.query("DEPARTMENTS", index="GSI1", after=after, limit=limit)
    return [row.load(Department) for row in rows], has_more


def list_members(
    table: TenantTable, *, department_id: str | None, after: str | None, limit: int
) -> tuple[list[Member], bool]:
    """Members in the order they were made, of one department or all, and whether there are more."""
    if department_id is None:
        rows, has_more = table.query("MEMBERS", index="GSI1", after=after, limit=limit)
    else:
        last = _MEMBER + after if after else None
        rows, has_more = table.query(_department(department_id), prefix=_MEMBER, after=last, limit=limit)
    return [row.load(Member) for row in rows], has_more


def _department(id: str) -> str:
    return f"DEPARTMENT#{id}"


def _copies(member: Member) -> frozenset[str]:
    """The partitions that hold a copy of a member; someone who has left is nowhere."""
    if not member.is_active:
        return frozenset()
    return frozenset(map(_department, member.places)) | ({_ASSESSORS} if member.assesses else frozenset())
