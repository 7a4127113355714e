"""The outbox relay: takes recorded events off the table's stream and puts them on the bus.

A record that the bus will never take is parked whole and the rest goes on: one poisoned event must not stop the line.
What the bus refuses only for now fails the batch, which the stream then delivers again: consumers take an event twice
without harm.
"""

import json
import time
from typing import Any

from chalice.app import Blueprint

from chalicelib.kernel import outbox
from chalicelib.kernel.aws import client
from chalicelib.kernel.observability import Failed, log, log_failure
from chalicelib.kernel.packed import unpack
from chalicelib.kernel.settings import settings
from chalicelib.kernel.triggers import observed

relay = Blueprint(__name__)
Entry = dict[str, Any]
_ATTEMPTS = 3
_PASSING = {"InternalFailure", "InternalException", "ThrottlingException"}
_BATCH = 10  # PutEvents takes no more
_LARGEST = 240_000  # bytes; the bus takes 256 KB an entry


class BusRefuses(Failed):
    """The bus did not take some events, for now."""


@relay.lambda_function(name="outbox_relay")
@observed
def on_stream(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Publish the outbox records of a stream batch; answers how many were parked instead."""
    entries: list[Entry] = []
    parked = 0
    for record in event.get("Records", []):
        try:
            entry = _entry(record)
        except (AttributeError, KeyError, TypeError, ValueError) as unreadable:
            log_failure("parked what cannot be read", unreadable)
            _park(record, repr(unreadable))
            parked += 1
            continue
        if entry:
            entries.append(entry)
    for start in range(0, len(entries), _BATCH):
        parked += _publish(entries[start : start + _BATCH])
    return {"parked": parked}


def _entry(record: dict[str, Any]) -> Entry | None:
    """The bus entry of a stream record, None for one that is no event of ours."""
    if record.get("eventName") != "INSERT":
        return None
    if not record["dynamodb"]["Keys"]["SK"]["S"].startswith(outbox.SK_PREFIX):
        return None
    image = record["dynamodb"]["NewImage"]
    entry = {
        "Source": image["source"]["S"],
        "DetailType": image["kind"]["S"],
        "Detail": unpack(image["data"]["S"]),
        "EventBusName": settings().bus_name,
    }
    if len(entry["Detail"].encode()) > _LARGEST:
        raise ValueError("too large for the bus")
    return entry


def _publish(entries: list[Entry]) -> int:
    """Put up to ten events on the bus, again while it refuses some for now; answers how many it will never take.

    Raises BusRefuses in the end.
    """
    parked = 0
    for attempt in range(_ATTEMPTS):
        answer = client("events").put_events(Entries=entries)
        again: list[Entry] = []
        for entry, result in zip(entries, answer["Entries"], strict=True):
            code = result.get("ErrorCode")
            if code in _PASSING:
                again.append(entry)
            elif code:
                log().error("parked what cannot be published", why=code)
                _park({"entry": entry}, code)
                parked += 1
        if not again:
            return parked
        entries = again
        time.sleep(0.1 * 2**attempt)
    raise BusRefuses(f"the bus refuses {len(entries)} events for now")


def _park(what: dict[str, Any], why: str) -> None:
    client("sqs").send_message(
        QueueUrl=settings().parked_queue_url, MessageBody=json.dumps({"why": why, "what": what}, default=str)
    )
