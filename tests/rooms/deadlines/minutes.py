"""Working time counted minute by minute: slow, and so plain that it can be seen to be right.

It walks through every minute and looks at the clock on the wall. What counts is the latest time that the clock has
shown: when clocks are put back, the hour that comes twice changes nothing until something new is shown.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.deadlines.calendar import Hours

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def working(hours: Hours, first: datetime, last: datetime) -> Iterator[datetime]:
    """Every minute of working time from `first` to before `last`, both whole minutes."""
    zone = ZoneInfo(hours.zone)
    minute, latest = first - 3 * DAY, datetime.min
    while minute < last:
        latest = max(latest, minute.astimezone(zone).replace(tzinfo=None))
        if minute >= first and _is_open(hours, latest):
            yield minute
        minute += MINUTE


def _is_open(hours: Hours, shown: datetime) -> bool:
    return _covers(hours, shown.date(), shown) or _covers(hours, shown.date() - DAY, shown)


def _covers(hours: Hours, day: date, shown: datetime) -> bool:
    midnight = datetime(day.year, day.month, day.day)
    return any(
        midnight + start * MINUTE <= shown < midnight + end * MINUTE for start, end in hours.shifts(day)
    )
