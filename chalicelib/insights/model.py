"""What an event adds to which counters, and what the counters of a window say. Pure.

An order is due once for each set of clocks: on the day it was completed, if that was in time (or nothing set a time),
else on the day its complete deadline fell. Completion rate = due_completed / due, both on that day.

A deadline is told of more than once (a breach, then the late action; an acceptance, a decline, another acceptance), so
its outcome is counted under a claim of its own: order, kind and the moment it fell due. Whatever order the events come
in, and however often, the sums end the same. An action that disproves a breach takes it back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.contracts.envelope import Event
from chalicelib.contracts.surveys import SurveyAnswered
from chalicelib.contracts.workorders import (
    OrderCard,
    WorkOrderAccepted,
    WorkOrderCheckedIn,
    WorkOrderCompleted,
    WorkOrderRated,
    WorkOrderReported,
)

Dimension = Literal["member", "department", "category", "community"]
DEADLINES = ("respond", "arrive", "complete")
#: a score from which a result is excellent
EXCELLENT = 4.5

Numbers = Mapping[str, int]
#: the events that are counted
Counted = (
    WorkOrderReported
    | WorkOrderAccepted
    | WorkOrderCheckedIn
    | WorkOrderCompleted
    | WorkOrderRated
    | DeadlineBreached
    | SurveyAnswered
)


@dataclass(frozen=True)
class Mark:
    """Numbers to be added to the counters of the day (in the tenant's zone) that holds `at`."""

    at: datetime
    numbers: Numbers


@dataclass(frozen=True)
class Tally:
    """Marks that are made together and once. `claim` names what they count; None: the event itself."""

    marks: tuple[Mark, ...]
    claim: str | None = None


def tallies(event: Event) -> list[Tally]:
    """What an event adds; nothing for one that is not counted."""
    match event:
        case WorkOrderReported():
            return [_plain(event, reported=1)]
        case WorkOrderAccepted(card=card):
            return _outcome(event, event.entity, "respond", card.due.respond_by, is_late=event.is_late)
        case WorkOrderCheckedIn(card=card):
            return _outcome(event, event.entity, "arrive", card.due.arrive_by, is_late=event.is_late)
        case WorkOrderCompleted(card=card):
            due_at = card.due.complete_by
            outcome = _outcome(event, event.entity, "complete", due_at, is_late=event.is_late)
            if event.is_late and due_at:
                return [
                    Tally((Mark(event.at, {"completed": 1}), Mark(due_at, {"due_completed": 1}))),
                    *outcome,
                ]
            return [_plain(event, completed=1, due=1, due_completed=1), *outcome]
        case WorkOrderRated() | SurveyAnswered():
            return [_plain(event, rated=1, score_sum=event.score, excellent=int(event.score >= EXCELLENT))]
        case DeadlineBreached() if event.is_first and event.kind in DEADLINES:
            return [_breach(event.entity, event.kind, event.due_at)]
    return []


def _plain(event: Event, **numbers: int) -> Tally:
    return Tally((Mark(event.at, numbers),))


def _outcome(
    event: Event, order_id: str, kind: str, due_at: datetime | None, *, is_late: bool
) -> list[Tally]:
    """What an action says of the deadline it answers."""
    if due_at is None:
        return []
    if is_late:  # the ladder may not have told of the breach yet, and now never will
        return [_breach(order_id, kind, due_at)]
    met = Tally((Mark(event.at, {f"{kind}_met": 1}),), _claim(order_id, kind, due_at, "met"))
    if event.at <= due_at:
        return [met]
    breach = _breach(order_id, kind, due_at)
    (mark,) = breach.marks
    taken_back = Mark(due_at, {name: -number for name, number in mark.numbers.items()})
    return [met, breach, Tally((taken_back,), _claim(order_id, kind, due_at, "disproved"))]


def _breach(order_id: str, kind: str, due_at: datetime) -> Tally:
    numbers = {f"{kind}_breached": 1}
    if kind == "complete":
        numbers["due"] = 1
    return Tally((Mark(due_at, numbers),), _claim(order_id, kind, due_at, "breached"))


def _claim(order_id: str, kind: str, due_at: datetime, outcome: str) -> str:
    return f"{order_id}/{kind}/{due_at.isoformat()}/{outcome}"


def dimensions(card: OrderCard) -> dict[Dimension, str]:
    """Whose counters an order's events go to."""
    values: dict[Dimension, str | None] = {
        "member": card.assignee_id,
        "department": card.department_id,
        "category": card.category,
        "community": card.community_id,
    }
    return {dimension: value for dimension, value in values.items() if value}


def _ratio(part: int, whole: int, digits: int = 4) -> float | None:
    return round(part / whole, digits) if whole > 0 else None


@dataclass(frozen=True)
class Timeliness:
    """How often one kind of deadline was kept. `rate` is None when none was decided."""

    met: int
    breached: int

    @property
    def rate(self) -> float | None:
        """met / (met + breached)."""
        return _ratio(self.met, self.met + self.breached)


@dataclass(frozen=True)
class Figures:
    """The sums of one person, department, category or community over a window. Rates are None over nothing."""

    key: str
    numbers: Numbers = field(default_factory=dict)
    name: str = ""

    def of(self, number: str) -> int:
        """One of the sums."""
        return self.numbers.get(number, 0)

    @property
    def completion_rate(self) -> float | None:
        """Of what was due, how much is done. At most 1: who finishes late what fell due on another has no due for it."""
        return _ratio(min(self.of("due_completed"), self.of("due")), self.of("due"))

    @property
    def timeliness(self) -> dict[str, Timeliness]:
        """By kind of deadline."""
        return {kind: Timeliness(self.of(f"{kind}_met"), self.of(f"{kind}_breached")) for kind in DEADLINES}

    @property
    def excellence_rate(self) -> float | None:
        """Excellent / rated."""
        return _ratio(self.of("excellent"), self.of("rated"))

    @property
    def score_average(self) -> float | None:
        """Of all scores given, 1 to 5."""
        return _ratio(self.of("score_sum"), self.of("rated"), 2)


def summed(counts: Iterable[tuple[str, Numbers]]) -> Iterator[Figures]:
    """One `Figures` for each key, of all counts that carry it, by key."""
    sums: dict[str, dict[str, int]] = {}
    for key, numbers in counts:
        sum_of = sums.setdefault(key, {})
        for name, number in numbers.items():
            sum_of[name] = sum_of.get(name, 0) + number
    return (Figures(key, sums[key]) for key in sorted(sums))
