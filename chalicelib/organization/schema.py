"""The API's view of tenants at their founding, departments and members."""

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, Tag

from chalicelib.kernel.actor import Assignment
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.kernel.schema import Body, Identifier, Line, ListQuery, Out
from chalicelib.organization.founding import Founded
from chalicelib.organization.model import (
    Department,
    DepartmentKind,
    Member,
    MemberRole,
)
from chalicelib.organization.sign_in import Invitation
from chalicelib.tenants.service import Asking, Locale, is_time_zone

if TYPE_CHECKING:
    from chalicelib.kernel.context import Context


def _known_time_zone(name: str) -> str:
    if not is_time_zone(name):
        raise FieldRefused("not a key of the IANA time zone database")
    return name


def _role_form(value: Any) -> str:
    return "plain" if isinstance(value, str) else "for_department"


Username = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}$", max_length=254)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9]{5,15}$")]
TimeZone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_known_time_zone)]
DepartmentIds = Annotated[list[Identifier], Field(max_length=20)]


class AdminIn(Body):
    """The first administrator of a new tenant."""

    username: Username = Field(
        description="the sign-in name's part before the `@`; capitals do not count", examples=["chen.yu"]
    )
    name: Line = Field(examples=["陈宇"])
    email: Email = Field(examples=["chen.yu@harbour.example"])


class TenantIn(Body):
    """A property company to found."""

    name: Line = Field(examples=["Harbour Estates"])
    locale: Locale = Field(examples=["zh-CN"])
    time_zone: TimeZone = Field(description="IANA key", examples=["Asia/Shanghai"])
    currency: str = Field(pattern=r"^[A-Z]{3}$", description="ISO 4217", examples=["CNY"])
    jurisdiction: str = Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 country", examples=["CN"])
    admin: AdminIn


class AdminOut(Out):
    """The first administrator, and how they sign in for the first time."""

    id: str = Field(examples=["mb_01JDB3K8Q2V5T7W9X1Y3Z5A7B9"])
    sign_in_name: str = Field(examples=["chen.yu@harbour-estates"])
    temporary_password: str = Field(description="told this once; to be changed at the first sign-in")


class FoundedOut(Out):
    """A new tenant."""

    id: str = Field(examples=["tn_01JDB3K8Q2V5T7W9X1Y3Z5A7B9"])
    slug: str = Field(description="what sign-in names end with", examples=["harbour-estates"])
    name: str = Field(examples=["Harbour Estates"])
    locale: str = Field(examples=["zh-CN"])
    time_zone: str = Field(examples=["Asia/Shanghai"])
    currency: str = Field(examples=["CNY"])
    jurisdiction: str = Field(examples=["CN"])
    admin: AdminOut
    version: int

    @classmethod
    def of(cls, value: Founded, context: "Context") -> Self:
        """The tenant, with its administrator."""
        admin = {"id": value.admin.id, **vars(value.invitation)}
        return cls.model_validate({**value.tenant.model_dump(), "admin": admin})


class DepartmentIn(Body):
    """A department to make."""

    name: Line = Field(examples=["工程部"])
    kind: DepartmentKind = Field(description="what it does; never changes", examples=["service"])
    parent_id: Identifier | None = Field(None, description="the department above; none at the top")


class DepartmentPatch(Body):
    """What may change of a department; what is absent stays."""

    name: Line | None = Field(None, description="null: stays")
    parent_id: Identifier | None = Field(None, description="null: moves to the top")
    head_ids: Annotated[list[Identifier], Field(max_length=20)] | None = Field(
        None, description="null: stays"
    )
    calendar_id: Identifier | None = Field(None, description="its working time; null: the tenant's")
    asking: Asking | None = Field(
        None, description="how residents are asked about its work; null: as the tenant says"
    )

    def given(self) -> dict[str, Any]:
        """The fields to replace."""
        return _given(self, clearable={"parent_id", "asking", "calendar_id"})


class DepartmentOut(Out):
    """A part of the company."""

    id: str = Field(examples=["dp_01JDB3K8Q2V5T7W9X1Y3Z5A7B9"])
    name: str
    kind: DepartmentKind
    parent_id: str | None
    head_ids: list[str] = Field(description="members who head it")
    asking: Asking | None = Field(
        description="how residents are asked about its work; null: as the tenant says"
    )
    calendar_id: str | None = Field(description="its working time; null: the tenant's")
    version: int

    @classmethod
    def of(cls, value: Department, context: "Context") -> Self:
        """The department as it is."""
        return cls.model_validate(value.model_dump())


