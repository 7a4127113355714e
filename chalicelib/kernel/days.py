"""Windows of days, as queries name them: both ends included."""

from datetime import date

LONGEST_YEARS = 2


def years_after(day: date, years: int) -> date:
    """The same date some years later; 28 February for a leap day where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def following(first: date | None, last: date) -> date:
    """`last`, if a window of days may end with it. Raises ValueError."""
    if first is not None and last < first:
        raise ValueError("lies before `from`")
    if first is not None and last > years_after(first, LONGEST_YEARS):
        raise ValueError("lies more than two years after `from`")
    return last
