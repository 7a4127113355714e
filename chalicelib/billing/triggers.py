"""Placeholder triggers."""
import json
from chalice import Blueprint

bp = Blueprint(__name__)


@bp.lambda_function(name="billing_publish_standing")
def publish_standing(event, context):
    print(json.dumps({"fn": "billing_publish_standing", "event": event}))
    from chalicelib.kernel import probe
    return probe.handle("billing_publish_standing", event)
