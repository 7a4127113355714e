"""The platform between the functions that bring a notice to its people: stream, bus and queue, in this process.

Each function is handed what the platform would hand it, taken from the calls that the others made. The queue is kept
here, as its delays are: the clock goes on to the next message that is due.
"""

import heapq
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bench.gateway import TRIGGERS, invoke
from bench.meter import Meter
from chalicelib.kernel import clock
from chalicelib.kernel.aws import client
from tests.builders.cloud import forget_queued, sendings_event, stream_records

RELAYED, TOLD_LIVE, SENT = 100, 100, 5  # records or messages of a batch, as infra/template.yaml has them
_BUS = {"NoticeWanted": "notices_walk", "NoticeSent": "notifications_deliver"}
_READS = ("GetItem", "BatchGetItem", "Query")
_WRITE = "dynamodb.TransactWriteItems"

Item = Mapping[str, Any]
#: what is to go wrong with the n-th run of the walk: cut short before it writes, after it, or nothing
Trouble = Callable[[int], str | None]


class Killed(BaseException):
    """A function's process ends here."""


@dataclass(order=True)
class _Waiting:
    due: datetime
    number: int
    body: str = field(compare=False)


@dataclass
class Platform:
    """Hands on what the functions write; `times` that each event comes."""

    meter: Meter
    now: datetime
    times: int = 1
    is_told: bool = True  # else what the walk says is left where it is
    trouble: Trouble = lambda _: None
    walks: int = 0
    killed: int = 0
    addressed: Counter[str] = field(default_factory=Counter)  # whom the walk's events name, and how often
    largest: Counter[str] = field(default_factory=Counter)  # function -> most bytes that a run was answered
    last_sent: datetime | None = None
    _looked: int = 0
    _number: int = 0
    _queue: list[_Waiting] = field(default_factory=list)

    def __post_init__(self) -> None:
        clock.use(lambda: self.now)

    def settle(self) -> None:
        """Let everything that was written set off what it sets off, until nothing more comes; the queue excepted."""
        while True:
            events, entries = self._written()
            if not events and not entries:
                return
            for batch in _batches(entries, TOLD_LIVE):
                self._run("live_tell", stream_records(list(batch)))
            for batch in _batches(events, RELAYED):
                self._run("outbox_relay", stream_records(list(batch)))
            for entry in self._published():
                self._hand(entry)

    def release(self, at: datetime) -> None:
        """Go on to a moment, and let what waited until then into the queue."""
        self.now = max(self.now, at)
        self._run("notifications_release", {"detail-type": "Scheduled Event"})
        self.settle()

    def send(self) -> None:
        """Send what the queue holds, each message when it is due, until there is none."""
        self.settle()
        while self._queue:
            self.now = max(self.now, self._queue[0].due)
            due: list[str] = []
            while self._queue and self._queue[0].due <= self.now and len(due) < SENT:
                due.append(heapq.heappop(self._queue).body)
            before = len(self.meter.sent)
            answer = self._run("notifications_send", sendings_event(due))
            assert not answer["batchItemFailures"], answer
            if any(call.service in ("sns", "sesv2") for call in self.meter.sent[before:]):
                self.last_sent = self.now
            self.settle()

    def _hand(self, entry: dict[str, Any]) -> None:
        kind = entry["DetailType"]
        if kind not in _BUS:
            return
        detail = json.loads(entry["Detail"])
        self.addressed.update(detail.get("recipient_ids", ()))
        if kind == "NoticeSent" and not self.is_told:
            return
        event = {"id": detail["entity"], "source": entry["Source"], "detail-type": kind, "detail": detail}
        for _ in range(self.times):
            if kind != "NoticeWanted":
                self._run(_BUS[kind], event)
                continue
            self.walks += 1
            if trouble := self.trouble(self.walks):
                self.killed += 1
                with suppress(Killed), _killing(trouble):
                    self._run("notices_walk", event)
            self._run("notices_walk", event)

    def _run(self, function: str, event: dict[str, Any]) -> Any:
        try:
            return invoke(self.meter, TRIGGERS[function], event)
        finally:
            one = self.meter.invocations[-1]
            self.largest[function] = max(self.largest[function], one.bytes_in)
            for call in one.calls:
                if call.name in _READS:  # ten thousand homes, read again and again, are too much to keep
                    call.answer, call.responses = {}, []

    def _written(self) -> tuple[list[Item], list[Item]]:
        """The events of the outbox and the entries of inboxes since the last look. Queues what was queued."""
        events: list[Item] = []
        entries: list[Item] = []
        for call in self.meter.sent[self._looked :]:
            if call.label == "sqs:SendMessageBatch":
                for one in call.asked["Entries"]:
                    due = self.now + timedelta(seconds=one["DelaySeconds"])
                    self._number += 1
                    heapq.heappush(self._queue, _Waiting(due, self._number, one["MessageBody"]))
            if call.name != "TransactWriteItems" or "Error" in call.answer:
                continue
            events += call.events
            puts = [part["Put"]["Item"] for part in call.body["TransactItems"] if "Put" in part]
            entries += [item for item in puts if item.get("kind", {}).get("S") == "Notification"]
        self._looked = len(self.meter.sent)
        forget_queued()  # the embedded queue looks at all that it holds for each message that comes
        return events, entries

    def _published(self) -> list[dict[str, Any]]:
        """What the relay has put on the bus since the last look."""
        calls = self.meter.sent[self._looked :]
        self._looked = len(self.meter.sent)
        return [
            entry for call in calls if call.label == "events:PutEvents" for entry in call.asked["Entries"]
        ]


@contextmanager
def _killing(moment: str) -> Iterator[None]:
    """The process ends at its next write: `before` it is sent, or `after` it took effect."""
    hooks = client("dynamodb").meta.events
    event = f"{'before' if moment == 'before' else 'after'}-call.{_WRITE}"

    def kill(**_: Any) -> None:
        raise Killed

    hooks.register_last(event, kill)
    try:
        yield
    finally:
        hooks.unregister(event, kill)


def _batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
