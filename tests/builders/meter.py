"""Counts what an operation asks of AWS: each request's calls, and the read units that they cost.

The authorizer's two reads come before the operation's own and are counted apart, and so are the token of a
costly operation and the atomic ADD of an order's number. DynamoDB charges half a read unit for each 4 KB that a
Query of an index reads and a whole one for a strongly consistent read; nothing filters what is read, so that
the answers tell the size.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from chalice.app import Chalice

from chalicelib.kernel.aws import client
from chalicelib.kernel.http import PUBLIC, Operation
from tests.builders.api import Answer, Api, Caller

SERVICES = (
    "apigatewaymanagementapi",
    "dynamodb",
    "cognito-idp",
    "s3",
    "sesv2",
    "sns",
    "sqs",
    "events",
    "stepfunctions",
)
_PEOPLE = ("MEMBER", "RESIDENT", "OPERATOR")


@dataclass
class Call:
    """One call of AWS. `partitions` are the partition keys that it names, without their tenant."""

    service: str
    name: str
    asked: dict[str, Any]
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """`Query`, or with the service where that is another than the table's."""
        return self.name if self.service == "dynamodb" else f"{self.service}:{self.name}"

    @property
    def partition(self) -> str:
        """What a Query, GetItem or UpdateItem looks into, such as `UNIT#un_1` or `GSI1 WO#active`."""
        index = self.asked.get("IndexName", "")
        values = self.asked.get("Key", self.asked.get("ExpressionAttributeValues", {}))
        pk = values.get(":pk", values.get("PK", {})).get("S", "")
        return f"{index} {re.sub('^T#[^#]*#', '', pk)}".strip()

    @property
    def units(self) -> float:
        """Read units consumed."""
        size = sum(_size(item) for item in self.answer.get("Items", []))
        return max(1, -(-size // 4096)) * (1 if self.asked.get("ConsistentRead") else 0.5)


@dataclass(frozen=True)
class Measured:
    """One request that succeeded: its operation, the authorizer's calls, the token's, the number's, and its own."""

    operation: str
    authorizing: tuple[Call, ...]
    paying: tuple[Call, ...]
    numbering: tuple[Call, ...]
    calls: tuple[Call, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The operation's own calls of the table, in order."""
        return tuple(call.label for call in self.calls if call.service == "dynamodb")

    @property
    def beside(self) -> tuple[str, ...]:
        """Its calls of other services, in order."""
        return tuple(call.label for call in self.calls if call.service != "dynamodb")

    @property
    def units(self) -> float:
        """Read units of its Queries."""
        return sum(call.units for call in self.calls if call.name == "Query")


class MeteredApi(Api):
    """The API, with every request's calls kept in `measured`. POSTs carry an idempotency key, as they should."""

    def __init__(self, app: Chalice, operations: list[Operation]) -> None:
        super().__init__(app)
        self.measured: list[Measured] = []
        self._routes = [(o, re.compile(re.sub(r"\{\w+\}", "[^/]+", o.path))) for o in operations]

    def with_header(self, authorization: str | None) -> Caller:
        return _MeteredCaller(self, self._front, authorization)

    def operation(self, method: str, path: str) -> Operation:
        """The operation that serves a path; one without parameters comes before one with."""
        plain = path.partition("?")[0]
        found = [o for o, pattern in self._routes if o.method == method and pattern.fullmatch(plain)]
        return min(found, key=lambda operation: operation.path.count("{"))


class _MeteredCaller(Caller):
    def __init__(self, api: MeteredApi, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._api = api

    def request(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answer:
        key = {"Idempotency-Key": f"key-{len(self._api.measured)}"} if method == "POST" else {}
        with counted() as calls:
            answer = super().request(method, path, body, {**key, **(headers or {})})
        if answer.status < 400:
            self._api.measured.append(_measured(self._api.operation(method, path), calls))
        return answer


@contextmanager
def counted() -> Iterator[list[Call]]:
    """The calls made inside, by whichever client of the code."""
    calls: list[Call] = []

    def sent(model: Any, params: dict[str, Any], **_: Any) -> None:
        body = params["body"]
        asked = json.loads(body) if isinstance(body, bytes) and body[:1] == b"{" else {}
        calls.append(Call(model.service_model.service_name, model.name, asked))

    def answered(parsed: dict[str, Any], **_: Any) -> None:
        calls[-1].answer = parsed

    hooks = [client(service).meta.events for service in SERVICES]
    for hook in hooks:
        hook.register("before-call", sent)
        hook.register("after-call", answered)
    try:
        yield calls
    finally:
        for hook in hooks:
            hook.unregister("before-call", sent)
            hook.unregister("after-call", answered)


def _measured(operation: Operation, calls: list[Call]) -> Measured:
    own = list(calls)
    authorizing: list[Call] = []
    if operation.permission != PUBLIC:
        authorizing, own = own[:2], own[2:]
        assert [call.label for call in authorizing] == ["GetItem", "GetItem"]
        assert authorizing[0].partition.startswith("LOOKUP#sign_in#")
        assert authorizing[1].partition.startswith(_PEOPLE)
    paying = [call for call in own if call.name == "UpdateItem" and call.partition.startswith("LIMIT#")]
    numbering = [call for call in own if call.name == "UpdateItem" and call not in paying]
    return Measured(
        operation.view.__name__,
        tuple(authorizing),
        tuple(paying),
        tuple(numbering),
        tuple(call for call in own if call not in (*paying, *numbering)),
    )


def _size(item: dict[str, dict[str, str]]) -> int:
    """Bytes of an item as DynamoDB counts them: names and values in UTF-8."""
    return sum(
        len(name.encode()) + sum(len(str(text).encode()) for text in value.values())
        for name, value in item.items()
    )
