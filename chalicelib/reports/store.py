"""Where saved reports, exports and weeks lie.

The reports of a tenant share a partition, each export and each week lies alone in its own. GSI1 lists exports by
person.
"""

from collections.abc import Iterable
from datetime import date

from chalicelib.contracts.reports import ReportEvent, WeekReported
from chalicelib.kernel.changes import Emit, Remove, Save
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.listing import Partition
from chalicelib.kernel.table import TenantTable
from chalicelib.reports.export import Export
from chalicelib.reports.model import SavedReport
from chalicelib.reports.week import Week

_REPORTS = "REPORTS"


def report_ref(id: str) -> Ref[SavedReport]:
    """Where a saved report lies."""
    return Ref(Key(_REPORTS, id), SavedReport)


def save_report(report: SavedReport) -> Save:
    """Write a report, on the version before."""
    return Save(report_ref(report.id).key, report)


def remove_report(report: SavedReport) -> Remove:
    """Remove a report; NotFound when it is gone already."""
    return Remove(report_ref(report.id).key, refusal=NotFound())


def reports(table: TenantTable, before: str | None, limit: int) -> tuple[list[SavedReport], bool]:
    """At most `limit` reports of the tenant with ids below `before`, newest first, and whether there are more."""
    rows, has_more = table.query(_REPORTS, before=before, limit=limit, newest_first=True)
    return [row.load(SavedReport) for row in rows], has_more


def export_ref(id: str) -> Ref[Export]:
    """Where an export lies."""
    return Ref(Key(f"EXPORT#{id}"), Export)


def save_export(export: Export, event: ReportEvent) -> list[Save | Emit]:
    """Write an export, on the version before, with what follows from it; it is forgotten with its file."""
    key = export_ref(export.id).key
    within = exports_of(export.person_id)
    saved = Save(key, export, indexes={within.index: (within.pk, export.id)}, expires_at=export.gone_at)
    return [saved, Emit(key.pk, event)]


def exports_of(person_id: str) -> Partition:
    """The exports that a person asked for."""
    return Partition("GSI1", f"EXPORTS#{person_id}")


def week_ref(first: date) -> Ref[Week]:
    """Where it lies how far the telling of a week is."""
    return Ref(Key(f"WEEK#{first}"), Week)


def save_week(week: Week, told: Iterable[WeekReported]) -> list[Save | Emit]:
    """Write how far it is, on the version before, with what some members are told."""
    key = week_ref(week.first).key
    return [Save(key, week), *(Emit(f"{key.pk}#{one.person_id}", one) for one in told)]
