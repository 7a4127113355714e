"""Growth: what people ask for first, in companies of a thousand, a hundred thousand and a million orders."""

import os
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.growth.consumed import Consumed, consumed
from bench.growth.firm import LIMIT, Firm, Request
from bench.report import Chapter, Figure, table
from chalicelib.kernel.aws import client
from tests.builders.api import Api
from tests.builders.cloud import fast_cloud
from tests.builders.dynamodb_local import dynamodb_local, why_not

#: orders of a company -> how many of them are not yet done
SIZES = {1_000: 400, 100_000: 4_000, 1_000_000: 10_000}
ROUNDS = 60
SEED = 3
NARROWED = (10, 50, 100, 200, 400)
_WARM_UPS = 2  # rounds
_COSTS = ("calls", "read", "write")
_GOALS = (("calls", _COSTS[:1], 1.1), ("units", _COSTS[1:], 1.1), ("time", ("seconds",), 1.3))
_ENDPOINT = "AWS_ENDPOINT_URL_DYNAMODB"
_JAVA = ("-XX:+UseParallelGC", "-Xmx3g")  # loads half as fast again as without

_COMPANIES = "; ".join(f"{total:,} orders, {active:,} of them active" for total, active in SIZES.items())

_TEXT = f"""The first pages ({LIMIT} rows), the statistics of a month, a timeline and a new report, in three companies
with the same people, each in a table of its own on DynamoDB Local: {_COMPANIES}. An order is one item as
the store writes it, with all its index attributes, spread over 20,000 units, 40,000 residents, 200 technicians and 50
departments; but every eighth is of the same unit, resident, technician and department: who asks is of these, so that a
page is full in each company. Ten orders were played from report to completion. A request is made of one company right
after the other, {ROUNDS} rounds in random order; the ratios are to the smallest company, for the time the median of
neighbours. DynamoDB Local says itself what was consumed; it counts a transaction's writes higher than AWS does. The
authorizer's two reads are in. The last company was loaded at {{rate:,.0f}} orders a second."""

_NARROW = """A filter that no partition answers, such as a state among the active orders, narrows a bounded read
([0005](decisions/0005-lists-by-phase.md)), so that its cost grows with the *active* orders of the partition that is
read, up to 200 of them, and then no further. What is open in a department that has so many active orders, half of them
open:"""


@dataclass
class Seen:
    """What one request of one company cost, each time it was made: calls, read units, write units, seconds."""

    rounds: list[tuple[Consumed, float]] = field(default_factory=list)

    def typical(self, of: str) -> float:
        """The median of `calls`, `read`, `write` or `seconds`."""
        return median(seconds if of == "seconds" else getattr(units, of) for units, seconds in self.rounds)


Measured = dict[str, dict[int, Seen]]


def measure() -> Chapter:
    """Load, ask, and report. Without Java there is no database to load."""
    if reason := why_not():
        return Chapter("growth", "Growth", "make bench CHAPTER=growth", f"Left out: {reason}")
    with _database() as url:
        from app import app

        api, loaded = Api(app), []
        firms = [Firm(api, f"Firm of {total}", total) for total in SIZES]
        for firm in firms:
            started = time.monotonic()
            firm.grow(url, SIZES[firm.total])
            loaded.append(firm.total / (time.monotonic() - started))
        found = asked(firms, ROUNDS)
        narrow = {active: _repeated(firms[0], firms[0].narrowed(active)) for active in NARROWED}
        return _chapter(found, narrow, loaded[-1])


def asked(firms: Sequence[Firm], rounds: int) -> Measured:
    """Every request, of one company right after the other, in an order drawn anew each round."""
    rng = random.Random(SEED)  # noqa: S311 - so that nothing comes always after the same
    found: Measured = {name: defaultdict(Seen) for name in firms[0].requests}
    requests = {firm.total: firm.requests for firm in firms}
    for round_ in range(_WARM_UPS + rounds):
        for name in rng.sample(list(found), len(found)):
            for firm in rng.sample(firms, len(firms)):
                once = _once(firm, requests[firm.total][name])
                if round_ >= _WARM_UPS:
                    found[name][firm.total].rounds.append(once)
    return found


def _repeated(firm: Firm, act: Request) -> Seen:
    return Seen([_once(firm, act) for _ in range(_WARM_UPS + ROUNDS // 3)][_WARM_UPS:])


def _once(firm: Firm, act: Request) -> tuple[Consumed, float]:
    with firm.at_work(), consumed() as units:
        started = time.perf_counter()
        answer = act()
        seconds = time.perf_counter() - started
    if answer.status >= 400 or answer.json.get("items") == []:
        raise RuntimeError(answer)
    return units, seconds


@contextmanager
def _database() -> Iterator[str]:
    """DynamoDB Local, in memory, to which the code's clients lead; all else is the fast cloud."""
    before = os.environ.get(_ENDPOINT)
    with tempfile.TemporaryDirectory() as folder, dynamodb_local(Path(folder) / "log", *_JAVA) as url:
        os.environ[_ENDPOINT] = url
        client.cache_clear()  # clients keep the address they were made for
        try:
            with fast_cloud(Path(folder)):
                os.environ["RATE_LIMITS"] = (
                    "*=1000000/1000000"  # nobody asks for statistics twice a second but we
                )
                yield url
        finally:
            os.environ.pop(_ENDPOINT)
            if before:
                os.environ[_ENDPOINT] = before
            client.cache_clear()


def _chapter(found: Measured, narrow: Mapping[int, Seen], rate: float) -> Chapter:
    smallest, *larger = SIZES
    times = [f"ms at {size:,}" for size in larger]
    head = ["request", "calls", "read units", "write units", f"ms at {smallest:,}", *times, "calls and units"]
    rows = [_row(name, by_size) for name, by_size in found.items()]
    bounded = [
        [active, seen.typical("read"), seen.typical("seconds") * 1000] for active, seen in narrow.items()
    ]
    parts = [
        _TEXT.format(rate=rate),
        table(head, rows),
        _NARROW,
        table(["active orders", "read units", "ms"], bounded),
    ]
    figures = [
        Figure(f"{size:,} orders to {smallest:,}, {what}", _worst(found, size, costs), "times", goal, "lower")
        for size in larger
        for what, costs, goal in _GOALS
    ]
    return Chapter("growth", "Growth", "make bench CHAPTER=growth", "\n\n".join(parts), figures)


def _row(name: str, by_size: Mapping[int, Seen]) -> list[str | float]:
    """What a request costs in the smallest company, and the ratios of the others to it."""
    smallest, *larger = SIZES
    first = by_size[smallest]
    times = [f"× {_ratio(by_size, size, 'seconds'):.2f}" for size in larger]
    same = max(_ratio(by_size, size, of) for size in larger for of in _COSTS)
    return [name, *map(first.typical, _COSTS), first.typical("seconds") * 1000, *times, f"× {same:.2f}"]


def _worst(found: Measured, size: int, costs: Sequence[str]) -> float:
    """The largest ratio of any request."""
    return round(max(_ratio(by_size, size, of) for by_size in found.values() for of in costs), 3)


def _ratio(by_size: Mapping[int, Seen], size: int, of: str) -> float:
    """What a request costs in a company of that size, to what it costs in the smallest."""
    smallest, other = by_size[min(by_size)], by_size[size]
    if of == "seconds":  # neighbours, so that a machine that is busy for a while slows both
        return median(mine / its for (_, mine), (_, its) in zip(other.rounds, smallest.rounds, strict=True))
    return other.typical(of) / smallest.typical(of) if smallest.typical(of) else 1
