"""The wire to AWS: every request of the code's clients passes here on its way to moto, and can get lost on it.

botocore sends each attempt of a call through `before-send`; there the wire stands in moto's place. It loses a call
before it took effect, or lets it take effect and loses the answer. botocore's retries are calls of their own.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Literal

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import ConnectionClosedError
from moto.core.models import botocore_stubber

from chalicelib.kernel.aws import client

SERVICES = ("dynamodb", "cognito-idp", "s3", "sesv2", "sns", "sqs", "events", "stepfunctions")
Loss = Literal["killed", "cut off", "refused", "throttled", "taken in part"]


class Killed(BaseException):
    """The process is gone: no `except Exception` may notice it."""


@dataclass(frozen=True)
class Fault:
    """What happens to call number `at`, counted from 0.

    `is_done`: it took effect. `lasting`: from then on the same service cannot be reached at all, or takes everything
    in part only. "taken in part" is for PutEvents, which may refuse some entries and take the others.
    """

    at: int
    how: Loss
    is_done: bool = False
    lasting: bool = False

    def __str__(self) -> str:
        when = "after" if self.is_done else "before"
        return f"{self.how} {when} call {self.at}{', and for good' if self.lasting else ''}"


class _Raw(BytesIO):
    """A body as urllib3 would hand it over."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


@dataclass
class Wire:
    """Counts what passes, loses what `fault` says, and remembers what reached the bus."""

    fault: Fault | None = None
    calls: list[str] = field(default_factory=list)
    on_bus: list[dict[str, Any]] = field(default_factory=list)
    _answered: dict[str, AWSResponse] = field(default_factory=dict)

    def begin(self, fault: Fault | None = None) -> None:
        """A new process: counts from 0, and no earlier transaction's token comes again."""
        self.fault, self.calls = fault, []
        self._answered.clear()

    def __call__(self, event_name: str, request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        number = len(self.calls)
        _, service, operation = event_name.split(".")
        self.calls.append(f"{service}:{operation}")
        fault = self.fault
        if fault is None or number < fault.at or not self._is_hit(fault, number, service):
            return self._pass(operation, request)
        if fault.is_done and number == fault.at:
            self._pass(operation, request)
        match fault.how:
            case "killed":
                raise Killed(str(fault))
            case "cut off":
                raise ConnectionClosedError(endpoint_url=request.url)
            case "taken in part":
                return self._pass_in_part(request)
            case "refused":
                return AWSResponse(request.url, 503, {}, _Raw(b""))
            case "throttled":
                body = json.dumps({"__type": "ThrottlingException", "message": "slow down"}).encode()
                return AWSResponse(request.url, 400, {}, _Raw(body))

    def _is_hit(self, fault: Fault, number: int, service: str) -> bool:
        return number == fault.at or (fault.lasting and self.calls[fault.at].startswith(f"{service}:"))

    def _pass_in_part(self, request: AWSPreparedRequest) -> AWSResponse:
        """The bus takes every other event, beginning with the second, and refuses the rest for now."""
        entries = json.loads(request.body)["Entries"]
        self.on_bus += entries[1::2]
        taken, refused = {"EventId": "1"}, {"ErrorCode": "ThrottlingException", "ErrorMessage": "slow down"}
        outcome = [refused if place % 2 == 0 else taken for place in range(len(entries))]
        body = {"Entries": outcome, "FailedEntryCount": outcome.count(refused)}
        return AWSResponse(request.url, 200, {}, _Raw(json.dumps(body).encode()))

    def _pass(self, operation: str, request: AWSPreparedRequest) -> AWSResponse:
        """moto's answer. As in DynamoDB, and other than in moto, a transaction's token makes it happen once."""
        if operation == "TransactWriteItems":
            token = json.loads(request.body)["ClientRequestToken"]
            if token in self._answered:
                return AWSResponse(request.url, 200, {}, _Raw(b"{}"))
        answer = botocore_stubber("before-send", request)
        assert answer is not None, request.url
        if operation == "TransactWriteItems" and answer.status_code == 200:
            self._answered[token] = answer
        if operation == "PutEvents" and answer.status_code == 200:
            self.on_bus += json.loads(request.body)["Entries"]
        return answer


@contextmanager
def wired() -> Iterator[Wire]:
    """All clients of the code send through the wire."""
    wire = Wire()
    hooks = [client(service).meta.events for service in SERVICES]
    for hook in hooks:
        hook.unregister("before-send", botocore_stubber)
        hook.register("before-send", wire)
    try:
        yield wire
    finally:
        for hook in hooks:
            hook.unregister("before-send", wire)
            hook.register("before-send", botocore_stubber)
