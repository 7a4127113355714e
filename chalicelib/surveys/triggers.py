"""Placeholder triggers."""
import json
from chalice import Blueprint

bp = Blueprint(__name__)


@bp.lambda_function(name="surveys_invite")
def invite(event, context):
    print(json.dumps({"fn": "surveys_invite", "event": event}))
    from chalicelib.kernel import probe
    return probe.handle("surveys_invite", event)


@bp.lambda_function(name="surveys_expire")
def expire(event, context):
    print(json.dumps({"fn": "surveys_expire", "event": event}))
    from chalicelib.kernel import probe
    return probe.handle("surveys_expire", event)
