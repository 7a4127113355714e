"""Windows of dates as the counters keep them: whole months, and the days at the edges. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

Granularity = str  # "M" for months, "D" for days


@dataclass(frozen=True)
class Span:
    """A run of months or days, both ends included, as they stand in sort keys: `2026-11` or `2026-11-23`."""

    granularity: Granularity
    first: str
    last: str


def buckets(day: date) -> tuple[tuple[Granularity, str], ...]:
    """The buckets that hold a day: the day's own, and its month's."""
    return ("D", day.isoformat()), ("M", _month(day))


def spans(first: date, last: date) -> list[Span]:
    """At most three spans that hold the window's days once each: edge days, whole months, edge days."""
    whole_from = first if first.day == 1 else _next_month(first)
    whole_until = _next_month(last) if _ends_month(last) else last.replace(day=1)  # not included
    if whole_from >= whole_until:
        return [_days(first, last)]
    found = [Span("M", _month(whole_from), _month(whole_until - timedelta(days=1)))]
    if first < whole_from:
        found.insert(0, _days(first, whole_from - timedelta(days=1)))
    if whole_until <= last:
        found.append(_days(whole_until, last))
    return found


def _days(first: date, last: date) -> Span:
    return Span("D", first.isoformat(), last.isoformat())


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1
