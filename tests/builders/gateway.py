"""API Gateway in this process: Chalice's own, without the copy of the environment that its test client makes."""

from datetime import datetime, timedelta
from typing import Any

from chalice.app import Chalice
from chalice.config import Config
from chalice.local import LocalGateway, LocalGatewayAuthorizer, LocalGatewayException
from chalice.test import HTTPResponse

from chalicelib.kernel import clock


class Gateway:
    """Stands where Chalice's test client would: `Api(app, Gateway(app))`.

    `remembers`: it keeps what the authorizer answered for as long as the app has API Gateway keep it.
    """

    def __init__(self, app: Chalice, *, remembers: bool = False) -> None:
        self._gateway = LocalGateway(app, Config())
        if remembers:
            self._gateway._authorizer = _Remembering(app)

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
        authorizer = self._routes[request["resourcePath"]][request["httpMethod"]].authorizer
        token = lambda_event["headers"].get("authorization", "")
        until, answer = self._known.get(token, (now, {}))
        if authorizer is None or now >= until:
            lambda_event, lambda_context = super().authorize(raw_path, lambda_event, lambda_context)
            if authorizer is not None:
                kept = now + timedelta(seconds=authorizer.config.ttl_seconds or 0)
                self._known[token] = kept, dict(request["authorizer"])
        else:
            request["authorizer"] = dict(answer)
        return lambda_event, lambda_context
