"""What each move does to the clocks, one example each."""

from datetime import timedelta

from chalicelib.contracts.workorders import Due
from chalicelib.deadlines.ladder import Step
from chalicelib.deadlines.model import TICK, advance
from chalicelib.deadlines.moves import Cancel, Continue, Meet, Pause, Restart, Start
from chalicelib.deadlines.views import describe, due, is_late
from tests.rooms.deadlines.samples import HOUR, LADDER, MINUTE, NOON, acted, held, running


def view(clocks, kind, now):
    return next(one for one in describe(clocks, now) if one.kind == kind)


def test_all_kinds_start_together_when_the_order_opens():
    opened, _ = acted(held(), [Start()], NOON + HOUR)
    assert due(opened) == Due(
        respond_by=NOON + 2 * HOUR, arrive_by=NOON + 4 * HOUR, complete_by=NOON + 9 * HOUR
    )
    assert opened.timer.wake_at == NOON + 2 * HOUR - 10 * MINUTE


def test_a_suspended_order_has_nothing_due_and_shows_its_deadlines_paused():
    assert due(held()) == Due() and held().timer is None
    assert {one.state for one in describe(held(), NOON)} == {"paused"}
    assert view(held(), "respond", NOON + HOUR).remaining_s == 3600


def test_what_remains_outlives_a_pause_to_the_millisecond():
    pause_at = NOON + timedelta(minutes=20, milliseconds=123)
    paused, _ = acted(running(), [Pause()], pause_at)
    assert paused.timer == running().timer and due(paused) == Due()
    assert view(paused, "respond", pause_at + 9 * HOUR).remaining_s == 39 * 60 + 59
    going, _ = acted(paused, [Continue()], pause_at + 9 * HOUR)
    assert due(going).respond_by == NOON + HOUR + 9 * HOUR


def test_an_action_at_the_very_moment_is_in_time_and_one_a_tick_later_is_not():
    in_time, fired = acted(running(), [Meet("respond")], NOON + HOUR)
    assert [step.step for step in fired] == [0] and not is_late(in_time, "respond")
    assert view(in_time, "respond", NOON + 5 * HOUR).state == "met"
    late, fired = acted(running(), [Meet("respond")], NOON + HOUR + TICK)
    assert [step.step for step in fired] == [0, 1] and is_late(late, "respond")
    assert view(late, "respond", NOON + 5 * HOUR).state == "breached"


def test_the_timer_breaches_at_the_very_moment():
    breached, fired = advance(running(), NOON + HOUR)
    assert [(step.kind, step.step, step.is_near, step.is_first) for step in fired] == [
        ("respond", 0, True, False),
        ("respond", 1, False, True),
    ]
    assert is_late(breached, "respond")


def test_a_breached_clock_climbs_until_it_is_met_late():
    breached, _ = advance(running(), NOON + HOUR)
    met, _ = acted(breached, [Meet("respond")], NOON + HOUR + 10 * MINUTE)
    _, fired = advance(met, NOON + 2 * HOUR)
    assert fired == [] and view(met, "respond", NOON + 9 * HOUR).remaining_s == -600
    _, fired = advance(breached, NOON + 2 * HOUR)
    assert [step.step for step in fired] == [2]


def test_a_pause_shifts_the_steps_that_a_breached_clock_has_yet_to_climb():
    breached, _ = advance(running(), NOON + HOUR)
    paused, _ = acted(breached, [Pause()], NOON + HOUR + 10 * MINUTE)
    assert view(paused, "respond", NOON + 3 * HOUR).state == "breached"
    going, fired = acted(paused, [Continue()], NOON + 3 * HOUR)
    assert fired == []
    assert advance(going, NOON + 3 * HOUR + 20 * MINUTE - TICK)[1] == []
    climbed, fired = advance(going, NOON + 3 * HOUR + 20 * MINUTE)
    assert [(step.step, step.due_at, step.is_first) for step in fired] == [(2, NOON + HOUR, False)]
    assert due(climbed).respond_by == NOON + HOUR


def test_an_action_that_was_in_time_on_its_device_disproves_a_breach():
    breached, _ = advance(running(), NOON + HOUR)
    met, fired = acted(breached, [Meet("respond", at=NOON + HOUR - MINUTE)], NOON + HOUR + 5 * MINUTE)
    assert fired == [] and not is_late(met, "respond")
    assert view(met, "respond", NOON + 9 * HOUR).state == "met"
    assert view(met, "respond", NOON + 9 * HOUR).remaining_s == 60


def test_no_breach_is_told_that_the_same_move_disproves():
    met, fired = acted(running(), [Meet("respond", at=NOON + HOUR)], NOON + HOUR + 5 * MINUTE)
    assert [step.step for step in fired] == [0] and not is_late(met, "respond")


