"""Departments, the people in them, and the roles they hold. Pure."""

from collections.abc import Iterable
from typing import Literal

from chalicelib.kernel.actor import Actor, Assignment
from chalicelib.kernel.entity import Entity
from chalicelib.tenants.service import Asking, Locale

DepartmentKind = Literal["service", "assessment", "billing", "data", "front_desk", "management"]
MemberRole = Literal[
    "tenant_admin",
    "manager",
    "dispatcher",
    "technician",
    "front_desk",
    "billing_clerk",
    "assessor",
    "data_steward",
    "contractor",
]
#: roles held in the departments their holder belongs to; the others act in the whole tenant
DEPARTMENTAL = frozenset({"technician", "contractor", "data_steward"})


class Department(Entity):
    """A part of the company; its kind says what it does and never changes.

    Without a calendar the tenant's counts. `asking` is how its residents are asked about the work, where it wants
    that otherwise than the tenant.
    """

    id: str
    name: str
    kind: DepartmentKind
    parent_id: str | None = None
    head_ids: tuple[str, ...] = ()
    asking: Asking | None = None
    calendar_id: str | None = None


class Member(Entity):
    """A person who works for the tenant. `assesses` if breaches are told to them: by role or department."""

    id: str
    name: str
    sign_in_name: str
    email: str | None = None
    phone: str | None = None
    assignments: tuple[Assignment, ...] = ()
    department_ids: tuple[str, ...] = ()
    language: Locale = "zh-CN"
    is_active: bool = True
    assesses: bool = False

    @property
    def roles(self) -> frozenset[str]:
        """Names of all roles held anywhere."""
        return frozenset(a.role for a in self.assignments)

    @property
    def places(self) -> frozenset[str]:
        """The departments this person works in: those they belong to, and those a role is given for."""
        return frozenset(self.department_ids) | {a.department_id for a in self.assignments if a.department_id}

    def heads(self, department_id: str) -> bool:
        """Whether this person can stand in for the head: manages the department, or all and is in it."""
        manages = {a.department_id for a in self.assignments if a.role == "manager"}
        return department_id in manages or (None in manages and department_id in self.department_ids)

    def actor(self, tenant: str) -> Actor:
        """This person, acting."""
        return Actor(
            tenant=tenant,
            id=self.id,
            kind="member",
            name=self.name,
            assignments=self.assignments,
            department_ids=self.department_ids,
            language=self.language,
        )


class ResidentSignIn(Entity):
    """What a sign-in needs to know of a resident: a part of the item that the room `estates` stores.

    A resident lives in `estates`, a higher room, which this one must not import; so it reads the item where
    estates agrees to keep it, `Key("RESIDENT#<id>")`, and takes these fields from it. They are part of that
    item's contract.
    """

    id: str
    name: str
    sign_in_name: str | None = None
    email: str | None = None
    phone: str | None = None
    unit_ids: tuple[str, ...] = ()
    language: Locale = "zh-CN"
    is_active: bool = True

    def actor(self, tenant: str) -> Actor:
        """This resident, acting."""
        return Actor(
            tenant=tenant,
            id=self.id,
            kind="resident",
            name=self.name,
            assignments=(Assignment(role="resident"),),
            unit_ids=self.unit_ids,
            language=self.language,
        )


class Operator(Entity):
    """Someone who runs the platform: founds tenants, and sees none of their data."""

    id: str
    name: str
    language: Locale = "en"
    is_active: bool = True

    def actor(self, tenant: str) -> Actor:
        """This operator, acting."""
        return Actor(
            tenant=tenant,
            id=self.id,
            kind="operator",
            name=self.name,
            assignments=(Assignment(role="platform_operator"),),
            language=self.language,
        )


Person = Member | ResidentSignIn | Operator


def assigned(roles: Iterable[str | Assignment], department_ids: Iterable[str]) -> tuple[Assignment, ...]:
    """The assignments that a list of roles means for someone who belongs to these departments.

    A role given for one department is kept. A plain one acts in the whole tenant, except the departmental
    ones: those are held in each department the person belongs to, or everywhere if they belong to none.
    """
    departments = tuple(department_ids)
    result: list[Assignment] = []
    for role in roles:
        if isinstance(role, Assignment):
            result.append(role)
        elif role in DEPARTMENTAL and departments:
            result += [Assignment(role=role, department_id=department) for department in departments]
        else:
            result.append(Assignment(role=role))
    return tuple(dict.fromkeys(result))


def moved(assignments: Iterable[Assignment], department_ids: Iterable[str]) -> tuple[Assignment, ...]:
    """The assignments after the holder changes departments: departmental roles go along, the others stay."""
    return assigned([a.role if a.role in DEPARTMENTAL else a for a in assignments], department_ids)
