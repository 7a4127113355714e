"""The timer process: events of the timer in any order and number, and the task that fires."""

import json
from datetime import timedelta

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.deadlines import service, timer, triggers
from chalicelib.deadlines.service import Cancel, Meet
from chalicelib.deadlines.timer import rounded_up, wait_until
from chalicelib.kernel.aws import client
from chalicelib.kernel.settings import settings
from tests.builders.boundary import answering, error
from tests.builders.cloud import bus_event, outbox, parked
from tests.conftest import TENANT
from tests.rooms.deadlines.samples import HOUR, LADDER, ORDER, SLA, card
from tests.rooms.deadlines.test_service import act, told


@pytest.fixture
def opened(staff, clock, acting):
    """An order whose clocks have just started, a fraction after the full second."""
    clock.now += timedelta(milliseconds=300)
    context = acting("dispatcher")
    order = card(department_id=staff.department)
    clocks, changes = service.create(context, ORDER, order, SLA, LADDER, is_running=True)
    context.commit(changes)
    return clocks


def timer_events() -> list[dict]:
    return [bus_event(one) for one in outbox() if one["type"].startswith("Timer")]


def executions() -> dict[str, str]:
    """Name and status of all executions there were."""
    found = boto3.client("stepfunctions").list_executions(stateMachineArn=settings().timer_arn)["executions"]
    return {one["name"]: one["status"] for one in found}


def drive(*events: dict) -> None:
    for event in events:
        triggers.on_timer_wanted(event, None)


def fire(generation: int = 1, ends_at: str = "2027-11-08T01:00:00Z") -> dict:
    task = {"tenant": TENANT, "order_id": ORDER, "generation": generation, "at": "2026-11-23T00:00:00Z"}
    return triggers.on_moment(task | {"ends_at": ends_at}, None)


def test_an_armed_timer_is_an_execution_that_wakes_at_the_next_whole_second(opened, clock):
    drive(*timer_events())
    found = boto3.client("stepfunctions").list_executions(stateMachineArn=settings().timer_arn)["executions"][
        0
    ]
    given = boto3.client("stepfunctions").describe_execution(executionArn=found["executionArn"])["input"]
    assert found["name"] == f"{ORDER}-1" and len(found["name"]) <= 80
    assert json.loads(given) == {
        "tenant": TENANT,
        "order_id": ORDER,
        "generation": 1,
        "at": "2026-11-23T01:50:01Z",
        "ends_at": "2027-11-08T01:00:01Z",
    }


def test_a_repeated_start_is_harmless(opened):
    drive(*timer_events(), *timer_events())
    assert executions() == {f"{ORDER}-1": "RUNNING"}


def test_a_stop_ends_the_execution_and_may_come_twice(opened, acting):
    drive(*timer_events())
    act(acting, Cancel())
    drive(timer_events()[1], timer_events()[1])
    assert executions() == {f"{ORDER}-1": "ABORTED"}


@pytest.mark.parametrize("code", ["ExecutionDoesNotExist", "ValidationException"])
def test_a_stop_of_what_is_over_is_no_failure(opened, acting, code):
    act(acting, Cancel())
    with answering("stepfunctions", "StopExecution", error(code)) as asked:
        drive(*timer_events())
    assert asked and parked() == []


def test_a_stop_that_is_refused_for_now_is_let_go_and_any_other_refusal_is_not(opened, acting):
    act(acting, Cancel())
    with answering("stepfunctions", "StopExecution", error("ThrottlingException")) as asked:
        triggers.on_timer_wanted(timer_events()[1], None)
    assert asked and parked() == []
    assert service.fire(acting(kind="system"), ORDER, 1) is None
    with (
        answering("stepfunctions", "StopExecution", error("AccessDeniedException")),
        pytest.raises(ClientError),
    ):
        timer.stop(ORDER, 1)


def test_a_stop_that_overtakes_its_start_leaves_nothing_open(opened, acting):
    act(acting, Cancel())
    armed, stopped = timer_events()
    drive(stopped, armed)
    assert executions() == {}


