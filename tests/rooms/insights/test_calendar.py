"""A window is cut into whole months and edge days, so that each day is read once."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.insights.calendar import Span, buckets, spans
from chalicelib.kernel.days import years_after

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def _expanded(span: Span) -> list[date]:
    """The days of a span, by way of the buckets that a day is counted in."""
    day, found = date.fromisoformat((span.first + "-01")[:10]), []
    while dict(buckets(day))[span.granularity] <= span.last:
        found.append(day)
        day += timedelta(days=1)
    return found


@given(days, st.integers(0, 731))
def test_the_spans_of_a_window_hold_each_of_its_days_once(first, length):
    last = first + timedelta(days=length)
    found = spans(first, last)
    held = [day for span in found for day in _expanded(span)]
    assert held == [first + timedelta(days=n) for n in range(length + 1)]
    assert len(found) <= 3


@given(days)
def test_two_years_are_at_most_twenty_four_months_and_sixty_edge_days(first):
    found = spans(first, years_after(first, 2))
    edges = sum(len(_expanded(span)) for span in found if span.granularity == "D")
    months = {day.isoformat()[:7] for span in found if span.granularity == "M" for day in _expanded(span)}
    assert len(months) <= 24
    assert edges <= 60


def test_a_leap_day_two_years_later_is_the_last_of_february():
    assert years_after(date(2028, 2, 29), 2) == date(2030, 2, 28)
