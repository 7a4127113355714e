"""What the bus brings: every event that somebody is to be told of."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.kernel.context import for_system
from chalicelib.kernel.triggers import consumer, parse
from chalicelib.notifications import service
from chalicelib.notifications.rules import EVENTS

triggers = Blueprint(__name__)


@triggers.lambda_function(name="notifications_deliver")
@consumer
def on_event(event: dict[str, Any], context: Any) -> None:
    """Tell the people concerned of one event. Each is told at most once, however often it is delivered."""
    happened = parse(event, *EVENTS)
    service.deliver(for_system(happened.tenant, "notifications"), happened)
