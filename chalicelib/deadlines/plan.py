"""The clocks that come and go with the work: checks of its progress, the milestones of its plan, and its resolution.

Decided here:

- A check runs while somebody has the work: from when it is taken on, anew with each report, until it is completed or
  given back. One that passes undone is breached and climbs until somebody reports; checks do not pile up meanwhile.
- A milestone's clock runs to the moment that was promised. Like every clock it stands still while the order waits.
- What was done without being resolved has a clock that is breached from its first moment, so that it climbs the
  steps at and after the breach at once. It ends when the order is completed again, closed or cancelled.
- A clock that is replaced before it told anybody leaves no trace: an order may be reported of for a hundred days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.deadlines.calendar import Hours, between
from chalicelib.deadlines.model import Clock, Clocks, fresh
from chalicelib.kernel.clock import truncated


@dataclass(frozen=True)
class Progress:
    """Work was taken on or reported of: the check is done and the next begins; so is the `milestone`, if named.

    Now, or `at` the device's time, which the caller has vouched for.
    """

    milestone: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Rest:
    """Nobody has the work any more: nobody is asked how it goes."""


@dataclass(frozen=True)
class Plan:
    """Milestones by name, with the moment of each. They replace those that are not done yet."""

    milestones: Mapping[str, datetime]


@dataclass(frozen=True)
class Doubt:
    """What was done has not resolved the matter."""


Move = Progress | Rest | Plan | Doubt


def made(clocks: Clocks, move: Move, now: datetime) -> Clocks:
    """The clocks after a move at `now`; what fell due has been marked."""
    match move:
        case Progress(milestone, at):
            return _progressed(clocks, milestone, min(truncated(at), now) if at else now)
        case Rest():
            checks = [clock for clock in clocks.clocks if _is_check(clock)]
            return _without(clocks, [clock.ended("cancelled", now, clocks.hours) for clock in checks])
        case Plan(milestones):
            return _planned(clocks, milestones, now)
        case Doubt():
            return _doubted(clocks, now)


def is_overdue(clocks: Clocks, milestone: str | None, at: datetime) -> bool | None:
    """Whether a report `at` this moment comes too late for what it meets; None when nothing is waiting for it."""
    met = [clock for clock in _waiting(clocks, milestone) if clock]
    return any(clock.fell_due_at and clock.fell_due_at < at for clock in met) if met else None


def disproved(clocks: Clocks, milestone: str | None, at: datetime) -> tuple[datetime | None, datetime | None]:
    """When the check and the milestone were missed, as was told, if a report `at` this moment shows otherwise."""
    check, reached = (
        clock.breached_at if clock and clock.breached_at and at <= clock.breached_at else None
        for clock in _waiting(clocks, milestone)
    )
    return check, reached


def _waiting(clocks: Clocks, milestone: str | None) -> tuple[Clock | None, Clock | None]:
    """The check and the milestone that wait for a report."""
    check, reached = clocks.of("progress"), clocks.of("progress", milestone) if milestone else None
    return _if_waiting(check), _if_waiting(reached)


def _if_waiting(clock: Clock | None) -> Clock | None:
    return clock if clock and clock.phase in ("running", "paused") else None


def _progressed(clocks: Clocks, milestone: str | None, now: datetime) -> Clocks:
    checks = [clock.met(now, clocks.hours) for clock in clocks.clocks if _is_check(clock)]
    clocks = _without(clocks, checks)
    current = [
        clock.met(now, clocks.hours) if milestone and clock.milestone == milestone else clock
        for clock in clocks.clocks
    ]
    every = clocks.lasts("progress")
    if every is not None:
        current.append(fresh("progress", every, clocks.phase, now, clocks.hours))
    return clocks.model_copy(update={"clocks": tuple(current)})


def _planned(clocks: Clocks, milestones: Mapping[str, datetime], now: datetime) -> Clocks:
    promised = {name: truncated(moment) for name, moment in milestones.items()}
    replaced = [
        clock.ended("cancelled", now, clocks.hours)
        for clock in clocks.clocks
        if clock.milestone and clock.phase != "done" and not _stands(clock, promised, now, clocks.hours)
    ]
    clocks = _without(clocks, replaced)
    kept = {clock.milestone for clock in clocks.clocks}
    added = [_milestone(name, moment, clocks, now) for name, moment in promised.items() if name not in kept]
    return clocks.model_copy(update={"clocks": (*clocks.clocks, *added)})


def _stands(clock: Clock, promised: Mapping[str, datetime], now: datetime, hours: Hours | None) -> bool:
    """Whether a milestone is promised for the same moment again: then it keeps what it has told."""
    moment = promised.get(clock.milestone or "")
    if moment is None or clock.phase == "cancelled":
        return False
    return clock.due_at == moment if clock.due_at else clock.left(now, hours) == between(hours, now, moment)


def _milestone(name: str, due_at: datetime, clocks: Clocks, now: datetime) -> Clock:
    """A clock to the promised moment itself, also where nobody works at that moment."""
    clock = Clock(kind="progress", milestone=name, phase=clocks.phase)
    if clocks.phase == "running":
        return clock.model_copy(update={"due_at": due_at})
    return clock.model_copy(update={"remaining": between(clocks.hours, now, due_at)})


def _doubted(clocks: Clocks, now: datetime) -> Clocks:
    before = clocks.of("resolution")
    if before and before.phase in ("running", "paused"):
        return clocks  # it climbs already
    clocks = _without(clocks, [before] if before else [])
    reminders = tuple(index for index, step in enumerate(clocks.ladder) if step.after < timedelta(0))
    doubt = fresh("resolution", timedelta(0), clocks.phase, now, clocks.hours)
    breached = doubt.model_copy(update={"breached_at": now, "fired": reminders})
    return clocks.model_copy(update={"clocks": (*clocks.clocks, breached)})


def _is_check(clock: Clock) -> bool:
    return clock.kind == "progress" and clock.milestone is None


def _without(clocks: Clocks, ended: list[Clock]) -> Clocks:
    """The clocks without those that have ended; what they told is kept."""
    gone = {(clock.kind, clock.milestone) for clock in ended}
    current = tuple(clock for clock in clocks.clocks if (clock.kind, clock.milestone) not in gone)
    told = tuple(clock for clock in ended if clock.escalations)
    return clocks.model_copy(update={"clocks": current, "archived": (*clocks.archived, *told)})
