"""How often transactions of the largest tenant meet on one item, and what becomes of those that do.

A transaction holds its items while it lasts, and one that finds an item held is cancelled. `TenantTable.commit` then
tries it again after a pause, and a consumer starts anew twice before it parks its event (docs/decisions/0009).
"""

import heapq
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from bench.hot_spots.life import Step
from bench.hot_spots.morning import REPORTS_A_MINUTE, TENANTS, Order, Town, arrivals, zipf
from bench.hot_spots.touches import TABLE, Access

#: how long a transaction of a dozen items takes: an assumption, so that the chapter tries longer ones too
HOLD_S = 0.02
_ATTEMPTS, _ROUNDS = 5, 3
_PLACEHOLDER = re.compile(r"<([^>]+)>")
#: counters that may lie in parts: of the figures, the boards and the durations
_IN_PARTS = re.compile("#(STATS|BOARD|TIMES)[# ]")

#: an item that transactions share: its pattern, what stands in the pattern's places, and the part of it
Item = tuple[str, tuple[object, ...], int]
#: the items of a transaction at its n-th attempt
Items = Callable[[int], list[Item]]


@dataclass
class Meetings:
    """What was seen: transactions, those that met another, and those whose event was parked in the end."""

    transactions: int = 0
    attempts: int = 0
    met: int = 0
    parked: int = 0


@dataclass(order=True)
class _Try:
    at: float
    number: int
    attempt: int = field(compare=False)
    items: Items = field(compare=False)


def meetings(steps: Sequence[Step], parts: int, seconds: int, seed: int, hold_s: float = HOLD_S) -> Meetings:
    """A morning of the largest tenant in which a counter of the statistics may lie in so many parts."""
    rng = random.Random(seed)  # noqa: S311 - a simulation that everybody can repeat
    found = Meetings()
    held: dict[Item, float] = {}
    queue = list(_transactions(steps, parts, seconds, rng, hold_s))
    heapq.heapify(queue)
    found.transactions = len(queue)
    while queue:
        one = heapq.heappop(queue)
        found.attempts += 1
        items = one.items(one.attempt % _ATTEMPTS)
        if all(held.get(item, 0) <= one.at for item in items):
            held.update(dict.fromkeys(items, one.at + hold_s))
            continue
        found.met += one.attempt == 0
        if one.attempt + 1 == _ATTEMPTS * _ROUNDS:
            found.parked += 1
            continue
        heapq.heappush(queue, _Try(one.at + _pause(one.attempt, rng), one.number, one.attempt + 1, one.items))
    return found


def _pause(attempt: int, rng: random.Random) -> float:
    """As `TenantTable.commit` waits between its attempts, and `consumer` between its own."""
    round_, number = divmod(attempt, _ATTEMPTS)
    return 0.1 * 2.0**round_ if number == _ATTEMPTS - 1 else rng.uniform(0.01, 0.04) * 2.0**number


def _transactions(
    steps: Sequence[Step], parts: int, seconds: int, rng: random.Random, hold_s: float
) -> Iterator[_Try]:
    """Every transaction that writes what orders share. Those of one step come one after another."""
    town, rates = Town(rng), [step.rate for step in steps]
    loads = [[_shared(access) for access in step.accesses if access.is_transaction] for step in steps]
    largest = REPORTS_A_MINUTE / 60 / zipf(TENANTS)[-1]
    number = 0
    for at in arrivals(sum(rates) * largest, seconds, rng):
        (load,) = rng.choices(loads, rates)
        order = town.order(tenant=0)
        for position, patterns in enumerate(load):
            if patterns:
                number += 1
                yield _Try(at + position * hold_s, number, 0, _items(patterns, order, parts, rng))


def _shared(access: Access) -> list[tuple[str, tuple[str, ...]]]:
    """The items of a transaction that other orders' transactions may want: pattern and placeholders."""
    patterns = {f"{touch.pk} {touch.sk}" for touch in access.touches if touch.where == TABLE}
    found = [(pattern, tuple(_PLACEHOLDER.findall(pattern))) for pattern in sorted(patterns)]
    return [(pattern, names) for pattern, names in found if "order" not in names]


def _items(
    patterns: list[tuple[str, tuple[str, ...]]], order: Order, parts: int, rng: random.Random
) -> Items:
    values = {**order.values, "tenant": order.tenant}
    bound = [(pattern, tuple(values[name] for name in names)) for pattern, names in patterns]

    def items(attempt: int) -> list[Item]:
        return [
            (
                pattern,
                key,
                rng.randrange(1, parts) if attempt and parts > 1 and _IN_PARTS.search(pattern) else 0,
            )
            for pattern, key in bound
        ]

    return items
