"""API Gateway in this process: Chalice's own, without the copy of the environment that its test client makes."""

from datetime import datetime, timedelta
from typing import Any

from chalice.app import Chalice
from chalice.config import Config
from chalice.local import LocalGateway, LocalGatewayAuthorizer, LocalGatewayException
from chalice.test import HTTPResponse

from chalicelib.kernel import clock


def local_gateway(app: Chalice, *, remembers: bool = False) -> LocalGateway:
    """Chalice's gateway. `remembers`: the authorizer's answer, for as long as the app has API Gateway keep it."""
    gateway = LocalGateway(app, Config())
    if remembers:
        gateway._authorizer = _Remembering(app)
    return gateway


class Gateway:
    """Stands where Chalice's test client would: `Api(app, Gateway(app))`."""

    def __init__(self, app: Chalice, *, remembers: bool = False) -> None:
        self._gateway = local_gateway(app, remembers=remembers)

    def request(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> HTTPResponse:
        """Answer a request. Raises whatever the authorizer raises."""
        try:
            answer = self._gateway.handle_request(method, path, headers, body)
        except LocalGatewayException as refusal:
            return HTTPResponse(refusal.body or b"", refusal.headers, refusal.CODE)
        return HTTPResponse.create_from_dict(answer)


class _Remembering(LocalGatewayAuthorizer):
    def __init__(self, app: Chalice) -> None:
        super().__init__(app)
        self._routes = app.routes
        self._known: dict[str, tuple[datetime, dict[str, Any]]] = {}

    def authorize(self, raw_path: str, lambda_event: Any, lambda_context: Any) -> tuple[Any, Any]:
        request, now = lambda_event["requestContext"], clock.now()
        route = self._routes.get(request["resourcePath"], {}).get(request["httpMethod"])
        if route is None or route.authorizer is None:
            return lambda_event, lambda_context  # the app answers for itself
        token = lambda_event["headers"].get("authorization", "")
        until, answer = self._known.get(token, (now, {}))
        if now < until:
            request["authorizer"] = dict(answer)
            return lambda_event, lambda_context
        asked = super().authorize(raw_path, lambda_event, lambda_context)
        kept_s = route.authorizer.config.ttl_seconds or 0
        self._known[token] = now + timedelta(seconds=kept_s), dict(request["authorizer"])
        return asked
