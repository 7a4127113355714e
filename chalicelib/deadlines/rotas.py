"""What can be done with the departments' rotas, and who is on call by them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.deadlines import store
from chalicelib.deadlines.rota import Rota, named
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import NotFound, UnknownReference, Unprocessable
from chalicelib.kernel.schema import Listing
from chalicelib.organization import service as organization
from chalicelib.tenants import audit
from chalicelib.tenants import service as tenants


@dataclass(frozen=True)
class Shown:
    """A rota, and whom it names today; None when it names nobody."""

    rota: Rota
    on_call_id: str | None


def create(context: Context, rota: Rota) -> Shown:
    """A rota for a department that has none. Raises RotaExists, UnknownReference, Unprocessable."""
    ids = sorted(rota.named)
    department, tenant, *members = context.load(
        organization.department_ref(rota.department_id), tenants.tenant_ref(), *_refs(ids)
    )
    if department is None:
        raise UnknownReference("body", "department_id")
    _demand_sense(rota, dict(zip(ids, members, strict=True)))
    shown = _shown(context, rota, tenant)
    context.commit(store.save_rota(rota), audit.made(context, "rota", rota), answer=shown)
    return shown


def change(context: Context, department_id: str, fields: Mapping[str, Any]) -> Shown:
    """Replace any of member_ids, starts_on, turn_days, overrides. Who has left since they were named may stay.

    Raises NotFound, UnknownReference, Unprocessable, PreconditionFailed.
    """
    ids = sorted(named(fields.get("member_ids", ()), fields.get("overrides", ())))
    rota, tenant, *members = context.load(store.rota_ref(department_id), tenants.tenant_ref(), *_refs(ids))
    if rota is None:
        raise NotFound()
    context.check_match(rota)
    changed: Rota = rota.changed(**fields)
    found = dict(zip(ids, members, strict=True))
    _demand_sense(changed, {id: member for id, member in found.items() if id not in rota.named})
    shown = _shown(context, changed, tenant)
    told = audit.changed(context, "rota", rota, changed)
    context.commit(store.save_rota(changed), told, answer=shown)
    return shown


def get(context: Context, department_id: str) -> Shown:
    """A department's rota. Raises NotFound."""
    rota, tenant = context.load(store.rota_ref(department_id), tenants.tenant_ref())
    if rota is None:
        raise NotFound()
    return _shown(context, rota, tenant)


def list_all(context: Context, limit: int, cursor: str | None) -> Listing[Shown]:
    """All rotas, by department."""
    scope = (context.actor.tenant, context.actor.id, "rotas")
    after = cursors.verify(cursor, *scope) if cursor else None
    found, has_more = store.rotas(context.table, after, limit)
    (tenant,) = context.load(tenants.tenant_ref())
    shown = [_shown(context, rota, tenant) for rota in found]
    return Listing(shown, cursors.sign(found[-1].id, *scope) if has_more else None)


def _refs(ids: Iterable[str]) -> list[Ref[organization.Member]]:
    return [organization.member_ref(id) for id in ids]


def _shown(context: Context, rota: Rota, tenant: Any) -> Shown:
    return Shown(rota, rota.on_call(tenants.local_date(tenant, context.now)))


def _demand_sense(rota: Rota, members: Mapping[str, organization.Member | None]) -> None:
    """Demand that a day is overridden once, and that whoever is newly named is active."""
    days = [override.on for override in rota.overrides]
    if len(set(days)) < len(days):
        raise Unprocessable("a day is overridden once", "body", "overrides")
    for id, member in members.items():
        place = "member_ids" if id in rota.member_ids else "overrides"
        if member is None:
            raise UnknownReference("body", place)
        if not member.is_active:
            raise Unprocessable("this member has left", "body", place)
