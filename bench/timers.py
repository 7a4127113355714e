"""Step Functions, in this process: runs what the product starts and stops, and counts the states that are entered.

It follows infra/processes/deadline_timer.asl.json: Wait, Fire, and again while the task answers with another moment;
then Done.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bench.gateway import invoke
from bench.meter import Meter
from chalicelib.deadlines.triggers import on_moment


@dataclass
class Timers:
    """The executions under way, by name."""

    meter: Meter
    transitions: int = 0
    _running: dict[str, dict[str, Any]] = field(default_factory=dict)
    _seen: int = 0

    def look(self) -> None:
        """Start and stop what was asked for since the last look."""
        for call in self.meter.sent[self._seen :]:
            if call.name == "StartExecution":
                self._running[call.asked["name"]] = json.loads(call.asked["input"])
                self.transitions += 1  # Wait
            elif call.name == "StopExecution":
                self._running.pop(call.asked["executionArn"].rpartition(":")[2], None)
        self._seen = len(self.meter.sent)

    def pass_until(
        self, end: datetime, set_clock: Callable[[datetime], None], settle: Callable[[], None]
    ) -> None:
        """Let the time go on to `end`, waking each execution in its turn."""
        while due := [(one["at"], name) for name, one in self._running.items() if _moment(one) <= end]:
            _, name = min(due)
            set_clock(_moment(self._running[name]))
            answer = invoke(self.meter, on_moment, self._running[name])
            self.transitions += 2  # Fire, and Wait or Done
            if answer:
                self._running[name] = answer
            else:
                del self._running[name]
            settle()
        set_clock(end)


def _moment(waiting: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(waiting["at"])
