"""A window is cut into periods, so that each of its days is read once."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.insights.calendar import days_of, periods, runs, start_of, week_of, weekdays, window_before
from chalicelib.kernel.days import years_after

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
windows = st.sampled_from(["day", "week", "month", "year"])


@settings(deadline=None)
@given(days, st.integers(0, 731), windows)
def test_the_periods_of_a_window_hold_each_of_its_days_once_and_no_other(first, length, window):
    last = first + timedelta(days=length)
    found = list(periods(first, last, window))
    held = [day for start, end in found for day in sorted(days_of(start, end))]
    assert held == sorted(days_of(first, last))
    assert len({start_of(start, window) for start, _ in found}) == len(found)
    assert all(start_of(start, window) == start_of(end, window) for start, end in found)


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("week", [("2026-12-30", "2027-01-03"), ("2027-01-04", "2027-01-05")]),
        ("month", [("2026-12-30", "2026-12-31"), ("2027-01-01", "2027-01-05")]),
        ("year", [("2026-12-30", "2026-12-31"), ("2027-01-01", "2027-01-05")]),
    ],
)
def test_periods_begin_on_mondays_and_firsts(window, expected):
    found = periods(date(2026, 12, 30), date(2027, 1, 5), window)
    assert [(str(first), str(last)) for first, last in found] == expected


@given(days)
def test_two_years_lie_in_at_most_a_hundred_and_six_weeks(first):
    assert (week_of(years_after(first, 2)) - week_of(first)).days // 7 < 106


@given(days, st.integers(0, 731))
def test_the_weeks_of_a_window_hold_each_of_its_days_once_and_no_other(first, length):
    last = first + timedelta(days=length)
    weeks = [week_of(first) + timedelta(weeks=n) for n in range(-1, 107)]
    held = [week + timedelta(days=n - 1) for week in weeks for n in weekdays(week, first, last)]
    assert held == [first + timedelta(days=n) for n in range(length + 1)]


@given(days, st.integers(0, 731))
def test_the_window_before_is_as_long_and_ends_the_day_before(first, length):
    last = first + timedelta(days=length)
    earlier, until = window_before(first, last)
    assert (until - earlier, first - until) == (last - first, timedelta(days=1))


@given(st.sets(days, max_size=20))
def test_stretches_hold_each_day_once_the_newest_first_and_gaps_between_them(some):
    found = runs(some)
    assert {day for first, last in found for day in days_of(first, last)} == some
    for (first, _), (_, earlier) in pairwise(found):
        assert first - earlier > timedelta(days=1)


def test_a_leap_day_two_years_later_is_the_last_of_february():
    assert years_after(date(2028, 2, 29), 2) == date(2030, 2, 28)
