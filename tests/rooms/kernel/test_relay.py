"""The relay: every recorded event reaches the bus, in batches of ten; what never can is parked whole."""

import json
import os

import pytest

from chalicelib.kernel import outbox
from chalicelib.kernel.aws import client
from chalicelib.kernel.relay import BusRefuses, on_stream
from tests.builders.boundary import answering, error
from tests.builders.cloud import stream_records
from tests.rooms.kernel.things import happened

PUT = ("events", "PutEvents")


@pytest.fixture(autouse=True)
def naps(cloud, monkeypatch) -> list[float]:
    """How long the relay would have waited, in seconds."""
    taken: list[float] = []
    monkeypatch.setattr("time.sleep", taken.append)
    return taken


def _recorded(sequence: int, **fields) -> dict:
    """An event as it lies in the table."""
    key = {"PK": {"S": "T#tn_one#THING#1"}, "SK": {"S": outbox.sort_key(sequence)}}
    return key | outbox.item(happened(sequence, **fields))


def _parked() -> list[dict]:
    found = client("sqs").receive_message(QueueUrl=os.environ["PARKED_QUEUE_URL"], MaxNumberOfMessages=10)
    return [json.loads(message["Body"]) for message in found.get("Messages", [])]


def _sequences(call: dict) -> list[int]:
    return [json.loads(entry["Detail"])["sequence"] for entry in call["Entries"]]


def _outcome(*codes: str | None) -> dict:
    return {"Entries": [{"ErrorCode": code} if code else {"EventId": "1"} for code in codes]}


def test_an_event_goes_on_the_bus_as_it_was_recorded():
    with answering(*PUT) as put:
        on_stream(stream_records([_recorded(1, text="早上好")]), None)
    ((entry,),) = [call["Entries"] for call in put]
    assert entry["EventBusName"] == "steward"
    assert (entry["Source"], entry["DetailType"]) == ("steward.things", "ThingHappened")
    assert json.loads(entry["Detail"]) == happened(1, text="早上好").model_dump(mode="json")


def test_events_go_ten_at_a_time_in_the_order_of_the_stream():
    with answering(*PUT) as put:
        on_stream(stream_records([_recorded(number) for number in range(1, 24)]), None)
    assert [_sequences(call) for call in put] == [
        [*range(1, 11)],
        [*range(11, 21)],
        [21, 22, 23],
    ]


def test_only_new_events_are_published():
    item = _recorded(1)
    state = {**item, "SK": {"S": "STATE"}}
    records = stream_records([item, state, item])
    records["Records"][2]["eventName"] = "REMOVE"
    with answering(*PUT) as put:
        on_stream(records, None)
    assert [_sequences(call) for call in put] == [[1]]


def test_a_batch_without_events_calls_nobody():
    with answering(*PUT) as put:
        on_stream({"Records": []}, None)
    assert put == []


def test_what_the_bus_refuses_for_now_is_put_again_and_only_that(naps):
    with answering(*PUT, _outcome(None, "ThrottlingException", None), _outcome("InternalFailure")) as put:
        on_stream(stream_records([_recorded(number) for number in (1, 2, 3)]), None)
    assert [_sequences(call) for call in put] == [[1, 2, 3], [2], [2]]
    assert len(naps) == 2
    assert _parked() == []


def test_a_bus_that_goes_on_refusing_fails_the_batch_so_that_the_stream_brings_it_again():
    with answering(*PUT, *[_outcome("ThrottlingException")] * 9) as put, pytest.raises(BusRefuses):
        on_stream(stream_records([_recorded(1)]), None)
    assert len(put) == 3
    assert _parked() == []


def test_a_bus_that_is_not_there_fails_the_batch():
    with answering(*PUT, error("InternalException")), pytest.raises(Exception, match="InternalException"):
        on_stream(stream_records([_recorded(1)]), None)
    assert _parked() == []


def test_what_the_bus_will_never_take_is_parked_whole_and_the_rest_goes_on():
    with answering(*PUT, _outcome(None, "MalformedDetail", None)) as put:
        on_stream(stream_records([_recorded(number) for number in (1, 2, 3)]), None)
    (kept,) = _parked()
    assert kept == {"why": "MalformedDetail", "what": {"entry": put[0]["Entries"][1]}}


def test_a_record_that_cannot_be_read_is_parked_whole_and_the_rest_goes_on():
    poison = {"PK": {"S": "T#tn_one#THING#1"}, "SK": {"S": "EV#00000002"}, "data": {"S": "{}"}}
    records = stream_records([_recorded(1), poison, _recorded(3)])
    with answering(*PUT) as put:
        on_stream(records, None)
    assert [_sequences(call) for call in put] == [[1, 3]]
    (kept,) = _parked()
    assert kept["what"] == records["Records"][1] and "source" in kept["why"]


def test_an_event_too_large_for_the_bus_is_parked_whole():
    records = stream_records([_recorded(1, text="漏" * 90_000)])
    with answering(*PUT) as put:
        on_stream(records, None)
    assert put == []
    assert [kept["what"] for kept in _parked()] == records["Records"]


def test_what_can_be_neither_published_nor_parked_fails_the_batch():
    with (
        answering("sqs", "SendMessage", error("InternalError")),
        answering(*PUT, _outcome("MalformedDetail")),
        pytest.raises(Exception, match="InternalError"),
    ):
        on_stream(stream_records([_recorded(1)]), None)
