"""What this room publishes when clocks change, before it is numbered and addressed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from chalicelib.contracts.deadlines import (
    DeadlineBreached,
    DeadlineEvent,
    DeadlineNear,
    TimerArmed,
    TimerStopped,
)
from chalicelib.contracts.envelope import Stamp, envelope
from chalicelib.deadlines.model import Clocks, Escalation, Fired, Timer

#: names of a step's `notify` -> the ids behind each
Resolve = Callable[[Sequence[str]], Mapping[str, tuple[str, ...]]]
#: a kind of event and its payload
Happening = tuple[type[DeadlineEvent], dict[str, Any]]


def recorded(clocks: Clocks, fired: Sequence[Fired], told: Sequence[tuple[str, ...]], at: datetime) -> Clocks:
    """The clocks with whom each step that `fired` has `told`, at `at`."""
    escalations = {(clock.kind, clock.milestone): clock.escalations for clock in clocks.clocks}
    for step, ids in zip(fired, told, strict=True):
        escalations[step.kind, step.milestone] += (Escalation(step=step.step, at=at, notified=ids),)
    current = [
        clock.model_copy(update={"escalations": escalations[clock.kind, clock.milestone]})
        for clock in clocks.clocks
    ]
    return clocks.model_copy(update={"clocks": tuple(current)})


def recipients(clocks: Clocks, fired: Sequence[Fired], resolve: Resolve) -> list[tuple[str, ...]]:
    """Whom each step tells: everybody once, in the order of its names. All names are looked up at once."""
    names = {name for step in fired for name in clocks.ladder[step.step].notify}
    found = resolve(sorted(names)) if names else {}
    return [
        tuple(dict.fromkeys(one for name in clocks.ladder[step.step].notify for one in found[name]))
        for step in fired
    ]


def of_steps(clocks: Clocks, fired: Sequence[Fired], told: Sequence[tuple[str, ...]]) -> list[Happening]:
    """A DeadlineNear or DeadlineBreached for each step."""
    return [
        (
            DeadlineNear if step.is_near else DeadlineBreached,
            {
                "card": clocks.card,
                "kind": step.kind,
                "step": step.step,
                "due_at": step.due_at,
                "recipient_ids": ids,
                "is_first": step.is_first,
                "milestone": step.milestone,
                "actions": clocks.ladder[step.step].actions,
            },
        )
        for step, ids in zip(fired, told, strict=True)
    ]


def of_timer(before: Timer | None, after: Timer | None) -> list[Happening]:
    """TimerStopped for the timer that is wanted no longer, TimerArmed for the one that is wanted instead."""
    if before and after and before.generation == after.generation:
        return []
    happenings: list[Happening] = []
    if before:
        happenings.append((TimerStopped, {"generation": before.generation}))
    if after:
        happenings.append((TimerArmed, {"generation": after.generation, "wake_at": after.wake_at}))
    return happenings


def numbered(clocks: Clocks, stamp: Stamp, happenings: Sequence[Happening]) -> list[DeadlineEvent]:
    """The events, numbered from the clocks' sequence on. They are for the staff, not for the resident."""
    return [
        kind(**envelope(stamp, clocks.order_id, clocks.sequence + number), visibility="internal", **payload)
        for number, (kind, payload) in enumerate(happenings, 1)
    ]
