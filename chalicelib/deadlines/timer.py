"""The timer process, as this room uses it: one execution per order, named `<order>-<generation>`.

The name makes a repeated start harmless and lets a stop address the execution without having stored anything.
Step Functions ends an execution after a year: one that is to wake later wakes before, and another one takes over.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from chalicelib.kernel.aws import client
from chalicelib.kernel.settings import settings

#: what Step Functions answers when it starts nothing for now
_FULL = "ExecutionLimitExceeded"
_THROTTLED = {"ThrottlingException", "TooManyRequestsException", "RequestLimitExceeded"}


LONGEST_EXECUTION = timedelta(days=350)


class NotStarted(Exception):
    """Step Functions starts no execution for now: too many a second or, if `is_full`, too many are open."""

    def __init__(self, *, is_full: bool) -> None:
        super().__init__("too many executions are open" if is_full else "too many executions a second")
        self.is_full = is_full


def wait_until(
    tenant: str, order_id: str, generation: int, moment: datetime, ends_at: datetime
) -> dict[str, str | int]:
    """What the process is given at its start, and by each of its tasks: whom it serves, when to wake, when to end."""
    return {
        "tenant": tenant,
        "order_id": order_id,
        "generation": generation,
        "at": rounded_up(min(moment, ends_at)),
        "ends_at": rounded_up(ends_at),
    }


def end_of(task: Mapping[str, Any], now: datetime) -> datetime:
    """When the process that was given this is to end; one that was not told so as yet is taken for a new one."""
    ends_at = task.get("ends_at")
    return datetime.fromisoformat(ends_at) if ends_at else now + LONGEST_EXECUTION


def rounded_up(moment: datetime) -> str:
    """In RFC 3339, at the next whole second: Step Functions drops the fraction, and would wake too early."""
    whole = moment.replace(microsecond=0)
    if whole < moment:
        whole += timedelta(seconds=1)
    return whole.strftime("%Y-%m-%dT%H:%M:%SZ")


def start(tenant: str, order_id: str, generation: int, moment: datetime, now: datetime) -> None:
    """Start the execution, unless it has been started before. Raises NotStarted."""
    processes = client("stepfunctions")
    try:
        processes.start_execution(
            stateMachineArn=settings().timer_arn,
            name=_name(order_id, generation),
            input=json.dumps(wait_until(tenant, order_id, generation, moment, now + LONGEST_EXECUTION)),
        )
    except processes.exceptions.ExecutionAlreadyExists:
        return
    except processes.exceptions.ClientError as refusal:
        code = refusal.response["Error"]["Code"]
        if code == _FULL or code in _THROTTLED:
            raise NotStarted(is_full=code == _FULL) from None
        raise


def stop(order_id: str, generation: int) -> None:
    """Stop the execution, if there is one. The embedded cloud refuses to stop what has ended (ValidationException).

    A stop that Step Functions refuses for now is let go: the execution wakes once, and finds that nobody wants it.
    """
    processes = client("stepfunctions")
    machine = settings().timer_arn.replace(":stateMachine:", ":execution:")
    name = f"{machine}:{_name(order_id, generation)}"
    known = processes.exceptions
    try:
        processes.stop_execution(executionArn=name, cause="no longer wanted")
    except (known.ExecutionDoesNotExist, known.ValidationException):
        return
    except known.ClientError as refusal:
        if refusal.response["Error"]["Code"] not in _THROTTLED:
            raise


def _name(order_id: str, generation: int) -> str:
    return f"{order_id}-{generation}"
