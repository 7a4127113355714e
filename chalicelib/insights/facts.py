"""What an event says was done, as facts: each counted once, and listed behind a figure. Pure.

Several events may say something of one fact: a deadline's outcome is told by the ladder, by the late action, by an
action that was made in time and sent late; an order that comes back was not fixed the first time. Whatever order they
come in, and however often, the fact ends the same (`merged`): the strongest word counts, among equals the first, less
what any of them takes back and with what any of them adds. The counters get the difference, in the window and the cells
that each belongs to.

An order is due once for each set of clocks: on the day it was completed, if that was in time (or nothing set a time),
else on the day its complete deadline fell, to whom it was overdue for. `due_completed` is counted with the due.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from pydantic import Field

from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.contracts.envelope import Event
from chalicelib.contracts.surveys import SurveyAnswered, SurveyInvited
from chalicelib.contracts.workorders import (
    OrderCard,
    WorkOrderAccepted,
    WorkOrderCheckedIn,
    WorkOrderCompleted,
    WorkOrderProgressed,
    WorkOrderRated,
    WorkOrderReopened,
    WorkOrderReported,
)
from chalicelib.insights.model import Cell, cell_of
from chalicelib.insights.sketch import bin_of
from chalicelib.insights.sums import Family, Numbers, Sketch, bin_name
from chalicelib.kernel.entity import Entity

#: the kinds of deadlines that are counted, and where
DEADLINES: dict[str, Family] = {
    "respond": "response",
    "arrive": "arrival",
    "progress": "intake",  # these two lie where there is room: a busy week of the others would pass one kilobyte
    "resolution": "intake",
    "complete": "completion",
}
# How much a word weighs: an action in time disproves a breach, and the ladder knew whom the deadline ran for.
_KEPT, _TOLD, _LATE, _BY_THE_WAY = 0, 1, 2, 3

#: the events that are counted
Counted = (
    WorkOrderReported
    | WorkOrderAccepted
    | WorkOrderCheckedIn
    | WorkOrderProgressed
    | WorkOrderCompleted
    | WorkOrderReopened
    | WorkOrderRated
    | DeadlineBreached
    | SurveyInvited
    | SurveyAnswered
)


class Fact(Entity):
    """One thing that happened to an order. `name` is unique within the order; `day` is one of the tenant's zone.

    `numbers` are what it counts for. `adds` and `voids` name sums that are 1, or nothing, whatever `numbers` say.
    """

    order_id: str
    name: str
    family: Family
    number: str
    at: datetime
    day: date
    cell: Cell
    rank: int = _KEPT
    sequence: int = 1
    numbers: dict[str, int] = Field(default_factory=dict)
    adds: frozenset[str] = frozenset()
    voids: frozenset[str] = frozenset()

    @property
    def counted(self) -> Numbers:
        """What it adds to the counters of its day and its cell."""
        if self.rank == _BY_THE_WAY:
            return {}
        everything = self.numbers | dict.fromkeys(self.adds, 1)
        return {name: number for name, number in everything.items() if number and name not in self.voids}


def merged(known: Fact, said: Fact) -> Fact:
    """The fact after one more word on it; the same as before if that changes nothing."""
    strongest = min(known, said, key=lambda fact: (fact.rank, fact.sequence))
    return strongest.model_copy(
        update={
            "adds": known.adds | said.adds,
            "voids": known.voids | said.voids,
            "version": known.version,
        }
    )


def is_counted(event: Event) -> bool:
    """Whether an event says anything that is counted."""
    match event:
        case DeadlineBreached():
            return event.is_first and event.kind in DEADLINES
        case WorkOrderProgressed():
            # of what is late the ladder tells, which knows when it was due
            return event.is_late is False or bool(event.check_disproved or event.milestone_disproved)
    return True


def said(event: Counted, day_of: Callable[[datetime], date]) -> list[Fact]:
    """What a counted event says. `day_of` is the tenant's calendar."""
    return list(_Teller(event, day_of).facts())


