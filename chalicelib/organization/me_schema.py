"""The API's view of whoever is signed in."""

from typing import TYPE_CHECKING, Self

from pydantic import Field

from chalicelib.kernel.schema import Out
from chalicelib.organization.founding import Identity
from chalicelib.organization.model import Member, Operator, ResidentSignIn
from chalicelib.organization.schema import MemberOut

if TYPE_CHECKING:
    from chalicelib.kernel.context import Context


class ResidentMe(Out):
    """A resident, to themselves."""

    id: str
    name: str
    unit_ids: list[str]
    language: str


class OperatorMe(Out):
    """A platform operator, to themselves."""

    id: str
    name: str


class TenantMe(Out):
    """The tenant of the signed-in person: what an app needs to show dates and money."""

    id: str
    name: str
    slug: str
    locale: str
    time_zone: str
    currency: str
    jurisdiction: str


class MeOut(Out):
    """Who is signed in: exactly one of `member`, `resident` and `operator` is there."""

    member: MemberOut | None = None
    resident: ResidentMe | None = None
    operator: OperatorMe | None = None
    roles: list[str]
    permissions: list[str]
    tenant: TenantMe | None = Field(None, description="null for a platform operator")

    @classmethod
    def of(cls, value: Identity, context: "Context") -> Self:
        """The identity, its person under the name of what they are."""
        person = value.person
        return cls(
            member=MemberOut.of(person, context) if isinstance(person, Member) else None,
            resident=ResidentMe(**person.model_dump()) if isinstance(person, ResidentSignIn) else None,
            operator=OperatorMe(**person.model_dump()) if isinstance(person, Operator) else None,
            roles=value.roles,
            permissions=value.permissions,
            tenant=TenantMe(**value.tenant.model_dump()) if value.tenant else None,
        )
