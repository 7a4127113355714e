"""What becomes of clocks when their category, their priority or their calendar becomes another one. Pure.

What was used of a clock stays used, to the millisecond, counted in the hours that it was used in; what is left of
the new duration is counted in the new hours. A clock that has ended stays so, and what was breached stays breached.
"""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.deadlines.ladder import Ladder
from chalicelib.deadlines.model import FROM_THE_START, Clock, Clocks, Kind, fresh

_OPEN = ("held", "running", "paused")


def recast(clocks: Clocks, now: datetime, *, done: frozenset[Kind] = frozenset(), **changes: Any) -> Clocks:
    """The clocks with `changes` of `sla`, `ladder`, `priority` and `hours`, as they stand at `now`."""
    after = clocks.model_copy(update=changes)
    current: list[Clock] = []
    dropped: list[Clock] = []
    for clock in clocks.clocks:
        if clock.phase not in _OPEN:
            current.append(clock)
        elif clock.milestone or clock.kind == "resolution":  # no category has set these
            current.append(clock.model_copy(update={"fired": _fired(clock, clocks.ladder, after.ladder)}))
        elif _is_dropped(clock, clocks, after):
            dropped.append(clock.ended("cancelled", now, clocks.hours))
        else:
            current.append(_carried(clock, clocks, after, now))
    for kind in FROM_THE_START:
        duration = after.lasts(kind)
        if duration is not None and clocks.lasts(kind) is None and clocks.of(kind) is None:
            phase = "done" if kind in done else after.phase
            current.append(fresh(kind, duration, phase, now, after.hours))
    return after.model_copy(update={"clocks": tuple(current), "archived": (*clocks.archived, *dropped)})


def _is_dropped(clock: Clock, before: Clocks, after: Clocks) -> bool:
    """Whether its duration came from the SLA and the new one sets none."""
    return before.lasts(clock.kind) is not None and after.lasts(clock.kind) is None


def _carried(clock: Clock, before: Clocks, after: Clocks, now: datetime) -> Clock:
    """The same clock with what is left of its new duration, in the new hours."""
    none = timedelta(0)
    longer = (after.lasts(clock.kind) or none) - (before.lasts(clock.kind) or none)
    left = clock.left(now, before.hours) + longer
    fired = _fired(clock, before.ladder, after.ladder)
    carried = clock.model_copy(update={"due_at": None, "remaining": left, "fired": fired})
    if clock.phase != "running":
        return carried
    stopped = carried.model_copy(update={"phase": "paused"})
    return stopped.started(now, after.hours)


def _fired(clock: Clock, before: Ladder, after: Ladder) -> tuple[int, ...]:
    """The steps of the new ladder that lie no further than the old one was climbed."""
    if after == before or not clock.fired:
        return clock.fired
    height = max(before[step].after for step in clock.fired)
    return tuple(index for index, step in enumerate(after) if step.after <= height)
