"""Saved reports and exports over HTTP."""

from chalicelib.insights.schema import StatsOut
from chalicelib.insights.service import Report
from chalicelib.kernel.context import Context
from chalicelib.kernel.cursor import InvalidCursor
from chalicelib.kernel.errors import NotFound, PreconditionFailed, UnknownReference
from chalicelib.kernel.http import Router
from chalicelib.kernel.schema import Listing, ListQuery, Page
from chalicelib.reports import digest, exporting, service
from chalicelib.reports.digest import Digest
from chalicelib.reports.digest_schema import DigestQuery, WorkDigestOut
from chalicelib.reports.export import Export
from chalicelib.reports.model import SavedReport
from chalicelib.reports.schema import ExportIn, ExportOut, ReportPatch, SavedReportIn, SavedReportOut
from chalicelib.reports.service import NotOwner

router = Router("reports")
KEEP = "report.keep"
READ = "report.read"


@router.route(
    "POST",
    "/v1/reports",
    permission=KEEP,
    body=SavedReportIn,
    answer=SavedReportOut,
    status=201,
    errors=(UnknownReference,),
)
def save_report(context: Context, body: SavedReportIn) -> SavedReport:
    """Keep a report: what to count, by what, of which days, and who may open it."""
    return service.save(context, **body.fields())


@router.route("GET", "/v1/reports", permission=READ, query=ListQuery, answer=Page[SavedReportOut])
def list_reports(context: Context, query: ListQuery) -> Listing[SavedReport]:
    """List the reports that you may open, newest first. A page may be short; `next_cursor` says if there is more."""
    return service.list_reports(context, query.limit, query.cursor)


@router.route("GET", "/v1/reports/{report_id}", permission=READ, answer=SavedReportOut, errors=(NotFound,))
def get_report(context: Context, report_id: str) -> SavedReport:
    """Read what a report is made of."""
    return service.get(context, report_id)


@router.route(
    "PATCH",
    "/v1/reports/{report_id}",
    permission=KEEP,
    body=ReportPatch,
    answer=SavedReportOut,
    errors=(NotFound, NotOwner, PreconditionFailed),
)
def change_report(context: Context, report_id: str, body: ReportPatch) -> SavedReport:
    """Change a report: whoever saved it may, and administrators."""
    return service.change(context, report_id, body.fields())


@router.route(
    "DELETE",
    "/v1/reports/{report_id}",
    permission=KEEP,
    answer=SavedReportOut,
    errors=(NotFound, NotOwner, PreconditionFailed),
)
def remove_report(context: Context, report_id: str) -> SavedReport:
    """Remove a report: whoever saved it may, and administrators."""
    return service.remove(context, report_id)


@router.route("GET", "/v1/reports/{report_id}/figures", permission=READ, answer=StatsOut, errors=(NotFound,))
def read_report_figures(context: Context, report_id: str) -> Report:
    """The figures of a report as of today: those that you may see, as in `/v1/stats/work-orders`."""
    return service.figures(context, report_id)


@router.route(
    "GET",
    "/v1/stats/digest",
    permission="stats.read",
    query=DigestQuery,
    answer=WorkDigestOut,
    errors=(NotFound, InvalidCursor),
)
def read_work_digest(context: Context, query: DigestQuery) -> Digest:
    """What somebody worked with in a day, week, month or year: each order with its process, time limits and rating.

    Who sees the figures of a member or a department sees their digest. An order is on it once, however often it
    counted; what it counted stays when the order itself has gone where you do not see it any more. A page may be
    short; `next_cursor` says whether there is more.
    """
    group_by, key = query.whose(context.actor.id)
    return digest.digest(context, group_by, key, query.window, query.day, query.limit, query.cursor)


@router.route(
    "POST",
    "/v1/exports",
    permission=exporting.PERMISSION,
    body=ExportIn,
    answer=ExportOut,
    status=202,
    errors=(NotFound,),
)
def request_export(context: Context, body: ExportIn) -> Export:
    """Have a list, figures or a saved report made into a file. A notification tells when it is there."""
    return exporting.ask(context, body.kind, body.format, body.filters)


@router.route("GET", "/v1/exports", permission=exporting.PERMISSION, query=ListQuery, answer=Page[ExportOut])
def list_exports(context: Context, query: ListQuery) -> Listing[Export]:
    """List your exports of the last seven days, newest first."""
    return exporting.list_own(context, query.limit, query.cursor)


@router.route(
    "GET",
    "/v1/exports/{export_id}",
    permission=exporting.PERMISSION,
    answer=ExportOut,
    errors=(NotFound,),
)
def get_export(context: Context, export_id: str) -> Export:
    """How far one of your exports is; once it is ready, where its file can be fetched for seven days."""
    return exporting.get(context, export_id)
