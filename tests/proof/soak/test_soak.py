"""Ten minutes at the highest rate that the embedded stack holds, while functions die and the bus falls behind.

SOAK_SECONDS=40 tries it out. Clients keep their connections and are always busy: the rate is what the stack gives.
"""

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable

import pytest

from bench.report import Chapter, table
from infra.local import warm_up
from tests.journeys.firm import Firm
from tests.proof.soak import audit
from tests.proof.soak.chaos import Chaos
from tests.proof.soak.lives import Cast, life
from tests.proof.soak.patience import Record
from tests.stack import Stack, eventually
from tests.workers import Worker, workers

pytestmark = [pytest.mark.stack, pytest.mark.prove]

SECONDS = float(os.environ.get("SOAK_SECONDS", "600"))
CLIENTS = int(os.environ.get("SOAK_CLIENTS", "4"))
_AT_ONCE = 5  # lives that each client leads side by side
_SETTLED_S = 45  # in which nothing is written any more: then nothing is on its way
_OVER = object()


class Soak:
    """The run: clients, chaos, and what is measured meanwhile."""

    def __init__(self, stack: Stack) -> None:
        _lift_limits(stack)
        warm_up(stack.cloud)
        self.stack, self.record = stack, Record()
        self.casts = [Cast(Firm(stack), self.record) for _ in range(2)]
        self.chaos = Chaos(stack, random.Random(3), every=min(60, SECONDS / 2))
        self.failures: list[BaseException] = []
        self.memory: dict[Worker, list[float]] = {}
        self.lives = 0

    def run(self, say: Callable[[str], None]) -> float:
        """Answers the seconds that the clients were busy."""
        self.record.started = begun = time.monotonic()
        until = begun + SECONDS
        threads = [threading.Thread(target=self._client, args=(n, until)) for n in range(CLIENTS)]
        threads.append(threading.Thread(target=self._chaos, args=(until,)))
        for thread in threads:
            thread.start()
        last, seen = begun, 0
        while any(thread.is_alive() for thread in threads):
            time.sleep(1)
            self._weigh()
            now, calls = time.monotonic(), self.record.calls
            if now - last >= 30:
                say(self._progress(now - begun, (calls - seen) / (now - last)))
                last, seen = now, calls
        return time.monotonic() - begun

    def _client(self, number: int, until: float) -> None:
        """Several lives side by side, each a step at a time. In the end they are left where they are."""
        chance = random.Random(number)
        cast = self.casts[number % len(self.casts)]
        under_way = [life(cast, chance) for _ in range(_AT_ONCE)]
        try:
            while time.monotonic() < until:
                position = chance.randrange(_AT_ONCE)
                if next(under_way[position], _OVER) is _OVER:
                    under_way[position] = life(cast, chance)
                    self.lives += 1
        except BaseException as failure:
            self.failures.append(failure)
            raise

    def _chaos(self, until: float) -> None:
        try:
            self.chaos.run(until)
        except BaseException as failure:
            self.failures.append(failure)
            raise

    def _weigh(self) -> None:
        for worker in workers(self.stack):
            if worker.rss_mb:
                self.memory.setdefault(worker, []).append(worker.rss_mb)

    def _progress(self, seconds: float, rate: float) -> str:
        troubles = ", ".join(f"{number} x {what}" for what, number in self.record.troubles.items()) or "none"
        return (
            f"{seconds:4.0f} s  {self.record.calls:6,} calls  {rate:5.1f} a second  "
            f"p50 {self.record.quantile(0.5) * 1000:.0f} ms  p95 {self.record.quantile(0.95) * 1000:.0f} ms  "
            f"{self.lives} lives over  troubles: {troubles}  killed: {len(self.chaos.killed)}"
        )


def test_nothing_is_lost_while_functions_die_and_the_bus_falls_behind(stack, capsys, published):
    soak = Soak(stack)

    def say(line: str) -> None:
        with capsys.disabled():
            print(line, flush=True)  # noqa: T201 - who waits ten minutes wants to see something

    seconds = soak.run(say)
    assert not soak.failures, soak.failures
    counts = quiet(soak)
    assert stack.messages("OutboxParkedUrl") == []
    eventually(lambda: not audit.left_open(stack, soak.casts), timeout=30, every=1)
    chapter = Chapter("soak", "Load and soak", "make prove ONLY=soak", told(soak, seconds, counts))
    say(chapter.markdown())
    published(chapter)


def _lift_limits(stack: Stack) -> None:
    """Two companies make the load of many: no member's token bucket shall be what holds it back."""
    functions, name = stack.client("lambda"), "steward-api-handler"
    known = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    lifted = {"Variables": known | {"RATE_LIMITS": "*=1000000/1000000"}}
    functions.update_function_configuration(FunctionName=name, Environment=lifted)


def quiet(soak: Soak) -> dict[str, int]:
    """What the audit counts, once what is under way has come to its end."""
    letters, lying, since = 0, 0, time.monotonic()
    while True:
        letters += audit.send_again(soak.stack)
        table_now = audit.Table.of(soak.stack, soak.casts)
        if len(table_now.items) != lying:
            lying, since = len(table_now.items), time.monotonic()
        try:
            counts = audit.check(table_now, soak.casts, soak.record.acknowledged)
        except AssertionError:
            if time.monotonic() > since + _SETTLED_S:
                raise
            time.sleep(2)
        else:
            return counts | {"dead letters, sent again": letters}


def told(soak: Soak, seconds: float, counts: dict[str, int]) -> str:
    """The run in words and tables."""
    record = soak.record
    killed = ", ".join(f"{name} {number}" for name, number in Counter(soak.chaos.killed).most_common())
    failed = sum(record.troubles.values())
    seen = [
        ("calls answered", record.calls),
        ("a second", round(record.calls / seconds, 1)),
        ("p50 in ms, repetitions included", round(record.quantile(0.5) * 1000)),
        ("p95 in ms", round(record.quantile(0.95) * 1000)),
        ("p99 in ms", round(record.quantile(0.99) * 1000)),
        ("attempts that failed, per mille", round(1000 * failed / record.attempts, 1)),
        ("answers that were given again to a repetition", record.replayed),
        ("times that a function was killed", len(soak.chaos.killed)),
        ("seconds in which the relay stood still", round(soak.chaos.stopped_s)),
        *counts.items(),
    ]
    oldest = max(
        (one for one in soak.memory.items() if one[0].function == "api-handler"), key=lambda one: len(one[1])
    )[1]
    return f"""\
{CLIENTS} clients keep their connections and are always busy, each with {_AT_ONCE} orders side by side; whoever gets
no answer or a 5xx asks again under the same key. Each minute one function is killed with all its processes (SIGKILL;
{killed}), and the table's stream is not read for some seconds.

{table(["", "seen"], seen)}

In the end nothing was lost and nothing doubled: each acknowledged request has left one trace, each timeline replays to
its order, no hold is left, each completion has one survey, each step, invitation and suspension reached each recipient
once, the unread and the statistics are a recount, no dead letter is left, and no timer runs for a finished order.
What clients saw of it: {dict(record.troubles) or "nothing"}. The API's process that lived longest had
{oldest[len(oldest) // 10]:.0f} MB after a tenth of its {len(oldest)} s and {oldest[-1]:.0f} MB at their end."""
