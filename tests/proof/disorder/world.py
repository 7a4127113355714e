"""Everything between an action and its last consequence: stream, relay, bus, files and timers, in whatever order.

What is under way lies in `post`; whoever plays decides what arrives next, how often, and what people do meanwhile.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from operator import itemgetter
from typing import Any

from chalicelib.attachments import triggers as attachments
from chalicelib.deadlines import triggers as deadlines
from chalicelib.kernel import clock as wall_clock
from chalicelib.kernel import relay
from chalicelib.notifications import triggers as notifications
from tests.builders.bus import Consumer, consumers_of
from tests.builders.cloud import sendings_event, stream_records
from tests.builders.company import Company
from tests.builders.moto_state import Picture, executions, plain, recorded, take_off
from tests.builders.wire import Wire
from tests.proof.crash.story import FUNCTIONS, handler_of
from tests.proof.disorder.lives import LIVES, Life

Delivery = tuple[Consumer, dict[str, Any]]
_NAMES = {id(handler_of(name)): name for name in FUNCTIONS}


@dataclass
class World:
    """A company at one moment, with what is under way: `post` are handlers and their events.

    `arrived` counts what each handler was given.
    """

    company: Company
    wire: Wire
    before: Picture
    start: datetime
    post: list[Delivery] = field(default_factory=list)
    lives: list[Life] = field(default_factory=list)
    arrived: Counter[str] = field(default_factory=Counter)
    _read: set[tuple[str, str]] = field(default_factory=set)
    _published: int = 0

    def __post_init__(self) -> None:
        self.now = self.start
        wall_clock.use(lambda: self.now)
        self.wire.begin()
        self.wire.on_bus.clear()
        self._read = set(recorded())

    def script(self, names: Iterable[str]) -> list[tuple[int, Callable[[], bool]]]:
        """What people do in these lives, by the minute."""
        steps: list[tuple[int, Callable[[], bool]]] = []
        for name in sorted(names):
            life = Life(name, self.company, self.clock)
            self.lives.append(life)
            steps += [(minute, partial(act, life)) for minute, act in LIVES[name]]
        return sorted(steps, key=itemgetter(0))

    def clock(self) -> str:
        """The time on people's devices."""
        return self.now.isoformat()

    def collect(self) -> None:
        """Put into the post what has happened since: what the stream brings, what lies on the bus, and files."""
        outbox = recorded()
        if new := sorted(outbox.keys() - self._read):
            self._read.update(new)
            batch = stream_records([_typed(plain(outbox[key])) for key in new])
            self.post.append((relay.on_stream, batch))
        entries, self._published = self.wire.on_bus[self._published :], len(self.wire.on_bus)
        for entry in entries:
            event = {
                "source": entry["Source"],
                "detail-type": entry["DetailType"],
                "detail": json.loads(entry["Detail"]),
            }
            for consumer in consumers_of(entry["DetailType"]):
                self.post.append((consumer, event))
        for body in take_off("sendings"):
            self.post.append((notifications.on_sendings, sendings_event([body])))
        for life in self.lives:
            for event in life.files:
                self.post.append((attachments.on_object_created, event))
            life.files.clear()

    def deliver(self, place: int, *, again: bool = False) -> None:
        """What lies at this place of the post arrives; `again`: and will once more, at the end."""
        handler, event = self.post.pop(place)
        self._hand(handler, event)
        if again:
            self.post.append((handler, event))

    def deliver_all(self, *, newest_first: bool = False) -> None:
        """Until nothing is under way."""
        self.collect()
        while self.post:
            self.deliver(-1 if newest_first else 0)

    def wake(self, until: datetime | None = None) -> bool:
        """Let the earliest timer wake at its moment, not after `until`. False: none is to."""
        waiting = [(json.loads(one.execution_input), one) for one in executions() if one.status == "RUNNING"]
        if not waiting:
            return False
        task, execution = min(waiting, key=lambda pair: pair[0]["at"])
        at = datetime.fromisoformat(task["at"])
        if until is not None and at > until:
            return False
        self.now = max(self.now, at)
        self._woken(task, execution)
        return True

    def wake_any(self, place: int) -> None:
        """Let some timer's task run now, early or late or once too often."""
        known = executions()
        if known:
            execution = known[place % len(known)]
            self._hand(deadlines.on_moment, json.loads(execution.execution_input))

    def _woken(self, task: dict[str, Any], execution: Any) -> None:
        if answer := self._hand(deadlines.on_moment, task):
            execution.execution_input = json.dumps(answer)
        else:
            execution.status = "SUCCEEDED"

    def _hand(self, handler: Consumer, event: dict[str, Any]) -> Any:
        self.arrived[_NAMES[id(handler)]] += 1
        answer = handler(event, None)
        self.collect()
        return answer


def _typed(item: dict[str, str]) -> dict[str, dict[str, str]]:
    return {name: {"S": value} for name, value in item.items()}
