"""What holds for clocks whatever happens to them, in whatever order and however late the timer is."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.contracts.envelope import Who
from chalicelib.deadlines.ladder import Sla, Step
from chalicelib.deadlines.model import Timer, advance, next_moment
from chalicelib.deadlines.moves import Acknowledge, Cancel, Continue, Meet, Pause, Restart, Start
from chalicelib.deadlines.telling import of_timer
from tests.rooms.deadlines.samples import NOON, acted, held

KINDS = ("respond", "arrive", "complete")
spans = st.integers(0, 5_000).map(lambda ms: timedelta(milliseconds=ms))
durations = st.none() | st.integers(1, 10_000).map(lambda ms: timedelta(milliseconds=ms))
slas = st.builds(Sla, respond=durations, arrive=durations, complete=durations)
ladders = st.lists(
    st.builds(
        Step,
        after=st.integers(-4_000, 8_000).map(lambda ms: timedelta(milliseconds=ms)),
        notify=st.just(("head",)),
    ),
    max_size=4,
).map(tuple)
kinds = st.sampled_from(KINDS)
HEAD = Who(id="mb_head", kind="member", name="Head")


def seen_to(kind, span):
    """An acknowledgement for so long from whenever it comes."""
    return lambda now: Acknowledge(kind, HEAD, now + span)


moves = st.one_of(
    st.builds(seen_to, kinds, spans),
    st.sampled_from([Start(), Pause(), Continue()]),
    kinds.map(Meet),
    st.lists(kinds, min_size=1, max_size=3).map(lambda chosen: Restart(tuple(chosen))),
    st.just(Cancel()),
)
#: how long after the one before, and what happens then: a move, or (None) nothing but the timer's waking
histories = st.lists(st.tuples(spans, st.none() | moves), max_size=25)


def woken(clocks, now):
    """What the fired timer does to the clocks."""
    advanced, fired = advance(clocks, now)
    moment = next_moment(advanced)
    timer = Timer(generation=clocks.timer.generation, wake_at=moment) if moment else None
    return advanced.model_copy(update={"timer": timer}), fired


def played(sla, ladder, history):
    """Each moment: `(now, clocks before, move, clocks after, fired)`. The timer wakes only when told to."""
    clocks, now = held(sla, ladder), NOON
    for span, planned in [(timedelta(0), Start()), *history]:
        now += span
        before = clocks
        move = planned(now) if callable(planned) else planned
        if move is not None:
            clocks, fired = acted(clocks, [move], now)
        elif clocks.timer and clocks.timer.wake_at <= now:
            clocks, fired = woken(clocks, now)
        else:
            fired = []
        yield now, before, move, clocks, fired


@given(slas, ladders, histories)
def test_what_remains_is_conserved_to_the_millisecond(sla, ladder, history):
    counted: dict[str, timedelta] = {}
    last = NOON
    for now, before, move, after, _ in played(sla, ladder, history):
        for clock in before.clocks:
            counted.setdefault(clock.kind, timedelta(0))
            if clock.phase == "running":
                counted[clock.kind] += now - last
        last = now
        if isinstance(move, Restart):
            counted |= {kind: timedelta(0) for kind in move.kinds}
        for clock in after.clocks:
            assert clock.left(now, None) == getattr(sla, clock.kind) - counted[clock.kind]


@given(slas, ladders, histories)
def test_a_step_fires_only_on_a_running_clock_that_has_reached_it_and_only_once(sla, ladder, history):
    climbed: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for now, before, move, _, fired in played(sla, ladder, history):
        for step in fired:
            clock = before.of(step.kind)
            assert clock.phase == "running"
            assert clock.due_at + before.ladder[step.step].after <= now
            climbed[step.kind].append(step.step)
        assert all(len(steps) == len(set(steps)) for steps in climbed.values())
        if isinstance(move, Restart):
            climbed |= {kind: [] for kind in move.kinds}


@given(slas, ladders, histories)
def test_the_first_step_after_a_breach_is_marked_first_once_for_each_clock(sla, ladder, history):
    firsts: dict[str, int] = dict.fromkeys(KINDS, 0)
    for _, _, move, after, fired in played(sla, ladder, history):
        for step in fired:
            firsts[step.kind] += step.is_first
            assert not (step.is_first and step.is_near)
        for clock in after.clocks:
            told = any(after.ladder[index].after >= timedelta(0) for index in clock.fired)
            if not (isinstance(move, Restart) and clock.kind in move.kinds):
                assert firsts[clock.kind] == told
        if isinstance(move, Restart):
            firsts |= dict.fromkeys(move.kinds, 0)


@given(slas, ladders, histories)
def test_a_clock_is_breached_if_and_only_if_it_ran_out_before_it_was_done(sla, ladder, history):
    for now, _, _, after, _ in played(sla, ladder, history):
        seen, _ = advance(after, now)
        for clock in seen.clocks:
            if clock.phase == "running":
                assert (clock.state == "breached") == (clock.left(now, None) <= timedelta(0))
            elif clock.phase == "done":
                assert (clock.state == "breached") == (clock.left(now, None) < timedelta(0))


@given(slas, ladders, histories)
def test_no_step_fires_before_what_was_acknowledged_is_over(sla, ladder, history):
    until = dict.fromkeys(KINDS, NOON)
    for now, before, move, after, fired in played(sla, ladder, history):
        assert all(now >= until[step.kind] for step in fired)
        if isinstance(move, Acknowledge):
            clock = after.of(move.kind)
            told = clock is not None and clock.fired and clock.phase in ("running", "paused")
            if told:
                until[move.kind] = max(until[move.kind], move.until)
                assert clock.acknowledged.until == until[move.kind]
            else:  # nothing to see to: nothing changes
                assert clock == before.of(move.kind)
        if isinstance(move, Restart):
            until |= dict.fromkeys(move.kinds, NOON)


@given(slas, ladders, histories)
def test_whatever_was_acknowledged_every_step_of_a_clock_that_runs_on_fires_once(sla, ladder, history):
    *_, (now, _, _, clocks, _) = played(sla, ladder, history)
    before = {clock.kind: clock.fired for clock in clocks.clocks}
    told = {kind: [] for kind in before}
    while clocks.timer and clocks.phase == "running":
        now = max(now, clocks.timer.wake_at)
        clocks, fired = woken(clocks, now)
        for step in fired:
            told[step.kind].append(step.step)
    for clock in clocks.clocks:
        if clock.phase == "running":
            assert sorted([*before[clock.kind], *told[clock.kind]]) == list(range(len(clocks.ladder)))


@given(slas, ladders, st.lists(spans, min_size=1, max_size=12))
def test_advancing_in_any_number_of_goes_climbs_the_same_steps(sla, ladder, goes):
    started, _ = acted(held(sla, ladder), [Start()], NOON)
    stepwise, now, fired = started, NOON, []
    for span in goes:
        now += span
        stepwise, more = advance(stepwise, now)
        assert advance(stepwise, now) == (stepwise, [])
        fired += more
    at_once, together = advance(started, now)
    assert set(fired) == set(together) and len(fired) == len(together)
    assert {c.kind: (c.state, set(c.fired)) for c in stepwise.clocks} == {
        c.kind: (c.state, set(c.fired)) for c in at_once.clocks
    }


@given(slas, ladders, histories)
def test_whatever_is_pending_has_a_timer_that_wakes_no_later(sla, ladder, history):
    for _, _, _, after, _ in played(sla, ladder, history):
        moment = next_moment(after)
        if moment is None and any(clock.phase == "paused" for clock in after.clocks):
            continue  # a timer may stay: the order may go on before it wakes
        assert (moment is None) == (after.timer is None)
        assert moment is None or after.timer.wake_at <= moment


@settings(max_examples=60)
@given(slas, ladders, histories)
def test_exactly_the_wanted_execution_is_open_after_every_moment(sla, ladder, history):
    open_generations: set[int] = set()
    before_timer = None
    for _, before, move, after, _ in played(sla, ladder, history):
        assert before.timer == before_timer
        if move is None:  # the execution itself goes on or ends
            open_generations = {after.timer.generation} if after.timer else set()
        else:
            for kind, payload in of_timer(before.timer, after.timer):
                if kind.__name__ == "TimerStopped":
                    open_generations.remove(payload["generation"])
                else:
                    assert payload["generation"] not in open_generations
                    open_generations.add(payload["generation"])
        before_timer = after.timer
        assert open_generations == ({after.timer.generation} if after.timer else set())


@given(slas, ladders)
def test_a_life_without_moves_wakes_once_for_each_moment(sla, ladder):
    clocks, _ = acted(held(sla, ladder), [Start()], NOON)
    moments = {
        clock.due_at + after
        for clock in clocks.clocks
        for after in (timedelta(0), *(step.after for step in clocks.ladder))
    }
    wakings = 0
    while clocks.timer:
        clocks, _ = woken(clocks, max(clocks.timer.wake_at, NOON))
        wakings += 1
    assert wakings == len({max(moment, NOON) for moment in moments})
    assert all(set(clock.fired) == set(range(len(clocks.ladder))) for clock in clocks.clocks)
