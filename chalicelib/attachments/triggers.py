"""Placeholder triggers."""
import json
from chalice import Blueprint

bp = Blueprint(__name__)


@bp.lambda_function(name="attachments_verify")
def verify(event, context):
    print(json.dumps({"fn": "attachments_verify", "event": event}))
    from chalicelib.kernel import probe
    return probe.handle("attachments_verify", event)
