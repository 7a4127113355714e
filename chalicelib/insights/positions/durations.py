"""How long orders stood: the whole seconds of every state that an order has left. Pure.

A second belongs to the state in which it began, so that the seconds of a life add up to it, whatever it was cut into.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from chalicelib.insights.positions.model import STATES, Holder, Mark, State, starts

Grouping = Literal["department", "member", "category"]
#: the states in which an order waits for somebody of the company or for what it needs
WAITING: tuple[State, ...] = ("suspended", "open", "assigned", "paused")
#: the states in which somebody works on it: on the way, and there
WORKING: tuple[State, ...] = ("accepted", "on_site")


@dataclass(frozen=True)
class Stay:
    """An order was in a state, with a holder and in a category, from one moment until it left."""

    state: str
    holder: Holder
    category: str
    since: datetime
    until: datetime

    @property
    def seconds(self) -> int:
        """How long."""
        return int(self.until.timestamp()) - int(self.since.timestamp())


def stays(trail: tuple[Mark, ...]) -> Iterable[Stay]:
    """What the trail of an order says of the states it has left, those of an order that is done excepted."""
    moments = starts(trail)
    begun = 0
    for position in range(1, len(trail)):
        first, mark = trail[begun], trail[position]
        if (mark.standing, mark.category) == (first.standing, first.category):
            continue
        if first.state in STATES:
            yield Stay(
                first.state,
                (first.department_id, first.member_id),
                first.category,
                moments[begun],
                moments[position],
            )
        begun = position


def changed(before: tuple[Mark, ...], after: tuple[Mark, ...]) -> Mapping[Stay, int]:
    """The stays that a change of the trail adds (1) and takes back (-1)."""
    found = Counter(stays(after))
    found.subtract(Counter(stays(before)))
    return {stay: number for stay, number in found.items() if number}


@dataclass(frozen=True)
class Spent:
    """How often a state was left, and after how many seconds in all."""

    count: int = 0
    seconds: int = 0

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.count + other.count, self.seconds + other.seconds)

    @property
    def mean_s(self) -> float | None:
        """Seconds of one; None over nothing."""
        return round(self.seconds / self.count, 1) if self.count > 0 else None


@dataclass(frozen=True)
class Durations:
    """The time that orders spent in each state, in one row of a report."""

    key: str
    spent: Mapping[State, Spent] = field(default_factory=dict)
    name: str = ""

    def _seconds(self, states: Iterable[State]) -> int:
        return sum(self.spent.get(state, Spent()).seconds for state in states)

    @property
    def waiting_s(self) -> int:
        """Seconds in which orders waited."""
        return self._seconds(WAITING)

    @property
    def working_s(self) -> int:
        """Seconds in which somebody worked on them."""
        return self._seconds(WORKING)

    @property
    def waiting_share(self) -> float | None:
        """Waiting / (waiting + working); None over nothing."""
        whole = self.waiting_s + self.working_s
        return round(self.waiting_s / whole, 4) if whole > 0 else None


def summed(counted: Iterable[tuple[str, Mapping[State, Spent]]]) -> list[Durations]:
    """One row for each key, of all that carries it, by key."""
    sums: dict[str, dict[State, Spent]] = {}
    for key, spent in counted:
        row = sums.setdefault(key, {})
        for state, one in spent.items():
            row[state] = row.get(state, Spent()) + one
    return [Durations(key, sums[key]) for key in sorted(sums)]
