"""Placeholder triggers."""
import json
from chalice import Blueprint

bp = Blueprint(__name__)


@bp.lambda_function(name="deadlines_drive_timer")
def drive_timer(event, context):
    print(json.dumps({"fn": "deadlines_drive_timer", "event": event}))
    from chalicelib.kernel import probe
    return probe.handle("deadlines_drive_timer", event)


@bp.lambda_function(name="deadlines_fire")
def fire(event, context):
    print(json.dumps({"fn": "deadlines_fire", "event": event}))
    from chalicelib.kernel import probe
    return probe.handle("deadlines_fire", event)
