"""Working time: which moment lies so much of it ahead, and how much of it lies between two moments. Pure.

Decided here:

- A shift is meant as people mean it, by the clock on the wall: it lasts from the moment when that clock first reaches
  the shift's start until it first reaches its end. So adjoining shifts adjoin on every day, a night shift is an hour
  shorter or longer when the clocks change, and a time that they skip is the moment of the skip.
- A shift belongs to the day it starts on: a holiday closes what starts that day, not what is left of the night before.
- Both ends of a shift are working moments: what is due at the end of Friday's falls due on Friday, not on Monday.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from pydantic import Field

from chalicelib.kernel.entity import Value

#: first and last minute after its day's midnight; the last may lie on the next day (at most 48 hours after)
Shift = tuple[int, int]
#: one day's, in order, none over another
Shifts = tuple[Shift, ...]

DAY_MINUTES = 24 * 60
_DAY = timedelta(days=1)
_NO_TIME = timedelta(0)
#: how far one looks for working time; a calendar that is open an hour a week has a month of it in 14 years
_FARTHEST_DAYS = 20 * 366


class Hours(Value):
    """A version of a tenant's calendar as a deadline counts by it. `week` is Monday's shifts to Sunday's.

    `days` are the dates that have others: holidays, make-up workdays and the tenant's exceptions, as they were when
    this was taken. Nothing else is asked, so that the same question has the same answer for ever.
    """

    calendar_id: str
    version: int
    zone: str
    week: tuple[Shifts, ...]
    days: dict[date, Shifts] = Field(default_factory=dict)

    def shifts(self, day: date) -> Shifts:
        """What starts on a day."""
        found = self.days.get(day)
        return self.week[day.weekday()] if found is None else found


def add(hours: Hours | None, moment: datetime, span: timedelta) -> datetime:
    """The first working moment from `moment` on by which `span` has been counted; for a negative span, the last before.

    None: around the clock. A calendar that has not so much working time in 20 years gives a moment that far off.
    """
    if hours is None:
        return moment + span
    if span < _NO_TIME:
        return _back(hours, moment, -span)
    for start, end in _ahead(hours, moment):
        if span <= end - start:
            return start + span
        span -= end - start
    return moment + _FARTHEST_DAYS * _DAY


def between(hours: Hours | None, first: datetime, last: datetime) -> timedelta:
    """The working time from `first` to `last`, negative if `last` lies before. None: around the clock."""
    if hours is None:
        return last - first
    if last < first:
        return -between(hours, last, first)
    counted = _NO_TIME
    for start, end in _ahead(hours, first):
        if start >= last:
            break
        counted += min(end, last) - start
    return counted


def openings(hours: Hours, day: date) -> tuple[tuple[datetime, datetime], ...]:
    """The moments, in UTC, between which a day's shifts last; without what is left of the night before."""
    before = hours.shifts(day - _DAY)
    taken = before[-1][1] - DAY_MINUTES if before else 0
    return _moments(hours.zone, day, hours.shifts(day), max(taken, 0))


@lru_cache(maxsize=4096)
def _moments(zone_name: str, day: date, shifts: Shifts, taken: int) -> tuple[tuple[datetime, datetime], ...]:
    """When a day's shifts begin and end; `taken` are the minutes that the night shift of the day before has of it."""
    zone = ZoneInfo(zone_name)
    found = [
        (_reached(zone, day, max(first, taken)), _reached(zone, day, last))
        for first, last in shifts
        if last > taken
    ]
    return tuple((start, end) for start, end in found if start < end)


def _back(hours: Hours, moment: datetime, span: timedelta) -> datetime:
    day = moment.astimezone(ZoneInfo(hours.zone)).date()
    for back in range(_FARTHEST_DAYS):
        for start, end in reversed(openings(hours, day - back * _DAY)):
            end = min(end, moment)  # noqa: PLW2901 - the part that has been
            if end < start:
                continue
            if span <= end - start:
                return end - span
            span -= end - start
    return moment - _FARTHEST_DAYS * _DAY


def _ahead(hours: Hours, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    """What is open from a moment on, beginning with the night shift of the day before."""
    day = moment.astimezone(ZoneInfo(hours.zone)).date() - _DAY
    for ahead in range(_FARTHEST_DAYS):
        for start, end in openings(hours, day + ahead * _DAY):
            if end >= moment:
                yield max(start, moment), end


def _reached(zone: ZoneInfo, day: date, minutes: int) -> datetime:
    """When the clock on the wall first shows so many minutes after a day's midnight, or more."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    before, after = zone.utcoffset(wall), zone.utcoffset(wall.replace(fold=1))
    assert before is not None and after is not None  # a zone always knows
    early, late = (wall - after).replace(tzinfo=UTC), (wall - before).replace(tzinfo=UTC)
    if after <= before:  # shown once, or twice: then `late` is the first
        return late
    while late - early > timedelta(seconds=1):  # skipped: the skip lies between the two
        middle = early + (late - early) // 2
        early, late = (middle, late) if middle.astimezone(zone).utcoffset() == before else (early, middle)
    return late.replace(microsecond=0)
