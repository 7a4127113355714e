"""Working time: what it takes to work out when a clock is due, beside walking through every minute."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random
from typing import TypeVar

from bench.report import Chapter, Figure, table
from chalicelib.deadlines.calendar import Hours, add
from chalicelib.deadlines.model import opened
from chalicelib.deadlines.moves import Continue, Pause, Recount, made
from tests.rooms.deadlines.minutes import working
from tests.rooms.deadlines.samples import LADDER, ORDER, SLA, card

COMMAND = "make bench-clocks CHAPTER=working_time"
MINUTE = timedelta(minutes=1)
_SEED = 5
_CLOCKS, _ORDERS, _COMPARED = 20_000, 2_000, 60
_LONGEST_MINUTES = 40 * 60  # a week of office hours
_LEAST_A_SECOND, _LEAST_TIMES = 5_000, 100
_OFFICE, _NIGHT = ((540, 720), (780, 1080)), ((1320, 1800),)
#: office hours with a holiday and a make-up day; where clocks change twice a year; and nights
CALENDARS = (
    Hours(
        calendar_id="cl_1",
        version=1,
        zone="Asia/Shanghai",
        week=(*[_OFFICE] * 5, (), ()),
        days={date(2026, 10, 1): (), date(2026, 10, 10): _OFFICE},
    ),
    Hours(calendar_id="cl_2", version=1, zone="Europe/Berlin", week=(*[_OFFICE] * 5, (), ())),
    Hours(calendar_id="cl_3", version=1, zone="America/New_York", week=(_NIGHT,) * 7),
)
_TEXT = """Spans of up to a week of office hours, from any minute of 2026, in three calendars: with holidays and a
make-up day, with changes to and from summer time, and at night. The reference is the one of the tests: it looks at the
wall at every minute (`tests/rooms/deadlines/minutes.py`)."""

T = TypeVar("T")
Case = tuple[Hours, datetime, timedelta]


def measure() -> Chapter:
    """Work out moments, and orders' clocks; then the first of the moments the slow way."""
    cases = _cases(_CLOCKS)
    found, fast_s = _timed(lambda: [add(*case) for case in cases])
    slow, slow_s = _timed(lambda: [by_the_minute(*case) for case in cases[:_COMPARED]])
    opened_s = _timed(lambda: [_order(case) for case in cases[:_ORDERS]])[1]
    moved_s = _timed(lambda: [_moved(case) for case in cases[:_ORDERS]])[1]
    each = {
        "when one clock is due": fast_s / len(cases),
        "the same, minute by minute": slow_s / _COMPARED,
        "an order's three clocks and their timer, opened": opened_s / _ORDERS,
        "the same, paused, continued, and counted anew in another calendar": moved_s / _ORDERS,
    }
    times = each["the same, minute by minute"] / each["when one clock is due"]
    differences = sum(one != other for one, other in zip(found, slow, strict=False))
    rows = [[what, 1_000_000 * seconds, round(1 / seconds)] for what, seconds in each.items()]
    return Chapter(
        "working_time",
        "Deadlines in working time",
        COMMAND,
        "\n\n".join([_TEXT, table(["what is worked out", "µs of the processor", "a second"], rows)]),
        [
            Figure(
                "clocks in working time",
                round(1 / each["when one clock is due"]),
                "a second",
                _LEAST_A_SECOND,
                "higher",
            ),
            Figure("clocks in working time beside minute by minute", times, "times", _LEAST_TIMES, "higher"),
            Figure(
                f"of {_COMPARED} clocks, differences from minute by minute", differences, "clocks", 0, "lower"
            ),
        ],
    )


def by_the_minute(hours: Hours, moment: datetime, span: timedelta) -> datetime:
    """When so many whole minutes of working time are over."""
    open_minutes: Iterator[datetime] = working(hours, moment, moment + timedelta(days=60))
    return next(islice(open_minutes, int(span / MINUTE) - 1, None)) + MINUTE


def _cases(number: int) -> list[Case]:
    chance = Random(_SEED)  # noqa: S311 - the same load each time
    year = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        (
            chance.choice(CALENDARS),
            year + chance.randrange(365 * 1440) * MINUTE,
            chance.randint(1, _LONGEST_MINUTES) * MINUTE,
        )
        for _ in range(number)
    ]


def _order(case: Case) -> object:
    hours, now, _ = case
    return opened(ORDER, card(), SLA, LADDER, "running", now, hours=hours)


def _moved(case: Case) -> object:
    hours, now, span = case
    clocks = opened(ORDER, card(), SLA, LADDER, "running", now, hours=hours)
    clocks = made(clocks, [Pause()], now + MINUTE)
    clocks = made(clocks, [Continue()], now + MINUTE + span)
    return made(clocks, [Recount(CALENDARS[0])], now + 2 * MINUTE + span)


def _timed(work: Callable[[], list[T]]) -> tuple[list[T], float]:
    """What the work makes, and how long the processor was at it: nothing here waits for anybody."""
    started = time.process_time()
    done = work()
    return done, time.process_time() - started
