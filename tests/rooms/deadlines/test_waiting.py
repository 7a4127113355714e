"""Timers that Step Functions does not take: all of them start or fire in the end, and none is parked."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moto.backends import get_backend

from chalicelib.deadlines import service, triggers, waiting
from chalicelib.deadlines.service import Cancel
from tests.builders.boundary import answering, error
from tests.builders.cloud import bus_event, outbox, parked
from tests.conftest import TENANT, Clock
from tests.rooms.deadlines.samples import LADDER, ORDER, SLA, card
from tests.rooms.deadlines.test_service import act
from tests.rooms.deadlines.test_triggers import executions, opened

__all__ = ["opened"]
REFUSALS = ("ThrottlingException", "ExecutionLimitExceeded")


def refused(*codes: str):
    return answering("stepfunctions", "StartExecution", *map(error, codes))


@pytest.fixture
def orders(staff, clock, acting) -> list[str]:
    """Ten orders whose clocks have just started."""
    found = [f"wo_{number}" for number in range(10)]
    for id in found:
        context = acting("dispatcher")
        _, changes = service.create(
            context, id, card(department_id=staff.department), SLA, LADDER, is_running=True
        )
        context.commit(changes)
    return found


def armed() -> list[dict]:
    return [bus_event(one) for one in outbox() if one["type"] == "TimerArmed"]


def waiting_messages() -> list[dict]:
    """What waits, taken off the queue, whatever its pause: each as Lambda hands it over, and its pause in seconds."""
    queue = get_backend("sqs")["123456789012"]["us-east-1"].queues["waiting-timers"]
    found = [(message.body, message.delayed_until - message.sent_timestamp) for message in queue._messages]
    queue._messages.clear()
    return [
        {"record": {"Records": [{"messageId": "1", "body": body}]}, "pause_s": pause / 1000}
        for body, pause in found
    ]


def resume(*messages: dict) -> None:
    for one in messages:
        triggers.on_waiting(one["record"], None)


@pytest.mark.parametrize("code", REFUSALS)
def test_starts_that_are_refused_all_happen_later_and_none_is_parked(orders, code):
    with refused(*[code] * 25) as asked:  # all ten, all ten again, and half of them once more
        for event in armed():
            triggers.on_timer_wanted(event, None)
        for _ in range(2):
            resume(*waiting_messages())
    assert len(asked) == 30
    assert len(executions()) == 5
    left = waiting_messages()
    assert len(left) == 5
    resume(*left)
    assert executions() == {f"{id}-1": "RUNNING" for id in orders}
    assert waiting_messages() == [] and parked() == []


def test_a_full_account_is_asked_less_often_than_a_throttled_one(orders):
    first, second = armed()[:2]
    with refused(*REFUSALS):
        triggers.on_timer_wanted(first, None)
        triggers.on_timer_wanted(second, None)
    throttled, full = (one["pause_s"] for one in waiting_messages())
    assert 15 <= throttled <= 60
    assert 300 <= full <= 900


def test_a_deadline_that_passes_while_its_timer_waits_is_told_of_from_the_queue(opened, clock: Clock):
    with refused(*[REFUSALS[1]] * 10):
        triggers.on_timer_wanted(armed()[0], None)
        clock.advance(minutes=61)
        (message,) = waiting_messages()
        resume(message, message)  # and a message may come twice
        told = [one["type"] for one in outbox() if one["type"].startswith("Deadline")]
        assert told == ["DeadlineNear", "DeadlineBreached"]
        still = waiting_messages()
    assert executions() == {} and still
    resume(*still)
    assert executions() == {f"{ORDER}-1": "RUNNING"}


def test_a_timer_that_is_wanted_no_longer_is_let_go(opened, acting):
    with refused(REFUSALS[0]):
        triggers.on_timer_wanted(armed()[0], None)
    act(acting, Cancel())
    resume(*waiting_messages())
    assert executions() == {} and waiting_messages() == []


def test_what_is_no_refusal_for_now_is_parked_as_before(opened):
    with refused(*["StateMachineDoesNotExist"] * 3):
        triggers.on_timer_wanted(armed()[0], None)
    assert len(parked()) == 1 and waiting_messages() == []


@pytest.mark.parametrize("body", ["", "{}", '{"timer": {}}', '{"timer": {"order": 1}}', "[]"])
def test_a_message_that_names_no_timer_is_parked(cloud, body):
    triggers.on_waiting({"Records": [{"messageId": "1", "body": body}]}, None)
    assert len(parked()) == 1


@given(left=st.integers(-10_000, 10_000_000), is_full=st.booleans())
def test_a_pause_is_one_that_the_queue_takes_and_ends_about_when_the_deadline_falls_due(left, is_full):
    now = datetime(2026, 11, 23, tzinfo=UTC)
    pause = waiting.pause_s(now + timedelta(seconds=left), now, is_full=is_full)
    assert 1 <= pause <= 900
    assert pause <= max(1, left + 1)


def test_a_message_names_the_timer_and_nothing_else(cloud):
    one = waiting.Waiting(TENANT, ORDER, 3)
    waiting.put(one, 1)
    (message,) = waiting_messages()
    body = message["record"]["Records"][0]["body"]
    assert waiting.read(body) == one
    assert set(json.loads(body)) == {"timer"}
