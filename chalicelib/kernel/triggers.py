"""What every asynchronous handler shares. They deploy as `chalicelib.<room>.triggers.<function>` and never load
`app.py`, so no middleware of the app runs for them: each is wrapped in `observed` itself."""

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chalicelib.contracts.envelope import Event
from chalicelib.kernel.changes import Claim
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Key, Value
from chalicelib.kernel.errors import DomainError
from chalicelib.kernel.observability import log

Handler = Callable[[dict[str, Any], Any], Any]
_REMEMBERED = timedelta(days=14)  # longer than any queue or stream keeps an event


def observed(handler: Handler) -> Handler:
    """Log one line for each invocation, and the exception if there is one. What fails is raised: the platform retries."""

    @functools.wraps(handler)
    def wrapped(event: dict[str, Any], context: Any) -> Any:
        log().set_correlation_id(event.get("id"))
        try:
            answer = handler(event, context)
        except Exception as failure:
            if type(failure).__name__ not in _EXPECTED:
                log().exception("trigger failed", trigger=handler.__name__)
            raise
        log().info("trigger done", trigger=handler.__name__, detail_type=event.get("detail-type"))
        return answer

    return wrapped


_EXPECTED = {"NothingLeft"}  # how the timer's task ends its process


class Repeated(DomainError):
    """This consumer has taken this event already."""

    code, status = "repeated", 409


class Seen(Value):
    """The mark that a consumer leaves for an event it has taken."""

    event: str


def once(context: Context, consumer: str, event: Event) -> Claim:
    """The part of a consumer's transaction that fails with Repeated when the event has been taken before."""
    return Claim(
        Key(f"SEEN#{consumer}", event.id),
        Seen(event=event.id),
        refusal=Repeated(),
        expires_at=context.now + _REMEMBERED,
    )


def parse(event: dict[str, Any], *kinds: type[Event]) -> Event:
    """The published event in a bus event. Raises ValueError for one that the consumer does not take."""
    for kind in kinds:
        if kind.__name__ == event["detail-type"]:
            return kind.model_validate(event["detail"])
    raise ValueError(f"{event['detail-type']} is none of {[kind.__name__ for kind in kinds]}")
