"""Windows of days, as queries name them: both ends included."""

from datetime import date

from chalicelib.kernel.refusals import FieldRefused

LONGEST_YEARS = 2


def years_after(day: date, years: int) -> date:
    """The same date some years later; 28 February for a leap day where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def following(first: date | None, last: date) -> date:
    """`last`, if a window of days may end with it. Raises FieldRefused."""
    if first is not None and last < first:
        raise FieldRefused("lies before `from`")
    if first is not None and last > years_after(first, LONGEST_YEARS):
        raise FieldRefused("lies more than two years after `from`")
    return last
