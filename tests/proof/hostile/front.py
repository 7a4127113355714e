"""An HTTP server in front of the app, as API Gateway stands before it: for clients that speak HTTP and nothing else.

Chalice's own gateway routes, authorizes and calls; what the gateway refuses itself is answered as the template says.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from chalice.app import Chalice
from chalice.local import ForbiddenError, LocalGateway, LocalGatewayException

from infra.template import resources
from tests.builders.gateway import local_gateway

_LARGEST = 10_485_760  # bytes that API Gateway takes


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # head and body leave together: a body that waits for its head's acknowledgement takes 40 ms
    disable_nagle_algorithm = True
    wbufsize = -1
    gateway: LocalGateway
    lock: threading.Lock  # Chalice keeps the current request on the app
    refusals: dict[str, Any]

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:  # a client that has what it wanted and leaves
            self.close_connection = True

    def __getattr__(self, name: str) -> Any:
        """One way for every method."""
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def _serve(self) -> None:
        try:
            size = int(self.headers.get("Content-Length") or 0)
        except ValueError:
            size = 0
        body = self.rfile.read(size)
        if size > _LARGEST:
            self._refuse("REQUEST_TOO_LARGE")
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            with self.lock:
                answer = self.gateway.handle_request(self.command, self.path, headers, body)
        except ForbiddenError:
            self._refuse("MISSING_AUTHENTICATION_TOKEN")  # which is how API Gateway calls an unknown address
            return
        except (LocalGatewayException, Exception) as failure:
            if not isinstance(failure, LocalGatewayException) and failure.args != ("Unauthorized",):
                raise
            self._refuse("UNAUTHORIZED")
            return
        headers = dict(answer["headers"])
        for name, values in answer["multiValueHeaders"].items():
            headers[name] = ", ".join(values)
        text = answer["body"] or b""
        self._answer(answer["statusCode"], headers, text if isinstance(text, bytes) else text.encode())

    def _refuse(self, name: str) -> None:
        """As the template has API Gateway refuse."""
        refusal = self.refusals[name]
        headers = refusal["ResponseParameters"]["Headers"]
        text = refusal["ResponseTemplates"]["application/json"]
        self._answer(int(refusal["StatusCode"]), {k: v.strip("'") for k, v in headers.items()}, text.encode())

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(app: Chalice) -> Iterator[str]:
    """The app's address, meanwhile."""
    handler = type(
        "Handler",
        (_Handler,),
        {
            "gateway": local_gateway(app, remembers=True),
            "lock": threading.Lock(),
            "refusals": resources()["RestAPI"]["Properties"]["GatewayResponses"],
        },
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
