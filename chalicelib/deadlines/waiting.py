"""Timers for which there is no execution yet: they wait in a queue until Step Functions takes them.

It starts so many executions a second and keeps so many open, of an account and region. What it refuses for now is not
parked for somebody to look at: it comes again after a pause, and what falls due meanwhile is fired from here. The
message names the timer and decides nothing; the table knows what is wanted (docs/decisions/0031).
"""

import json
import random
from dataclasses import asdict, dataclass
from datetime import datetime

from chalicelib.kernel.aws import client
from chalicelib.kernel.settings import settings

#: seconds between two attempts: starts come back by the second, room for open executions as orders are done
THROTTLED_S, FULL_S = (15, 60), (300, 900)
_SOONEST_S, _LONGEST_S = 1, 900  # a queue hides a message for 15 minutes at the longest


@dataclass(frozen=True)
class Waiting:
    """One timer that waits."""

    tenant: str
    order_id: str
    generation: int


def pause_s(due: datetime, now: datetime, *, is_full: bool) -> int:
    """Seconds until the next attempt: drawn at random, so that not all come at once, and never far beyond `due`."""
    drawn = random.randint(*(FULL_S if is_full else THROTTLED_S))  # noqa: S311 - spreads load
    left = int((due - now).total_seconds()) + 1
    return max(_SOONEST_S, min(drawn, left, _LONGEST_S))


def put(waiting: Waiting, delay_s: int) -> None:
    """Let the timer come again after `delay_s`."""
    client("sqs").send_message(
        QueueUrl=settings().timers_url,
        MessageBody=json.dumps({"timer": asdict(waiting)}),
        DelaySeconds=delay_s,
    )


def read(body: str) -> Waiting:
    """The timer that a message names. Raises ValueError for anything else."""
    try:
        return Waiting(**json.loads(body)["timer"])
    except (KeyError, TypeError) as unreadable:
        raise ValueError("no timer") from unreadable
