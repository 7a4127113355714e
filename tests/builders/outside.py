"""Stand-ins for the services of others, on loopback: they answer in the forms that their makers document.

One server is all of them: `OUTSIDE_URL` makes `https://host/path` arrive here as `/host/path`.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

OPENID = "oABAD1fN7YJTzT7Vbd2XOVLhZn6g"
WECHAT, WECOM, DINGTALK = "api.weixin.qq.com", "qyapi.weixin.qq.com", "oapi.dingtalk.com"
FEISHU, SLACK = "open.feishu.cn", "hooks.slack.com"
PUSH = "fcm.googleapis.com"


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    host: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Said:
    """An answer; `body` is JSON unless it is bytes. None for a status: no answer, the connection ends."""

    status: int | None = 200
    body: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Outside:
    """What was asked, and what is to be answered: `plan(path, Said, …)` for the next requests whose path ends so."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    planned: dict[str, list[Said]] = field(default_factory=dict)
    tokens: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def plan(self, path: str, *answers: Said) -> None:
        self.planned.setdefault(path, []).extend(answers)

    def of(self, end: str) -> list[Asked]:
        """The requests whose address has this in it."""
        return [one for one in self.asked if end in f"{one.host}{one.path}"]

    def answer(self, asked: Asked) -> Said:
        with self.lock:
            self.asked.append(asked)
            for end, answers in self.planned.items():
                if asked.path.rstrip("/").endswith(end) and answers:
                    return answers.pop(0)
            return self._usual(asked)

    def _usual(self, asked: Asked) -> Said:
        match asked.host, asked.path:
            case "api.weixin.qq.com", "/cgi-bin/stable_token":
                self.tokens += 1
                return Said(body={"access_token": f"token-{self.tokens}", "expires_in": 7200})
            case "api.weixin.qq.com", "/cgi-bin/message/template/send":
                return Said(body={"errcode": 0, "errmsg": "ok", "msgid": 200228332})
            case "api.weixin.qq.com", "/sns/oauth2/access_token":
                known = {
                    "access_token": "x",
                    "expires_in": 7200,
                    "refresh_token": "y",
                    "scope": "snsapi_base",
                }
                return Said(body=known | {"openid": OPENID})
            case (("qyapi.weixin.qq.com" | "oapi.dingtalk.com"), _):
                return Said(body={"errcode": 0, "errmsg": "ok"})
            case "open.feishu.cn", _:
                return Said(body={"StatusCode": 0, "StatusMessage": "success", "code": 0, "msg": "success"})
            case "hooks.slack.com", _:
                return Said(body=b"ok")
            case host, _ if host.endswith((".logic.azure.com", ".powerplatform.com")):
                return Said(202, b"")
        return Said(201, b"", {"Location": "https://fcm.googleapis.com/0:1"})


def _handler(outside: Outside) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            parts = urlsplit(self.path)
            host, _, path = parts.path.lstrip("/").partition("/")
            size = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(size)
            said = outside.answer(Asked(host, f"/{path}", dict(parse_qsl(parts.query)), headers, body))
            if said.status is None:
                self.close_connection = True
                return
            content = said.body if isinstance(said.body, bytes) else json.dumps(said.body).encode()
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST  # noqa: N815 - the server's names

        def log_message(self, *_: Any) -> None:
            """Nothing: tests read `asked`."""

    return Handler


@cache
def outside() -> Outside:
    """This process's stand-ins, started when they are first wanted."""
    here = Outside("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(here))
    here.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return here


@contextmanager
def fresh() -> Iterator[Outside]:
    """The stand-ins, with nothing asked and nothing planned."""
    here = outside()
    here.asked.clear()
    here.planned.clear()
    here.tokens = 0
    yield here
