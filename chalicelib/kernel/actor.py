"""Who acts: built only from a verified token or a signed event, never from what a request's body or path says."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from chalicelib.contracts.envelope import Stamp, Who

Kind = Literal["member", "resident", "operator", "guest", "system"]

#: the tenant of platform operators: it holds them and the answers to them, and no property company's data
PLATFORM = "platform"


class Assignment(BaseModel):
    """A role, for one department or (None) the whole tenant."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    role: str
    department_id: str | None = None


class Actor(BaseModel):
    """One signed-in person, the guest behind a survey link, or the system itself; always within one tenant."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    tenant: str
    id: str
    kind: Kind
    name: str = ""
    assignments: tuple[Assignment, ...] = ()
    department_ids: tuple[str, ...] = ()
    unit_ids: tuple[str, ...] = ()
    language: str = "zh-CN"

    @property
    def roles(self) -> frozenset[str]:
        """Names of all roles held anywhere."""
        return frozenset(a.role for a in self.assignments)

    def departments_of(self, roles: frozenset[str] | set[str]) -> frozenset[str] | None:
        """The departments in which one of `roles` is held; None means the whole tenant."""
        held = [a.department_id for a in self.assignments if a.role in roles]
        return None if None in held else frozenset(d for d in held if d)

    def stamp(self, at: datetime) -> Stamp:
        """What every event of this actor's carries."""
        return Stamp(tenant=self.tenant, at=at, actor=Who(id=self.id, kind=self.kind, name=self.name))


def system(tenant: str, room: str) -> Actor:
    """The system, acting for a tenant inside a trigger of `room`."""
    return Actor(tenant=tenant, id=f"system:{room}", kind="system", name="Steward")
