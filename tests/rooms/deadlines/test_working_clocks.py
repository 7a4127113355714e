"""Clocks in working time: what holds through any sequence of moves, of calendars, priorities and categories too."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.deadlines.calendar import DAY_MINUTES, Hours, between, openings
from chalicelib.deadlines.ladder import Promise, Sla, Step
from chalicelib.deadlines.model import Timer, advance, next_moment, opened
from chalicelib.deadlines.moves import (
    Cancel,
    Continue,
    Meet,
    Pause,
    Reclassify,
    Recount,
    Reprioritise,
    Restart,
    Start,
)
from tests.rooms.deadlines.samples import HOUR, LADDER, MINUTE, ORDER, acted, card

#: an evening before clocks are put back in Berlin, and before a holiday
EVENING = datetime(2026, 10, 23, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)
OFFICE, NIGHTS = ((540, 720), (780, 1080)), ((1320, DAY_MINUTES + 360),)


def calendar(zone: str, week, version: int = 1, **days) -> Hours:
    return Hours(calendar_id="cl_1", version=version, zone=zone, week=week, **days)


CALENDARS = (
    None,
    calendar("Europe/Berlin", (*[OFFICE] * 5, (), ())),
    calendar(
        "Europe/Berlin", (*[OFFICE] * 5, (), ()), 2, days={date(2026, 10, 26): (), date(2026, 10, 25): OFFICE}
    ),
    calendar("Europe/Berlin", (NIGHTS,) * 7),
    calendar("Asia/Shanghai", (OFFICE,) * 7),
)
PRIORITIES = ("normal", "urgent", "low")
durations = st.none() | st.integers(1, 60 * 60 * 30).map(lambda s: timedelta(seconds=s))
promises = st.builds(Promise, respond=durations, arrive=durations, complete=durations)
slas = st.builds(
    Sla,
    respond=durations,
    arrive=durations,
    complete=durations,
    by_priority=st.dictionaries(st.sampled_from(PRIORITIES[1:]), promises, max_size=2),
)
ladders = st.lists(
    st.builds(Step, after=st.integers(-240, 240).map(lambda m: m * MINUTE), notify=st.just(("head",))),
    max_size=3,
).map(tuple)
hours = st.sampled_from(CALENDARS)
spans = st.integers(0, 60 * 60 * 20_000).map(lambda ms: timedelta(milliseconds=ms))
kinds = st.sampled_from(("respond", "arrive", "complete"))
moves = st.one_of(
    st.sampled_from([Pause(), Continue(), Start()]),
    st.builds(Recount, hours),
    st.builds(Reprioritise, st.sampled_from(PRIORITIES)),
    st.builds(Reclassify, slas, ladders, st.sampled_from(PRIORITIES), hours),
    st.builds(Meet, kinds),
    st.lists(kinds, min_size=1, max_size=2).map(lambda chosen: Restart(tuple(chosen))),
    st.just(Cancel()),
)
histories = st.lists(st.tuples(spans, moves), max_size=12)


def begun(sla, ladder, counted, phase="running"):
    return opened(ORDER, card(), sla, ladder, phase, EVENING, hours=counted)


def woken(clocks, now):
    """What the timer does to the clocks when it wakes."""
    advanced, fired = advance(clocks, now)
    moment = next_moment(advanced)
    timer = Timer(generation=clocks.timer.generation, wake_at=moment) if moment else None
    return advanced.model_copy(update={"timer": timer}), fired


def is_working(counted: Hours | None, moment: datetime) -> bool:
    """Whether a moment lies in a shift, or at its end."""
    if counted is None:
        return True
    near = [one for back in (2, 1, 0, -1) for one in openings(counted, moment.date() - back * DAY)]
    return any(start <= moment <= end for start, end in near)


@settings(deadline=None)
@given(slas, ladders, hours, st.sampled_from(["running", "held"]), histories)
def test_what_was_used_stays_used_through_any_sequence(sla, ladder, counted, phase, history):
    clocks, now = begun(sla, ladder, counted, phase), EVENING
    used = {clock.kind: timedelta(0) for clock in clocks.clocks}
    for span, move in history:
        before, then = clocks, now
        now += span
        for clock in before.clocks:
            if clock.phase == "running":
                used[clock.kind] += between(before.hours, then, now)
        clocks, _ = acted(before, [move], now)
        for clock in clocks.clocks:
            if before.of(clock.kind) is None or (isinstance(move, Restart) and clock.kind in move.kinds):
                used[clock.kind] = timedelta(0)
            if clock.phase in ("held", "running", "paused"):
                assert clock.left(now, clocks.hours) == clocks.lasts(clock.kind) - used[clock.kind]
            elif before.of(clock.kind).phase not in ("held", "running", "paused") and not isinstance(
                move, Restart
            ):
                assert clock == before.of(clock.kind)  # what has ended is left alone


@settings(deadline=None)
@given(slas, ladders, hours, histories)
def test_nothing_breaches_or_climbs_while_paused_or_outside_working_hours(sla, ladder, counted, history):
    clocks, now = begun(sla, ladder, counted), EVENING
    for span, move in [*history, (3 * DAY, Pause())]:
        last, until = now, now + span
        while clocks.timer and clocks.timer.wake_at < until:
            now = max(now, clocks.timer.wake_at)
            before = clocks
            clocks, fired = woken(clocks, now)
            breached = {c.kind for c in clocks.clocks if c.breached_at} - {
                c.kind for c in before.clocks if c.breached_at
            }
            if fired or breached:
                assert before.phase == "running"
            for clock in clocks.clocks:
                if clock.kind in breached:
                    assert is_working(clocks.hours, clock.breached_at)
            if now > last and (fired or breached):  # what was overdue when somebody acted comes out at once
                assert is_working(clocks.hours, now)
        now = until
        clocks, _ = acted(clocks, [move], now)


@settings(deadline=None)
@given(slas, ladders, hours, histories)
def test_the_timer_wakes_at_the_moment_of_what_is_next(sla, ladder, counted, history):
    clocks, now = begun(sla, ladder, counted), EVENING
    for span, move in history:
        now += span
        clocks, _ = acted(clocks, [move], now)
        moment = next_moment(clocks)
        if moment is not None:
            assert clocks.timer is not None and clocks.timer.wake_at <= moment
            at_last, wakings = clocks, 0
            while (
                at_last.timer and at_last.timer.wake_at < moment
            ):  # one that was armed before, for what is no more
                at_last, fired = woken(at_last, at_last.timer.wake_at)
                wakings += 1
                assert fired == [] and wakings == 1
            assert at_last.timer.wake_at == moment


def test_working_time_and_around_the_clock_stand_side_by_side():
    sla, office = Sla(respond=2 * HOUR, complete=8 * HOUR), CALENDARS[1]
    friday = datetime(2026, 10, 23, 15, 0, tzinfo=UTC)  # 17:00 in Berlin
    counted, always = (
        opened(ORDER, card(), sla, LADDER, "running", friday, hours=one) for one in (office, None)
    )
    assert always.of("respond").due_at == friday + 2 * HOUR
    monday = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)  # the clocks were put back: 9:00 in Berlin
    assert counted.of("respond").due_at == monday + HOUR
    assert counted.of("complete").due_at == monday + 8 * HOUR  # 17:00, after the break


@pytest.mark.parametrize(("after", "left"), [("urgent", -HOUR), ("normal", 2 * HOUR), ("low", 6 * HOUR)])
def test_another_priority_takes_what_was_used_from_another_duration(after, left):
    by_priority = {"urgent": Promise(respond=HOUR), "low": Promise(respond=8 * HOUR)}
    clocks = begun(Sla(respond=4 * HOUR, by_priority=by_priority), LADDER, None)
    now = EVENING + 2 * HOUR
    moved, _ = acted(clocks, [Reprioritise(after)], now)
    assert moved.of("respond").left(now, None) == left
    breached, fired = advance(moved, now)
    assert (breached.of("respond").state == "breached") == (left < timedelta(0))
    assert [one.step for one in fired] == ([0, 1, 2] if after == "urgent" else [])


def test_another_category_keeps_what_was_used_drops_what_it_does_not_set_and_climbs_no_step_again():
    clocks = begun(Sla(respond=HOUR, arrive=2 * HOUR), LADDER, None)
    now = EVENING + HOUR + MINUTE
    told, fired = advance(clocks, now)
    assert [one.step for one in fired] == [0, 1]
    ladder = (Step(after=timedelta(0), notify=("setter",)), Step(after=HOUR, notify=("assessment",)))
    moved, fired = acted(
        told, [Reclassify(Sla(respond=HOUR, complete=5 * HOUR), ladder, "urgent", None)], now
    )
    assert moved.priority == "urgent" and fired == []
    respond = moved.of("respond")
    assert respond.fired == (0,) and respond.state == "breached" and respond.left(now, None) == -MINUTE
    assert moved.of("arrive") is None and moved.archived[0].kind == "arrive"
    assert moved.of("complete").due_at == now + 5 * HOUR
    assert [one.step for one in advance(moved, now + HOUR)[1]] == [1]


def test_what_another_category_asks_for_and_was_done_already_is_met():
    clocks = begun(Sla(complete=HOUR), LADDER, None)
    asked = Reclassify(
        Sla(respond=MINUTE, complete=HOUR), LADDER, "normal", None, done=frozenset({"respond"})
    )
    moved, _ = acted(clocks, [asked], EVENING + MINUTE)
    assert moved.of("respond").state == "met"
    assert [one.kind for one in advance(moved, EVENING + DAY)[1]] == ["complete"] * 3
