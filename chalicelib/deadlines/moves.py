"""What can be done to an order's clocks. Each move names a thing that happened to the order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.contracts.envelope import Who
from chalicelib.deadlines import plan
from chalicelib.deadlines.calendar import Hours
from chalicelib.deadlines.ladder import Ladder, Sla, normalise
from chalicelib.deadlines.model import (
    FROM_THE_START,
    TICK,
    Acknowledgement,
    Clock,
    Clocks,
    Fired,
    Kind,
    advance,
    fresh,
    rearmed,
)
from chalicelib.deadlines.recasting import recast
from chalicelib.kernel.clock import truncated


@dataclass(frozen=True)
class Start:
    """The order opens: all clocks start together. Nothing happens to clocks that have started."""


@dataclass(frozen=True)
class Pause:
    """The order waits: clocks keep what remains, and breached ones climb no further meanwhile."""


@dataclass(frozen=True)
class Continue:
    """The wait is over: clocks go on with what remained."""


@dataclass(frozen=True)
class Meet:
    """What the clock asks for is done: now, or `at` the device's time, which the caller has vouched for."""

    kind: Kind
    at: datetime | None = None


@dataclass(frozen=True)
class Cancel:
    """The order ends: no clock goes on. Met ones stay met and breached ones breached."""


@dataclass(frozen=True)
class Restart:
    """New clocks of these kinds, with their full durations, replace the old ones, which are archived.

    They run, unless the order is paused or suspended: then they wait with it.
    """

    kinds: tuple[Kind, ...] = FROM_THE_START


@dataclass(frozen=True)
class Recount:
    """Another calendar counts from now on, or another version of it: what is left stays, its moments move."""

    hours: Hours | None


@dataclass(frozen=True)
class Reprioritise:
    """Another priority, for which other durations may be promised: what was used of each clock stays used."""

    priority: str


@dataclass(frozen=True)
class Reclassify:
    """Another category: its durations, its ladder and its hours. What was used of each clock stays used.

    Of the new ladder, the steps no further than the old one was climbed count as climbed. `done` are the kinds
    whose wish the order has fulfilled already: a clock that only the new category sets is met from the start.
    """

    sla: Sla
    ladder: Ladder
    priority: str
    hours: Hours | None
    done: frozenset[Kind] = frozenset()


@dataclass(frozen=True)
class Acknowledge:
    """Somebody who was told sees to it: the clock goes on, and climbs no further step before `until`."""

    kind: Kind
    by: Who
    until: datetime


Recasting = Recount | Reprioritise | Reclassify
Move = Start | Pause | Continue | Meet | Cancel | Restart | Acknowledge | Recasting | plan.Move


def overdue(clocks: Clocks, moves: Sequence[Move], now: datetime) -> tuple[Clocks, list[Fired]]:
    """What fell due before `moves` are made at `now`: the clocks with it marked, and the steps that climbed.

    What a move meets at an earlier device time is looked at as of that time, so that no breach is told
    which the same move disproves.
    """
    seen: dict[Kind, datetime] = {}
    for move in moves:
        if isinstance(move, (Meet, plan.Progress)) and move.at:
            kind: Kind = move.kind if isinstance(move, Meet) else "progress"
            seen[kind] = truncated(move.at) - TICK
    return advance(clocks, now - TICK, seen=seen)


def made(clocks: Clocks, moves: Sequence[Move], now: datetime) -> Clocks:
    """The clocks after `moves` at `now`, with the timer they need. Mark what is `overdue` first."""
    for move in moves:
        clocks = _made(clocks, move, now)
    return rearmed(clocks, may_wake_early=not any(_answers(move) for move in moves))


def _answers(move: Move) -> bool:
    """Whether it ends the wait for an answer. What waits for one wakes long before the work is done, in vain."""
    return isinstance(move, Meet) and move.kind == "respond"


def _made(clocks: Clocks, move: Move, now: datetime) -> Clocks:
    match move:
        case Start():
            return _running(clocks, now) if clocks.phase == "held" else clocks
        case Continue():
            return _running(clocks, now) if clocks.phase == "paused" else clocks
        case Pause():
            return _paused(clocks, now) if clocks.phase == "running" else clocks
        case Meet(kind, at):
            moment = min(truncated(at), now) if at else now
            return _with(
                clocks, [c.met(moment, clocks.hours) if c.kind == kind else c for c in clocks.clocks]
            )
        case Cancel():
            return _with(clocks, [c.ended("cancelled", now, clocks.hours) for c in clocks.clocks])
        case Acknowledge(kind, by, until):
            return _with(
                clocks, [_acknowledged(c, by, now, until) if c.kind == kind else c for c in clocks.clocks]
            )
        case Restart(kinds):
            return _restarted(clocks, kinds, now)
        case Recount(hours):
            return recast(clocks, now, hours=hours)
        case Reprioritise(priority):
            return recast(clocks, now, priority=priority)
        case Reclassify(sla, ladder, priority, hours, done):
            changes = {"sla": sla, "ladder": normalise(ladder), "priority": priority, "hours": hours}
            return recast(clocks, now, done=done, **changes)
        case _:
            return plan.made(clocks, move, now)


def _acknowledged(clock: Clock, by: Who, now: datetime, until: datetime) -> Clock:
    if not clock.is_escalated:
        return clock
    before = clock.acknowledged
    until = max(truncated(until), before.until) if before else truncated(until)
    return clock.model_copy(
        update={"acknowledged": Acknowledgement(by_id=by.id, by_name=by.name, at=now, until=until)}
    )


def _with(clocks: Clocks, changed: Sequence[Clock]) -> Clocks:
    return clocks.model_copy(update={"clocks": tuple(changed)})


def _running(clocks: Clocks, now: datetime) -> Clocks:
    started = [c.started(now, clocks.hours) if c.phase in ("held", "paused") else c for c in clocks.clocks]
    return clocks.model_copy(update={"phase": "running", "clocks": tuple(started)})


def _paused(clocks: Clocks, now: datetime) -> Clocks:
    paused = [c.paused(now, clocks.hours) if c.phase == "running" else c for c in clocks.clocks]
    return clocks.model_copy(update={"phase": "paused", "clocks": tuple(paused)})


def _restarted(clocks: Clocks, kinds: Sequence[Kind], now: datetime) -> Clocks:
    current: list[Clock] = []
    replaced: list[Clock] = []
    for clock in clocks.clocks:
        if clock.kind not in kinds:
            current.append(clock)
            continue
        replaced.append(clock.ended("cancelled", now, clocks.hours))
        if duration := clocks.lasts(clock.kind):  # another category may set none any more
            current.append(fresh(clock.kind, duration, clocks.phase, now, clocks.hours))
    return clocks.model_copy(update={"clocks": tuple(current), "archived": (*clocks.archived, *replaced)})
