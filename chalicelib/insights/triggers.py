"""Placeholder triggers."""
import json
from chalice import Blueprint

bp = Blueprint(__name__)


@bp.lambda_function(name="insights_count")
def count(event, context):
    print(json.dumps({"fn": "insights_count", "event": event}))
    from chalicelib.kernel import probe
    return probe.handle("insights_count", event)
