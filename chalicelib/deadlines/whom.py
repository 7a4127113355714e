"""Whom a step's names stand for at the moment it fires."""

from collections.abc import Iterable, Mapping
from functools import cache

from chalicelib.contracts.workorders import OrderCard
from chalicelib.deadlines.store import rota_ref
from chalicelib.kernel.context import Context
from chalicelib.organization import service as organization
from chalicelib.tenants import service as tenants

_GROUPS = ("head", "assessment", "on_call")


def resolved(context: Context, card: OrderCard, names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The members behind each name; nobody, where the order has no such person.

    In place of somebody who has left, assessment is told. Who is on call is asked of the department's rota; where it
    names nobody who is active, the heads are told, and assessment without them. One batched read for the persons,
    another for whoever is on call, one Query each for heads and assessment: none of what no name needs.
    """
    names = tuple(names)
    heads = cache(lambda: organization.heads(context, card.department_id))
    assessment = cache(lambda: organization.assessors(context))
    persons = {
        name: {"assignee": card.assignee_id, "setter": card.setter_id}.get(name, name)
        for name in names
        if name not in _GROUPS
    }
    gone = _gone(context, (id for id in persons.values() if id))
    found: dict[str, tuple[str, ...]] = {
        name: assessment() if id in gone else (id,) if id else () for name, id in persons.items()
    }
    if "head" in names:
        found["head"] = heads()
    if "assessment" in names:
        found["assessment"] = assessment()
    if "on_call" in names:
        found["on_call"] = _on_call(context, card.department_id) or heads() or assessment()
    return found


def _gone(context: Context, ids: Iterable[str]) -> frozenset[str]:
    """Those of the members who have left."""
    asked = sorted(set(ids))
    found = context.load(*map(organization.member_ref, asked)) if asked else ()
    return frozenset(id for id, member in zip(asked, found, strict=True) if member and not member.is_active)


def _on_call(context: Context, department_id: str) -> tuple[str, ...]:
    rota, tenant = context.load(rota_ref(department_id), tenants.tenant_ref())
    id = rota.on_call(tenants.local_date(tenant, context.now)) if rota and tenant else None
    return () if id is None or _gone(context, (id,)) else (id,)
