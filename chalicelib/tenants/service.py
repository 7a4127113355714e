"""What other rooms and the routes ask of tenants."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from chalicelib.contracts.envelope import envelope
from chalicelib.contracts.organization import CalendarAssigned
from chalicelib.kernel import lookups
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound, UnknownReference
from chalicelib.tenants import audit, store
from chalicelib.tenants.model import (
    Asking,
    AuditKind,
    GatePolicy,
    Locale,
    OnExpiry,
    Policies,
    SurveyPolicy,
    Tenant,
    day_ends,
    distinct,
    is_reserved,
    is_time_zone,
    local_date,
    midnight,
    slug_of,
)
from chalicelib.tenants.store import calendar_ref, tenant_ref

__all__ = [
    "Asking",
    "AuditKind",
    "GatePolicy",
    "Locale",
    "OnExpiry",
    "Policies",
    "SurveyPolicy",
    "Tenant",
    "calendar_ref",
    "configure",
    "day_ends",
    "found",
    "get",
    "is_time_zone",
    "local_date",
    "midnight",
    "tenant_ref",
    "today",
]


def today(tenant: Tenant, now: datetime) -> date:
    """The tenant's date at `now`: what due dates and grace days are counted in."""
    return local_date(tenant, now)


def get(context: Context) -> Tenant:
    """The caller's tenant. Raises NotFound for the platform, which is none."""
    return context.find(tenant_ref())


def found(
    id: str, name: str, *, locale: Locale, time_zone: str, currency: str, jurisdiction: str
) -> tuple[Tenant, list[Change]]:
    """A new tenant with the default policies and a slug that no other has, and the parts that write it.

    The parts belong to the new tenant: the caller commits them as `Founding`, with the first administrator's. Founded
    again under the same id, it gets the same slug, so that its sign-ins are the same too.
    """
    slug = slug_of(name, id)
    owner = lookups.find("tenant_slug", slug)
    if is_reserved(slug) or (owner and owner.tenant != id):
        slug = distinct(slug, id)
    tenant = Tenant(
        id=id,
        slug=slug,
        name=name,
        locale=locale,
        time_zone=time_zone,
        currency=currency,
        jurisdiction=jurisdiction,
    )
    return tenant, store.create(tenant)


def configure(context: Context, *, name: str | None, policies: Mapping[str, Any], **fields: Any) -> Tenant:
    """Rename the tenant, or replace the given policies (nested as in `Policies`) and other fields; the rest stays.

    Raises UnknownReference for a calendar there is not, PreconditionFailed.
    """
    calendar_id = policies.get("calendar_id")
    tenant, calendar = context.load(tenant_ref(), store.calendar_ref(calendar_id) if calendar_id else None)
    if tenant is None:
        raise NotFound()
    if calendar_id and calendar is None:
        raise UnknownReference("body", "policies", "calendar_id")
    context.check_match(tenant)
    merged = Policies.model_validate(_merged(tenant.policies.model_dump(), policies))
    changed: Tenant = tenant.changed(name=name or tenant.name, policies=merged, **fields)
    told: list[Change] = [*audit.changed(context, "tenant", tenant, changed)]
    if changed.policies.calendar_id != tenant.policies.calendar_id:
        event = CalendarAssigned(**envelope(context.stamp, tenant.id, changed.version), visibility="internal")
        told.append(store.emit(event))
    context.commit(store.save(changed), told, answer=changed)
    return changed


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """`old` with the values of `new`, group by group."""
    result = dict(old)
    for name, value in new.items():
        result[name] = _merged(old[name], value) if isinstance(value, Mapping) else value
    return result
