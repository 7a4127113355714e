"""Places orders by what the bus tells of them."""

from typing import Any, cast

from chalice.app import Blueprint

from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.insights.positions import service
from chalicelib.insights.positions.model import MOVES, Move
from chalicelib.kernel.context import for_system
from chalicelib.kernel.triggers import consumer, parse

triggers = Blueprint(__name__)
#: the detail-types that this function's rule on the bus must let through
TAKES: tuple[str, ...] = (DeadlineBreached.__name__, *(kind.__name__ for kind in MOVES))


@triggers.lambda_function(name="insights_place")
@consumer
def on_event(event: dict[str, Any], context: Any) -> None:
    """Move an order to where one event puts it."""
    moved = cast("Move", parse(event, DeadlineBreached, *MOVES))
    service.place(for_system(moved.tenant, "insights"), moved.entity, moved)
