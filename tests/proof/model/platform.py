"""What AWS does between the handlers, in the model's own time: the bus, and Step Functions."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from chalicelib.deadlines.triggers import on_moment
from chalicelib.kernel.aws import client
from tests.builders.bus import hand
from tests.proof.model.stage import Stage

Event = dict[str, Any]
#: queues and streams keep an event so long at most; consumers remember it longer (`kernel.triggers`)
_KEPT = timedelta(days=13)


class Mail:
    """The bus: what was recorded and not delivered yet, and what may come again."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._delivered: dict[str, tuple[Event, datetime]] = {}
        self._before = {self._key(event) for event in self._recorded()}

    def waiting(self) -> list[Event]:
        return [
            event
            for event in self._recorded()
            if self._key(event) not in self._delivered and self._key(event) not in self._before
        ]

    def known(self) -> list[Event]:
        """What was delivered before and may be delivered once more."""
        limit = self._stage.clock.now - _KEPT
        return [event for event, at in self._delivered.values() if at > limit]

    def deliver(self, event: Event, times: int = 1) -> None:
        self._delivered.setdefault(self._key(event), (event, self._stage.clock.now))
        hand(event, times)

    def _recorded(self) -> list[Event]:
        return [
            {"type": row["kind"], "source": row["source"], "detail": json.loads(row["data"])}
            for row in self._stage.rows("")
            if row["SK"].startswith("EV#")
        ]

    @staticmethod
    def _key(event: Event) -> str:
        return f"{event['source']}/{event['detail']['entity']}/{event['detail']['sequence']}"


class Timers:
    """The executions of the timer process: started and stopped by the product's calls, woken by the model."""

    def __init__(self) -> None:
        self.running: dict[str, dict[str, Any]] = {}
        self._known: set[str] = set()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Meanwhile each call that starts or stops an execution is noted."""
        hooks = client("stepfunctions").meta.events
        pairs = (("StartExecution", self._started), ("StopExecution", self._stopped))
        for operation, note in pairs:
            hooks.register(f"provide-client-params.*.{operation}", note)
        try:
            yield
        finally:
            for operation, note in pairs:
                hooks.unregister(f"provide-client-params.*.{operation}", note)

    def due(self, now: datetime) -> list[str]:
        """Executions whose wait is over, in the order in which they wake."""
        found = sorted((self._at(name), name) for name in self.running if self._at(name) <= now)
        return [name for _, name in found]

    def next_due(self, until: datetime) -> datetime | None:
        """When the next one wakes, if that is not after `until`."""
        return min((at for at in map(self._at, self.running) if at <= until), default=None)

    def wake(self, name: str) -> None:
        """Run the task; what it answers is what the execution waits for next, or its end."""
        answer = on_moment(self.running[name], None)
        if answer:
            self.running[name] = answer
        else:
            self.running.pop(name, None)

    def _at(self, name: str) -> datetime:
        return datetime.fromisoformat(self.running[name]["at"])

    def _started(self, params: dict[str, Any], **_: Any) -> None:
        if params["name"] not in self._known:
            self._known.add(params["name"])
            self.running[params["name"]] = json.loads(params["input"])

    def _stopped(self, params: dict[str, Any], **_: Any) -> None:
        self.running.pop(params["executionArn"].rsplit(":", 1)[-1], None)
