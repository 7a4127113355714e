"""One thing that changes something: a request or an invocation, the cloud before it, and how it is retried."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.builders.api import Caller
from tests.builders.moto_state import Picture, take_off
from tests.builders.wire import Killed

#: what was deleted is no more, whether by this request or by the one before whose answer was lost
_GONE = (200, 404)
MOST = 3  # deliveries after which the platform would give up; one repetition is enough everywhere


@dataclass(frozen=True)
class Request:
    """An HTTP request. Its client repeats it, as it is, until it gets an answer that is not the server's fault."""

    caller: Caller
    method: str
    path: str
    body: Any
    headers: dict[str, str]

    @property
    def is_keyed(self) -> bool:
        """Whether it may be repeated without being done twice."""
        return "Idempotency-Key" in self.headers

    def attempt(self) -> tuple[int, Any] | None:
        """Status and JSON, `_GONE` for what is deleted; None: no answer, or one that tells the client to try again."""
        try:
            answer = self.caller.request(self.method, self.path, self.body, self.headers)
        except Killed:
            return None
        except Exception:
            return None
        if self.method == "DELETE" and answer.status in _GONE:
            return _GONE
        return None if answer.status >= 500 else (answer.status, answer.json)


@dataclass(frozen=True)
class Invocation:
    """A function given an event. It is given it again when it fails, and what it parked is sent again later."""

    handler: Callable[[dict[str, Any], Any], Any]
    event: dict[str, Any]
    is_heard: bool  # whoever invokes it goes by its answer: Step Functions does
    is_keyed: bool = True

    def attempt(self) -> Any:
        """What the caller hears; None: it failed, or it parked the event."""
        try:
            answer = self.handler(self.event, None)
        except (Killed, Exception):
            return None
        if self._redriven() or (isinstance(answer, dict) and answer.get("batchItemFailures")):
            return None
        return answer if self.is_heard else "done"

    def _redriven(self) -> bool:
        """Whether something was parked for this function; off the queue, because it is sent again."""
        found = take_off("dead-letters")
        assert all(json.loads(body)["event"] == self.event for body in found)
        return bool(found)


@dataclass(frozen=True)
class Scene:
    """`name`: the operation or function; `way`: what it asked of AWS when nothing failed."""

    name: str
    act: Request | Invocation
    before: Picture
    now: datetime
    way: tuple[str, ...]
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.detail}".strip()


@dataclass
class Scenes:
    """What was recorded, once for each way of each operation and function."""

    found: dict[tuple[str, str, tuple[str, ...]], Scene] = field(default_factory=dict)

    def add(self, scene: Scene) -> None:
        self.found.setdefault((scene.name, scene.detail, scene.way), scene)

    def of(self, name: str) -> list[Scene]:
        return [scene for scene in self.found.values() if scene.name == name]
