"""The web server of this machine: it answers as the distribution does, and gives nothing else away."""

import gzip
import http.client
import json
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.sync.server import ServerConnection
from websockets.sync.server import serve as websocket_server

from infra.cloud import free_port
from infra.web.headers import API, FILES, headers
from infra.web.server import Site, serving
from tests.builders.dist import SCRIPT, small_dist

CONFIG = {"region": "r", "user_pool_id": "p", "client_id": "c", "cognito_url": "/cognito/", "tiles": None}


class Cloud(BaseHTTPRequestHandler):
    """Says what it was asked; a path below /late/ is answered piece by piece."""

    protocol_version = "HTTP/1.1"
    go_on: ClassVar = threading.Event()

    def answer(self) -> None:
        if "/late/" in self.path:
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"5\r\nfirst\r\n")
            assert Cloud.go_on.wait(10)
            self.wfile.write(b"4\r\nlast\r\n0\r\n\r\n")
            return
        body = b"".join(self.pieces())
        said = {"method": self.command, "path": self.path, "headers": dict(self.headers), "size": len(body)}
        content = json.dumps(said).encode()
        self.send_response(409 if "conflict" in self.path else 200)
        self.send_header("Content-Type", "application/problem+json")
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.send_header("Retry-After", "7")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def pieces(self) -> Iterator[bytes]:
        if self.headers.get("Transfer-Encoding") != "chunked":
            yield self.rfile.read(int(self.headers.get("Content-Length", 0)))
            return
        while size := int(self.rfile.readline(), 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815 - http.server's names

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@pytest.fixture(scope="module")
def cloud() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Cloud)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def far_socket() -> Iterator[str]:
    """A WebSocket that says what it hears twice over, and hangs up at `bye`."""

    def answer(connection: ServerConnection) -> None:
        for message in connection:
            if message == "bye":
                return
            connection.send(f"{message} {message}")

    with websocket_server(answer, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}/live"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("web")
    (root / "secret.html").write_text("not for anybody")
    return small_dist(root / "dist")


@pytest.fixture(scope="module")
def web(cloud: str, far_socket: str, dist: Path) -> Iterator[str]:
    with serving(Site(dist, CONFIG, f"{cloud}/stage", far_socket, cloud), free_port()) as url:
        yield url


@pytest.fixture(scope="module")
def browser(web: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=web) as client:
        yield client


@contextmanager
def sent(web: str, request: bytes) -> Iterator[http.client.HTTPResponse]:
    """The answer to a request that no client would put together."""
    address = urlsplit(web)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(request)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        yield answer


