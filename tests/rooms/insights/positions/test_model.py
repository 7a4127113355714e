"""Where events put an order, and how long it stood where."""

from collections import Counter
from datetime import timedelta
from functools import reduce

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.contracts import workorders as contracts
from chalicelib.contracts.workorders import Due
from chalicelib.insights.positions.durations import WAITING, WORKING, Durations, Spent, changed, stays, summed
from chalicelib.insights.positions.model import MOVES, STATES, difference, placed
from chalicelib.workorders.lifecycle import ACTIVE
from chalicelib.workorders.model import WorkOrder, replay
from tests.builders.events import MORNING, breached, card, reported
from tests.rooms.insights.positions.lives import Story, deliveries, lives, told

#: a life is drawn step by step, which takes its time on a busy machine
_unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
#: events that say something of an order, and nothing of where it stands
TALK = {
    "WorkOrderAcknowledged",
    "WorkOrderCollaboratorAdded",
    "WorkOrderCommented",
    "WorkOrderDirected",
    "WorkOrderEscalated",
    "WorkOrderIncidentOpened",
    "WorkOrderNudged",
    "WorkOrderPhotoFlagged",
    "WorkOrderPlanned",
    "WorkOrderProgressed",
    "WorkOrderRated",
}


def _placed(events):
    return reduce(placed, events, None)


def test_every_event_of_an_order_moves_it_or_is_talk():
    kinds = {kind.__name__ for kind in contracts.WorkOrderEvent.__subclasses__()}
    assert kinds - TALK == {kind.__name__ for kind in MOVES}


def test_the_states_are_those_of_the_life_of_an_order():
    assert set(STATES) == set(ACTIVE)
    assert {*WAITING, *WORKING, "completed"} == set(STATES)


@_unhurried
@given(st.data())
def test_neither_order_nor_repetition_of_the_events_matters(data):
    life = data.draw(lives())
    in_order, otherwise = _placed(life), _placed(data.draw(deliveries(life)))
    whole = {"trail", "version"}
    assert otherwise.model_dump(exclude=whole) == in_order.model_dump(exclude=whole)
    assert list(stays(otherwise.trail)) == list(stays(in_order.trail))
    assert otherwise.counts == in_order.counts


@_unhurried
@given(st.data())
def test_the_sums_of_what_changed_are_those_of_the_whole(data):
    life = data.draw(lives())
    position, gauges, spent = None, Counter(), Counter()
    for event in data.draw(deliveries(life)):
        after = placed(position, event)
        for holder, numbers in difference(position.counts if position else {}, after.counts).items():
            gauges.update({(holder, name): number for name, number in numbers.items()})
        spent.update(changed(position.trail if position else (), after.trail))
        position = after
    assert {key: n for key, n in gauges.items() if n} == {
        (holder, name): n for holder, numbers in position.counts.items() for name, n in numbers.items()
    }
    assert {stay: n for stay, n in spent.items() if n} == Counter(stays(position.trail))


@_unhurried
@given(lives())
def test_an_order_stands_where_the_room_of_work_orders_says_it_does(life):
    order: WorkOrder = replay(life)
    position = _placed(life)
    assert (position.state, position.department_id, position.member_id) == (
        order.status,
        order.department_id,
        order.assignee_id,
    )
    assert position.priority == order.priority


@_unhurried
@given(lives())
def test_the_stays_of_a_life_add_up_to_it(life):
    """From the report on, without the time in which it was done; an arrival counts when the device made it."""
    position = _placed(life)
    done = list(stays(position.trail))
    whole = int(position.since.timestamp()) - int(life[0].at.timestamp())
    closed = _closed_seconds(life)
    assert sum(stay.seconds for stay in done) == whole - closed
    assert all(stay.seconds >= 0 for stay in done)


def _closed_seconds(life):
    spent, since = 0, None
    for event in life:
        if since is not None:
            spent += int(event.at.timestamp()) - int(since.timestamp())
            since = None
        if event.card.status == "closed":
            since = event.at
    return spent


def test_a_usual_life_is_cut_into_its_states():
    life = told("assign", "accept", "check_in", "complete", "close")
    found = [(stay.state, stay.holder, stay.seconds) for stay in stays(_placed(life).trail)]
    tom = ("dp_repairs", "mb_tom")
    assert found == [
        ("open", ("dp_repairs", None), 600),
        ("assigned", tom, 600),
        ("accepted", tom, 600),
        ("on_site", tom, 600),
        ("completed", tom, 600),
    ]


def test_an_order_that_was_taken_leaves_one_mark_for_both_events():
    position = _placed(told("take"))
    assert (position.state, position.member_id) == ("accepted", "mb_tom")
    assert len(position.trail) == 2
    assert [stay.state for stay in stays(position.trail)] == ["open"]


def test_an_arrival_without_network_counts_at_the_devices_time():
    story = Story()
    story.report()
    story.step("take")
    accepted = story.at
    story.wait(3_000)
    story.step("check_in_offline", aside=2_000)
    position = _placed(story.told)
    assert position.since == accepted + timedelta(seconds=1_000)
    assert [(stay.state, stay.seconds) for stay in stays(position.trail)][-1] == ("accepted", 1_000)


def test_a_devices_time_that_cannot_be_true_does_not_count():
    for aside in (3_500, 4_000):  # before it was accepted; further away than the policy allows
        story = Story()
        story.report()
        story.step("take")
        story.wait(3_000 if aside < 3_600 else 9_000)
        story.step("check_in_offline", aside=aside)
        assert _placed(story.told).since == story.at


def test_an_order_that_moves_to_another_member_stands_there_anew():
    story = Story()
    story.report()
    story.step("assign", "mb_tom")
    first = story.at
    story.wait(60)
    story.step("assign", "mb_tom")
    assert _placed(story.told).since == first
    story.wait(60)
    story.step("assign", "mb_flora")
    position = _placed(story.told)
    assert (position.holder, position.since) == (("dp_gardens", "mb_flora"), story.at)


def test_a_breach_makes_an_order_late_wherever_it_comes_in():
    life = told("assign")
    for events in (
        [*life, breached()],
        [breached(), *life],
        [life[0], breached(), breached(step=1), life[1]],
    ):
        assert _placed(events).counts == {("dp_repairs", "mb_tom"): {"assigned": 1, "late": 1}}


def test_an_order_that_is_only_known_to_be_late_stands_nowhere():
    assert _placed([breached()]).counts == {}


def test_an_order_that_is_done_is_counted_nowhere():
    assert _placed(told("cancel")).counts == {}


def test_the_deadline_that_is_told_is_the_first_one_still_ahead():
    due = Due(
        respond_by=MORNING + timedelta(hours=1),
        arrive_by=MORNING + timedelta(hours=3),
        complete_by=MORNING + timedelta(hours=2),
    )
    found = {
        state: _placed([reported(card=card(status=state, due=due))]).due_at
        for state in ("open", "accepted", "on_site", "paused")
    }
    assert found == {
        "open": due.respond_by,
        "accepted": due.complete_by,
        "on_site": due.complete_by,
        "paused": None,
    }


def test_rows_add_up_and_split_into_waiting_and_working():
    (row,) = summed([("dp", {"open": Spent(1, 60)}), ("dp", {"open": Spent(2, 30), "on_site": Spent(1, 10)})])
    assert row.spent["open"] == Spent(3, 90)
    assert (row.waiting_s, row.working_s, row.waiting_share) == (90, 10, 0.9)
    assert row.spent["open"].mean_s == 30
    assert Durations("dp").waiting_share is None
    assert Spent().mean_s is None
