"""A window is cut into weeks, so that each of its days is read once."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.insights.calendar import week_of, weekdays
from chalicelib.kernel.days import years_after

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(days, st.integers(0, 731))
def test_the_weeks_of_a_window_hold_each_of_its_days_once_and_no_other(first, length):
    last = first + timedelta(days=length)
    weeks = [week_of(first) + timedelta(weeks=n) for n in range(-1, 107)]
    held = [week + timedelta(days=n - 1) for week in weeks for n in weekdays(week, first, last)]
    assert held == [first + timedelta(days=n) for n in range(length + 1)]


@given(days)
def test_two_years_lie_in_at_most_a_hundred_and_six_weeks(first):
    assert (week_of(years_after(first, 2)) - week_of(first)).days // 7 < 106


@given(days)
def test_a_day_lies_in_its_week_under_its_own_number(day):
    assert list(weekdays(week_of(day), day, day)) == [day.isoweekday()]


def test_a_leap_day_two_years_later_is_the_last_of_february():
    assert years_after(date(2028, 2, 29), 2) == date(2030, 2, 28)
