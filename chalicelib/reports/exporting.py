"""Exports: asked for, gone on with piece by piece, and fetched. Each run does one bounded thing and hands on.

A run reads some pages and writes them as a piece, or makes the file of all pieces. What it did and the event that has
the next one go on are one transaction, on the version that the run was told of: a run that comes twice, late or after
another was cut short does the same again to the same places, or nothing.
"""

import tempfile
from contextlib import suppress
from dataclasses import replace
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from chalicelib.contracts.reports import ExportWanted
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound, StaleRead
from chalicelib.kernel.listing import newest
from chalicelib.kernel.schema import Listing
from chalicelib.organization import service as organization
from chalicelib.organization.permissions import PERMISSIONS
from chalicelib.reports import files, service, sources, store, tables
from chalicelib.reports.columns import Cell, cells
from chalicelib.reports.export import Export, Format, Kind
from chalicelib.reports.naming import demand_known
from chalicelib.tenants import audit
from chalicelib.tenants import service as tenants

PERMISSION = "export.request"
PAGES = 25  # that one run reads at most: 5,000 rows, or 5,000 looked at where filters leave few


def ask(context: Context, kind: Kind, format: Format, filters: dict[str, str]) -> Export:
    """Have a file made.

    Raises NotFound for a saved report that the caller may not open, and for filters that name nothing.

    On the audit trail: what leaves in a file leaves the system's own walls.
    """
    if kind == "report":
        service.get(context, filters["report"])
    demand_known(context, filters)
    export = Export(
        id=context.own_id("ex"),
        person_id=context.actor.id,
        kind=kind,
        format=format,
        filters=filters,
        language=context.language,
        created_at=context.now,
    )
    data = {"kind": kind, "format": format, "filters": filters}
    told = audit.recorded(context, "export", export.id, "requested", data=data)
    context.commit(store.save_export(export, export.wanted(context.stamp)), told, answer=export)
    return export


def get(context: Context, id: str) -> Export:
    """One of the caller's own exports. Raises NotFound for others, and for one whose file is gone."""
    export = context.find(store.export_ref(id))
    if export.person_id != context.actor.id or export.gone_at <= context.now:
        raise NotFound()
    return export


def list_own(context: Context, limit: int, cursor: str | None) -> Listing[Export]:
    """The caller's own exports whose files are not gone, newest first. One Query."""
    scope = (context.actor.tenant, context.actor.id, "exports")
    before = cursors.verify(cursor, *scope) if cursor else None
    found, position = newest(
        context.table,
        [store.exports_of(context.actor.id)],
        Export,
        limit=limit,
        before=before,
        wanted=lambda export: export.gone_at > context.now,
    )
    return Listing(found, cursors.sign(position, *scope) if position else None)


def go_on(context: Context, wanted: ExportWanted) -> None:
    """Do what comes next for an export, with the rights that its person has now.

    Two reads, what the pages take, and one transaction. Nothing when another run has done it.
    """
    export, tenant = context.load(store.export_ref(wanted.entity), tenants.tenant_ref())
    if export is None or tenant is None or export.version != wanted.sequence or not export.is_open:
        return
    reader = _reader(context, export)
    with suppress(StaleRead):
        if reader is None:
            _give_up(context, export, "not_allowed")
        elif export.is_read:
            _write(context, export)
        else:
            _read(context, reader, export, ZoneInfo(tenant.time_zone))


def _reader(context: Context, export: Export) -> Context | None:
    """The person's own context, as the API would give it to them at this moment; None when it would not."""
    member = context.table.get(organization.member_ref(export.person_id))
    if member is None or not member.is_active:
        return None
    actor = member.actor(context.table.tenant)
    granted = tuple(one for one in actor.assignments if one.role in PERMISSIONS[PERMISSION])
    return replace(context, actor=actor, granted=granted, language=export.language) if granted else None


def _read(context: Context, reader: Context, export: Export, zone: ZoneInfo) -> None:
    """Put the next piece."""
    rows: list[list[Cell]] = []
    place = export
    try:
        for _ in range(PAGES):
            page = sources.page(reader, place)
            rows += (cells(row, page.columns, zone) for row in page.rows)
            place = place.model_copy(update={"cursor": page.next_cursor})
            if page.next_cursor is None:
                break
    except NotFound:
        return _give_up(context, export, "not_found")
    except ValidationError:
        return _give_up(context, export, "invalid")
    heading = [[one.heading(export.language) for one in page.columns]] if export.pieces == 0 else []
    files.write_piece(context.table.tenant, export, [*heading, *rows[: export.room]])
    after = export.with_piece(len(rows), place.cursor)
    return context.commit(store.save_export(after, after.wanted(context.stamp)))


def _write(context: Context, export: Export) -> None:
    """Make the file of all pieces, on disk, and put it."""
    tenant = context.table.tenant
    with tempfile.TemporaryFile() as file:
        tables.write(export.format, file, files.read_pieces(tenant, export))
        files.write_file(tenant, export, file)
    context.commit(store.save_export(*export.ready(context.stamp)))


def _give_up(context: Context, export: Export, reason: str) -> None:
    context.commit(store.save_export(*export.failed(reason, context.stamp)))
