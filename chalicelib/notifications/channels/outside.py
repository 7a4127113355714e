"""The way to other companies' services over HTTP: no redirects, short waits, and every outcome in a channel's words."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from chalicelib.kernel.settings import settings
from chalicelib.notifications.channels.outcome import Failed, Unsure

CONNECT_S, READ_S = (
    3,
    6,
)  # five messages of a batch, each with one slow call, end within the function's minute
_LONGEST = 65_536  # bytes of an answer that are looked at
#: it certainly was not taken; what a gateway on the way says of silence behind it is silence
_NOT_TAKEN = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.SERVICE_UNAVAILABLE}
_SILENCE = {HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT}


@dataclass(frozen=True)
class Answer:
    """What a service said: one that it took, or refused for good."""

    status: int
    body: bytes

    def json(self) -> dict[str, Any]:
        """Its JSON object. Raises Unsure for what is none: something else answered."""
        try:
            found = json.loads(self.body)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise Unsure("no_json")
        return found


def there(url: str) -> str:
    """Where an https address is reached: on the Internet, or by the stand-ins that `OUTSIDE_URL` names."""
    base = settings().outside_url
    return url.replace("https:/", base, 1) if base else url


def is_of(url: str, hosts: tuple[str, ...]) -> bool:
    """Whether an address is https, without port or password, at one of `hosts`; `*.` stands for any name below."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    return parts.scheme == "https" and parts.netloc.lower() == host and any(_fits(host, one) for one in hosts)


def _fits(host: str, known: str) -> bool:
    return host.endswith(known[1:]) if known.startswith("*.") else host == known


def post(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Post to an https address. Raises Failed when it was certainly not taken, Unsure when nobody knows."""
    return _asked("POST", url, body, headers)


def post_json(url: str, body: dict[str, Any]) -> dict[str, Any]:
    """Post JSON, answer the JSON that came back. Raises as `post`."""
    data = json.dumps(body, ensure_ascii=False).encode()
    return post(url, data, {"Content-Type": "application/json; charset=utf-8"}).json()


def get_json(url: str, query: dict[str, str]) -> dict[str, Any]:
    """The JSON that lies there. Raises as `post`."""
    from urllib.parse import urlencode

    return _asked("GET", f"{url}?{urlencode(query)}", None, {}).json()


def _asked(method: str, url: str, body: bytes | None, headers: dict[str, str]) -> Answer:
    from urllib3 import PoolManager, Timeout, exceptions  # deferred: few functions ask outside

    pool = PoolManager(timeout=Timeout(connect=CONNECT_S, read=READ_S), retries=False, num_pools=1)
    try:
        answer = pool.request(method, there(url), body=body, headers=headers, redirect=False)
    except (exceptions.NewConnectionError, exceptions.ConnectTimeoutError, exceptions.SSLError) as failure:
        raise Failed(type(failure).__name__) from None
    except exceptions.HTTPError as failure:
        raise Unsure(type(failure).__name__) from None
    finally:
        pool.clear()
    judge(answer.status, answer.headers.get("Retry-After"))
    return Answer(answer.status, answer.data[:_LONGEST])


def judge(status: int, retry_after: str | None) -> None:
    """Raises Failed or Unsure for a status that asks for another attempt, or leaves it open."""
    if status in _NOT_TAKEN:
        raise Failed(str(status), int(retry_after) if retry_after and retry_after.isdigit() else None)
    if status in _SILENCE:
        raise Unsure(str(status))
