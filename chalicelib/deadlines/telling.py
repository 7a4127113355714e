"""What this room publishes when clocks change, before it is numbered and addressed."""

from collections.abc import Callable, Sequence
from typing import Any

from chalicelib.contracts.deadlines import (
    DeadlineBreached,
    DeadlineEvent,
    DeadlineNear,
    TimerArmed,
    TimerStopped,
)
from chalicelib.contracts.envelope import Stamp, envelope
from chalicelib.contracts.workorders import OrderCard
from chalicelib.deadlines.model import Clocks, Escalation, Fired, Timer

#: the ids behind one name of a step's `notify`
Resolve = Callable[[str], tuple[str, ...]]
#: a kind of event and its payload
Happening = tuple[type[DeadlineEvent], dict[str, Any]]


def recorded(clocks: Clocks, fired: Sequence[Fired], told: Sequence[tuple[str, ...]], stamp: Stamp) -> Clocks:
    """The clocks with whom each step that `fired` has `told`."""
    escalations = {clock.kind: clock.escalations for clock in clocks.clocks}
    for step, ids in zip(fired, told, strict=True):
        escalations[step.kind] += (Escalation(step=step.step, at=stamp.at, notified=ids),)
    current = [clock.model_copy(update={"escalations": escalations[clock.kind]}) for clock in clocks.clocks]
    return clocks.model_copy(update={"clocks": tuple(current)})


def recipients(clocks: Clocks, fired: Sequence[Fired], resolve: Resolve) -> list[tuple[str, ...]]:
    """Whom each of the steps tells: everybody once, in the order of the step's names. Each name is looked up once."""
    names = {name for step in fired for name in clocks.ladder[step.step].notify}
    found = {name: resolve(name) for name in sorted(names)}
    return [
        tuple(dict.fromkeys(one for name in clocks.ladder[step.step].notify for one in found[name]))
        for step in fired
    ]


def of_steps(card: OrderCard, fired: Sequence[Fired], told: Sequence[tuple[str, ...]]) -> list[Happening]:
    """A DeadlineNear or DeadlineBreached for each step."""
    return [
        (
            DeadlineNear if step.is_near else DeadlineBreached,
            {
                "card": card,
                "kind": step.kind,
                "step": step.step,
                "due_at": step.due_at,
                "recipient_ids": ids,
                "is_first": step.is_first,
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
    """The events, numbered from the clocks' sequence on. They are the staff's business, not the resident's."""
    return [
        kind(**envelope(stamp, clocks.order_id, clocks.sequence + number), visibility="internal", **payload)
        for number, (kind, payload) in enumerate(happenings, 1)
    ]
