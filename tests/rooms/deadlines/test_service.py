"""Deadlines in the table: what is saved, what is told to whom, and what it costs."""

from datetime import timedelta

import pytest

from chalicelib.contracts.envelope import Event
from chalicelib.deadlines import service
from chalicelib.deadlines.model import TICK
from chalicelib.deadlines.service import Cancel, Continue, Meet, Pause, Restart, Sla, Start, Step
from chalicelib.kernel.changes import Emit
from chalicelib.kernel.errors import StaleRead
from tests.builders.cloud import outbox
from tests.rooms.deadlines.samples import HOUR, LADDER, MINUTE, ORDER, SLA, card


def told() -> list[tuple]:
    """The outbox: `(type, kind, step, recipients, is first)`, or for a timer `(type, generation)`."""
    events = [one for one in outbox() if one["source"] == "steward.deadlines"]
    return [
        (one["type"], one["detail"]["generation"])
        if one["type"].startswith("Timer")
        else (one["type"], *(one["detail"][name] for name in ("kind", "step", "recipient_ids", "is_first")))
        for one in events
    ]


@pytest.fixture
def opened(staff, clock, acting):
    """An order whose clocks have just started."""
    context = acting("dispatcher")
    clocks, changes = service.create(
        context, ORDER, card(department_id=staff.department), SLA, LADDER, is_running=True
    )
    context.commit(changes)
    return clocks


def stored(acting):
    return acting("manager").find(service.clocks_ref(ORDER))


def act(acting, *moves, **fields):
    """Somebody does something to the order, now."""
    context = acting("technician", id="mb_technician")
    clocks = context.find(service.clocks_ref(ORDER))
    clocks, changes = service.apply(context, clocks, clocks.card.model_copy(update=fields), *moves)
    context.commit(changes)
    return clocks


def test_what_is_created_is_what_is_found(opened, clock, acting):
    assert stored(acting) == opened and opened.version == 1
    assert opened.card.due.respond_by == clock.now + HOUR
    assert told() == [("TimerArmed", 1)]


def test_a_suspended_order_has_no_timer_until_it_opens(staff, clock, acting):
    context = acting("resident")
    _, changes = service.create(context, ORDER, card(), SLA, LADDER, is_running=False)
    context.commit(changes)
    assert told() == []
    clock.advance(days=3)
    opened = act(acting, Start())
    assert service.due(opened).respond_by == clock.now + HOUR == stored(acting).card.due.respond_by
    assert told() == [("TimerArmed", 1)]


def test_an_order_without_deadlines_has_clocks_all_the_same(staff, clock, acting):
    context = acting("resident")
    clocks, changes = service.create(context, ORDER, card(), Sla(), (), is_running=True)
    context.commit(changes)
    assert stored(acting) == clocks and clocks.timer is None and service.describe(clocks, clock.now) == []


def test_moves_bump_the_version_once_and_are_refused_on_what_has_changed(opened, clock, acting):
    context = acting("technician")
    moved, changes = service.apply(context, opened, opened.card, Pause(), Continue(), Meet("respond"))
    assert moved.version == 2
    act(acting, Meet("respond"))
    with pytest.raises(StaleRead):
        context.commit(changes)


def test_a_card_can_be_replaced_without_a_move(opened, clock, acting):
    moved = act(acting, assignee_id="mb_other")
    assert stored(acting).card.assignee_id == "mb_other" and moved.version == 2
    assert told() == [("TimerArmed", 1)]


def test_the_timer_climbs_the_ladder_and_tells_each_step_once(opened, clock, acting):
    told_of_respond = []
    clock.advance(minutes=50)
    while len(told_of_respond) < 3:
        clock.now = service.fire(acting(kind="system"), ORDER, 1)
        told_of_respond = [one for one in told() if one[1] == "respond"]
    assert told_of_respond == [
        ("DeadlineNear", "respond", 0, ["mb_technician"], False),
        ("DeadlineBreached", "respond", 1, ["mb_technician", "mb_assessor"], True),
        ("DeadlineBreached", "respond", 2, ["mb_head", "mb_setter", "mb_director"], False),
    ]
    view = service.describe(stored(acting), clock.now)[0]
    assert (view.kind, view.state) == ("respond", "breached")
    assert [(one.step, one.notified) for one in view.escalations] == [
        (0, ("mb_technician",)),
        (1, ("mb_technician", "mb_assessor")),
        (2, ("mb_head", "mb_setter", "mb_director")),
    ]


def test_everybody_is_told_once_and_nobody_in_place_of_a_missing_person(staff, clock, acting):
    context = acting("dispatcher")
    order = card(department_id=staff.department, assignee_id=None, setter_id="mb_head")
    ladder = (Step(after=timedelta(0), notify=("assignee", "head", "setter", "mb_head", "assessment")),)
    _, changes = service.create(context, ORDER, order, Sla(respond=HOUR), ladder, is_running=True)
    context.commit(changes)
    clock.advance(hours=1)
    assert service.fire(acting(kind="system"), ORDER, 1) is None
    assert told()[-1] == ("DeadlineBreached", "respond", 0, ["mb_head", "mb_assessor"], True)


