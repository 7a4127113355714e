"""Founding a tenant together with its first administrator, and telling people who they are.

Both need the tenant and its people at once, so they live here and not in `tenants`, which knows no people.
"""

from dataclasses import dataclass, replace

from chalicelib.kernel import tenancy
from chalicelib.kernel.actor import PLATFORM, Assignment
from chalicelib.kernel.changes import Founding
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.ids import new_id
from chalicelib.organization.model import Member, Person
from chalicelib.organization.permissions import of_roles
from chalicelib.organization.service import invited
from chalicelib.organization.sign_in import Invitation, invite
from chalicelib.organization.store import member_ref, person_ref, save_member
from chalicelib.tenants import service as tenants
from chalicelib.tenants.service import Locale, Tenant


@dataclass(frozen=True)
class Founded:
    """A new tenant, its first administrator, and how they sign in."""

    tenant: Tenant
    admin: Member
    invitation: Invitation


@dataclass(frozen=True)
class Identity:
    """Who is signed in, and to which tenant (None for the platform)."""

    person: Person
    tenant: Tenant | None
    roles: list[str]
    permissions: list[str]


def create_tenant(
    context: Context,
    *,
    name: str,
    locale: Locale,
    time_zone: str,
    currency: str,
    jurisdiction: str,
    admin_username: str,
    admin_name: str,
    admin_email: str,
) -> Founded:
    """A new tenant and the administrator who sets it up. The operator has no access to it afterwards."""
    tenant, parts = tenants.found(
        context.own_id("tn"),
        name,
        locale=locale,
        time_zone=time_zone,
        currency=currency,
        jurisdiction=jurisdiction,
    )
    invitation = invite(admin_username, tenant.slug, admin_name, admin_email, None)
    admin = Member(
        id=new_id("mb"),
        name=admin_name,
        sign_in_name=invitation.sign_in_name,
        email=admin_email,
        assignments=(Assignment(role="tenant_admin"),),
        language=locale,
    )
    within = replace(context, actor=context.actor.model_copy(update={"tenant": tenant.id}))
    founded = Founded(tenant, admin, invitation)
    inside = [Founding(tenant.id, part) for part in [*parts, *invited(within, admin)]]
    context.commit(tenancy.register(tenant.id), inside, answer=founded)
    return founded


def identify(context: Context) -> Identity:
    """The signed-in person, their roles, permissions and tenant, as they are now. One call. Raises NotFound."""
    ref = person_ref(context.actor.id)
    if ref is None:
        raise NotFound()
    person, tenant = context.load(ref, tenants.tenant_ref())
    if person is None:
        raise NotFound()
    return identity(context, person, tenant)


def identity(context: Context, person: Person, tenant: Tenant) -> Identity:
    """What a signed-in person is told of themselves."""
    tenant_id = context.actor.tenant
    roles = person.actor(tenant_id).roles
    return Identity(person, None if tenant_id == PLATFORM else tenant, sorted(roles), of_roles(roles))


def choose_language(context: Context, language: Locale) -> Identity:
    """Let the signed-in member's messages come in another language. Raises NotFound, PreconditionFailed."""
    member, tenant = context.load(member_ref(context.actor.id), tenants.tenant_ref())
    if member is None:
        raise NotFound()
    context.check_match(member)
    changed = member.changed(language=language)
    answer = identity(context, changed, tenant)
    context.commit(save_member(changed, member), answer=answer)
    return answer
