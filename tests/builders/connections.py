"""Open connections at API Gateway, as the code that posts to them finds them, and what each has heard."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.awsrequest import AWSResponse

from chalicelib.kernel.aws import client
from tests.builders.boundary import error

_EVENTS = ("before-call.*.PostToConnection", "before-call.*.DeleteConnection")


@dataclass
class Connections:
    """`ended` are gone without having said so; whoever posts to one of `broken` is told of a failure."""

    heard: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    hung_up: list[str] = field(default_factory=list)
    ended: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    def answer(self, model: Any, params: dict[str, Any], **_: Any) -> tuple[AWSResponse, dict[str, Any]]:
        """What the gateway answers."""
        id = params["url_path"].rpartition("/")[2]
        if id in self.ended or id in self.hung_up:
            return _http(410), error("GoneException")
        if model.name == "DeleteConnection":
            self.hung_up.append(id)
        elif id in self.broken:
            return _http(400), error("LimitExceededException")
        else:
            self.heard[id].append(json.loads(params["body"]))
        return _http(200), {}


@contextmanager
def connections() -> Iterator[Connections]:
    """The gateway, meanwhile."""
    found, hooks = Connections(), client("apigatewaymanagementapi").meta.events
    for event in _EVENTS:
        hooks.register(event, found.answer)
    try:
        yield found
    finally:
        for event in _EVENTS:
            hooks.unregister(event, found.answer)


def _http(status: int) -> AWSResponse:
    return AWSResponse("", status, {}, None)
