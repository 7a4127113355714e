"""Counts what the bus tells of."""

from typing import Any, cast

from chalice.app import Blueprint

from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.contracts.surveys import SurveyAnswered, SurveyInvited
from chalicelib.contracts.workorders import (
    WorkOrderAccepted,
    WorkOrderCheckedIn,
    WorkOrderCompleted,
    WorkOrderProgressed,
    WorkOrderRated,
    WorkOrderReopened,
    WorkOrderReported,
)
from chalicelib.insights import counting
from chalicelib.insights.facts import Counted
from chalicelib.kernel.context import for_system
from chalicelib.kernel.triggers import consumer, parse

triggers = Blueprint(__name__)
_EVENTS = (
    WorkOrderReported,
    WorkOrderAccepted,
    WorkOrderCheckedIn,
    WorkOrderProgressed,
    WorkOrderCompleted,
    WorkOrderReopened,
    WorkOrderRated,
    DeadlineBreached,
    SurveyInvited,
    SurveyAnswered,
)
#: the detail-types that this function's rule on the bus must let through
TAKES: tuple[str, ...] = tuple(kind.__name__ for kind in _EVENTS)


@triggers.lambda_function(name="insights_count")
@consumer
def on_event(event: dict[str, Any], context: Any) -> None:
    """Add one event to the counters."""
    counted = cast("Counted", parse(event, *_EVENTS))
    counting.count(for_system(counted.tenant, "insights"), counted)
