"""Counts what the bus tells of."""

from typing import Any, cast

from chalice.app import Blueprint

from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.contracts.surveys import SurveyAnswered
from chalicelib.contracts.workorders import (
    WorkOrderAccepted,
    WorkOrderCheckedIn,
    WorkOrderCompleted,
    WorkOrderRated,
    WorkOrderReported,
)
from chalicelib.insights import service
from chalicelib.insights.model import Counted
from chalicelib.kernel.context import for_system
from chalicelib.kernel.triggers import consumer, parse

triggers = Blueprint(__name__)
#: the events that the rule of this function lets through
TAKES = (
    WorkOrderReported,
    WorkOrderAccepted,
    WorkOrderCheckedIn,
    WorkOrderCompleted,
    WorkOrderRated,
    DeadlineBreached,
    SurveyAnswered,
)


@triggers.lambda_function(name="insights_count")
@consumer
def on_event(event: dict[str, Any], context: Any) -> None:
    """Add one event to the counters."""
    counted = cast(Counted, parse(event, *TAKES))
    service.count(for_system(counted.tenant, "insights"), counted)
