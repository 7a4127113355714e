"""Timers and the quotas of Step Functions, event by event.

The decisions are the product's: `deadlines.service.arm` starts an execution or, when that is refused, lets the timer
wait for `waiting.pause_s`; `resume` fires what is due and arms the rest. Here is only what AWS does around them: a
bucket of tokens for starts, a bound for what is open, and a queue whose messages so many runs take side by side.
"""

import tomllib
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from heapq import heapify, heappop, heappush
from math import inf
from operator import attrgetter
from pathlib import Path
from typing import Any

from chalicelib.deadlines.waiting import pause_s

QUOTAS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("quotas.toml").read_text())
SIDE_BY_SIDE = 20  # `MaximumConcurrency` of the queue's mapping in infra/template.yaml
RUN_S = 0.03  # a run of deadlines_resume: two reads and a start, with some air
_START = datetime(2026, 11, 23, tzinfo=UTC).timestamp()


@dataclass(slots=True)
class Armed:
    """A timer: armed at `at`, due at `due`, and not wanted from `over` on; seconds from the beginning."""

    at: float
    due: float
    over: float


@dataclass
class Outcome:
    """What became of all timers; times in seconds."""

    armed: int = 0
    started: int = 0
    refused: int = 0
    messages: int = 0
    met_while_waiting: int = 0
    late: list[float] = field(default_factory=list)  # of those that fired from the queue
    most_waiting: int = 0
    drained_at: float = 0.0
    most_open: int = 0

    @property
    def lost(self) -> int:
        """Timers of which nothing became."""
        return self.armed - self.started - self.met_while_waiting - len(self.late)


class Region:
    """Step Functions and the queue of one account and region."""

    def __init__(self, starts: str = "other", already_open: Iterable[float] = ()) -> None:
        """`already_open` are the moments at which executions that are open at the beginning will end."""
        quota = QUOTAS["starts"][starts]
        self._bucket, self._refill = quota["bucket"], quota["refill"]
        self._tokens, self._looked = float(self._bucket), 0.0
        self._most_open = QUOTAS["open"]["executions"]
        self._ends = list(already_open)
        heapify(self._ends)
        self._free = deque([0.0] * SIDE_BY_SIDE)  # when each of the runs is free: the soonest is the first
        self._waiting = 0
        self.outcome = Outcome()

    def play(self, timers: Iterable[Armed]) -> Outcome:
        """Let all of it happen.

        What comes next is the first of three lines: timers by when they are armed; messages by when their pause is
        over; and messages by when a run takes them, which is the order in which they were ready.
        """
        arming = deque(sorted(timers, key=attrgetter("at")))
        pausing: list[tuple[float, int, Armed]] = []
        taking: deque[tuple[float, Armed]] = deque()
        self.outcome.armed = len(arming)
        while arming or pausing or taking:
            armed_at = arming[0].at if arming else inf
            taken_at = taking[0][0] if taking else inf
            if pausing and pausing[0][0] <= min(armed_at, taken_at):
                ready_at, _, one = heappop(pausing)
                taken_at = max(ready_at, self._free.popleft())
                self._free.append(taken_at + RUN_S)
                taking.append((taken_at, one))
                continue
            if taken_at <= armed_at:
                now, one = taking.popleft()
                self._waiting -= 1
                self.outcome.drained_at = now
                if self._is_settled(now, one):
                    continue
            else:
                one = arming.popleft()
                now = one.at
            pause = self._arm(now, one)
            if pause is not None:
                self._waiting += 1
                self.outcome.messages += 1
                self.outcome.most_waiting = max(self.outcome.most_waiting, self._waiting)
                heappush(pausing, (now + pause, self.outcome.messages, one))
        return self.outcome

    def _is_settled(self, now: float, one: Armed) -> bool:
        """Whether a timer that waited is not wanted any more, or is due and fires here."""
        if one.over <= now and one.over <= one.due:
            self.outcome.met_while_waiting += 1
            return True
        if one.due <= now:
            self.outcome.late.append(now - one.due)
            return True
        return False

    def _arm(self, now: float, one: Armed) -> int | None:
        """Start it, or answer how long it waits."""
        while self._ends and self._ends[0] <= now:
            heappop(self._ends)
        self._tokens = min(self._bucket, self._tokens + (now - self._looked) * self._refill)
        self._looked = now
        is_full = len(self._ends) >= self._most_open
        if not is_full and self._tokens >= 1:
            self._tokens -= 1
            heappush(self._ends, min(one.over, one.due))
            self.outcome.started += 1
            self.outcome.most_open = max(self.outcome.most_open, len(self._ends))
            return None
        self.outcome.refused += 1
        return pause_s(_moment(one.due), _moment(now), is_full=is_full)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(_START + seconds, UTC)
