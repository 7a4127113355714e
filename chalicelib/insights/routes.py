"""The figures over HTTP."""

from chalicelib.insights import drilldown, service
from chalicelib.insights.drilldown import Facts
from chalicelib.insights.measures import MEASURES, Measure
from chalicelib.insights.query_schema import FactsQuery, ReportQuery, SeriesQuery
from chalicelib.insights.schema import FactsOut, MeasureOut, SeriesOut, StatsOut
from chalicelib.insights.service import Report, Series
from chalicelib.kernel.context import Context
from chalicelib.kernel.cursor import InvalidCursor
from chalicelib.kernel.http import Router
from chalicelib.kernel.schema import Listing, Page

router = Router("stats")


@router.route("GET", "/v1/stats/work-orders", permission="stats.read", query=ReportQuery, answer=StatsOut)
def read_work_order_stats(context: Context, query: ReportQuery) -> Report:
    """How work orders were dealt with, by member, department, category or community.

    Managers, assessors and administrators see the whole tenant. A role given for one department shows that
    department's row and its members'; heads see the same of the departments they head; everybody else sees
    their own row among the members. What may not be seen is left out, so the list may be empty.
    Members can be told apart within a `department`, categories within a `community`, and the other way round.
    """
    return service.report(context, query.asked(query.measures))


@router.route(
    "GET", "/v1/stats/work-orders/series", permission="stats.read", query=SeriesQuery, answer=SeriesOut
)
def read_work_order_series(context: Context, query: SeriesQuery) -> Series:
    """The same figures day by day, week by week, month by month or year by year, of one row or of all together.

    A trend compares with the period before; the first one has nothing to be compared with.
    """
    return service.series(context, query.asked(query.measures), query.window, query.key)


@router.route(
    "GET",
    "/v1/stats/work-orders/facts",
    permission="stats.read",
    query=FactsQuery,
    answer=FactsOut,
    errors=(InvalidCursor,),
)
def list_work_order_facts(context: Context, query: FactsQuery) -> Facts:
    """The orders behind a count: one item for each order and day, the newest day first.

    Who sees the figure sees what is behind it. A page may be short; `next_cursor` says whether there is more.
    """
    measure = MEASURES[query.measure]
    return drilldown.behind(context, query.asked(), measure, query.key, query.limit, query.cursor)


@router.route("GET", "/v1/stats/measures", permission="stats.read", answer=Page[MeasureOut])
def list_measures(context: Context) -> Listing[Measure]:
    """List the measures that reports and series can be asked for, and how each is derived."""
    return Listing(MEASURES.values())
