"""Passing a request on to the embedded cloud and its answer back, both as they come and unchanged."""

from collections.abc import Iterable

import httpx
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

#: what is between two neighbours alone, or is written anew for the next one
_OWN = {
    *(b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-authorization", b"te", b"trailer"),
    *(b"transfer-encoding", b"upgrade", b"expect", b"host"),
}
_PATIENCE_S = 60.0  # longer than the gateway's own


class Forward:
    """An ASGI application that asks another server: at `base` and the request's own path, or at `base` alone."""

    def __init__(self, transport: httpx.AsyncHTTPTransport, base: str, *, with_path: bool) -> None:
        self._transport, self._base, self._with_path = transport, base, with_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask it, and answer what it answers; 502 when it is not there."""
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        url = httpx.URL(self._base)
        # The request line as it came: a URL that was put together again might be another.
        target = url.raw_path + (request.scope["raw_path"] if self._with_path else b"")
        if request.scope["query_string"]:
            target += b"?" + request.scope["query_string"]
        has_body = "content-length" in request.headers or "transfer-encoding" in request.headers
        asked = httpx.Request(
            request.method,
            url,
            headers=_passed_on(request.headers.raw),
            content=request.stream() if has_body else None,
            extensions={"target": target, "timeout": httpx.Timeout(_PATIENCE_S).as_dict()},
        )
        try:
            answer = await self._transport.handle_async_request(asked)
        except httpx.TransportError as error:
            return PlainTextResponse(f"The embedded cloud does not answer: {error!r}", 502)
        stream = answer.stream
        assert isinstance(stream, httpx.AsyncByteStream)
        response = StreamingResponse(stream, answer.status_code, background=BackgroundTask(answer.aclose))
        response.raw_headers = _passed_on(answer.headers.raw)
        return response


def _passed_on(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    return [(name.lower(), value) for name, value in headers if name.lower() not in _OWN]
