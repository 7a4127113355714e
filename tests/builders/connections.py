"""Open connections at API Gateway, as the code that posts to them finds them, and what each has heard."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from chalicelib.kernel.aws import client

_EVENT = "before-send.apigatewaymanagementapi"


@dataclass
class Connections:
    """`ended` are gone without having said so; whoever posts to one of `broken` is told of a failure."""

    heard: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    hung_up: list[str] = field(default_factory=list)
    ended: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    def answer(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        """What the gateway answers, in place of the network."""
        id = request.url.rpartition("/")[2]
        if id in self.ended or id in self.hung_up:
            return _http(410, "GoneException")
        if request.method == "DELETE":
            self.hung_up.append(id)
        elif id in self.broken:
            return _http(403, "ForbiddenException")
        else:
            self.heard[id].append(json.loads(request.body))
        return _http(200)


@contextmanager
def connections() -> Iterator[Connections]:
    """The gateway, meanwhile."""
    found, hooks = Connections(), client("apigatewaymanagementapi").meta.events
    hooks.register(_EVENT, found.answer)
    try:
        yield found
    finally:
        hooks.unregister(_EVENT, found.answer)


class _Body:
    """The body of an answer, as botocore reads it."""

    def __init__(self, text: bytes) -> None:
        self._text = text

    def stream(self, *_: Any, **__: Any) -> Iterator[bytes]:
        yield self._text


def _http(status: int, error: str = "") -> AWSResponse:
    return AWSResponse("", status, {"x-amzn-ErrorType": error} if error else {}, _Body(b"{}"))
