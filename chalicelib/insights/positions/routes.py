"""The live boards and the durations over HTTP."""

from chalicelib.insights.positions import boards, times
from chalicelib.insights.positions.boards import DepartmentBoard, DepartmentRow, Stall
from chalicelib.insights.positions.schema import (
    DepartmentBoardOut,
    DepartmentsBoardOut,
    DurationsOut,
    DurationsQuery,
    StallOut,
    StallQuery,
)
from chalicelib.insights.positions.times import DurationsReport
from chalicelib.kernel.context import Context
from chalicelib.kernel.http import Router
from chalicelib.kernel.schema import Listing, Page

router = Router("boards")


@router.route("GET", "/v1/boards/departments", permission="board.read", answer=DepartmentsBoardOut)
def read_departments_board(context: Context) -> list[DepartmentRow]:
    """How many orders stand in each department, by state, how many are late, and since when the oldest stands.

    Who oversees departments sees all that stands there; others see, of the departments they work in, what is theirs,
    and technicians what waits in the queue.
    """
    return boards.departments(context)


@router.route(
    "GET", "/v1/boards/departments/{department_id}", permission="board.read", answer=DepartmentBoardOut
)
def read_department_board(context: Context, department_id: str) -> DepartmentBoard:
    """How many orders stand in a department, by member and state."""
    return boards.department(context, department_id)


@router.route("GET", "/v1/boards/stalls", permission="board.read", query=StallQuery, answer=Page[StallOut])
def list_stalls(context: Context, query: StallQuery) -> Listing[Stall]:
    """Where each order stands, with whom and since when: the one that has not moved longest first."""
    return boards.stalls(context, query.wanted(context.actor.id), query.limit, query.cursor)


@router.route(
    "GET", "/v1/stats/durations", permission="stats.read", query=DurationsQuery, answer=DurationsOut
)
def read_durations(context: Context, query: DurationsQuery) -> DurationsReport:
    """How long orders stood in each state, and how much of it was waiting, by department, member or category.

    Who sees which rows is as with the figures of work orders.
    """
    return times.report(context, query.group_by, query.first, query.last)
