"""What can be exported, and the pages it is read in: the list's own query, service function and answer.

So a file holds what its reader would see in the API, and nothing else decides it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from chalicelib.insights import drilldown
from chalicelib.insights import service as insights
from chalicelib.insights.measures import MEASURES
from chalicelib.insights.positions import boards
from chalicelib.insights.positions import schema as boards_schema
from chalicelib.insights.query_schema import FactsQuery, ReportQuery
from chalicelib.insights.schema import FactOut, FiguresOut
from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Identifier, Out, Query
from chalicelib.reports import columns, digest_schema, service
from chalicelib.reports.columns import Column
from chalicelib.reports.digest import Step, digest
from chalicelib.reports.export import Export, Kind
from chalicelib.workorders import reading
from chalicelib.workorders import schema as orders_schema
from chalicelib.workorders.answers import WorkOrderOut

_AT_ONCE = 200  # as many as a page of the API may hold
_WORKED_AT_ONCE = 50  # of a digest, each of which takes a Query
_MINUTE = timedelta(minutes=1)
Row = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """Some rows of an export, as the API answers them, with their columns; where to go on, None at the end."""

    rows: list[Row]
    columns: tuple[Column, ...]
    next_cursor: str | None = None


class SavedQuery(Query):
    """Which saved report."""

    report: Identifier


#: the query whose parameters an export of a kind takes as its filters
QUERIES: dict[Kind, type[Query]] = {
    "work_orders": orders_schema.WorkOrderQuery,
    "figures": ReportQuery,
    "facts": FactsQuery,
    "stalls": boards_schema.StallQuery,
    "digest": digest_schema.DigestQuery,
    "report": SavedQuery,
}
#: parameters of these queries that are the export's own business
PAGING = frozenset({"limit", "cursor"})


def page(context: Context, export: Export) -> Page:
    """The next page of an export, as the person in `context` sees it.

    Raises NotFound for a saved report that they may not open (any more), ValidationError for filters that the list
    does not take (any more).
    """
    return _PAGES[export.kind](context, export)


def _work_orders(context: Context, export: Export) -> Page:
    query = orders_schema.WorkOrderQuery.model_validate(export.filters)
    found = reading.list_orders(context, query.filters(context.actor.id), _AT_ONCE, export.cursor)
    return Page(_rows(context, WorkOrderOut, found.items), columns.WORK_ORDERS, found.next_cursor)


def _figures(context: Context, export: Export) -> Page:
    query = ReportQuery.model_validate(export.filters)
    return _of_report(insights.report(context, query.asked(query.measures)))


def _report(context: Context, export: Export) -> Page:
    return _of_report(service.figures(context, export.filters["report"]))


def _of_report(report: insights.Report) -> Page:
    measures = report.asked.measures
    rows = [FiguresOut.row(one, measures).model_dump() for one in report.items]
    return Page(rows, columns.FIGURES + columns.of_measures(one.name for one in measures))


def _facts(context: Context, export: Export) -> Page:
    query = FactsQuery.model_validate(export.filters)
    measure = MEASURES[query.measure]
    found = drilldown.behind(context, query.asked(), measure, query.key, _AT_ONCE, export.cursor)
    return Page(_rows(context, FactOut, found.items), columns.FACTS, found.next_cursor)


def _stalls(context: Context, export: Export) -> Page:
    query = boards_schema.StallQuery.model_validate(export.filters)
    found = boards.stalls(context, query.wanted(context.actor.id), _AT_ONCE, export.cursor)
    return Page(_rows(context, boards_schema.StallOut, found.items), columns.STALLS, found.next_cursor)


def _digest(context: Context, export: Export) -> Page:
    query = digest_schema.DigestQuery.model_validate(export.filters)
    whose = query.whose(context.actor.id)
    found = digest(context, *whose, query.window, query.day, _WORKED_AT_ONCE, export.cursor)
    rows = [
        {
            **digest_schema.WorkedOut.row(item, context.now).model_dump(),
            "process": " → ".join(map(_said, item.steps)),
        }
        for item in found.items
    ]
    return Page(rows, columns.DIGEST, found.next_cursor)


def _said(step: Step) -> str:
    """A step in a cell: the state, who had the order, and for how many minutes."""
    whose = step.member_name or step.department_name
    lasted = f" {(step.until - step.since) // _MINUTE} min" if step.until else ""
    return f"{step.state} ({whose}){lasted}"


def _rows(context: Context, answer: type[Out], items: Iterable[Any]) -> list[Row]:
    return [answer.of(one, context).model_dump() for one in items]


_PAGES: dict[Kind, Callable[[Context, Export], Page]] = {
    "work_orders": _work_orders,
    "figures": _figures,
    "facts": _facts,
    "stalls": _stalls,
    "digest": _digest,
    "report": _report,
}
