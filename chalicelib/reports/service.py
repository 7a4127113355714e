"""Saved reports: who may open and change them, and what they show to whom."""

from collections.abc import Mapping
from typing import Any, ClassVar

from chalicelib.insights import service as insights
from chalicelib.insights.measures import MEASURES
from chalicelib.insights.model import Dimension
from chalicelib.insights.service import Asked, Report
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import Forbidden, NotFound, Texts, Unprocessable
from chalicelib.kernel.schema import Listing
from chalicelib.reports import store
from chalicelib.reports.model import SavedReport, misfits
from chalicelib.reports.naming import demand_known
from chalicelib.tenants import audit
from chalicelib.tenants import service as tenants

_READ = 200  # reports that a page looks at; those of others are among them


class NotOwner(Forbidden):
    """Only whoever saved a report changes it, or an administrator."""

    code = "not_owner"
    texts: ClassVar[Texts] = {
        "en": "Only whoever saved this report, or an administrator, may change it.",
        "zh-CN": "只有保存该报表的人或管理员可以修改。",
    }


def save(context: Context, **fields: Any) -> SavedReport:
    """Keep a report. Raises Unprocessable for filters that are not counted together with its rows.

    Raises UnknownReference for those that name nothing.
    """
    report = SavedReport(
        id=context.own_id("rp"),
        owner_id=context.actor.id,
        owner_name=context.actor.name,
        department_ids=context.actor.department_ids,
        created_at=context.now,
        **fields,
    )
    _demand_fit(context, report)
    told = [audit.made(context, "report", report)] if report.shared != "me" else []
    context.commit(store.save_report(report), told, answer=report)
    return report


def get(context: Context, id: str) -> SavedReport:
    """A report that the caller may open. Raises NotFound."""
    report = context.table.get(store.report_ref(id))
    if report is None or not report.is_for(context.actor):
        raise NotFound()
    return report


def list_reports(context: Context, limit: int, cursor: str | None) -> Listing[SavedReport]:
    """The reports that the caller may open, newest first. One Query; a page may be short, and says where to go on."""
    scope = (context.actor.tenant, context.actor.id, "reports")
    before = cursors.verify(cursor, *scope) if cursor else None
    found, has_more = store.reports(context.table, before, max(limit, _READ))
    shown: list[SavedReport] = []
    for report in found:
        if report.is_for(context.actor):
            if len(shown) == limit:
                return Listing(shown, cursors.sign(shown[-1].id, *scope))
            shown.append(report)
    return Listing(shown, cursors.sign(found[-1].id, *scope) if has_more else None)


def change(context: Context, id: str, fields: Mapping[str, Any]) -> SavedReport:
    """Replace some of a report's fields. Raises NotFound, NotOwner, Unprocessable, PreconditionFailed."""
    report = _own(context, id)
    changed = report.changed(**fields)
    _demand_fit(context, changed)
    told: list[Change] = []
    if {report.shared, changed.shared} != {"me"}:
        told += audit.changed(context, "report", report, changed)
    context.commit(store.save_report(changed), told, answer=changed)
    return changed


def remove(context: Context, id: str) -> SavedReport:
    """Remove a report. Raises NotFound, NotOwner, PreconditionFailed."""
    report = _own(context, id)
    told = (
        [audit.recorded(context, "report", id, "removed", name=report.name)] if report.shared != "me" else []
    )
    context.commit(store.remove_report(report), told, answer=report)
    return report


def figures(context: Context, id: str) -> Report:
    """What a saved report shows to the caller today: the figures they may see, as everywhere. Raises NotFound."""
    report = get(context, id)
    first, last = report.window.on(tenants.today(tenants.get(context), context.now))
    measures = tuple(MEASURES[name] for name in report.measures if name in MEASURES)
    values: dict[Dimension, str] = report.values
    return insights.report(context, Asked(report.group_by, values, first, last, measures))


def _own(context: Context, id: str) -> SavedReport:
    report = get(context, id)
    if not report.may_be_changed_by(context.actor):
        raise NotOwner()
    context.check_match(report)
    return report


def _demand_fit(context: Context, report: SavedReport) -> None:
    if misfits(report.group_by, report.values):
        raise Unprocessable("is not counted by {group_by}", "body", "filters", group_by=report.group_by)
    demand_known(context, {str(name): id for name, id in report.values.items()})
