"""Where a tenant lies: one item, alone under its own key."""

from chalicelib.kernel.changes import Change, Lead, Save
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.errors import StaleRead
from chalicelib.tenants.model import Tenant

_KEY = Key("TENANT")


def tenant_ref() -> Ref[Tenant]:
    """The tenant of whoever asks."""
    return Ref(_KEY, Tenant)


def save(tenant: Tenant) -> Save:
    """Write the tenant, on the version before."""
    return Save(_KEY, tenant)


def create(tenant: Tenant) -> list[Change]:
    """Write a new tenant and take its slug; a slug taken meanwhile makes the caller choose again."""
    return [save(tenant), Lead("tenant_slug", tenant.slug, tenant.id, refusal=StaleRead())]
