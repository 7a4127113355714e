"""Counts what the bus tells of."""

from typing import Any, cast, get_args

from chalice.app import Blueprint

from chalicelib.insights import counting
from chalicelib.insights.facts import Counted
from chalicelib.kernel.context import for_system
from chalicelib.kernel.triggers import consumer, parse

triggers = Blueprint(__name__)
_EVENTS: tuple[type[Counted], ...] = get_args(Counted)
#: the detail-types that this function's rule on the bus must let through
TAKES: tuple[str, ...] = tuple(kind.__name__ for kind in _EVENTS)


@triggers.lambda_function(name="insights_count")
@consumer
def on_event(event: dict[str, Any], context: Any) -> None:
    """Add one event to the counters."""
    counted = cast("Counted", parse(event, *_EVENTS))
    counting.count(for_system(counted.tenant, "insights"), counted)
