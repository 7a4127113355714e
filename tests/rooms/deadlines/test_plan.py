"""Checks of progress, milestones and the clock of what was not resolved."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.deadlines.ladder import Sla, Step, of_incident
from chalicelib.deadlines.model import TICK, advance
from chalicelib.deadlines.moves import Cancel, Continue, Meet, Pause, Restart
from chalicelib.deadlines.plan import Doubt, Plan, Progress, Rest, is_overdue
from tests.rooms.deadlines.samples import HOUR, MINUTE, NOON, acted, running

CHECKED = Sla(progress=HOUR)
ZERO = timedelta(0)
LADDER = (
    Step(after=-10 * MINUTE, notify=("assignee",)),
    Step(after=ZERO, notify=("assessment",)),
    Step(after=30 * MINUTE, notify=("setter",)),
)


def steps(fired):
    return [(one.kind, one.milestone, one.step, one.is_first) for one in fired]


def test_nobody_is_asked_how_it_goes_before_the_work_is_taken_on_or_after_it_was_given_back():
    clocks = running(CHECKED, LADDER)
    assert clocks.clocks == () and clocks.timer is None
    taken, _ = acted(clocks, [Progress()], NOON)
    assert taken.of("progress").due_at == NOON + HOUR
    assert taken.timer.wake_at == NOON + 50 * MINUTE
    rested, fired = acted(taken, [Rest()], NOON + MINUTE)
    assert (rested.clocks, rested.archived, rested.timer, fired) == ((), (), None, [])


def test_a_check_that_passes_undone_climbs_until_somebody_reports_and_begins_anew():
    taken, _ = acted(running(CHECKED, LADDER), [Progress()], NOON)
    late, fired = advance(taken, NOON + HOUR + 30 * MINUTE)
    assert steps(fired) == [
        ("progress", None, 0, False),
        ("progress", None, 1, True),
        ("progress", None, 2, False),
    ]
    assert is_overdue(late, None, NOON + HOUR + 30 * MINUTE)
    reported, fired = acted(late, [Progress()], NOON + 2 * HOUR)
    assert fired == []
    assert (reported.of("progress").due_at, reported.of("progress").fired) == (NOON + 3 * HOUR, ())


def test_a_report_at_the_very_moment_is_in_time_and_one_a_tick_later_is_not():
    taken, _ = acted(running(CHECKED, LADDER), [Progress()], NOON)
    assert is_overdue(taken, None, NOON + HOUR) is False
    assert is_overdue(taken, None, NOON + HOUR + TICK) is True
    assert is_overdue(running(Sla()), None, NOON) is None


def test_each_milestone_climbs_for_itself_and_what_is_done_or_promised_again_does_not():
    promised = {"pump": NOON + HOUR, "pipes": NOON + 2 * HOUR}
    clocks, _ = acted(running(Sla(), LADDER), [Plan(promised)], NOON)
    clocks, fired = acted(clocks, [Progress("pump")], NOON + 55 * MINUTE)
    assert steps(fired) == [("progress", "pump", 0, False)]
    assert clocks.of("progress", "pump").state == "met"
    clocks, fired = advance(clocks, NOON + 2 * HOUR)
    assert steps(fired) == [("progress", "pipes", 0, False), ("progress", "pipes", 1, True)]
    again, _ = acted(clocks, [Plan(promised)], NOON + 2 * HOUR)
    assert again.of("progress", "pipes").fired == (0, 1)
    later, _ = acted(clocks, [Plan({"pipes": NOON + 5 * HOUR})], NOON + 2 * HOUR)
    assert later.of("progress", "pipes").fired == ()
    assert later.of("progress", "pump").state == "met"


def test_a_milestones_time_stands_still_while_the_order_waits():
    clocks, _ = acted(running(Sla(), LADDER), [Plan({"pump": NOON + HOUR})], NOON)
    clocks, _ = acted(clocks, [Pause()], NOON + 20 * MINUTE)
    clocks, fired = acted(clocks, [Continue()], NOON + 5 * HOUR)
    assert (fired, clocks.of("progress", "pump").due_at) == ([], NOON + 5 * HOUR + 40 * MINUTE)


def test_what_was_not_resolved_is_breached_at_once_and_climbs_without_a_reminder():
    clocks, _ = acted(running(Sla(), LADDER), [Doubt()], NOON)
    assert (clocks.of("resolution").state, clocks.timer.wake_at) == ("breached", NOON)
    clocks, fired = advance(clocks, NOON)
    assert steps(fired) == [("resolution", None, 1, True)]
    clocks, _ = acted(clocks, [Doubt()], NOON + MINUTE)  # doubted again: it climbs already
    clocks, fired = advance(clocks, NOON + 30 * MINUTE)
    assert steps(fired) == [("resolution", None, 2, False)]
    done, _ = acted(clocks, [Meet("resolution")], NOON + HOUR)
    assert (done.of("resolution").state, done.timer) == ("breached", None)
    afresh, _ = acted(done, [Restart(), Doubt()], NOON + 2 * HOUR)
    _, fired = advance(afresh, NOON + 3 * HOUR)
    assert steps(fired) == [("resolution", None, 1, True), ("resolution", None, 2, False)]
    ended, _ = acted(clocks, [Cancel()], NOON + HOUR)
    assert advance(ended, NOON + 9 * HOUR)[1] == []


def test_a_hundred_reports_leave_no_trace_but_those_that_came_late():
    clocks, now = running(CHECKED, LADDER), NOON
    for _ in range(100):
        clocks, _ = acted(clocks, [Progress()], now)
        now += 5 * MINUTE
    assert len(clocks.clocks) == 1 and clocks.archived == ()


spans = st.integers(0, 90).map(lambda minutes: timedelta(minutes=minutes))
moves = st.one_of(
    st.builds(Progress, st.sampled_from([None, "pump", "pipes"])),
    st.sampled_from([Rest(), Doubt(), Pause(), Continue(), Restart(), Cancel()]),
    st.sampled_from(["progress", "resolution"]).map(Meet),
    st.integers(1, 5).map(lambda hours: Plan({"pump": NOON + hours * HOUR, "pipes": NOON + 40 * HOUR})),
)


@given(st.lists(st.tuples(spans, st.none() | moves, st.booleans()), max_size=25))
def test_whatever_happens_each_step_of_each_clock_fires_once(history):
    """However late the timer is, and however often it comes: the same clock never climbs a step twice."""
    clocks, now = running(CHECKED, LADDER), NOON
    climbed: set[tuple] = set()
    for span, move, twice in history:
        now += span
        before = clocks
        for _ in range(1 + twice):
            if move is None:
                clocks, fired = advance(clocks, now)
            else:
                clocks, fired = acted(clocks, [move], now)
            for step in fired:
                clock = before.of(step.kind, step.milestone)
                assert clock.phase == "running" and step.step not in clock.fired
                assert clock.due_at + before.ladder[step.step].after <= now
                assert not (step.kind == "resolution" and step.is_near)
            assert len({(one.kind, one.milestone, one.step) for one in fired}) == len(fired)
            before = clocks
        keys = [(clock.kind, clock.milestone) for clock in clocks.clocks]
        assert len(set(keys)) == len(keys)
        climbed |= {(key, clock.fired) for key, clock in zip(keys, clocks.clocks, strict=True)}


def test_an_incidents_ladder_opens_no_incident():
    step = Step(after=ZERO, notify=("head",), actions=("requeue", "open_incident", "raise_priority"))
    assert of_incident((step,))[0].actions == ("requeue", "raise_priority")
