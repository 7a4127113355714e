"""Watches handlers at work: each invocation with the calls it made of AWS, how long each took, and what it carried.

The moments are botocore's own: a call begins when its parameters are handed over, its request leaves at `before-send`,
its answer is there at `before-parse`, and the call ends at `after-call`; the short way has the same. So the time of a
handler splits into our code, the client's (signing, serialising, parsing), and waiting for AWS. What can wait is worked
out when the handler has ended.
"""

import io
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bench.units import NOTHING, Ledger, Units
from chalicelib.kernel.aws import client
from chalicelib.kernel.observability import log
from chalicelib.kernel.outbox import SK_PREFIX
from tests.builders.meter import SERVICES


@dataclass
class Message:
    """What went over the wire one way; the body is empty where it came as a stream."""

    headers: Mapping[str, Any]
    body: bytes

    @property
    def content(self) -> int:
        """Bytes of what it carries."""
        length = self.headers.get("X-Amz-Decoded-Content-Length") or self.headers["Content-Length"]
        return int(length)

    @property
    def size(self) -> int:
        """Bytes, as far as they were seen."""
        return len(self.body) + sum(len(f"{name}: {value}\r\n") for name, value in self.headers.items())


@dataclass
class Sent:
    """One call of AWS: what was asked and answered; the seconds it took, of these the waiting; processor seconds."""

    service: str
    name: str
    asked: dict[str, Any]
    answer: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0
    waiting: float = 0
    processor: float = 0
    units: Units = NOTHING
    requests: list["Message"] = field(default_factory=list)  # more than one when it was sent again
    responses: list["Message"] = field(default_factory=list)

    @property
    def label(self) -> str:
        """`Query`, or with the service where that is another than the table's."""
        return self.name if self.service == "dynamodb" else f"{self.service}:{self.name}"

    @cached_property
    def body(self) -> dict[str, Any]:
        """What went over the wire, if it was JSON."""
        sent = self.requests[0].body
        body: dict[str, Any] = json.loads(sent) if sent[:1] == b"{" else {}
        return body

    @property
    def events(self) -> list[Mapping[str, Any]]:
        """Items of the events that it recorded."""
        if self.name != "TransactWriteItems" or "Error" in self.answer:
            return []
        puts = [one["Put"]["Item"] for one in self.body["TransactItems"] if "Put" in one]
        return [item for item in puts if item["SK"]["S"].startswith(SK_PREFIX)]


@dataclass
class Invocation:
    """One run of a handler. `what` is the operation or the event; `seconds` are the wall's, `processor` its own."""

    function: str
    what: str
    seconds: float = 0
    processor: float = 0
    calls: list[Sent] = field(default_factory=list)
    status: int = 200
    answered: int = 0  # bytes of the answer's body
    carried: int = 0  # the same as API Gateway hands it on, compressed
    logged: int = 0  # bytes of its log lines

    @property
    def units(self) -> Units:
        """What its calls of the table cost."""
        return sum((call.units for call in self.calls), NOTHING)

    @property
    def client(self) -> float:
        """Seconds in botocore, the waiting excepted."""
        return sum(call.seconds - call.waiting for call in self.calls)

    @property
    def waiting(self) -> float:
        """Seconds waiting for AWS."""
        return sum(call.waiting for call in self.calls)

    @property
    def own(self) -> float:
        """Seconds in our code and what it stands on, botocore excepted."""
        return self.seconds - sum(call.seconds for call in self.calls)

    @property
    def bytes_out(self) -> int:
        """To AWS, with headers."""
        return sum(message.size for call in self.calls for message in call.requests)

    @property
    def bytes_in(self) -> int:
        """From AWS, with headers."""
        return sum(message.size for call in self.calls for message in call.responses)

    @property
    def events(self) -> int:
        """Events that it recorded."""
        return sum(len(call.events) for call in self.calls)


