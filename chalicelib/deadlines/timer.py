"""The timer process, as this room uses it: one execution per order, named `<order>-<generation>`.

The name makes a repeated start harmless and lets a stop address the execution without having stored anything.
"""

import json
from contextlib import suppress
from datetime import datetime, timedelta

from chalicelib.kernel.aws import client
from chalicelib.kernel.settings import settings

#: what Step Functions answers when it starts nothing for now
_FULL = "ExecutionLimitExceeded"
_THROTTLED = {"ThrottlingException", "TooManyRequestsException", "RequestLimitExceeded"}


class NotStarted(Exception):
    """Step Functions starts no execution for now: too many a second or, if `is_full`, too many are open."""

    def __init__(self, *, is_full: bool) -> None:
        super().__init__("too many executions are open" if is_full else "too many executions a second")
        self.is_full = is_full


def wait_until(tenant: str, order_id: str, generation: int, moment: datetime) -> dict[str, str | int]:
    """What the process is given at its start, and by each of its tasks: whom it serves and when to wake."""
    return {"tenant": tenant, "order_id": order_id, "generation": generation, "at": rounded_up(moment)}


def rounded_up(moment: datetime) -> str:
    """In RFC 3339, at the next whole second: Step Functions drops the fraction, and would wake too early."""
    whole = moment.replace(microsecond=0)
    if whole < moment:
        whole += timedelta(seconds=1)
    return whole.strftime("%Y-%m-%dT%H:%M:%SZ")


def start(tenant: str, order_id: str, generation: int, moment: datetime) -> None:
    """Start the execution, unless it has been started before. Raises NotStarted."""
    processes = client("stepfunctions")
    try:
        processes.start_execution(
            stateMachineArn=settings().timer_arn,
            name=_name(order_id, generation),
            input=json.dumps(wait_until(tenant, order_id, generation, moment)),
        )
    except processes.exceptions.ExecutionAlreadyExists:
        return
    except processes.exceptions.ClientError as refusal:
        code = refusal.response["Error"]["Code"]
        if code == _FULL or code in _THROTTLED:
            raise NotStarted(is_full=code == _FULL) from None
        raise


def stop(order_id: str, generation: int) -> None:
    """Stop the execution, if there is one. The embedded cloud refuses to stop what has ended (ValidationException)."""
    processes = client("stepfunctions")
    machine = settings().timer_arn.replace(":stateMachine:", ":execution:")
    name = f"{machine}:{_name(order_id, generation)}"
    known = processes.exceptions
    with suppress(known.ExecutionDoesNotExist, known.ValidationException):
        processes.stop_execution(executionArn=name, cause="no longer wanted")


def _name(order_id: str, generation: int) -> str:
    return f"{order_id}-{generation}"
