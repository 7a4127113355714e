"""The clocks of one order, and how they breach and climb the ladder. Pure: state and a moment in, state out.

Decided here:

- A clock is breached the moment it falls due, whether or not a step of the ladder lies there. The event
  that insights count is the first step at or after the breach (`is_first`); a ladder whose first such step
  lies later tells it later.
- An action at the very millisecond a clock falls due is in time; the timer, which wakes at that millisecond
  too, breaches what nobody has acted on. So an action first marks what fell due *before* its moment, the
  timer what fell due *by* its moment.
- A breached clock goes on climbing until what it asks for is done, late. Waiting is not counted for it
  either: a pause stops the climb and shifts the steps that remain.
- An acknowledgement holds back the steps that have not fired, not the breach: those that fall within it fire at its
  end. It ends with its clock; of two the one that lasts longer holds.
- All of it is counted in the clock's time: in the working time of `hours`, or, without, around the clock. So a clock
  falls due, reminds and climbs in working hours alone.
- A step whose moment had passed before its clock started (a reminder 4 h ahead of a 2 h deadline) fires at
  the start.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from chalicelib.contracts.workorders import OrderCard
from chalicelib.deadlines.calendar import Hours, add, between
from chalicelib.deadlines.ladder import Ladder, Sla, first_at_breach, normalise
from chalicelib.kernel.entity import Entity, Value

Kind = Literal["respond", "arrive", "progress", "complete", "resolution"]
#: the kinds that start with the order; `plan` has the others
FROM_THE_START: tuple[Kind, ...] = ("respond", "arrive", "complete")
#: held: not started yet, the order is suspended. done: what was asked for is done, in time or late.
Phase = Literal["held", "running", "paused", "done", "cancelled"]
State = Literal["running", "met", "breached", "paused", "cancelled"]
#: the precision of all times
TICK = timedelta(milliseconds=1)


class Escalation(Value):
    """A step that was climbed, when, and the ids of whom it told."""

    step: int
    at: datetime
    notified: tuple[str, ...]


class Acknowledgement(Value):
    """Somebody has taken notice of what was told: no further step fires before `until`."""

    by_id: str
    by_name: str
    at: datetime
    until: datetime


class Clock(Value):
    """One deadline.

    While it runs, `due_at` says when it falls due and `remaining` is None. Else `remaining` is what was
    left when it stopped, in counted time to the millisecond, negative once overdue. `breached_at` is the moment
    it fell due undone; `due_at` of a breached clock moves on with every pause, since the steps are counted from it.
    `milestone` is the name of the plan's milestone whose clock it is.
    """

    kind: Kind
    milestone: str | None = None
    phase: Phase
    due_at: datetime | None = None
    remaining: timedelta | None = None
    breached_at: datetime | None = None
    fired: tuple[int, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    acknowledged: Acknowledgement | None = None

    @property
    def state(self) -> State:
        """As people see it. Once breached, always breached; a suspended order's clock is paused."""
        if self.breached_at is not None:
            return "breached"
        match self.phase:
            case "done":
                return "met"
            case "held":
                return "paused"
            case phase:
                return phase

    @property
    def fell_due_at(self) -> datetime | None:
        """When it falls, fell or would have fallen due, for people; None while that is open."""
        return self.breached_at or self.due_at

    @property
    def is_escalated(self) -> bool:
        """Whether a step has fired while what the clock asks for is still undone."""
        return bool(self.fired) and self.phase in ("running", "paused")

    def fires_at(self, after: timedelta, hours: Hours | None) -> datetime | None:
        """When the step at `after` its moment fires: not before an acknowledgement is over. None: it stands still."""
        if self.phase != "running" or self.due_at is None:
            return None
        moment = add(hours, self.due_at, after)
        if self.acknowledged is None or self.acknowledged.until <= moment:
            return moment
        return add(hours, self.acknowledged.until, timedelta(0))

    def left(self, now: datetime, hours: Hours | None) -> timedelta:
        """What is left of it, negative when overdue; for an ended clock, what was left at its end."""
        if self.phase == "running" and self.due_at is not None:
            return between(hours, now, self.due_at)
        return self.remaining or timedelta(0)

    def started(self, now: datetime, hours: Hours | None) -> "Clock":
        """Running (again), with what was left."""
        due_at = add(hours, now, self.left(now, hours))
        return self.model_copy(update={"phase": "running", "due_at": due_at, "remaining": None})

    def paused(self, now: datetime, hours: Hours | None) -> "Clock":
        """Standing still; nobody knows when it will be due."""
        left = self.left(now, hours)
        return self.model_copy(update={"phase": "paused", "due_at": None, "remaining": left})

    def ended(self, phase: Literal["done", "cancelled"], at: datetime, hours: Hours | None) -> "Clock":
        """Ended at `at`; an ended clock stays as it is."""
        if self.phase in ("done", "cancelled"):
            return self
        return self.model_copy(update={"phase": phase, "remaining": self.left(at, hours)})

    def met(self, at: datetime, hours: Hours | None) -> "Clock":
        """Done at `at`. A breach that this disproves is taken back; what was told of it stands."""
        if self.breached_at is None or at > self.breached_at or self.phase in ("done", "cancelled"):
            return self.ended("done", at, hours)
        return self.model_copy(
            update={
                "phase": "done",
                "due_at": self.breached_at,
                "remaining": between(hours, at, self.breached_at),
                "breached_at": None,
            }
        )


class Timer(Value):
    """The execution that is wanted: its number among the order's, and when it wakes."""

    generation: int
    wake_at: datetime


