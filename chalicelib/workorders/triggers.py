"""Placeholder triggers."""
import json
from chalice import Blueprint

bp = Blueprint(__name__)


@bp.lambda_function(name="workorders_resume")
def resume(event, context):
    print(json.dumps({"fn": "workorders_resume", "event": event}))
    from chalicelib.kernel import probe
    return probe.handle("workorders_resume", event)


@bp.lambda_function(name="workorders_escalate")
def escalate(event, context):
    print(json.dumps({"fn": "workorders_escalate", "event": event}))
    from chalicelib.kernel import probe
    return probe.handle("workorders_escalate", event)
