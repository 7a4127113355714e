"""The figures over HTTP."""

from chalicelib.insights import service
from chalicelib.insights.schema import StatsOut, StatsQuery
from chalicelib.insights.service import Report
from chalicelib.kernel.context import Context
from chalicelib.kernel.http import Router

router = Router("stats")


@router.route("GET", "/v1/stats/work-orders", permission="stats.read", query=StatsQuery, answer=StatsOut)
def read_work_order_stats(context: Context, query: StatsQuery) -> Report:
    """How work orders were dealt with, by member, department, category or community.

    Managers, assessors and administrators see the whole tenant. A role given for one department shows that
    department's row and its members'; heads see the same of the departments they head; everybody else sees their own
    row among the members. What may not be seen is left out, so the list may be empty.
    """
    return service.report(context, query.group_by, query.first, query.last)
