"""Deadlines of an order: they change in the order's own transaction, and fire by the timer.

Nothing here reads for a move: the caller has loaded the clocks together with its order. Only a step that
fires asks the organization whom to tell.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from chalicelib.contracts.workorders import OrderCard
from chalicelib.deadlines import store, telling, timer, waiting, whom
from chalicelib.deadlines.calendar import Hours
from chalicelib.deadlines.calendar_model import Calendar
from chalicelib.deadlines.calendars import renew as renew_calendars
from chalicelib.deadlines.ladder import (
    ACTIONS,
    LONGEST_DURATION,
    LONGEST_OFFSET,
    MOST_STEPS,
    NAMES,
    Ladder,
    Promise,
    Sla,
    Step,
    flaws,
    of_incident,
)
from chalicelib.deadlines.model import Clocks, Fired, Kind, Timer, advance, next_moment, opened
from chalicelib.deadlines.moves import (
    Acknowledge,
    Cancel,
    Continue,
    Meet,
    Move,
    Pause,
    Reclassify,
    Recount,
    Reprioritise,
    Restart,
    Start,
    made,
    overdue,
)
from chalicelib.deadlines.plan import Doubt, Plan, Progress, Rest, disproved, is_overdue
from chalicelib.deadlines.store import calendar_ref, clocks_ref
from chalicelib.deadlines.views import DeadlineView, describe, due, is_late, is_over, is_still, told_of
from chalicelib.deadlines.waiting import Waiting
from chalicelib.kernel.actor import system
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context

__all__ = [
    "ACTIONS",
    "LONGEST_DURATION",
    "LONGEST_OFFSET",
    "MOST_STEPS",
    "NAMES",
    "Acknowledge",
    "Calendar",
    "Cancel",
    "Clocks",
    "Continue",
    "DeadlineView",
    "Doubt",
    "Hours",
    "Kind",
    "Ladder",
    "Meet",
    "Move",
    "Pause",
    "Plan",
    "Progress",
    "Promise",
    "Reclassify",
    "Recount",
    "Reprioritise",
    "Rest",
    "Restart",
    "Sla",
    "Start",
    "Step",
    "apply",
    "arm",
    "calendar_ref",
    "clocks_ref",
    "create",
    "describe",
    "disarm",
    "disproved",
    "due",
    "fire",
    "flaws",
    "is_late",
    "is_over",
    "is_overdue",
    "is_still",
    "of_incident",
    "renew_calendars",
    "resume",
    "told_of",
]


def create(
    context: Context,
    order_id: str,
    card: OrderCard,
    sla: Sla,
    ladder: Ladder,
    is_running: bool,
    *,
    priority: str = "normal",
    hours: Hours | None = None,
) -> tuple[Clocks, list[Change]]:
    """The clocks of a new order and what saves them. Not running: `Start` will start them."""
    phase: Literal["running", "held"] = "running" if is_running else "held"
    clocks = opened(order_id, card, sla, ladder, phase, context.now, priority=priority, hours=hours)
    return _saved(context, _current(clocks, card), None, [])


def apply(context: Context, clocks: Clocks, card: OrderCard, *moves: Move) -> tuple[Clocks, list[Change]]:
    """The clocks after `moves`, made in order at this moment, and what saves them.

    What fell due before is marked first and told of as the timer would have: to those whom the order
    concerned until now, which is why `card`, the order after the change, is kept only for what comes.
    Without moves it just replaces the card; call it whenever the card changes.
    """
    climbed, happenings = _climbed(context, *overdue(clocks, moves, context.now))
    moved = made(climbed, moves, context.now)
    return _saved(context, _current(moved.changed(), card), clocks.timer, happenings)


def fire(
    context: Context, order_id: str, generation: int, ends_at: datetime | None = None
) -> datetime | None:
    """What the woken timer does: mark and tell what is due, and answer when to wake next.

    None when this timer is wanted no longer or nothing is pending any more; and when what is pending lies after
    `ends_at`, the end of its execution: then another generation is armed. Woken early, or again after it took
    effect, it answers the moment that stands. Raises StaleRead when an action came between.
    """
    clocks = context.table.get(clocks_ref(order_id))
    if clocks is None or clocks.timer is None or not clocks.waits_for(generation):
        return None
    lasts = ends_at is None or clocks.timer.wake_at <= ends_at
    if context.now < clocks.timer.wake_at and lasts:
        return clocks.timer.wake_at
    climbed, happenings = _climbed(context, *advance(clocks, context.now))
    moment = next_moment(climbed)
    if moment is not None and ends_at is not None and ends_at < moment:
        after = Timer(generation=generation + 1, wake_at=moment)
        handed_over = climbed.changed(timer=after, generation=after.generation)
        _, changes = _saved(context, handed_over, None, happenings)
        context.commit(changes)
        return None
    # This execution goes on or ends by what is answered here, so no event tells of it.
    kept = None if moment is None else Timer(generation=generation, wake_at=moment)
    _, changes = _saved(context, climbed.changed(timer=kept), kept, happenings)
    context.commit(changes)
    return moment


def arm(context: Context, order_id: str, generation: int, wake_at: datetime) -> None:
    """Start the execution of this generation, if it is wanted (a stop may have overtaken the start).

    Whatever the order in which start and stop arrive, none is left open: if the change that stops it
    commits before the second look, that look sees it and stops the execution here; if after, its own stop
    finds the execution. What Step Functions refuses for now waits in a queue.
    """
    if not _is_wanted(context, order_id, generation):
        return
    try:
        timer.start(context.actor.tenant, order_id, generation, wake_at, context.now)
    except timer.NotStarted as refusal:
        pause = waiting.pause_s(wake_at, context.now, is_full=refusal.is_full)
        waiting.put(Waiting(context.actor.tenant, order_id, generation), pause)
        return
    if not _is_wanted(context, order_id, generation):
        timer.stop(order_id, generation)


def resume(context: Context, order_id: str, generation: int) -> None:
    """What becomes of a timer that waits without an execution: it fires if it is due, and is armed for what comes.

    None of this happens when it is wanted no longer. Raises StaleRead when an action came between.
    """
    clocks = context.table.get(clocks_ref(order_id))
    if clocks is None or clocks.timer is None or not clocks.waits_for(generation):
        return
    moment: datetime | None = clocks.timer.wake_at
    if clocks.timer.wake_at <= context.now:
        moment = fire(context, order_id, generation)
    if moment is not None:
        arm(context, order_id, generation, moment)


def disarm(order_id: str, generation: int) -> None:
    """Stop the execution of this generation, if it was started."""
    timer.stop(order_id, generation)


def _is_wanted(context: Context, order_id: str, generation: int) -> bool:
    clocks = context.table.get(clocks_ref(order_id))
    return clocks is not None and clocks.waits_for(generation)


def _climbed(
    context: Context, clocks: Clocks, fired: Sequence[Fired]
) -> tuple[Clocks, list[telling.Happening]]:
    """The clocks with the steps that `fired` on record, and what tells those concerned so far."""
    told = telling.recipients(clocks, fired, lambda names: whom.resolved(context, clocks.card, names))
    return telling.recorded(clocks, fired, told, context.now), telling.of_steps(clocks, fired, told)


def _saved(
    context: Context, clocks: Clocks, before: Timer | None, happenings: list[telling.Happening]
) -> tuple[Clocks, list[Change]]:
    """The clocks as saved; what saves them, tells of `happenings`, and of a timer that is not `before`.

    The system tells, whoever acted: a step that comes out with a late action is not that person's doing.
    """
    stamp = system(context.actor.tenant, "deadlines").stamp(context.now)
    events = telling.numbered(clocks, stamp, [*happenings, *telling.of_timer(before, clocks.timer)])
    clocks = clocks.model_copy(update={"sequence": clocks.sequence + len(events)})
    return clocks, [store.save(clocks), *map(store.emit, events)]


def _current(clocks: Clocks, card: OrderCard) -> Clocks:
    """The clocks with the order's card, on which their own moments stand."""
    return clocks.model_copy(update={"card": card.model_copy(update={"due": due(clocks)})})
