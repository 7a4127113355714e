"""Passing a request on to the embedded cloud and its answer back, both as they come and unchanged."""

import asyncio
from collections.abc import Iterable

import httpx
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

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


class ForwardSocket:
    """An ASGI application that joins a WebSocket to one at another server, until either side ends it."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Carry texts both ways; the near side is closed when the far one is not there."""
        near = WebSocket(scope, receive, send)
        try:
            async with connect(self._url) as far:
                await near.accept()
                ways = {asyncio.ensure_future(_there(near, far)), asyncio.ensure_future(_back(far, near))}
                _, left = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
                for way in left:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
        except (OSError, WebSocketException):
            await near.close(1011)


async def _there(near: WebSocket, far: ClientConnection) -> None:
    try:
        while True:
            await far.send(await near.receive_text())
    except (WebSocketDisconnect, ConnectionClosed):
        await far.close()


async def _back(far: ClientConnection, near: WebSocket) -> None:
    async for message in far:
        await near.send_text(str(message))
    await near.close(1001)


def _passed_on(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    return [(name.lower(), value) for name, value in headers if name.lower() not in _OWN]
