"""Everybody who can sign in: generated from the roles there are, so that a new role is tried without being listed."""

from dataclasses import dataclass
from typing import Any, get_args

from chalicelib.organization.model import MemberRole
from chalicelib.organization.schema import DepartmentRole

#: every role a member can hold in the whole tenant, and every one that can be given for a single department
TENANT_WIDE: tuple[str, ...] = get_args(MemberRole)
FOR_A_DEPARTMENT: tuple[str, ...] = get_args(DepartmentRole.model_fields["role"].annotation)


@dataclass(frozen=True)
class Person:
    """Somebody of one firm (or the platform): `assignments` are (role, department or None for the whole tenant)."""

    label: str
    firm: str
    kind: str
    id: str
    sign_in_name: str
    assignments: tuple[tuple[str, str | None], ...]
    departments: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def holds(self, roles: frozenset[str] | set[str]) -> bool:
        """Whether one of `roles` is held, wherever."""
        return any(role in roles for role, _ in self.assignments)

    def holds_in(self, roles: frozenset[str] | set[str], department: str) -> bool:
        """Whether one of `roles` is held in the whole tenant or in this department."""
        return any(role in roles and place in (None, department) for role, place in self.assignments)


def invitations(service: str, gardens: str) -> list[tuple[str, list[Any], list[str]]]:
    """(label, roles, departments) of one member for each role in each place: the tenant, `service`, `gardens`."""
    return [
        *((role, [role], []) for role in TENANT_WIDE),
        *(
            (f"{role} of {name}", [{"role": role, "department_id": department}], [department])
            for name, department in (("service", service), ("gardens", gardens))
            for role in FOR_A_DEPARTMENT
        ),
    ]