def test_a_stop_that_comes_during_the_start_leaves_nothing_open(opened, acting):
    def stop_meanwhile(**_):
        if not acting("manager").find(service.clocks_ref(ORDER)).timer:
            return
        act(acting, Cancel())
        drive(timer_events()[1])  # before the execution exists

    client("stepfunctions").meta.events.register("before-call.sfn.StartExecution", stop_meanwhile)
    drive(timer_events()[0])
    assert executions() == {f"{ORDER}-1": "ABORTED"}


def test_timers_in_any_order_leave_the_wanted_one(opened, clock, acting):
    clock.advance(minutes=5)
    act(acting, Meet("respond"), Meet("arrive"), Meet("complete"))
    clock.advance(minutes=5)
    act(acting, service.Restart())
    drive(*reversed(timer_events()), *timer_events())
    assert executions() == {f"{ORDER}-2": "RUNNING"}


def test_the_task_answers_what_it_was_given_with_the_next_moment(opened, clock):
    clock.now = opened.timer.wake_at
    given = {"tenant": TENANT, "order_id": ORDER, "generation": 1, "ends_at": "2027-11-08T01:00:00Z"}
    assert fire() == given | {"at": "2026-11-23T02:00:01Z"}


def test_a_deadline_beyond_the_year_of_an_execution_is_handed_to_another_one(opened, clock, acting):
    """300 days of office hours are more than a year: the process wakes before its end, and starts the next."""
    due = opened.timer.wake_at
    ends_at = rounded_up(due - timedelta(minutes=30))
    waiting = wait_until(TENANT, ORDER, 1, due, due - timedelta(minutes=30))
    assert waiting["at"] == waiting["ends_at"] == ends_at
    clock.now = due - timedelta(minutes=30)
    assert fire(ends_at=ends_at) == fire(ends_at=ends_at) == {}
    _, armed = timer_events()
    assert (armed["detail-type"], armed["detail"]["generation"]) == ("TimerArmed", 2)
    drive(armed, armed)
    given = boto3.client("stepfunctions").describe_execution(
        executionArn=f"{settings().timer_arn.replace(':stateMachine:', ':execution:')}:{ORDER}-2"
    )["input"]
    assert json.loads(given)["at"] == rounded_up(due)
    clock.now = due
    assert fire(2)["at"] == "2026-11-23T02:00:01Z"


def test_a_process_that_was_not_told_when_it_ends_goes_on(opened, clock):
    clock.now = opened.timer.wake_at
    task = {"tenant": TENANT, "order_id": ORDER, "generation": 1}
    assert triggers.on_moment(task, None)["at"] == "2026-11-23T02:00:01Z"


def test_woken_early_the_task_answers_the_same_moment(opened, clock, calls):
    clock.now = opened.timer.wake_at - timedelta(milliseconds=1)
    assert fire()["at"] == "2026-11-23T01:50:01Z"
    assert calls == ["GetItem"]


def test_the_task_run_again_after_it_took_effect_answers_the_same_and_tells_nothing_new(opened, clock):
    clock.now += HOUR
    first, before = fire(), told()
    assert fire() == first and told() == before


def test_the_task_ends_the_process_when_all_is_told_also_when_run_again(opened, clock, acting):
    clock.now += 30 * HOUR
    for _ in range(2):
        assert fire() == {}
    kinds = [one[1] for one in told() if one[0].startswith("Deadline")]
    assert sorted(kinds) == sorted(3 * ["respond", "arrive", "complete"])
    assert acting("manager").find(service.clocks_ref(ORDER)).timer is None


def test_the_task_ends_a_process_that_is_wanted_no_longer(opened, clock, acting):
    assert fire(generation=7) == {}
    act(acting, Cancel())
    assert fire() == {}


def test_the_task_of_an_unknown_order_ends_the_process(staff):
    assert fire() == {}


def test_the_task_reads_again_when_an_action_comes_between(opened, clock, acting, interrupting):
    clock.now += HOUR
    interrupting(lambda: act(acting, Meet("respond")))
    assert fire() == {}  # the action took another timer
    assert fire(generation=2)["at"] == rounded_up(clock.now + 2 * HOUR - timedelta(minutes=10))
    assert [one for one in told() if one[0] == "DeadlineBreached"] == []


def test_a_foreign_event_is_parked_whole(opened):
    foreign = {"detail-type": "WorkOrderClosed", "detail": {}}
    triggers.on_timer_wanted(foreign, None)
    assert [one["event"] for one in parked()] == [foreign]
