"""The distribution of infra/web.yaml on this machine: the apps, the API and the sign-in under one origin.

/technician/ /resident/ /console/   web/dist, by the same rule and with the same headers
/config.json                        what the apps are told of the stack
/v1/…                               the API on the embedded cloud
/live                               live updates, a WebSocket API there
/cognito/                           the sign-in there; on AWS the apps ask Cognito itself
"""

import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infra.cloud import HOST
from infra.web.files import CONFIG, cache_control, content_type, is_public
from infra.web.forwarding import Forward, ForwardSocket
from infra.web.headers import API, FILES, Header, headers
from infra.web.pages import Moved, page

_METHODS = ("GET", "HEAD")


@dataclass(frozen=True)
class Site:
    """What is served: the built apps, config.json, and where APIs and embedded cloud are (without a final slash)."""

    dist: Path
    config: Mapping[str, Any]
    api_url: str
    live_url: str
    cloud_url: str


def application(site: Site) -> ASGIApp:
    """The ASGI application that serves it."""
    transport = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=100, keepalive_expiry=5))

    @asynccontextmanager
    async def until_the_end(_: Starlette) -> AsyncIterator[None]:
        async with transport:
            yield

    hosts = {"Photos": site.cloud_url, "Live": "", "SignIn": "", "Tiles": ""}
    of_files, of_api = headers(FILES, hosts), headers(API, hosts)
    forward_api = Forward(transport, site.api_url, with_path=True)
    forward_sign_in = Forward(transport, f"{site.cloud_url}/", with_path=False)
    files = GZipMiddleware(_Files(site), minimum_size=1_000, compresslevel=6)
    routes = [
        Route("/v1/{rest:path}", _WithHeaders(forward_api, of_api)),
        WebSocketRoute("/live", ForwardSocket(site.live_url)),
        Route("/cognito/", _WithHeaders(forward_sign_in, of_api)),
        Route("/{rest:path}", _WithHeaders(files, of_files)),
    ]
    made = Starlette(routes=routes, lifespan=until_the_end)
    made.router.redirect_slashes = False
    return made


class _Files:
    """config.json and the apps' files."""

    def __init__(self, site: Site) -> None:
        self._site, self._static = site, StaticFiles(directory=site.dist)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self._answer(Request(scope, receive))
        except HTTPException as refusal:
            response = Response(refusal.detail, refusal.status_code, refusal.headers)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in _METHODS:
            raise HTTPException(405, headers={"Allow": ", ".join(_METHODS)})
        found = page(request.scope["raw_path"].decode("latin-1"))
        if isinstance(found, Moved):
            return RedirectResponse(found.path, 302)
        name = unquote(found).removeprefix("/")
        if name == CONFIG:
            return JSONResponse(self._site.config, headers={"Cache-Control": cache_control(CONFIG)})
        # As in the bucket, where ".." is a name like another that no file has, and no way through folders.
        if not is_public(name):
            raise HTTPException(404)
        response = await self._static.get_response(name, request.scope)
        response.headers["Cache-Control"] = cache_control(name)
        if "Content-Type" in response.headers:
            response.headers["Content-Type"] = content_type(name)
        return response


class _WithHeaders:
    """Adds a policy's headers to every answer of an application."""

    def __init__(self, app: ASGIApp, policy: Sequence[Header]) -> None:
        self._app, self._policy = app, policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for header in self._policy:
                    if header.overrides or header.name not in given:
                        given[header.name] = header.value
            await send(message)

        await self._app(scope, receive, send_with_headers)


@contextmanager
def serving(site: Site, port: int) -> Iterator[str]:
    """Serve it in a thread of this process; gives the address, without a final slash."""
    listener = socket.create_server((HOST, port), backlog=128)
    settings = uvicorn.Config(
        application(site),
        log_level="warning",
        server_header=False,
        http="h11",  # refuses more of what is no request than httptools, which it would take by itself
        ws="websockets-sansio",
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True, name="web")
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield f"http://{HOST}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
