"""The outbox relay: takes recorded events off the table's stream and puts them on the bus.

A record that cannot be published is parked whole and the rest goes on: one poisoned event must not stop the line.
What the bus or the network refuses for now is reported as failed, and the stream delivers it again.
"""

from typing import Any

from chalice.app import Blueprint

from chalicelib.kernel import outbox
from chalicelib.kernel.aws import client
from chalicelib.kernel.observability import log
from chalicelib.kernel.settings import settings
from chalicelib.kernel.triggers import observed

relay = Blueprint(__name__)
_BATCH = 10  # PutEvents takes no more
_LARGEST = 240_000  # bytes; the bus takes 256 KB an entry


@relay.lambda_function(name="outbox_relay")
@observed
def on_stream(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Publish the outbox records of a stream batch. Answers with the sequence numbers to deliver again."""
    entries: list[tuple[str, dict[str, Any]]] = []
    for record in event.get("Records", []):
        number = record.get("dynamodb", {}).get("SequenceNumber", "")
        try:
            entry = _entry(record)
        except (KeyError, TypeError, ValueError) as unreadable:
            _park(record, repr(unreadable))
            continue
        if entry:
            entries.append((number, entry))
    failed: list[str] = []
    for start in range(0, len(entries), _BATCH):
        failed += _publish(entries[start : start + _BATCH])
    return {"batchItemFailures": [{"itemIdentifier": number} for number in failed]}


def _entry(record: dict[str, Any]) -> dict[str, Any] | None:
    """The bus entry of a stream record, None for one that is no event of ours."""
    if record.get("eventName") != "INSERT":
        return None
    if not record["dynamodb"]["Keys"]["SK"]["S"].startswith(outbox.SK_PREFIX):
        return None
    image = record["dynamodb"]["NewImage"]
    entry = {
        "Source": image["source"]["S"],
        "DetailType": image["kind"]["S"],
        "Detail": image["data"]["S"],
        "EventBusName": settings().bus_name,
    }
    if len(entry["Detail"].encode()) > _LARGEST:
        raise ValueError("too large for the bus")
    return entry


def _publish(entries: list[tuple[str, dict[str, Any]]]) -> list[str]:
    """Put up to ten events on the bus. Parks what the bus will never take, returns what to try again."""
    answer = client("events").put_events(Entries=[entry for _, entry in entries])
    again: list[str] = []
    for (number, entry), result in zip(entries, answer["Entries"], strict=True):
        match result.get("ErrorCode"):
            case None:
                pass
            case "InternalFailure" | "InternalException" | "ThrottlingException":
                again.append(number)
            case code:
                _park({"entry": entry}, code)
    return again


def _park(what: dict[str, Any], why: str) -> None:
    import json

    log().error("parked what cannot be published", why=why)
    client("sqs").send_message(
        QueueUrl=settings().parked_queue_url, MessageBody=json.dumps({"why": why, "what": what}, default=str)
    )
