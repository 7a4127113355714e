"""The transition table, and the order as the sum of its events."""

import pytest
from hypothesis import given

from chalicelib.contracts import workorders as events
from chalicelib.workorders import store
from chalicelib.workorders.lifecycle import ACTIVE, DONE, TRANSITIONS, InvalidTransition, demand
from chalicelib.workorders.model import evolve, replay
from tests.rooms.workorders.walks import lives

ALL = (*ACTIVE, *DONE)


@pytest.mark.parametrize("action", TRANSITIONS)
@pytest.mark.parametrize("status", ALL)
def test_an_action_is_refused_exactly_where_the_table_does_not_name_the_state(action, status):
    if status in TRANSITIONS[action].sources:
        demand(action, status)
    else:
        with pytest.raises(InvalidTransition) as refused:
            demand(action, status)
        assert refused.value.details["current_status"] == status


def test_a_cancelled_order_is_the_end():
    assert all("cancelled" not in transition.sources for transition in TRANSITIONS.values())


def test_every_state_can_be_reached():
    reached = {"open", "suspended"} | {t.target for t in TRANSITIONS.values() if t.target}
    assert reached == set(ALL)


@given(lives())
def test_replaying_the_published_events_gives_the_order(history):
    order = replay(history)
    published = [getattr(events, e.type).model_validate_json(e.model_dump_json()) for e in history]
    assert replay(published) == order
    assert order.sequence == len(history)


@given(lives())
def test_the_state_is_always_one_that_the_table_leads_to(history):
    order = None
    for event in history:
        before, order = order, evolve(order, event)
        assert order.status in ALL
        if before is not None and before.status == order.status:
            assert order.status_since == before.status_since
        assert (order.status == "paused") == (order.pause is not None)
        assert (order.hold is not None) == (order.status == "suspended")


@given(lives())
def test_an_order_lies_where_its_state_says(history):
    order = replay(history)
    indexes = store._indexes(order)
    phase = "done" if order.status in DONE else "active"
    assert indexes["GSI1"] == (f"WO#{phase}", order.id)
    in_queue = indexes.get("GSI3", ("", ""))[0].startswith("WO#Q#")
    assert in_queue == (order.status == "open")