def test_an_action_a_moment_late_finds_its_breach_told_as_the_timer_would_have(opened, clock, acting):
    clock.now += HOUR + TICK
    late = act(acting, Meet("respond"), Restart(("arrive",)), assignee_id="mb_successor")
    assert service.is_late(late, "respond")
    assert told()[1:] == [
        ("DeadlineNear", "respond", 0, ["mb_technician"], False),
        ("DeadlineBreached", "respond", 1, ["mb_technician", "mb_assessor"], True),
        ("TimerStopped", 1),
        ("TimerArmed", 2),
    ]
    details = [one["detail"] for one in outbox() if one["source"] == "steward.deadlines"]
    assert {one["actor"]["kind"] for one in details} == {"system"}
    assert {one["visibility"] for one in details} == {"internal"}


def test_what_a_replaced_clock_told_stays_with_it(opened, clock, acting):
    clock.now += HOUR + TICK
    restarted = act(acting, Restart(("respond",)))
    assert restarted.of("respond").escalations == ()
    assert [(one.step, one.at) for one in restarted.archived[0].escalations] == [
        (0, clock.now),
        (1, clock.now),
    ]


def test_the_timer_finds_nothing_more_to_tell_after_a_late_action(opened, clock, acting):
    clock.now += HOUR + TICK
    act(acting, Meet("respond"))
    before = told()
    assert service.fire(acting(kind="system"), ORDER, 1) is None
    assert service.fire(acting(kind="system"), ORDER, 2) == clock.now + 2 * HOUR - 10 * MINUTE - TICK
    assert told() == before


def test_an_action_between_the_timers_reading_and_writing_wins(opened, clock, acting, interrupting):
    clock.advance(hours=1)
    interrupting(lambda: act(acting, Meet("respond")))
    with pytest.raises(StaleRead):
        service.fire(acting(kind="system"), ORDER, 1)
    assert [one for one in told() if one[0] == "DeadlineBreached"] == []
    assert not service.is_late(stored(acting), "respond")


def test_a_short_pause_keeps_the_timer(opened, clock, acting):
    clock.advance(minutes=5)
    act(acting, Pause())
    clock.advance(minutes=1)
    act(acting, Continue())
    assert told() == [("TimerArmed", 1)]


def test_a_timer_that_wakes_in_a_pause_ends_and_continuing_takes_another(opened, clock, acting):
    clock.advance(minutes=5)
    act(acting, Pause())
    clock.advance(days=2)
    assert service.fire(acting(kind="system"), ORDER, 1) is None
    act(acting, Continue())
    assert told() == [("TimerArmed", 1), ("TimerArmed", 2)]


def test_a_deadline_that_moves_earlier_stops_the_later_timer(opened, clock, acting):
    act(acting, Meet("respond"))
    clock.advance(hours=1)
    act(acting, Restart(("respond",)))
    assert [one for one in told() if one[0].startswith("Timer")] == [
        ("TimerArmed", 1),
        ("TimerStopped", 1),
        ("TimerArmed", 2),
        ("TimerStopped", 2),
        ("TimerArmed", 3),
    ]


def test_events_are_numbered_without_a_gap(opened, clock, acting):
    clock.now += 9 * HOUR
    act(acting, Restart())
    act(acting, Pause())
    sequences = [one["detail"]["sequence"] for one in outbox() if one["source"] == "steward.deadlines"]
    assert sequences == list(range(1, len(sequences) + 1)) and stored(acting).sequence == len(sequences)


def test_a_move_costs_no_call_of_its_own(opened, clock, acting, calls):
    context = acting("technician")
    _, changes = service.apply(context, opened, opened.card, Meet("respond"), Cancel())
    assert calls == []
    emitted: list[Event] = [part.event for part in changes if isinstance(part, Emit)]
    assert [event.type for event in emitted] == ["TimerStopped"] and len(changes) == 2


def test_firing_costs_one_read_and_one_transaction_and_asks_whom_to_tell_only_when_it_tells(
    opened, clock, acting, calls
):
    clock.advance(minutes=50)
    service.fire(acting(kind="system"), ORDER, 1)
    assert calls == ["GetItem", "BatchGetItem", "TransactWriteItems"]  # is the assignee still with us?
    del calls[:]
    clock.advance(minutes=10)
    service.fire(acting(kind="system"), ORDER, 1)
    assert calls == ["GetItem", "BatchGetItem", "Query", "TransactWriteItems"]
    del calls[:]
    clock.advance(minutes=1)
    service.fire(acting(kind="system"), ORDER, 1)
    assert calls == ["GetItem"]
