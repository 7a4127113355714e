"""What wakes this room: a greeting over a connection, and what was written in the table."""

import json
from collections import defaultdict
from typing import Any

from chalice.app import Blueprint

from chalicelib.kernel.observability import log
from chalicelib.kernel.stream import Written, written
from chalicelib.kernel.triggers import observed
from chalicelib.live import service

triggers = Blueprint(__name__)


@triggers.lambda_function(name="live_hello")
@observed
def on_hello(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Greet a connection: `{"action": "hello", "token": …}`. Whatever else it says is refused as no token is."""
    service.greet(event["requestContext"]["connectionId"], _token(event.get("body") or ""))
    return {"statusCode": 200}  # API Gateway expects one; what there is to say was sent


@triggers.lambda_function(name="live_tell")
@observed
def on_stream(event: dict[str, Any], context: Any) -> None:
    """Tell of the writes of a stream batch. Told twice, the apps look twice."""
    by_tenant: dict[str, list[Written]] = defaultdict(list)
    for record in event.get("Records", []):
        if write := written(record):
            by_tenant[write.tenant].append(write)
    for tenant, writes in by_tenant.items():
        log().info("told", tenant=tenant, writes=len(writes), posts=service.tell(tenant, writes))


def _token(body: str) -> str:
    """The token in a message, empty when there is none."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    token = said.get("token") if isinstance(said, dict) else None
    return token if isinstance(token, str) else ""
