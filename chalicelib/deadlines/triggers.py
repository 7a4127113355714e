"""How the timer process is driven, and what it calls when it wakes."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.contracts.deadlines import TimerArmed, TimerStopped
from chalicelib.deadlines import service, timer, waiting
from chalicelib.kernel import clock
from chalicelib.kernel.context import for_system, retried
from chalicelib.kernel.triggers import consumer, observed, parse

triggers = Blueprint(__name__)


@triggers.lambda_function(name="deadlines_drive_timer")
@consumer
def on_timer_wanted(event: dict[str, Any], context: Any) -> None:
    """Start or stop an order's execution, as TimerArmed and TimerStopped say, in whatever order they come."""
    wanted = parse(event, TimerArmed, TimerStopped)
    match wanted:
        case TimerArmed():
            service.arm(
                for_system(wanted.tenant, "deadlines"), wanted.entity, wanted.generation, wanted.wake_at
            )
        case TimerStopped():
            service.disarm(wanted.entity, wanted.generation)


@triggers.lambda_function(name="deadlines_resume")
@consumer
def on_waiting(event: dict[str, Any], context: Any) -> None:
    """Take up a timer that waits for an execution: one message at a time, as the queue's mapping says."""
    (record,) = event["Records"]
    one = waiting.read(record["body"])
    retried(lambda: service.resume(for_system(one.tenant, "deadlines"), one.order_id, one.generation))


@triggers.lambda_function(name="deadlines_fire")
@observed
def on_moment(event: dict[str, Any], context: Any) -> dict[str, str | int]:
    """The timer's task: takes what its process was started with, answers the same with the next moment.

    Without a moment the answer is empty, by which the process ends.
    """
    tenant, order_id, generation = event["tenant"], event["order_id"], event["generation"]
    ends_at = timer.end_of(event, clock.now())
    moment = retried(lambda: service.fire(for_system(tenant, "deadlines"), order_id, generation, ends_at))
    return timer.wait_until(tenant, order_id, generation, moment, ends_at) if moment else {}
