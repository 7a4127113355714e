"""Placeholder triggers."""
import json
from chalice import Blueprint

bp = Blueprint(__name__)


@bp.lambda_function(name="notifications_deliver")
def deliver(event, context):
    print(json.dumps({"fn": "notifications_deliver", "event": event}))
    from chalicelib.kernel import probe
    return probe.handle("notifications_deliver", event)