class Clocks(Entity):
    """All deadlines of one order.

    `card` is the order as a step tells of it. `phase` is the order's own, which a restarted clock takes
    over. `archived` are the clocks that others replaced, with what they told. `generation` counts the
    timers there were, `sequence` the events. `hours` is the calendar as it was taken for this order; None:
    around the clock (docs/decisions/0023).
    """

    order_id: str
    card: OrderCard
    sla: Sla
    ladder: Ladder
    priority: str = "normal"
    hours: Hours | None = None
    phase: Literal["held", "running", "paused"]
    clocks: tuple[Clock, ...]
    archived: tuple[Clock, ...] = ()
    timer: Timer | None = None
    generation: int = 0
    sequence: int = 0

    def of(self, kind: str, milestone: str | None = None) -> Clock | None:
        """The current clock of a kind, or of a milestone; None where there is none."""
        return next(
            (clock for clock in self.clocks if (clock.kind, clock.milestone) == (kind, milestone)), None
        )

    def lasts(self, kind: str) -> timedelta | None:
        """How long a kind of deadline lasts for this order; None: its category sets none."""
        return self.sla.lasts(kind, self.priority)

    @property
    def counts_working_time(self) -> bool:
        """Whether they are counted in the hours of a calendar, if there is one; those of emergencies never are."""
        return self.sla.hours == "working" and not self.card.is_emergency

    def waits_for(self, generation: int) -> bool:
        """Whether this timer is still wanted."""
        return self.timer is not None and self.timer.generation == generation


@dataclass(frozen=True)
class Fired:
    """A step just climbed. `is_near`: it lies before the breach; `is_first`: the first at or after it."""

    kind: Kind
    step: int
    due_at: datetime
    is_near: bool
    is_first: bool
    milestone: str | None = None


def opened(
    order_id: str,
    card: OrderCard,
    sla: Sla,
    ladder: Ladder,
    phase: Literal["held", "running"],
    now: datetime,
    *,
    priority: str = "normal",
    hours: Hours | None = None,
) -> Clocks:
    """The clocks of a new order: one of each kind that its SLA sets from the start, and assessment on the ladder."""
    clocks = [
        fresh(kind, duration, phase, now, hours)
        for kind in FROM_THE_START
        if (duration := sla.lasts(kind, priority)) is not None
    ]
    rules = {"sla": sla, "ladder": normalise(ladder), "priority": priority, "hours": hours}
    return rearmed(Clocks(order_id=order_id, card=card, phase=phase, clocks=tuple(clocks), **rules))


def fresh(kind: Kind, duration: timedelta, phase: Phase, now: datetime, hours: Hours | None) -> Clock:
    """A clock with its full duration."""
    clock = Clock(kind=kind, phase=phase, remaining=duration)
    return clock.started(now, hours) if phase == "running" else clock


def advance(
    clocks: Clocks, until: datetime, *, seen: dict[Kind, datetime] | None = None
) -> tuple[Clocks, list[Fired]]:
    """Mark all that fell due by `until`, and say which steps that climbed, in the order of their moments.

    Doing so late, or again, or in several goes, climbs the same steps: each once. `seen` gives single kinds
    an earlier moment than `until`.
    """
    advanced: list[Clock] = []
    fired: list[tuple[datetime, Fired]] = []
    for clock in clocks.clocks:
        after, steps = _advance(clock, clocks, min(until, (seen or {}).get(clock.kind, until)))
        advanced.append(after)
        fired += steps
    fired.sort(key=lambda pair: (pair[0], pair[1].step))
    return clocks.model_copy(update={"clocks": tuple(advanced)}), [step for _, step in fired]


def _advance(clock: Clock, clocks: Clocks, until: datetime) -> tuple[Clock, list[tuple[datetime, Fired]]]:
    if clock.phase != "running" or clock.due_at is None:
        return clock, []
    breached_at = clock.breached_at or (clock.due_at if clock.due_at <= until else None)
    first = first_at_breach(clocks.ladder)
    steps = [
        (
            add(clocks.hours, clock.due_at, step.after),
            Fired(
                kind=clock.kind,
                step=index,
                due_at=breached_at or clock.due_at,
                is_near=step.after < timedelta(0),
                is_first=index == first,
                milestone=clock.milestone,
            ),
        )
        for index, step in enumerate(clocks.ladder)
        if index not in clock.fired
        and (moment := clock.fires_at(step.after, clocks.hours))
        and moment <= until
    ]
    fired = (*clock.fired, *(step.step for _, step in steps))
    return clock.model_copy(update={"breached_at": breached_at, "fired": fired}), steps


def next_moment(clocks: Clocks) -> datetime | None:
    """When there is something to mark next; None when nothing is pending."""
    moments: list[datetime] = []
    for clock in clocks.clocks:
        if clock.phase == "running" and clock.due_at is not None:
            if clock.breached_at is None:
                moments.append(clock.due_at)
            moments += [
                moment
                for index, step in enumerate(clocks.ladder)
                if index not in clock.fired and (moment := clock.fires_at(step.after, clocks.hours))
            ]
    return min(moments, default=None)


def rearmed(clocks: Clocks, *, may_wake_early: bool = True) -> Clocks:
    """With the timer that what is pending needs.

    One that wakes too early may be left alone: it finds nothing due and names the next moment itself. That
    takes two transitions where another execution takes one, but none if the order is done before. So is one
    that waits while the order is paused: the order may go on before it wakes.
    """
    moment = next_moment(clocks)
    if moment is None and any(clock.phase == "paused" for clock in clocks.clocks):
        return clocks
    if moment is None:
        return clocks.model_copy(update={"timer": None})
    if clocks.timer is not None:
        wake_at = clocks.timer.wake_at
        if wake_at == moment or (wake_at < moment and may_wake_early):
            return clocks
    generation = clocks.generation + 1
    return clocks.model_copy(
        update={"generation": generation, "timer": Timer(generation=generation, wake_at=moment)}
    )
