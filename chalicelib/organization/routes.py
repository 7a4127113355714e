"""HTTP: founding tenants, departments, members, and oneself."""

from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound, PreconditionFailed
from chalicelib.kernel.http import SIGNED_IN, Router
from chalicelib.kernel.schema import Listing, ListQuery, Page
from chalicelib.organization import founding, nudges, service
from chalicelib.organization.founding import Founded, Identity
from chalicelib.organization.me_schema import MeOut
from chalicelib.organization.model import Department, Member
from chalicelib.organization.nudge_schema import NudgeDepartmentIn, NudgeOut
from chalicelib.organization.nudges import Nudge
from chalicelib.organization.schema import (
    DepartmentIn,
    DepartmentOut,
    DepartmentPatch,
    FoundedOut,
    InvitedOut,
    MemberIn,
    MemberOut,
    MemberPatch,
    MembersQuery,
    TenantIn,
)
from chalicelib.organization.service import Invitation, MemberInactive, OwnMembership, UsernameTaken

router = Router("organization")


@router.route("POST", "/v1/tenants", permission="tenant.create", body=TenantIn, answer=FoundedOut, status=201)
def create_tenant(context: Context, body: TenantIn) -> Founded:
    """Found a tenant with its first administrator."""
    admin = body.admin
    return founding.create_tenant(
        context,
        **body.model_dump(exclude={"admin"}),
        admin_username=admin.username,
        admin_name=admin.name,
        admin_email=admin.email,
    )


@router.route("GET", "/v1/me", permission=SIGNED_IN, answer=MeOut, errors=(NotFound,))
def get_me(context: Context) -> Identity:
    """Who you are, what you may do, and in which tenant."""
    return founding.identify(context)


@router.route(
    "POST",
    "/v1/departments",
    permission="organization.manage",
    body=DepartmentIn,
    answer=DepartmentOut,
    status=201,
    errors=(NotFound,),
)
def create_department(context: Context, body: DepartmentIn) -> Department:
    """Make a department."""
    return service.create_department(context, name=body.name, kind=body.kind, parent_id=body.parent_id)


@router.route(
    "GET", "/v1/departments", permission="organization.read", query=ListQuery, answer=Page[DepartmentOut]
)
def list_departments(context: Context, query: ListQuery) -> Listing[Department]:
    """The departments, in the order they were made."""
    return service.list_departments(context, limit=query.limit, position=query.cursor)


@router.route(
    "GET",
    "/v1/departments/{department_id}",
    permission="organization.read",
    answer=DepartmentOut,
    errors=(NotFound,),
)
def get_department(context: Context, department_id: str) -> Department:
    """One department."""
    return service.get_department(context, department_id)


@router.route(
    "PATCH",
    "/v1/departments/{department_id}",
    permission="organization.manage",
    body=DepartmentPatch,
    answer=DepartmentOut,
    errors=(NotFound, PreconditionFailed),
)
def patch_department(context: Context, department_id: str, body: DepartmentPatch) -> Department:
    """Rename or move a department, or name its heads."""
    return service.change_department(context, department_id, body.given())


@router.route(
    "POST",
    "/v1/departments/{department_id}/nudges",
    permission="department.nudge",
    body=NudgeDepartmentIn,
    answer=NudgeOut,
    status=201,
    errors=(NotFound,),
)
def nudge_department(context: Context, department_id: str, body: NudgeDepartmentIn) -> Nudge:
    """Ask everybody in a department, and its heads, for speed."""
    return nudges.nudge(context, department_id, body.text)


@router.route(
    "POST",
    "/v1/members",
    permission="organization.manage",
    body=MemberIn,
    answer=InvitedOut,
    status=201,
    errors=(NotFound, UsernameTaken),
)
def create_member(context: Context, body: MemberIn) -> tuple[Member, Invitation]:
    """Invite a member; the answer tells the temporary password, once."""
    return service.invite_member(
        context,
        username=body.username,
        name=body.name,
        email=body.email,
        phone=body.phone,
        roles=body.given_roles(),
        department_ids=body.department_ids,
        language=body.language,
    )


@router.route(
    "GET", "/v1/members", permission="organization.read", query=MembersQuery, answer=Page[MemberOut]
)
def list_members(context: Context, query: MembersQuery) -> Listing[Member]:
    """The members, in the order they were invited."""
    return service.list_members(
        context, department_id=query.department, limit=query.limit, position=query.cursor
    )


@router.route(
    "GET", "/v1/members/{member_id}", permission="organization.read", answer=MemberOut, errors=(NotFound,)
)
def get_member(context: Context, member_id: str) -> Member:
    """One member, active or not."""
    return service.get_member(context, member_id)


@router.route(
    "PATCH",
    "/v1/members/{member_id}",
    permission="organization.manage",
    body=MemberPatch,
    answer=MemberOut,
    errors=(NotFound, MemberInactive, OwnMembership, PreconditionFailed),
)
def patch_member(context: Context, member_id: str, body: MemberPatch) -> Member:
    """Change a member's particulars, roles or departments."""
    return service.change_member(context, member_id, body.given())


@router.route(
    "POST",
    "/v1/members/{member_id}/revoke",
    permission="organization.manage",
    answer=MemberOut,
    errors=(NotFound, MemberInactive, OwnMembership, PreconditionFailed),
)
def revoke_member(context: Context, member_id: str) -> Member:
    """End a membership: the member signs in no more, and holds no role or department."""
    return service.revoke_member(context, member_id)
