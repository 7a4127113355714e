"""What the routes and other rooms ask of departments and members."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from chalicelib.contracts.envelope import envelope
from chalicelib.contracts.organization import CalendarAssigned, MemberInvited, MemberRevoked
from chalicelib.kernel import cursor
from chalicelib.kernel.actor import Assignment
from chalicelib.kernel.changes import Change, Emit, Guard, guard
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import Conflict, NotFound, Texts, UnknownReference, Unprocessable
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.schema import Listing
from chalicelib.organization import particulars, sign_in, store
from chalicelib.organization.model import Department, DepartmentKind, Member, assigned, moved
from chalicelib.organization.sign_in import Invitation, UsernameTaken, invite, sign_in_change
from chalicelib.organization.store import department_ref, member_ref
from chalicelib.tenants import audit
from chalicelib.tenants.service import Locale, calendar_ref, tenant_ref

__all__ = [
    "Department",
    "Invitation",
    "Member",
    "OwnMembership",
    "UsernameTaken",
    "assessors",
    "change_department",
    "change_member",
    "create_department",
    "department_ref",
    "get_department",
    "get_member",
    "heads",
    "invite",
    "invite_member",
    "list_departments",
    "list_members",
    "member_ref",
    "members_of",
    "revoke_member",
    "sign_in_change",
]


class OwnMembership(Conflict):
    """Administrators cannot lock themselves out."""

    code = "own_membership"
    texts: ClassVar[Texts] = {
        "en": "Another administrator has to do this to you.",
        "zh-CN": "不能对自己执行此操作，请由其他管理员处理。",
    }


class MemberInactive(Conflict):
    """The member was revoked."""

    code = "member_inactive"
    texts: ClassVar[Texts] = {"en": "This member was revoked.", "zh-CN": "该成员已被停用。"}


# -- departments ------------------------------------------------------------------------------------


def create_department(
    context: Context, *, name: str, kind: DepartmentKind, parent_id: str | None
) -> Department:
    """A new department, below `parent_id` if given. Raises NotFound when there is no such parent."""
    if parent_id:
        context.find(department_ref(parent_id))
    department = Department(id=new_id("dp"), name=name, kind=kind, parent_id=parent_id)
    context.commit(
        store.save_department(department), audit.made(context, "department", department), answer=department
    )
    return department


def get_department(context: Context, id: str) -> Department:
    """A department. Raises NotFound."""
    return context.find(department_ref(id))


def list_departments(context: Context, *, limit: int, position: str | None) -> Listing[Department]:
    """The departments, in the order they were made."""
    scope = (context.table.tenant, context.actor.id, "departments")
    after = cursor.verify(position, *scope) if position else None
    items, has_more = store.list_departments(context.table, after=after, limit=limit)
    return Listing(items, cursor.sign(items[-1].id, *scope) if has_more else None)


def all_departments(context: Context) -> Iterator[Department]:
    """Every department. One Query for each 200."""
    position: str | None = None
    while True:
        page = list_departments(context, limit=200, position=position)
        yield from page.items
        if (position := page.next_cursor) is None:
            return


def change_department(context: Context, id: str, fields: Mapping[str, Any]) -> Department:
    """Replace any of `name`, `parent_id` (None: at the top), `head_ids`; `asking`, `calendar_id` (None: the tenant's).

    Raises NotFound for unknown ids, Unprocessable for a parent below the department or a head who is not
    active, PreconditionFailed.
    """
    head_ids = tuple(dict.fromkeys(fields.get("head_ids", ())))
    department: Department | None
    calendar_id = fields.get("calendar_id")
    department, calendar, *heads = context.load(
        department_ref(id), calendar_ref(calendar_id) if calendar_id else None, *map(member_ref, head_ids)
    )
    if department is None or None in heads:
        raise NotFound()
    if calendar_id and calendar is None:
        raise UnknownReference("body", "calendar_id")
    context.check_match(department)
    if not all(head.is_active for head in heads):
        raise Unprocessable("a head has to be an active member", "body", "head_ids")
    changed = department.changed(**{**fields, **({"head_ids": head_ids} if "head_ids" in fields else {})})
    above = _above(context, changed) if changed.parent_id != department.parent_id else []
    told: list[Change] = [*audit.changed(context, "department", department, changed)]
    if changed.calendar_id != department.calendar_id:
        event = CalendarAssigned(**envelope(context.stamp, id, changed.version), visibility="internal")
        told.append(store.emit_department(event))
    context.commit(store.save_department(changed), above, told, answer=changed)
    return changed


def _above(context: Context, department: Department) -> list[Guard]:
    """Guards on all departments above this one, so that two moves at once cannot close a circle."""
    guards: list[Guard] = []
    parent_id = department.parent_id
    while parent_id:
        if parent_id == department.id:
            raise Unprocessable("a department cannot be below itself", "body", "parent_id")
        parent = context.find(department_ref(parent_id))
        guards.append(guard(department_ref(parent_id), parent))
        parent_id = parent.parent_id
    return guards


# -- members ----------------------------------------------------------------------------------------


def invite_member(
    context: Context,
    *,
    username: str,
    name: str,
    email: str | None,
    phone: str | None,
    roles: Iterable[str | Assignment],
    department_ids: Iterable[str],
    language: Locale | None,
) -> tuple[Member, Invitation]:
    """A new member with a sign-in; the temporary password is told this once.

    Raises NotFound for an unknown department, UsernameTaken.
    """
    department_ids = tuple(dict.fromkeys(department_ids))
    assignments = assigned(roles, department_ids)
    tenant, assesses = _placed(context, assignments, department_ids)
    invitation = invite(username, tenant.slug, name, email, phone)
    member = Member(
        id=new_id("mb"),
        name=name,
        sign_in_name=invitation.sign_in_name,
        email=email,
        phone=phone,
        assignments=assignments,
        department_ids=department_ids,
        language=language or tenant.locale,
        assesses=assesses,
    )
    context.commit(invited(context, member), answer=(member, invitation))
    return member, invitation


def invited(context: Context, member: Member) -> list[Change]:
    """The parts that write a new member with the sign-in and tell of it, in the tenant of the actor."""
    event = MemberInvited(**envelope(context.stamp, member.id, 1), name=member.name, visibility="internal")
    return [
        *store.save_member(member),
        sign_in_change(member.sign_in_name, member.id),
        Emit(store.member_pk(member.id), event),
        audit.made(context, "member", member),
    ]


def get_member(context: Context, id: str) -> Member:
    """A member, active or not. Raises NotFound."""
    return context.find(member_ref(id))


def list_members(
    context: Context, *, department_id: str | None, limit: int, position: str | None
) -> Listing[Member]:
    """The members in the order they were made: all, or those who work in a department now."""
    scope = (context.table.tenant, context.actor.id, "members", department_id or "")
    after = cursor.verify(position, *scope) if position else None
    items, has_more = store.list_members(context.table, department_id=department_id, after=after, limit=limit)
    return Listing(items, cursor.sign(items[-1].id, *scope) if has_more else None)


def change_member(context: Context, id: str, fields: Mapping[str, Any]) -> Member:
    """Replace any of name, email, phone, language, roles (as in `invite_member`) and department_ids.

    Departmental roles go along when only the departments change. Raises NotFound for unknown ids,
    MemberInactive, OwnMembership for an administrator who gives up that role, PreconditionFailed.
    """
    member = context.find(member_ref(id))
    context.check_match(member)
    if not member.is_active:
        raise MemberInactive()
    plain = {name: value for name, value in fields.items() if name not in ("roles", "department_ids")}
    department_ids = tuple(dict.fromkeys(fields.get("department_ids", member.department_ids)))
    if "roles" in fields:
        assignments = assigned(fields["roles"], department_ids)
    else:
        assignments = moved(member.assignments, department_ids)
    changed = member.changed(**plain, assignments=assignments, department_ids=department_ids)
    if member.id == context.actor.id and "tenant_admin" in member.roles - changed.roles:
        raise OwnMembership()
    if (changed.assignments, changed.department_ids) != (member.assignments, member.department_ids):
        _, assesses = _placed(context, assignments, department_ids)
        changed = changed.model_copy(update={"assesses": assesses})
    told = audit.changed(context, "member", member, changed)
    reach = particulars.told(context, member, changed)
    context.commit(store.save_member(changed, member), told, reach, answer=changed)
    return changed


def revoke_member(context: Context, id: str) -> Member:
    """Let a member sign in no more, and take their roles and departments.

    Raises NotFound, MemberInactive, OwnMembership, PreconditionFailed.
    """
    member = context.find(member_ref(id))
    context.check_match(member)
    if not member.is_active:
        raise MemberInactive()
    if member.id == context.actor.id:
        raise OwnMembership()
    sign_in.disable(member.sign_in_name)  # first: if the commit fails, the door is shut rather than left open
    changed = member.changed(is_active=False, assignments=(), department_ids=(), assesses=False)
    event = MemberRevoked(**envelope(context.stamp, member.id, changed.version), visibility="internal")
    context.commit(
        store.save_member(changed, member),
        Emit(store.member_pk(member.id), event),
        audit.recorded(context, "member", member.id, "revoked", name=member.name),
        answer=changed,
    )
    return changed


def _placed(
    context: Context, assignments: Iterable[Assignment], department_ids: Iterable[str]
) -> tuple[Any, bool]:
    """The tenant, and whether someone so placed assesses. Raises NotFound for an unknown department."""
    belongs = frozenset(department_ids)
    named = sorted(belongs | {a.department_id for a in assignments if a.department_id})
    tenant, *departments = context.load(tenant_ref(), *map(department_ref, named))
    if tenant is None or None in departments:
        raise NotFound()
    is_placed = any(d.kind == "assessment" and d.id in belongs for d in departments)
    return tenant, is_placed or any(a.role == "assessor" for a in assignments)


# -- asked by other rooms ---------------------------------------------------------------------------


def members_of(context: Context, department_id: str) -> tuple[Member, ...]:
    """The active members who work in a department. One call."""
    return store.staff_of(context.table, department_id).members


def heads(context: Context, department_id: str) -> tuple[str, ...]:
    """Ids of a department's active heads; of its managers when it has none.

    One call, or two when a head works elsewhere.
    """
    staff = store.staff_of(context.table, department_id)
    named = staff.department.head_ids if staff.department else ()
    here = {member.id for member in staff.members}
    elsewhere = [id for id in named if id not in here]
    found = context.load(*map(member_ref, elsewhere)) if elsewhere else ()
    active = here | {member.id for member in found if member and member.is_active}
    standing = tuple(id for id in named if id in active)
    return standing or tuple(member.id for member in staff.members if member.heads(department_id))


def assessors(context: Context) -> tuple[str, ...]:
    """Ids of the active members told of every breach: assessors, and who is in assessment. One call."""
    return tuple(member.id for member in store.assessors(context.table))
