"""What goes wrong on purpose: functions die in the middle of their work, and the bus falls behind."""

import random
import signal
import time
from dataclasses import dataclass, field

from tests.stack import Stack
from tests.workers import workers


@dataclass
class Chaos:
    """Kills a worker each `every` seconds and stops the relay now and then, by its own dice."""

    stack: Stack
    chance: random.Random
    every: float
    killed: list[str] = field(default_factory=list)
    stopped_s: float = 0

    def run(self, until: float) -> None:
        """Until this moment of the monotonic clock."""
        while time.monotonic() + self.every < until:
            _sleep_until(time.monotonic() + self.every * 0.5)
            self._kill()
            _sleep_until(time.monotonic() + self.every * 0.2)
            begun = time.monotonic()
            with self.stack.relay_stopped():
                _sleep_until(begun + min(8, self.every * 0.25))
            self.stopped_s += time.monotonic() - begun

    def _kill(self) -> None:
        """A function at random, and of its workers all: on AWS an environment dies with what it is doing."""
        running = workers(self.stack)
        function = self.chance.choice(sorted({one.function for one in running}))
        for worker in running:
            if worker.function == function:
                worker.send(signal.SIGKILL)
        self.killed.append(function)


def _sleep_until(moment: float) -> None:
    time.sleep(max(0, moment - time.monotonic()))
