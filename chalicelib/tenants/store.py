"""Where a tenant lies: one item, alone under its own key; and its audit trail, in a partition of its own."""

from chalicelib.contracts.organization import CalendarAssigned
from chalicelib.kernel.changes import Change, Emit, Lead, Record, Save
from chalicelib.kernel.entity import Entity, Key, Ref
from chalicelib.kernel.errors import StaleRead
from chalicelib.kernel.table import TenantTable
from chalicelib.tenants.model import AuditEntry, Tenant

_KEY = Key("TENANT")
_AUDIT = "AUDIT"


def tenant_ref() -> Ref[Tenant]:
    """The tenant of whoever asks."""
    return Ref(_KEY, Tenant)


def calendar_ref(id: str) -> Ref[Entity]:
    """A calendar, of which it matters here only that it is there; `deadlines`, a higher room, keeps it at this key."""
    return Ref(Key(f"CALENDAR#{id}"), Entity)


def emit(event: CalendarAssigned) -> Emit:
    """Record an event of the tenant."""
    return Emit(_KEY.pk, event)


def save(tenant: Tenant) -> Save:
    """Write the tenant, on the version before."""
    return Save(_KEY, tenant)


def create(tenant: Tenant) -> list[Change]:
    """Write a new tenant and take its slug; a slug taken meanwhile makes the caller choose again."""
    return [save(tenant), Lead("tenant_slug", tenant.slug, tenant.id, refusal=StaleRead())]


def record(entry: AuditEntry) -> Record:
    """Write an entry of the audit trail."""
    return Record(Key(_AUDIT, entry.id), entry)


def audit_page(table: TenantTable, before: str | None, limit: int) -> tuple[list[AuditEntry], bool]:
    """Entries with ids below `before`, newest first, and whether there are more."""
    rows, has_more = table.query(_AUDIT, before=before, limit=limit, newest_first=True)
    return [row.load(AuditEntry) for row in rows], has_more
