"""API Gateway and the platform, in this process: they hand each handler its event, and the meter times it.

Unlike Chalice's own test client this keeps what the authorizer answered, as API Gateway does, and hands over what
Lambda would: the handler's time is all that is measured.
"""

import gzip
import importlib
import json
from functools import cache
from types import SimpleNamespace
from typing import Any

from chalice.local import LambdaEventConverter, RouteMatcher
from chalice.test import HTTPResponse

from app import DESCRIPTION, ROOMS, app
from bench.meter import Meter
from chalicelib.kernel import clock
from chalicelib.kernel.http import Operation
from chalicelib.organization.authorizer import organization_authorize
from infra.paths import ROOT

API = "api_handler"
AUTHORIZER = organization_authorize.name
OPERATIONS: dict[tuple[str, str], Operation] = {
    (operation.method, operation.path): operation
    for router in (*ROOMS, DESCRIPTION)
    for operation in router.operations
}
TRIGGERS: dict[str, Any] = {
    one.name: getattr(importlib.import_module(module), name)
    for one in app.pure_lambda_functions
    for module, _, name in [one.handler_string.rpartition(".")]
}
_NAMES = {trigger: name for name, trigger in TRIGGERS.items()}
_ARN = "arn:aws:execute-api:ap-southeast-1:123456789012:api/api"


class Gateway:
    """Stands where Chalice's test client would: `Api(app, Gateway(meter))`."""

    def __init__(self, meter: Meter, ttl_s: int = 0) -> None:
        self._meter = meter
        self._ttl_s = ttl_s
        self.last: dict[str, Any] = {}  # the event that the API was handed last
        self._vouched: dict[str, tuple[float, dict[str, Any]]] = {}
        self._events = LambdaEventConverter(RouteMatcher(list(app.routes)), app.api.binary_types)
        self._context = SimpleNamespace(
            function_name=API, memory_limit_in_mb=1024, invoked_function_arn=_ARN, aws_request_id="bench"
        )

    def request(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> HTTPResponse:
        """Answer a request."""
        event = self._events.create_lambda_event(method=method, path=path, headers=headers, body=None)
        event["body"] = body.decode() or None
        operation = OPERATIONS[method, event["requestContext"]["resourcePath"]]
        if app.routes[operation.path][method].authorizer:
            event["requestContext"]["authorizer"] = self._authorized(method, path, event)
        self.last = event
        with self._meter.invocation(API, operation.view.__name__) as one:
            answer = app(event, self._context)
        body = answer["body"].encode()
        one.status, one.answered, one.carried = answer["statusCode"], len(body), _carried(body)
        return HTTPResponse.create_from_dict(answer)

    def _authorized(self, method: str, path: str, event: dict[str, Any]) -> dict[str, Any]:
        token = event["headers"].get("authorization", "")
        at, vouched = self._vouched.get(token, (0.0, {}))
        now = clock.now().timestamp()
        if not vouched or now - at >= self._ttl_s:
            asked = {"type": "TOKEN", "authorizationToken": token, "methodArn": f"{_ARN}/{method}{path}"}
            with self._meter.invocation(AUTHORIZER, AUTHORIZER):
                answer = organization_authorize(asked, self._context)
            vouched = {**answer["context"], "principalId": answer["principalId"]}
            self._vouched[token] = (now, vouched)
        return vouched


def _carried(body: bytes) -> int:
    """Bytes that leave API Gateway for a client that takes gzip, as browsers and phones do."""
    return len(gzip.compress(body)) if len(body) >= _compressed_from() else len(body)


@cache
def _compressed_from() -> int:
    config: dict[str, int] = json.loads((ROOT / ".chalice" / "config.json").read_text())
    return config["minimum_compression_size"]


def invoke(meter: Meter, trigger: Any, event: dict[str, Any]) -> Any:
    """Run a trigger with an event as the platform hands it over: fresh from JSON."""
    name = _NAMES[trigger]
    event = json.loads(json.dumps(event, default=str))
    with meter.invocation(name, event.get("detail-type") or "") as one:
        answer = trigger(event, None)
    one.answered = len(json.dumps(answer))
    return answer
