"""Events of deadlines. `entity` is the order's id; the sequence is the deadlines' own count, not the order's.

Of calendars, `entity` is the calendar's id and the sequence its version.
"""

from datetime import datetime
from typing import ClassVar

from chalicelib.contracts.envelope import Event
from chalicelib.contracts.workorders import OrderCard


class DeadlineEvent(Event):
    """Base of the events of this room."""

    source: ClassVar[str] = "steward.deadlines"


class LadderStepFired(DeadlineEvent):
    """Base of what a step of the ladder tells. `step` counts from 0; `kind` is that of the deadline.

    `milestone` names the milestone of the plan whose deadline it is; `actions` are what the step does to the order.
    """

    card: OrderCard
    kind: str
    step: int
    due_at: datetime
    recipient_ids: tuple[str, ...]
    is_first: bool  # the clock's first step at or after its breach
    milestone: str | None = None
    actions: tuple[str, ...] = ()


class DeadlineNear(LadderStepFired):
    """A step before the breach."""


class DeadlineBreached(LadderStepFired):
    """A step at or after the breach."""


class TimerArmed(DeadlineEvent):
    """An execution is wanted that wakes at `wake_at`."""

    generation: int
    wake_at: datetime


class TimerStopped(DeadlineEvent):
    """The execution of this generation is wanted no longer."""

    generation: int


class CalendarChanged(DeadlineEvent):
    """A calendar has another version: what is counted by it has to be counted anew."""