def asked(web: str, target: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    request = f"{method} {target} HTTP/1.1\r\nHost: web\r\nConnection: close\r\n\r\n".encode("latin-1")
    with sent(web, request) as answer:
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


# -- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("app", ["technician", "resident", "console"])
def test_an_app_answers_at_its_address_and_at_every_page_of_it(browser: httpx.Client, app: str) -> None:
    for path in (f"/{app}/", f"/{app}/orders/wo_1/photos", f"/{app}/index.html", f"/{app}/?a=b"):
        answer = browser.get(path)
        assert answer.status_code == 200 and f"<title>{app}</title>" in answer.text, path
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache"
    assert browser.get(f"/{app}").headers["location"] == f"/{app}/"


def test_the_root_leads_to_the_residents(browser: httpx.Client) -> None:
    answer = browser.get("/")
    assert (answer.status_code, answer.headers["location"]) == (302, "/resident/")


def test_files_have_their_types_and_hashed_ones_are_kept(browser: httpx.Client) -> None:
    expected = {
        f"/console/{SCRIPT}": ("text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        "/resident/sw.js": ("text/javascript; charset=utf-8", "no-cache"),
        "/resident/manifest.webmanifest": ("application/manifest+json", "no-cache"),
        "/resident/icon.png": ("image/png", "no-cache"),
    }
    for path, (kind, kept) in expected.items():
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert (answer.headers["content-type"], answer.headers["cache-control"]) == (kind, kept)


@pytest.mark.parametrize(
    "path",
    [
        "/console/assets/index-00000000.js",
        f"/console/{SCRIPT}.map",
        "/console/sw.js",
        "/console/.vite/manifest.json",
        "/elsewhere",
        "/elsewhere/index.html",
        "/favicon.ico",
    ],
)
def test_what_is_not_there_is_a_404_and_no_page(browser: httpx.Client, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "<title>" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_app_is_told_its_stack(browser: httpx.Client) -> None:
    answer = browser.get("/config.json")
    assert answer.json() == CONFIG
    assert answer.headers["cache-control"] == "no-cache"


def test_what_was_not_changed_is_not_sent_again_and_texts_are_packed(browser: httpx.Client) -> None:
    first = browser.get(f"/console/{SCRIPT}", headers={"Accept-Encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip"
    again = browser.get(f"/console/{SCRIPT}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == first.headers["cache-control"]
    assert (
        "content-encoding" not in browser.get(f"/console/{SCRIPT}", headers={"Accept-Encoding": ""}).headers
    )


def test_head_tells_what_get_would(browser: httpx.Client) -> None:
    answer = browser.head("/resident/")
    assert answer.status_code == 200 and answer.content == b""
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BREW"])
def test_files_are_only_read(web: str, method: str) -> None:
    status, given, _ = asked(web, "/resident/", method)
    assert (status, given["allow"]) == (405, "GET, HEAD")
    assert given["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "target",
    [
        "/technician/../../secret.html",
        "/technician/../../../etc/passwd.txt",
        "/technician/%2e%2e/%2e%2e/secret.html",
        "/technician/..%2f..%2fsecret.html",
        "/technician/..%5c..%5csecret.html",
        "/technician/%252e%252e/%252e%252e/secret.html",
        "/technician/../console/index.html",
        "/%2e%2e/secret.html",
        "/../secret.html",
        "//etc/hosts.html",
        "/technician//index.html",
        "/technician/./index.html",
        "/technician/index.html%00.js",
        "/technician/\xc0\xae\xc0\xae/secret.html",
        "/technician/" + "a" * 5_000 + ".js",
        "/technician/assets/../assets/index-B1c2D3e4.js",
        "/config.json/",
    ],
)
def test_no_way_leads_out_of_the_folder(web: str, target: str) -> None:
    status, given, body = asked(web, target)
    assert status in {400, 404}, (status, body)
    assert b"not for anybody" not in body and b"root:" not in body and b"<title>" not in body
    if status == 404:
        assert "content-security-policy" in given


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /resident/ HTTP/1.1\r\nHost: web\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET /resident/ HTTP/1.1\r\n\r\n",
        b"GET /resident/\x00 HTTP/1.1\r\nHost: web\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 no TLS here\r\n\r\n",
        b"GET /resident/ HTTP/1.1\r\nHost: web\r\nContent-Length: -1\r\n\r\n",
        b"GET /resident/ HTTP/1.1\r\nHost: web\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused_and_harms_nobody(web: str, request_: bytes) -> None:
    with sent(web, request_) as answer:
        assert answer.status == 400
    assert asked(web, "/resident/")[0] == 200


def test_many_are_served_at_once(web: str) -> None:
    def visit(number: int) -> int:
        with httpx.Client(base_url=web) as client:  # one connection for all of its requests
            paths = ("/resident/", f"/resident/{SCRIPT}", "/config.json", f"/v1/things/{number}")
            return sum(client.get(path).status_code == 200 for path in paths * 5)

    with ThreadPoolExecutor(24) as pool:
        assert list(pool.map(visit, range(24))) == [20] * 24


# -- headers --------------------------------------------------------------------------------------------------------


def test_every_answer_has_the_templates_headers(browser: httpx.Client, cloud: str) -> None:
    hosts = {"Photos": cloud, "Live": "", "SignIn": "", "Tiles": ""}
    for path in ("/", "/resident/", f"/resident/{SCRIPT}", "/config.json", "/none.js"):
        given = browser.get(path).headers
        for header in headers(FILES, hosts):
            assert given.get_list(header.name) == [header.value], (path, header.name)
    for path in ("/v1/me", "/cognito/"):
        given = browser.get(path).headers
        for header in headers(API, hosts):
            expected = (
                header.value if header.overrides or "Content" not in header.name else "default-src 'self'"
            )
            assert given.get_list(header.name) == [expected], (path, header.name)


def test_photos_may_be_sent_to_and_shown_from_the_local_cloud(browser: httpx.Client, cloud: str) -> None:
    said = browser.get("/resident/").headers["content-security-policy"].split("; ")
    assert f"connect-src 'self' {cloud}" in said
    assert f"img-src 'self' blob: data: {cloud}" in said


# -- what is passed on ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_a_call_of_the_api_is_passed_on_as_it_is(browser: httpx.Client, cloud: str, method: str) -> None:
    sent = {"Authorization": "Bearer t", "Idempotency-Key": "k", "Accept-Language": "zh-CN", "TE": "trailers"}
    content = None if method == "GET" else b"{}"
    answer = browser.request(method, "/v1/a%2Fb/%E6%A5%BC?q=1&q=%20", headers=sent, content=content)
    seen = answer.json()
    assert (seen["method"], seen["path"]) == (method, "/stage/v1/a%2Fb/%E6%A5%BC?q=1&q=%20")
    assert seen["size"] == len(content or b"")
    heard = {name.lower(): value for name, value in seen["headers"].items()}
    assert heard["host"] == cloud.removeprefix("http://")
    assert {
        name: heard[name.lower()] for name in ("Authorization", "Idempotency-Key", "Accept-Language")
    } == {name: sent[name] for name in ("Authorization", "Idempotency-Key", "Accept-Language")}
    assert "te" not in heard


def test_a_refusal_of_the_api_comes_back_unchanged(browser: httpx.Client) -> None:
    answer = browser.post("/v1/conflict", json={})
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "7"


def test_no_path_leads_past_the_api(web: str) -> None:
    for target in ("/v1/../../../admin", "/v1/%2e%2e/admin", "/v1//admin", "/v1/a;b"):
        status, _, body = asked(web, target)
        assert (status, json.loads(body)["path"]) == (200, f"/stage{target}"), "as it came: below the stage"


def test_large_bodies_and_packed_answers_go_through(browser: httpx.Client) -> None:
    assert browser.post("/v1/large", content=b"x" * 3_000_000).json()["size"] == 3_000_000
    pieces = (b"x" * 10_000 for _ in range(5))
    assert browser.post("/v1/in-pieces", content=pieces).json()["size"] == 50_000
    packed = gzip.compress(b"{}")
    seen = browser.post("/v1/packed", content=packed, headers={"Content-Encoding": "gzip"}).json()
    assert (seen["size"], seen["headers"]["content-encoding"]) == (len(packed), "gzip")


def test_an_answer_is_passed_on_while_it_comes(browser: httpx.Client) -> None:
    Cloud.go_on.clear()
    with browser.stream("GET", "/v1/late/answer") as answer:
        pieces = answer.iter_raw()
        assert next(pieces) == b"first"
        Cloud.go_on.set()
        assert b"".join(pieces) == b"last"


def test_the_sign_in_is_asked_at_the_clouds_own_address(browser: httpx.Client) -> None:
    sent = {"X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth"}
    sent["Content-Type"] = "application/x-amz-json-1.1"
    seen = browser.post("/cognito/", headers=sent, content=b"{}").json()
    heard = {name.lower(): value for name, value in seen["headers"].items()}
    assert (seen["method"], seen["path"]) == ("POST", "/")
    assert heard["x-amz-target"] == sent["X-Amz-Target"] and heard["content-type"] == sent["Content-Type"]


def test_live_updates_are_carried_both_ways_until_either_side_ends_them(web: str) -> None:
    address = web.replace("http", "ws") + "/live"
    with connect(address) as near:
        near.send("hello")
        assert near.recv(10) == "hello hello"
        near.send("bye")
        with pytest.raises(ConnectionClosed):
            near.recv(10)


def test_live_updates_of_a_cloud_that_is_gone_are_refused(dist: Path) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    with (
        serving(Site(dist, CONFIG, nobody, nobody.replace("http", "ws"), nobody), free_port()) as url,
        pytest.raises(InvalidStatus),
        connect(url.replace("http", "ws") + "/live"),
    ):
        pass


def test_a_cloud_that_is_gone_is_a_502(dist: Path) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    with serving(Site(dist, CONFIG, nobody, nobody.replace("http", "ws"), nobody), free_port()) as url:
        assert httpx.get(f"{url}/v1/me").status_code == 502
        assert httpx.get(f"{url}/resident/").status_code == 200
