"""Events of tenants, departments and members."""

from typing import ClassVar

from chalicelib.contracts.envelope import Event


class OrganizationEvent(Event):
    """Base of the events of this room."""

    source: ClassVar[str] = "steward.organization"


class MemberInvited(OrganizationEvent):
    """A member can sign in."""

    name: str


class CalendarAssigned(OrganizationEvent):
    """A department, or a tenant for all departments without one, goes by another calendar.

    The sequence is the version of the one or the other.
    """


class MemberRevoked(OrganizationEvent):
    """A member can no longer sign in, and holds nothing any more. The sequence is the member's version."""


class ParticularsChanged(OrganizationEvent):
    """A member or resident who signs in has another name, e-mail address or telephone; which one is not told.

    The sequence is the person's version.
    """


class DepartmentNudged(OrganizationEvent):
    """A manager asks a whole department for speed; `text` says with what. `entity` is the nudge's own id."""

    department_id: str
    department_name: str
