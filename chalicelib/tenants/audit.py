"""Who changed what in the administration of a tenant: written with the change itself, read newest first.

Other rooms add `made`, `changed` or `recorded` to what they commit. Orders have their own timeline and are not
here, but for the waiver of a hold (docs/decisions/0021).
"""

from typing import Any

from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.changes import Record
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Entity
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.schema import Listing, ListQuery
from chalicelib.tenants import store
from chalicelib.tenants.model import AuditEntry, AuditKind, difference

_ROUTE = "GET /v1/audit"


def made(context: Context, kind: AuditKind, entity: Any) -> Record:
    """The part that tells of something new."""
    return recorded(context, kind, _id(entity), "created", name=_name(entity))


def changed(context: Context, kind: AuditKind, before: Entity, after: Entity) -> list[Record]:
    """What tells which fields have other values now, and which; nothing when a change is made a second time."""
    data = difference(before, after)
    return [recorded(context, kind, _id(after), "changed", name=_name(after), data=data)] if data else []


def recorded(
    context: Context,
    kind: AuditKind,
    entity_id: str,
    action: str,
    *,
    name: str | None = None,
    data: dict[str, Any] | None = None,
) -> Record:
    """The part that tells of an action upon something."""
    entry = AuditEntry(
        id=new_id("au"),
        at=context.now,
        actor=context.stamp.actor,
        kind=kind,
        entity_id=entity_id,
        name=name,
        action=action,
        data=data or {},
    )
    return store.record(entry)


def entries(context: Context, query: ListQuery) -> Listing[AuditEntry]:
    """A page of the tenant's entries, newest first. One Query."""
    scope = (context.actor.tenant, context.actor.id, _ROUTE)
    before = cursors.verify(query.cursor, *scope) if query.cursor else None
    found, has_more = store.audit_page(context.table, before, query.limit)
    return Listing(found, cursors.sign(found[-1].id, *scope) if has_more else None)


def _id(entity: Any) -> str:
    id: str = entity.code if hasattr(entity, "code") else entity.id
    return id


def _name(entity: Any) -> str | None:
    name = getattr(entity, "name", None)
    return name if isinstance(name, str) else None