def test_a_device_whose_clock_is_ahead_gains_nothing_and_loses_nothing():
    met, _ = acted(running(), [Meet("respond", at=NOON + 2 * HOUR)], NOON + HOUR - MINUTE)
    assert view(met, "respond", NOON).remaining_s == 60


def test_a_disproof_counts_against_the_moment_of_the_breach_and_not_the_shifted_one():
    clocks, _ = advance(running(), NOON + HOUR)
    clocks, _ = acted(clocks, [Pause()], NOON + HOUR + 30 * MINUTE - TICK)
    clocks, _ = acted(clocks, [Continue()], NOON + 3 * HOUR)
    clocks, _ = acted(clocks, [Meet("respond", at=NOON + HOUR + MINUTE)], NOON + 3 * HOUR)
    assert is_late(clocks, "respond")


def test_cancelling_ends_all_and_rewrites_nothing():
    clocks, _ = acted(running(), [Meet("respond")], NOON + MINUTE)
    clocks, _ = advance(clocks, NOON + 4 * HOUR)
    clocks, _ = acted(clocks, [Cancel()], NOON + 4 * HOUR)
    assert [one.state for one in describe(clocks, NOON + 99 * HOUR)] == ["met", "breached", "cancelled"]
    assert clocks.timer is None and advance(clocks, NOON + 99 * HOUR)[1] == []


def test_restarting_gives_full_durations_and_archives_what_was():
    clocks, _ = advance(running(), NOON + HOUR)
    clocks, _ = acted(clocks, [Restart(("respond", "complete"))], NOON + 2 * HOUR)
    assert due(clocks) == Due(
        respond_by=NOON + 3 * HOUR, arrive_by=NOON + 3 * HOUR, complete_by=NOON + 10 * HOUR
    )
    assert [(old.kind, old.state, old.fired) for old in clocks.archived] == [
        ("respond", "breached", (0, 1, 2)),
        ("complete", "cancelled", ()),
    ]
    assert not is_late(clocks, "respond") and clocks.of("respond").fired == ()


def test_a_clock_restarted_while_the_order_waits_waits_with_it():
    clocks, _ = acted(running(), [Pause(), Restart(("respond",))], NOON + 30 * MINUTE)
    assert clocks.of("respond").phase == "paused" and due(clocks) == Due()
    clocks, _ = acted(clocks, [Continue()], NOON + 2 * HOUR)
    assert due(clocks).respond_by == NOON + 3 * HOUR


def test_moves_that_do_not_apply_change_nothing():
    going, _ = acted(running(), [Start(), Continue()], NOON + MINUTE)
    assert going == running()
    suspended, _ = acted(held(), [Pause(), Continue(), Meet("progress")], NOON + MINUTE)
    assert suspended == held()


def test_a_step_may_lie_before_the_start_and_is_then_due_at_once():
    clocks = running(ladder=(Step(after=-2 * HOUR, notify=("assignee",)),))
    assert clocks.timer.wake_at < NOON
    assert [(step.kind, step.step) for step in advance(clocks, NOON)[1]] == [("respond", 0)]


def test_an_earlier_moment_takes_a_new_timer_and_a_later_one_keeps_the_old():
    accepted, _ = acted(running(), [Meet("respond")], NOON + MINUTE)
    arrived, _ = acted(accepted, [Meet("arrive")], NOON + HOUR)
    assert arrived.timer == accepted.timer
    again, _ = acted(arrived, [Restart(("respond",))], NOON + HOUR)
    assert again.timer.generation == 3 and again.timer.wake_at == NOON + 2 * HOUR - 10 * MINUTE


def test_an_answer_takes_a_new_timer_where_the_old_one_would_wake_in_vain():
    accepted, _ = acted(running(), [Meet("respond")], NOON + MINUTE)
    assert accepted.timer.generation == 2 and accepted.timer.wake_at == NOON + 3 * HOUR - 10 * MINUTE
    once_more, _ = acted(accepted, [Meet("respond")], NOON + 2 * MINUTE)
    assert once_more.timer == accepted.timer


def test_a_description_shows_a_breach_before_the_timer_has_marked_it():
    assert view(running(), "respond", NOON + HOUR).state == "running"
    seen = view(running(), "respond", NOON + HOUR + TICK)
    assert (seen.state, seen.remaining_s, seen.escalations) == ("breached", -1, ())


def test_two_steps_at_the_breach_are_first_only_once():
    _, fired = advance(running(ladder=(*LADDER, LADDER[1])), NOON + HOUR)
    assert [step.is_first for step in fired if not step.is_near] == [True, False]
