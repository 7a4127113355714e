"""AWS's signature, version 4, of the one kind of request that the short way sends: a POST of JSON to `/`.

botocore's own takes any request apart to sign it, and derives the key anew each time; the key is the same all day. A
test holds this one against botocore's, byte for byte.
"""

import hmac
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

_CONTENT_TYPE = "application/x-amz-json-1.0"


class Credentials(Protocol):
    """What a session has at a moment; `token` only where it is of a role."""

    access_key: str
    secret_key: str
    token: str | None


class Signer:
    """Signs what goes to one service in one region, at one host."""

    def __init__(self, service: str, region: str, host: str) -> None:
        self._service, self._region, self._host = service, region, host

    def headers(self, who: Credentials, moment: datetime, target: str, body: bytes) -> dict[str, str]:
        """All headers of a request that the service asks for; `moment` in UTC."""
        when = moment.strftime("%Y%m%dT%H%M%SZ")
        headers = {
            "Content-Type": _CONTENT_TYPE,
            "Host": self._host,
            "X-Amz-Date": when,
            **({"X-Amz-Security-Token": who.token} if who.token else {}),
            "X-Amz-Target": target,
        }  # in the order of their names, as they are signed
        lines = "".join([f"{name.lower()}:{value}\n" for name, value in headers.items()])
        names = ";".join(headers).lower()
        request = f"POST\n/\n\n{lines}\n{names}\n{sha256(body).hexdigest()}"
        scope = f"{when[:8]}/{self._region}/{self._service}/aws4_request"
        told = f"AWS4-HMAC-SHA256\n{when}\n{scope}\n{sha256(request.encode()).hexdigest()}"
        proof = hmac.digest(_key(who.secret_key, scope), told.encode(), "sha256").hex()
        headers["Authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={who.access_key}/{scope}, SignedHeaders={names}, Signature={proof}"
        )
        headers["Content-Length"] = str(len(body))
        return headers


@lru_cache(maxsize=64)  # more than the sessions that a process keeps
def _key(secret: str, scope: str) -> bytes:
    """The key of a day, a region and a service."""
    key = f"AWS4{secret}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key