class Meter:
    """Keeps every invocation, and every call in its order. Watch a table from its making on, or units are wrong."""

    def __init__(self) -> None:
        self.invocations: list[Invocation] = []
        self.sent: list[Sent] = []
        self._ledger = Ledger()
        self._charged = 0
        self._running: list[Invocation] = []
        self._asking = Sent("", "", {})
        self._begun = self._left = self._used = 0.0
        self._log = io.StringIO()

    @contextmanager
    def reading_log(self) -> Iterator[None]:
        """Meanwhile keep the bytes that each invocation logs, which then appear nowhere else."""
        logger = log()
        level, stream = logger.log_level, logger.registered_handler.setStream(self._log)  # type: ignore[attr-defined]
        logger.setLevel("INFO")
        try:
            yield
        finally:
            logger.setLevel(level)
            logger.registered_handler.setStream(stream)  # type: ignore[attr-defined]

    @property
    def stored(self) -> int:
        """Bytes that lie in the table and its indexes."""
        self._charge()
        return self._ledger.stored

    @contextmanager
    def invocation(self, function: str, what: str) -> Iterator[Invocation]:
        """Time a handler; the calls made meanwhile are its own."""
        one = Invocation(function, what)
        self._running.append(one)
        processor, started = time.process_time(), time.perf_counter()
        try:
            yield one
        finally:
            one.seconds = time.perf_counter() - started
            one.processor = time.process_time() - processor
            one.logged = len(self._log.getvalue().encode())
            self._log.truncate(0)
            self._log.seek(0)
            self._running.pop()
            self.invocations.append(one)
            self._charge()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Listen to the process's clients."""
        handlers = {
            "provide-client-params": self._asked,
            "before-send": self._sent,
            "before-parse": self._received,
            "after-call": self._answered,
            "after-call-error": self._failed,
        }
        hooks = [client(service).meta.events for service in SERVICES]
        for hook in hooks:
            for event, handler in handlers.items():
                hook.register_first(event, handler)
        try:
            yield
        finally:
            for hook in hooks:
                for event, handler in handlers.items():
                    hook.unregister(event, handler)

    def _charge(self) -> None:
        """Charge the calls since the last time, in their order."""
        for call in self.sent[self._charged :]:
            if call.service == "dynamodb":
                call.units = self._ledger.charge(call.name, call.body, call.answer)
        self._charged = len(self.sent)

    # -- botocore's events, in the order they come -------------------------------------------------------------

    def _asked(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self._asking = Sent(model.service_model.service_name, model.name, params)
        self._used, self._begun = time.process_time(), time.perf_counter()

    def _sent(self, request: Any, **_: Any) -> None:
        is_new = not self._asking.requests  # else it is sent again
        if is_new and self._asking.name != "Scan":  # the product has none; those who look on do
            self.sent.append(self._asking)
            if self._running:
                self._running[-1].calls.append(self._asking)
        body = request.body or b""
        body = body.getvalue() if hasattr(body, "getvalue") else body
        body = body if isinstance(body, bytes) else b""
        self._asking.requests.append(Message(request.headers, body))
        self._left = time.perf_counter()

    def _received(self, response_dict: dict[str, Any], **_: Any) -> None:
        self._asking.waiting += time.perf_counter() - self._left
        body = response_dict.get("body")
        body = body if isinstance(body, bytes) else b""
        self._asking.responses.append(Message(response_dict["headers"], body))

    def _answered(self, parsed: dict[str, Any], **_: Any) -> None:
        self._end(parsed)

    def _failed(self, **_: Any) -> None:
        self._end({"Error": {}})

    def _end(self, answer: dict[str, Any]) -> None:
        call = self._asking
        if len(call.responses) < len(call.requests):  # answered by no server, or not at all
            call.waiting += time.perf_counter() - self._left
        call.seconds = time.perf_counter() - self._begun
        call.processor = time.process_time() - self._used
        call.answer = answer