class _Teller:
    """Reads one event."""

    def __init__(self, event: Counted, day_of: Callable[[datetime], date]) -> None:
        self._event = event
        self._card: OrderCard = event.card
        self._order = event.order_id if isinstance(event, (SurveyInvited, SurveyAnswered)) else event.entity
        self._day_of = day_of

    def facts(self) -> Iterator[Fact]:
        event = self._event
        match event:
            case WorkOrderReported():
                yield self._fact("reported", "intake", {"reported": 1})
            case WorkOrderAccepted():
                yield self._first("response", event.at)
                yield from self._outcome(
                    "respond", self._card.due.respond_by, event.at, is_late=event.is_late
                )
            case WorkOrderCheckedIn():
                at = _arrived_at(event)
                yield self._first("arrival", at)
                yield from self._outcome("arrive", self._card.due.arrive_by, at, is_late=event.is_late)
            case WorkOrderProgressed():
                yield from self._progress(event)
            case WorkOrderCompleted():
                yield self._completion(event)
                yield from self._outcome(
                    "complete", self._card.due.complete_by, event.at, is_late=event.is_late
                )
            case WorkOrderReopened():
                yield self._fact(f"reopened#{event.sequence}", "completion", {"reworked": 1})
                yield self._fact(
                    _completion_name(1), "completion", {}, rank=_BY_THE_WAY, voids={"fixed_first_time"}
                )
            case WorkOrderRated():
                yield self._fact(f"rated#{event.sequence}", "voice", {f"score_{event.score}": 1})
            case SurveyInvited():
                yield self._fact(f"invited#{event.entity}", "voice", {"invited": 1})
            case SurveyAnswered():
                how = "answered" if event.by == "link" else "answered_by_call"
                told = {how: 1, f"score_{event.score}": 1, f"outcome_{_outcome_of(event)}": 1}
                yield self._fact(f"answered#{event.entity}", "voice", told)
            case DeadlineBreached():
                yield self._breach(event.kind, event.due_at, event.milestone, rank=_TOLD)

    def _fact(
        self,
        name: str,
        family: Family,
        numbers: dict[str, int],
        *,
        at: datetime | None = None,
        rank: int = _KEPT,
        adds: set[str] | None = None,
        voids: set[str] | None = None,
    ) -> Fact:
        at = at or self._event.at
        return Fact(
            order_id=self._order,
            name=name,
            family=family,
            number=self._card.number,
            at=at,
            day=self._day_of(at),
            cell=cell_of(self._card),
            rank=rank,
            sequence=self._event.sequence,
            numbers=numbers,
            adds=frozenset(adds or ()),
            voids=frozenset(voids or ()),
        )

    def _progress(self, event: WorkOrderProgressed) -> Iterator[Fact]:
        """That a report came in time, and that what was told as missed was not."""
        if event.is_late is False:
            yield self._fact(f"progressed#{event.sequence}", DEADLINES["progress"], {"progress_met": 1})
        for missed, milestone in (
            (event.check_disproved, None),
            (event.milestone_disproved, event.milestone),
        ):
            if missed:
                name = _outcome_name("progress", missed, milestone)
                yield self._fact(name, DEADLINES["progress"], {}, at=missed)

    def _first(self, sketch: Sketch, at: datetime) -> Fact:
        """How long it took until somebody did it for the first time; the first event of several counts."""
        return self._fact(sketch, sketch, self._took(sketch, at), at=at)

    def _took(self, sketch: Sketch, at: datetime) -> dict[str, int]:
        return {bin_name(sketch, bin_of(at - self._card.reported_at)): 1}

    def _completion(self, event: WorkOrderCompleted) -> Fact:
        numbers = {"completed": 1, "parts": len(event.parts)}
        if event.completion == 1:
            numbers |= {"first_completed": 1, "fixed_first_time": 1, **self._took("completion", event.at)}
        if event.minutes is not None:
            numbers |= {"timed": 1, "minutes": event.minutes}
        if event.card.due.complete_by is None:
            numbers |= {"due": 1, "due_completed": 1}
        return self._fact(_completion_name(event.completion), "completion", numbers)

    def _outcome(self, kind: str, due_at: datetime | None, at: datetime, *, is_late: bool) -> Iterator[Fact]:
        """What an action says of the deadline it answers."""
        if due_at is None:
            return
        if is_late:  # the ladder may not have told of the breach yet, and now never will
            yield self._breach(kind, due_at, rank=_LATE)
            return
        numbers = {f"{kind}_met": 1}
        if kind == "complete":
            numbers |= {"due": 1, "due_completed": 1}
        yield self._fact(_outcome_name(kind, due_at), DEADLINES[kind], numbers, at=at)

    def _breach(self, kind: str, due_at: datetime, milestone: str | None = None, *, rank: int) -> Fact:
        numbers, adds = {f"{kind}_breached": 1}, set[str]()
        if kind == "complete":
            numbers["due"] = 1
            adds = {"due_completed"} if rank == _LATE else adds
        name = _outcome_name(kind, due_at, milestone)
        return self._fact(name, DEADLINES[kind], numbers, at=due_at, rank=rank, adds=adds)


def _arrived_at(event: WorkOrderCheckedIn) -> datetime:
    """When somebody arrived: the device's time, if it can be true."""
    is_credible = event.card.reported_at <= event.captured_at <= event.at and not event.is_clock_skewed
    return event.captured_at if is_credible else event.at


def _outcome_of(event: SurveyAnswered) -> str:
    """What the resident said of it; events from before there were three outcomes say it by `is_fixed` alone."""
    return "not_fixed" if event.outcome == "fixed" and not event.is_fixed else event.outcome


def _outcome_name(kind: str, due_at: datetime, milestone: str | None = None) -> str:
    return f"{kind}#{due_at.isoformat()}" + (f"#{milestone}" if milestone else "")


def _completion_name(completion: int) -> str:
    return f"completed#{completion}"
