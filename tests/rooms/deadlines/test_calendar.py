"""Working time: against a count of single minutes, and where clocks and calendars are odd."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.deadlines.calendar import DAY_MINUTES, Hours, add, between, openings
from tests.rooms.deadlines.minutes import DAY, MINUTE, working

HOUR = timedelta(hours=1)
OFFICE = ((540, 720), (780, 1080))
#: where clocks change by half an hour, at midnight, twice around Ramadan; and where a whole day was left out
ODD_DAYS = {
    "Europe/Berlin": date(2026, 3, 29),
    "America/New_York": date(2026, 11, 1),
    "Australia/Lord_Howe": date(2026, 4, 5),
    "America/Havana": date(2026, 11, 1),
    "America/Sao_Paulo": date(2018, 11, 4),
    "Asia/Beirut": date(2026, 3, 29),
    "Africa/Casablanca": date(2026, 3, 22),
    "Pacific/Apia": date(2011, 12, 30),
    "Asia/Shanghai": date(2026, 10, 1),
}


def office(zone: str = "Asia/Shanghai", **fields) -> Hours:
    """Monday to Friday, 9 to 12 and 13 to 18."""
    week = (*[OFFICE] * 5, (), ())
    return Hours(**{"calendar_id": "cl_1", "version": 1, "zone": zone, "week": week, **fields})


#: the reference takes its time, and a zone seen for the first time is read from a file
unhurried = settings(deadline=None)


@st.composite
def day_shifts(draw) -> tuple[tuple[int, int], ...]:
    """Up to three shifts in order; the last may go on into the next day."""
    ends = sorted(draw(st.sets(st.integers(0, DAY_MINUTES), min_size=0, max_size=6)))
    pairs = [list(pair) for pair in zip(ends[::2], ends[1::2], strict=False)]
    if pairs and draw(st.booleans()):
        pairs[-1][1] += draw(st.integers(1, DAY_MINUTES - 1))
        pairs[-1][1] = min(pairs[-1][1], pairs[-1][0] + DAY_MINUTES)
    return tuple((start, end) for start, end in pairs)


@st.composite
def situations(draw) -> tuple[Hours, datetime, datetime]:
    """A calendar, and two whole minutes within some days, often where clocks change."""
    if draw(st.booleans()):
        zone = draw(st.sampled_from(sorted(ODD_DAYS)))
        day = ODD_DAYS[zone]
    else:
        zone = draw(st.sampled_from(sorted(available_timezones())))
        day = draw(st.dates(date(1990, 1, 1), date(2036, 12, 31)))
    week = tuple(draw(st.lists(day_shifts(), min_size=7, max_size=7)))
    days = draw(st.dictionaries(st.integers(-1, 3).map(lambda n: day + n * DAY), day_shifts(), max_size=3))
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC) - DAY
    first, span = draw(st.integers(0, 2 * DAY_MINUTES)), draw(st.integers(0, 2 * DAY_MINUTES))
    hours = Hours(calendar_id="cl_1", version=1, zone=zone, week=week, days=days)
    return hours, begin + first * MINUTE, begin + (first + span) * MINUTE


@unhurried
@given(situations())
def test_what_lies_between_two_moments_is_what_single_minutes_count(situation):
    hours, first, last = situation
    counted = len(list(working(hours, first, last))) * MINUTE
    assert between(hours, first, last) == counted
    assert between(hours, last, first) == -counted


@unhurried
@given(situations(), st.integers(0, 600))
def test_the_moment_so_much_ahead_is_the_first_by_which_single_minutes_count_it(situation, minutes):
    hours, first, last = situation
    counted = list(working(hours, first, last))
    moment = add(hours, first, minutes * MINUTE)
    if 0 < minutes <= len(counted):
        assert moment == counted[minutes - 1] + MINUTE
    elif minutes > len(counted):
        assert moment > last or len(list(working(hours, first, moment))) == minutes
    elif counted:  # nothing to count: now, if it is working time, else when it begins
        assert moment in (first, counted[0])
        assert moment == first or first not in counted


@unhurried
@given(situations(), st.integers(0, 600))
def test_the_moment_so_much_back_is_the_last_from_which_single_minutes_count_it(situation, minutes):
    hours, first, last = situation
    counted = list(working(hours, first, last))
    if 0 < minutes <= len(counted):
        assert add(hours, last, -minutes * MINUTE) == counted[-minutes]


seconds = st.integers(-200_000_000, 200_000_000).map(lambda ms: timedelta(milliseconds=ms))


@unhurried
@given(situations(), seconds, seconds)
def test_time_is_neither_lost_nor_won_on_the_way(situation, one, other):
    hours, first, _ = situation
    middle, last = first + one, first + other
    assert between(hours, first, middle) + between(hours, middle, last) == between(hours, first, last)


@unhurried
@given(situations(), seconds)
def test_what_is_added_lies_between(situation, span):
    hours, first, _ = situation
    if any(hours.week):
        assert between(hours, first, add(hours, first, span)) == span


@unhurried
@given(situations(), seconds)
def test_a_moment_so_much_ahead_is_within_a_shift_or_at_its_end(situation, span):
    hours, first, _ = situation
    if any(hours.week):
        moment = add(hours, first, span)
        near = [one for back in (2, 1, 0, -1) for one in openings(hours, moment.date() - back * DAY)]
        assert any(start <= moment <= end for start, end in near)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)), seconds)
def test_without_a_calendar_it_is_plain_time(moment, span):
    assert add(None, moment, span) == moment + span
    assert between(None, moment, moment + span) == span


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "span", "due"),
    [
        ("2026-11-23T10:00+08:00", HOUR, "2026-11-23T11:00+08:00"),
        ("2026-11-23T11:30+08:00", HOUR, "2026-11-23T13:30+08:00"),
        (
            "2026-11-27T17:00+08:00",
            HOUR,
            "2026-11-27T18:00+08:00",
        ),  # the end of Friday, not Monday's beginning
        ("2026-11-27T17:00+08:00", HOUR + MINUTE, "2026-11-30T09:01+08:00"),
        ("2026-11-28T03:00+08:00", timedelta(0), "2026-11-30T09:00+08:00"),
        (
            "2026-11-30T09:05+08:00",
            -10 * MINUTE,
            "2026-11-27T17:55+08:00",
        ),  # a reminder comes in working hours
    ],
)
def test_an_office_counts_as_people_would(moment, span, due):
    assert add(office(), at(moment), span) == at(due)


def test_a_holiday_leaves_the_night_before_its_morning():
    nights = office(week=(((22 * 60, 30 * 60),),) * 7, days={date(2026, 10, 1): ()})
    eve = at("2026-09-30T20:00+08:00")
    assert add(nights, eve, 8 * HOUR) == at("2026-10-01T06:00+08:00")
    assert add(nights, eve, 9 * HOUR) == at("2026-10-02T23:00+08:00")


def test_a_made_up_workday_counts():
    saturday = office(days={date(2026, 10, 10): OFFICE})
    assert add(saturday, at("2026-10-09T17:00+08:00"), 2 * HOUR) == at("2026-10-10T10:00+08:00")


@pytest.mark.parametrize(("day", "length"), [("2026-03-29", 7), ("2026-10-25", 9), ("2026-06-01", 8)])
def test_a_night_shift_is_as_long_as_the_night(day, length):
    nights = office("Europe/Berlin", week=(((0, 480),),) * 7)
    begin = at(f"{day}T00:00+00:00") - 12 * HOUR
    assert between(nights, begin, begin + DAY) == length * HOUR


def test_a_time_that_the_clocks_skip_is_the_moment_of_the_skip():
    hours = office("Europe/Berlin", week=(((150, 240),),) * 7)  # from half past two, which there is not
    assert openings(hours, date(2026, 3, 29)) == (
        (at("2026-03-29T01:00+00:00"), at("2026-03-29T02:00+00:00")),
    )


def test_the_zone_decides_which_day_it_is():
    monday = office("Pacific/Auckland", week=(((0, DAY_MINUTES),), *[()] * 6))
    assert add(monday, at("2026-11-22T00:00+00:00"), timedelta(0)) == at("2026-11-23T00:00+13:00")


def test_a_calendar_that_never_opens_gives_a_moment_far_off():
    assert add(office(week=((),) * 7), at("2026-11-23T10:00+08:00"), HOUR) > at("2046-01-01T00:00+08:00")


@unhurried
@example(8_000)
@given(st.integers(1, 8_000))
def test_years_are_counted_day_by_day_and_not_minute_by_minute(hours_ahead):
    hours, now = office("Europe/Berlin"), at("2026-11-20T17:00+01:00")
    started = time.process_time()
    due = add(hours, now, hours_ahead * HOUR)
    assert between(hours, now, due) == hours_ahead * HOUR
    assert time.process_time() - started < 1  # four years; about 0.1 were seen
