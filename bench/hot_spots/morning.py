"""A morning of a thousand tenants: what the steps of an order's life do to the hottest keys, all at once."""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from bench.hot_spots.life import TECHNICIANS, Step

TENANTS = 1_000
REPORTS_A_MINUTE = 10_000
UNITS, DEPARTMENTS, CATEGORIES, COMMUNITIES = 20_000, 50, 20, 20  # of each tenant
_PLACEHOLDER = re.compile(r"<([^>]+)>")

#: a partition key: where it lies, its pattern, and what stands in the pattern's places
Key = tuple[str, str, tuple[object, ...]]


@dataclass(frozen=True)
class Order:
    """What an order's keys are made of: its tenant (0 is the largest), and whom and what it concerns there."""

    tenant: int
    values: Mapping[str, object]


@dataclass
class Peak:
    """The most units that one key of a pattern took in one second."""

    read: float = 0
    write: float = 0


@dataclass
class Heat:
    """Peaks by (where, pattern), over the whole morning."""

    peaks: dict[tuple[str, str], Peak] = field(default_factory=lambda: defaultdict(Peak))

    def hottest(self, where: str, kind: str) -> tuple[str, float]:
        """Pattern and units of the hottest key of the table or of an index; `kind` is `read` or `write`."""
        found = {
            pattern: getattr(peak, kind) for (place, pattern), peak in self.peaks.items() if place == where
        }
        pattern = max(found, key=lambda name: found[name])
        return pattern, found[pattern]


def zipf(size: int) -> list[float]:
    """Cumulative weights of a population in which the n-th is as frequent as 1/n."""
    return list(accumulate(1 / rank for rank in range(1, size + 1)))


class Town:
    """Draws orders: tenants, departments, categories and communities by Zipf, units and technicians alike."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._tenants, self._departments = zipf(TENANTS), zipf(DEPARTMENTS)
        self._categories, self._communities = zipf(CATEGORIES), zipf(COMMUNITIES)

    def order(self, tenant: int | None = None) -> Order:
        """An order of a tenant, or of whichever comes."""
        rng = self._rng
        unit, department = rng.randrange(UNITS), self._pick(self._departments)
        first = rng.randrange(TECHNICIANS)
        values: dict[str, object] = {
            "unit": unit,
            "resident": unit,
            "building": unit // 100,
            "community": self._pick(self._communities),
            "category": self._pick(self._categories),
            "department": department,
            "dispatcher": department,
            "manager": department,
            "assessor": 0,  # one for the whole tenant
        }
        for number in range(TECHNICIANS):
            values[f"technician {number}"] = (department, (first + number) % TECHNICIANS)
        return Order(self._pick(self._tenants) if tenant is None else tenant, values)

    def _pick(self, weights: Sequence[float]) -> int:
        return self._rng.choices(range(len(weights)), cum_weights=weights)[0]


def arrivals(rate: float, seconds: int, rng: random.Random) -> Iterator[float]:
    """Moments of a Poisson process of `rate` a second."""
    at = rng.expovariate(rate)
    while at < seconds:
        yield at
        at += rng.expovariate(rate)


def heat(steps: Sequence[Step], seconds: int, seed: int) -> Heat:
    """The peaks of a morning in which each step comes as often as the orders it belongs to are reported.

    That is the steady state of a peak that lasts as long as an order takes: the worst there is.
    """
    rng = random.Random(seed)  # noqa: S311 - a simulation that everybody can repeat
    town, found = Town(rng), Heat()
    rates = [step.rate for step in steps]
    loads = [list(_load(step)) for step in steps]
    second, taken = 0, _Second(found)
    for at in arrivals(sum(rates) * REPORTS_A_MINUTE / 60, seconds, rng):
        if at >= second + 1:
            taken.end()
            second = int(at)
        (load,) = rng.choices(loads, rates)
        taken.add(town.order(), load)
    taken.end()
    return found


def own_keys(steps: Iterable[Step]) -> Peak:
    """Units that the busiest key of a single order takes in its whole life."""
    sums: dict[tuple[str, str], Peak] = defaultdict(Peak)
    for step in steps:
        for access in step.accesses:
            for touch in access.touches:
                if "<order>" in touch.pk:
                    sums[touch.where, touch.pk].read += touch.read * step.rate
                    sums[touch.where, touch.pk].write += touch.write * step.rate
    return Peak(max(peak.read for peak in sums.values()), max(peak.write for peak in sums.values()))


#: what a step does to one pattern: where, pattern, the placeholders in it, read units, write units
_Load = tuple[str, str, tuple[str, ...], float, float]


def _load(step: Step) -> Iterator[_Load]:
    """What a step does to keys that orders share; its order's own keys see only itself."""
    sums: dict[tuple[str, str], Peak] = defaultdict(Peak)
    for access in step.accesses:
        for touch in access.touches:
            sums[touch.where, touch.pk].read += touch.read
            sums[touch.where, touch.pk].write += touch.write
    for (where, pattern), units in sums.items():
        names = tuple(name for name in _PLACEHOLDER.findall(pattern) if name != "tenant")
        if "order" not in names:
            yield where, re.sub(r"(technician) \d", r"\1", pattern), names, units.read, units.write


class _Second:
    """What the keys take within one second."""

    def __init__(self, found: Heat) -> None:
        self._found = found
        self._units: dict[Key, list[float]] = {}

    def add(self, order: Order, load: Iterable[_Load]) -> None:
        values = order.values
        for where, pattern, names, read, write in load:
            key = (where, pattern, (order.tenant, *(values[name] for name in names)))
            units = self._units.setdefault(key, [0, 0])
            units[0] += read
            units[1] += write

    def end(self) -> None:
        for (where, pattern, _), (read, write) in self._units.items():
            peak = self._found.peaks[where, pattern]
            peak.read, peak.write = max(peak.read, read), max(peak.write, write)
        self._units.clear()
