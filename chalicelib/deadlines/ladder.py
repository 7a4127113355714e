"""What a category promises and whom it tells: how long its clocks last, and the steps of its ladder."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Literal

from pydantic import Field

from chalicelib.kernel.entity import Value
from chalicelib.kernel.refusals import FieldRefused

#: whom a step may name besides a member's id; they are looked up when the step fires
NAMES = ("assignee", "head", "assessment", "setter", "on_call")
#: what a step may do to the order besides telling people of it
ACTIONS = ("requeue", "raise_priority", "open_incident")
LONGEST_DURATION = timedelta(days=300)  # with the ladder after it, within the year that an execution may last
LONGEST_OFFSET = timedelta(days=30)
MOST_STEPS = 10
#: how many steps of a ladder may take an action: there are three priorities above the lowest
_MOST_OF = {"requeue": 1, "open_incident": 1, "raise_priority": 3}
_AT_THE_BREACH = timedelta(0)


class Promise(Value):
    """How long each kind of deadline lasts. None: none of this kind is set here.

    `progress` comes again: so long after the work was taken on or last reported of, somebody has to report of it.
    """

    respond: timedelta | None = None
    arrive: timedelta | None = None
    complete: timedelta | None = None
    progress: timedelta | None = None


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
    """Whom a ladder tells at `after` the breach (negative: before it), and what it does then. Steps count from 0."""

    after: timedelta
    notify: tuple[str, ...]
    actions: tuple[str, ...] = ()


Ladder = tuple[Step, ...]


def normalise(ladder: Ladder) -> Ladder:
    """The ladder with assessment told at the breach, unless a step at or after the breach tells it.

    It joins the first step that lies at the breach, or becomes the last step: given steps keep their numbers.
    """
    if any(step.after >= _AT_THE_BREACH and "assessment" in step.notify for step in ladder):
        return ladder
    for index, step in enumerate(ladder):
        if step.after == _AT_THE_BREACH:
            told = step.model_copy(update={"notify": (*step.notify, "assessment")})
            return (*ladder[:index], told, *ladder[index + 1 :])
    return (*ladder, Step(after=_AT_THE_BREACH, notify=("assessment",)))


def first_at_breach(ladder: Ladder) -> int | None:
    """The step that is climbed first once a clock is breached; None only for a ladder never normalised."""
    later = [(step.after, index) for index, step in enumerate(ladder) if step.after >= _AT_THE_BREACH]
    return min(later)[1] if later else None


def flaws(ladder: Ladder) -> Iterator[tuple[int, FieldRefused]]:
    """Steps that make no sense, by their number, and why: told to whoever defines the ladder.

    A step that repeats another one tells the same people the same thing twice. Before the breach nothing has failed
    yet. Back in the queue the order has nobody, from whom a second step could take it; and one incident is enough.
    """
    seen: set[tuple[timedelta, frozenset[str]]] = set()
    taken = dict.fromkeys(ACTIONS, 0)
    for number, step in enumerate(ladder):
        same = (step.after, frozenset(step.notify))
        if same in seen:
            yield number, FieldRefused("another step tells the same people at the same moment")
        seen.add(same)
        if step.actions and step.after < _AT_THE_BREACH:
            yield number, FieldRefused("a reminder takes no action: nothing is late before the breach")
        if len(set(step.actions)) < len(step.actions):
            yield number, FieldRefused("a step takes each action once")
        for action in sorted(set(step.actions)):
            taken[action] += 1
            if taken[action] > _MOST_OF[action]:
                yield (
                    number,
                    FieldRefused(
                        "too many steps take the action {action}: at most {most}",
                        action=action,
                        most=_MOST_OF[action],
                    ),
                )


def of_incident(ladder: Ladder) -> Ladder:
    """The ladder for an incident that this one opens: the same, but that it opens no further incident."""
    return tuple(
        step.model_copy(update={"actions": tuple(one for one in step.actions if one != "open_incident")})
        for step in ladder
    )