class DepartmentRole(Body):
    """A role given for one department."""

    role: Literal[
        "manager",
        "dispatcher",
        "technician",
        "front_desk",
        "billing_clerk",
        "assessor",
        "data_steward",
        "contractor",
    ] = Field(examples=["manager"])
    department_id: Identifier


Role = Annotated[
    Annotated[MemberRole, Tag("plain")] | Annotated[DepartmentRole, Tag("for_department")],
    Discriminator(_role_form),
]
Roles = Annotated[list[Role], Field(max_length=20)]


class MemberIn(Body):
    """A person to invite."""

    username: Username = Field(
        description="the sign-in name's part before the `@`; capitals do not count", examples=["li.wei"]
    )
    name: Line = Field(examples=["李伟"])
    email: Email | None = Field(None, examples=["li.wei@harbour.example"])
    phone: Phone | None = Field(
        None, description="E.164, with the country for text messages", examples=["+8613800138000"]
    )
    roles: Roles = Field(
        description="a role by name, or `{role, department_id}` for one department. By name, technician, "
        "contractor and data_steward are held in each of `department_ids`; the others in the whole tenant.",
        examples=[["technician"]],
    )
    department_ids: DepartmentIds = Field(default=[], description="departments the person belongs to")
    language: Locale | None = Field(None, description="the tenant's when absent")

    def given_roles(self) -> list[str | Assignment]:
        """The roles as the service takes them."""
        return _roles(self.roles)


class MemberPatch(Body):
    """What may change of a member; what is absent stays."""

    name: Line | None = Field(None, description="null: stays")
    email: Email | None = Field(None, description="null: none any more")
    phone: Phone | None = Field(None, description="null: none any more")
    roles: Roles | None = Field(None, description="as when inviting; null: stays")
    department_ids: DepartmentIds | None = Field(None, description="null: stays; departmental roles go along")
    language: Locale | None = Field(None, description="null: stays")

    def given(self) -> dict[str, Any]:
        """The fields to replace, roles as the service takes them."""
        given = _given(self, clearable={"email", "phone"})
        return given | ({"roles": _roles(self.roles)} if self.roles is not None else {})


class AssignmentOut(Out):
    """A role, for one department or (null) the whole tenant."""

    role: str
    department_id: str | None


class MemberOut(Out):
    """A person who works for the tenant."""

    id: str = Field(examples=["mb_01JDB3K8Q2V5T7W9X1Y3Z5A7B9"])
    name: str
    sign_in_name: str = Field(examples=["li.wei@harbour-estates"])
    email: str | None
    phone: str | None
    roles: list[str]
    assignments: list[AssignmentOut]
    department_ids: list[str]
    language: str
    is_active: bool
    version: int

    @classmethod
    def of(cls, value: Member, context: "Context") -> Self:
        """The member as they are."""
        return cls.model_validate(_member(value))


class InvitedOut(MemberOut):
    """A new member, and how they sign in for the first time."""

    temporary_password: str = Field(description="told this once; to be changed at the first sign-in")

    @classmethod
    def of(cls, value: tuple[Member, Invitation], context: "Context") -> Self:  # type: ignore[override]
        """The member, with the invitation."""
        member, invitation = value
        return cls.model_validate({**_member(member), "temporary_password": invitation.temporary_password})


class MembersQuery(ListQuery):
    """Which members."""

    department: Identifier | None = Field(None, description="only those who work in this department now")


def _member(member: Member) -> dict[str, Any]:
    return {**member.model_dump(), "roles": sorted(member.roles)}


def _roles(given: list[Any]) -> list[str | Assignment]:
    return [role if isinstance(role, str) else Assignment(**role.model_dump()) for role in given]


def _given(body: Body, *, clearable: set[str]) -> dict[str, Any]:
    """The fields that a patch names; null counts only where it can clear something."""
    fields = body.model_dump(exclude_unset=True)
    return {name: value for name, value in fields.items() if value is not None or name in clearable}
