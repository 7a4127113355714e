"""What a category promises and whom it tells: the durations of its clocks and the steps of its escalation ladder."""

import re
from datetime import timedelta

from chalicelib.kernel.entity import Value
from chalicelib.kernel.errors import Unprocessable

#: whom a step may name besides a member's id; they are looked up when the step fires
NAMES = ("assignee", "head", "assessment", "setter")
LONGEST_DURATION = timedelta(days=300)  # with the ladder after it, within the year that an execution may last
LONGEST_OFFSET = timedelta(days=30)
MOST_STEPS = 10
_MEMBER = re.compile(r"^mb_[A-Za-z0-9]{1,64}$")
_AT_THE_BREACH = timedelta(0)


class Sla(Value):
    """How long each kind of deadline lasts, around the clock. None: the category sets none of this kind."""

    respond: timedelta | None = None
    arrive: timedelta | None = None
    complete: timedelta | None = None


class Step(Value):
    """One step of a ladder: whom to `notify` at `after` the breach (negative: before it). Steps count from 0 as given."""

    after: timedelta
    notify: tuple[str, ...]


Ladder = tuple[Step, ...]


def normalise(ladder: Ladder) -> Ladder:
    """The ladder with the assessment department told at the breach, unless a step at or after the breach tells it.

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
    """The number of the step that is climbed first once the clock is breached; None only for a ladder never normalised."""
    later = [(step.after, index) for index, step in enumerate(ladder) if step.after >= _AT_THE_BREACH]
    return min(later)[1] if later else None


def check_sla(sla: Sla) -> None:
    """Raises Unprocessable, naming the field, unless every duration is positive and at most 300 days."""
    for kind in Sla.model_fields:
        duration = getattr(sla, kind)
        if duration is not None and not timedelta(0) < duration <= LONGEST_DURATION:
            raise Unprocessable("must be longer than nothing and at most 300 days", "sla", kind)


def check_ladder(ladder: Ladder) -> None:
    """Raises Unprocessable, naming the field, for a ladder that no category may have."""
    if len(ladder) > MOST_STEPS:
        raise Unprocessable(f"must have at most {MOST_STEPS} steps", "ladder")
    for index, step in enumerate(ladder):
        if abs(step.after) > LONGEST_OFFSET:
            raise Unprocessable("must lie within 30 days of the breach", "ladder", index, "after")
        if not step.notify:
            raise Unprocessable("must name somebody", "ladder", index, "notify")
        for place, name in enumerate(step.notify):
            if name not in NAMES and not _MEMBER.match(name):
                raise Unprocessable(
                    f"must be one of {', '.join(NAMES)} or a member's id", "ladder", index, "notify", place
                )
