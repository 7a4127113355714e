"""Windows of dates: the weeks that counters are kept by, months that are over, the periods of a series. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

Window = Literal["day", "week", "month", "year"]
_SETTLES = timedelta(days=7)  # what a phone sends late and what comes back has mostly come by then


def week_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def weekdays(week: date, first: date, last: date) -> range:
    """The days of a week that lie in a window, both ends included: 1 for its Monday to 7 for its Sunday."""
    return range(max(1, (first - week).days + 1), min(7, (last - week).days + 1) + 1)


def start_of(day: date, window: Window) -> date:
    """The first day of the period that holds a day; weeks start on Mondays."""
    match window:
        case "day":
            return day
        case "week":
            return week_of(day)
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)


def _after(start: date, window: Window) -> date:
    """The first day of the next period: 31 days reach into the next month, 366 into the next year."""
    longest = {"day": 1, "week": 7, "month": 31, "year": 366}[window]
    return start_of(start + timedelta(days=longest), window)


def periods(first: date, last: date, window: Window) -> Iterator[tuple[date, date]]:
    """The periods of a window of days, each by its first and last day; those at the ends are cut."""
    start = start_of(first, window)
    while start <= last:
        after = _after(start, window)
        yield max(first, start), min(last, after - timedelta(days=1))
        start = after


def period_of(day: date, window: Window) -> tuple[date, date]:
    """The first and the last day of the period that holds a day."""
    first = start_of(day, window)
    return first, _after(first, window) - timedelta(days=1)


def window_before(first: date, last: date) -> tuple[date, date]:
    """The window of as many days that ends the day before."""
    day = timedelta(days=1)
    return first - (last - first) - day, first - day


def days_of(first: date, last: date) -> set[date]:
    """Every day from the first to the last."""
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}


def settled_months(first: date, last: date, today: date) -> list[date]:
    """The months that lie within a window whole and are settled, each by its first day."""
    months = periods(first, min(last, today), "month")
    return [
        start
        for start, end in months
        if days_of_month(start) == days_of(start, end) and is_settled(start, today)
    ]


def is_settled(day: date, today: date) -> bool:
    """Whether the month of a day has been over so long that little is counted in it any more."""
    return day < today and today - _after(start_of(day, "month"), "month") >= _SETTLES


def days_of_month(day: date) -> set[date]:
    """Every day of the month that a day lies in."""
    month = start_of(day, "month")
    return days_of(month, _after(month, "month") - timedelta(days=1))


def runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """The days as stretches without a gap, each by its first and last day, the newest first."""
    found: list[tuple[date, date]] = []
    for day in sorted(days, reverse=True):
        if found and found[-1][0] - day == timedelta(days=1):
            found[-1] = (day, found[-1][1])
        else:
            found.append((day, day))
    return found
