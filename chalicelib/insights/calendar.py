"""Windows of dates as the counters keep them: weeks, named by their Mondays. Pure."""

from datetime import date, timedelta


def week_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def weekdays(week: date, first: date, last: date) -> range:
    """The days of a week that lie in a window, both ends included: 1 for its Monday to 7 for its Sunday."""
    return range(max(1, (first - week).days + 1), min(7, (last - week).days + 1) + 1)
