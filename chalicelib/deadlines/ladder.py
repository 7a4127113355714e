"""What a category promises and whom it tells: how long its clocks last, and the steps of its ladder."""

from datetime import timedelta
from typing import Literal

from pydantic import Field

from chalicelib.kernel.entity import Value

#: whom a step may name besides a member's id; they are looked up when the step fires
NAMES = ("assignee", "head", "assessment", "setter")
LONGEST_DURATION = timedelta(days=300)  # with the ladder after it, within the year that an execution may last
LONGEST_OFFSET = timedelta(days=30)
MOST_STEPS = 10
_AT_THE_BREACH = timedelta(0)


class Promise(Value):
    """How long each kind of deadline lasts. None: none of this kind is set here."""

    respond: timedelta | None = None
    arrive: timedelta | None = None
    complete: timedelta | None = None


class Sla(Promise):
    """What a category promises, with what it promises otherwise by priority; a kind not named there is as for all.

    `hours`: counted in the working time of the department's calendar, or always, around the clock.
    """

    hours: Literal["always", "working"] = "always"
    by_priority: dict[str, Promise] = Field(default_factory=dict)

    def lasts(self, kind: str, priority: str) -> timedelta | None:
        """How long a kind of deadline lasts for an order of this priority; None: there is none."""
        own: timedelta | None = getattr(self.by_priority.get(priority), kind, None)
        return own or getattr(self, kind, None)


class Step(Value):
    """Whom a ladder tells at `after` the breach (negative: before it). Steps count from 0, as given."""

    after: timedelta
    notify: tuple[str, ...]


Ladder = tuple[Step, ...]


def normalise(ladder: Ladder) -> Ladder:
    """The ladder with assessment told at the breach, unless a step at or after the breach tells it.

    It joins the first step that lies at the breach, or becomes the last step: given steps keep their numbers.
    """
    if any(step.after >= _AT_THE_BREACH and "assessment" in step.notify for step in ladder):
        return ladder
    for index, step in enumerate(ladder):
        if step.after == _AT_THE_BREACH:
            told = Step(after=step.after, notify=(*step.notify, "assessment"))
            return (*ladder[:index], told, *ladder[index + 1 :])
    return (*ladder, Step(after=_AT_THE_BREACH, notify=("assessment",)))


def first_at_breach(ladder: Ladder) -> int | None:
    """The step that is climbed first once a clock is breached; None only for a ladder never normalised."""
    later = [(step.after, index) for index, step in enumerate(ladder) if step.after >= _AT_THE_BREACH]
    return min(later)[1] if later else None
