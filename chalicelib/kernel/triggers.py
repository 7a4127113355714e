"""What every asynchronous handler shares.

They deploy as `chalicelib.<room>.triggers.<function>` and never load `app.py`, so no middleware of the app runs for
them: each is wrapped in `observed` or `consumer` itself.
"""

import functools
import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chalicelib.contracts.envelope import Event
from chalicelib.kernel.aws import client
from chalicelib.kernel.changes import Claim
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Key, Value
from chalicelib.kernel.errors import DomainError
from chalicelib.kernel.observability import log, log_failure, told, without_words
from chalicelib.kernel.settings import settings

#: detail-type of an event that asks for nothing: it only has the function loaded before it is needed
WARM_UP = "WarmUp"

Handler = Callable[[dict[str, Any], Any], Any]
_ATTEMPTS = 3
_REMEMBERED = timedelta(days=14)  # longer than any queue or stream keeps an event


def observed(handler: Handler) -> Handler:
    """Log one line for each invocation, or its failure, for which Failed is raised: the platform retries."""

    @functools.wraps(handler)
    def wrapped(event: dict[str, Any], context: Any) -> Any:
        if event.get("detail-type") == WARM_UP:
            return None
        log().set_correlation_id(event.get("id"))
        try:
            answer = handler(event, context)
        except Exception as failure:  # noqa: BLE001 - raised as Failed
            log_failure("trigger failed", failure, trigger=handler.__name__)
            raise without_words(failure) from None
        log().info("trigger done", trigger=handler.__name__, detail_type=event.get("detail-type"))
        return answer

    return wrapped


def consumer(handler: Handler) -> Handler:
    """`observed`, for what the bus brings: try a failing event again, and then park it whole in the dead-letter queue.

    Not every bus delivers twice (docs/decisions/0009), so this does not rest on it. Only if parking fails too is the
    failure raised. An event that cannot even be read is parked at once: it would not get better.
    """

    @functools.wraps(handler)
    def wrapped(event: dict[str, Any], context: Any) -> Any:
        for attempt in range(_ATTEMPTS):
            try:
                return handler(event, context)
            except ValueError as unreadable:
                return _park(handler, event, unreadable)
            except Exception as failure:  # noqa: BLE001 - parked in the end, whatever it was
                log_failure("attempt failed", failure, trigger=handler.__name__, attempt=attempt)
                last = failure
                time.sleep(0.1 * 2**attempt)
        return _park(handler, event, last)

    return observed(wrapped)


def _park(handler: Handler, event: dict[str, Any], failure: Exception) -> dict[str, str]:
    """Keep the event for somebody to look at and send again; what the failure was about stays with it, in the queue."""
    log_failure("event parked", failure, trigger=handler.__name__)
    # By the handler's full name `make redrive` finds the function that shall have it again.
    trigger = f"{handler.__module__}.{handler.__qualname__}"
    body = {"trigger": trigger, "why": repr(failure), "event": event}
    client("sqs").send_message(
        QueueUrl=settings().dead_letters_url, MessageBody=json.dumps(body, default=str)
    )
    return {"parked": told(failure)}


class Repeated(DomainError):
    """This consumer has taken this event already."""

    code, status = "repeated", 409


class Seen(Value):
    """The mark that a consumer leaves for an event it has taken."""

    event: str


def once(context: Context, consumer: str, event: Event) -> Claim:
    """The part of a consumer's transaction that fails with Repeated when the event has been taken before."""
    return Claim(
        Key(f"SEEN#{consumer}#{event.id}"),
        Seen(event=event.id),
        refusal=Repeated(),
        expires_at=context.now + _REMEMBERED,
    )


def parse(event: dict[str, Any], *kinds: type[Event]) -> Event:
    """The published event in a bus event. Raises ValueError for one that the consumer does not take."""
    named = event.get("detail-type")
    for kind in kinds:
        if kind.__name__ == named:
            return kind.model_validate(event.get("detail"))
    raise ValueError(f"{named} is none of {[kind.__name__ for kind in kinds]}")
