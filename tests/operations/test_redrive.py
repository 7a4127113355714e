"""What was parked is sent again once its cause is mended: its effect comes once, and what is poisoned stays."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from infra.deployment import Deployment
from infra.paths import REGION, STACK_NAME
from infra.redrive import Parked, Redrive, StillFailsError
from tests.builders.rows import plain
from tests.journeys.firm import Firm, Household
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack
RESUME = "steward-workorders-resume"
HANDLER = "chalicelib.workorders.triggers.on_standing_changed"


@pytest.fixture(scope="module")
def firm(stack: Stack) -> Firm:
    return Firm(stack)


@pytest.fixture
def redrive(stack: Stack) -> Redrive:
    for queue in ("DeadLettersUrl", "OutboxParkedUrl"):
        stack.messages(queue)
    return Redrive(Deployment(STACK_NAME, stack.client, stack.outputs, stack.api_url, REGION))


@contextmanager
def broken(stack: Stack, function: str) -> Iterator[None]:
    """Meanwhile the function does not find the table."""
    client = stack.client("lambda")
    variables = client.get_function_configuration(FunctionName=function)["Environment"]["Variables"]
    wrong = {"Variables": variables | {"TABLE_NAME": "no-such-table"}}
    client.update_function_configuration(FunctionName=function, Environment=wrong)
    try:
        yield
    finally:
        client.update_function_configuration(FunctionName=function, Environment={"Variables": variables})


def as_the_consumer_parks_it(stack: Stack, message: dict[str, Any]) -> None:
    put(stack, "DeadLettersUrl", message)


def as_lambda_gives_it_up(stack: Stack, message: dict[str, Any]) -> None:
    arn = stack.client("lambda").get_function_configuration(FunctionName=RESUME)["FunctionArn"]
    context = {"requestId": "1", "functionArn": f"{arn}:$LATEST", "condition": "RetriesExhausted"}
    body = {"version": "1.0", "requestContext": context, "requestPayload": message["event"]}
    put(stack, "DeadLettersUrl", body)


def as_the_rule_gives_it_up(stack: Stack, message: dict[str, Any]) -> None:
    arn = stack.client("lambda").get_function_configuration(FunctionName=RESUME)["FunctionArn"]
    attributes = {"TARGET_ARN": {"DataType": "String", "StringValue": arn}}
    put(stack, "DeadLettersUrl", message["event"], MessageAttributes=attributes)


def as_the_relay_parks_it(stack: Stack, message: dict[str, Any]) -> None:
    event = message["event"]
    entry = {
        "Source": event["source"],
        "DetailType": event["detail-type"],
        "Detail": json.dumps(event["detail"]),
    }
    put(
        stack,
        "OutboxParkedUrl",
        {"why": "TooLong", "what": {"entry": {**entry, "EventBusName": "elsewhere"}}},
    )


def as_the_relay_parks_a_record(stack: Stack, message: dict[str, Any]) -> None:
    put(stack, "OutboxParkedUrl", {"why": "KeyError('x')", "what": recorded(stack, message["event"])})


def as_the_stream_gives_it_up(stack: Stack, message: dict[str, Any]) -> None:
    shard, record = in_stream(stack, message["event"])
    number = record["dynamodb"]["SequenceNumber"]
    batch = shard | {"startSequenceNumber": number, "endSequenceNumber": number, "batchSize": 1}
    put(stack, "OutboxParkedUrl", {"requestContext": {"condition": "x"}, "DDBStreamBatchInfo": batch})


def put(stack: Stack, queue: str, body: dict[str, Any], **attributes: Any) -> None:
    stack.client("sqs").send_message(
        QueueUrl=stack.outputs[queue], MessageBody=json.dumps(body, default=str), **attributes
    )


def recorded(stack: Stack, event: dict[str, Any]) -> dict[str, Any]:
    _, record = in_stream(stack, event)
    record["dynamodb"].pop("ApproximateCreationDateTime", None)
    return record


def in_stream(stack: Stack, event: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """Where the table's stream has the event: its shard, and the record."""
    streams = stack.client("dynamodbstreams")
    arn = stack.client("dynamodb").describe_table(TableName=stack.table_name)["Table"]["LatestStreamArn"]
    wanted = event["detail"]
    for shard in streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
        place = {"StreamArn": arn, "ShardId": shard["ShardId"]}
        position = streams.get_shard_iterator(**place, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
        while position:
            page = streams.get_records(ShardIterator=position)
            for record in page["Records"]:
                image = record["dynamodb"].get("NewImage", {})
                if "source" in image and json.loads(plain(image)["data"]) == wanted:
                    return {"streamArn": arn, "shardId": shard["ShardId"]}, record
            position = page.get("NextShardIterator") if page["Records"] else None
    pytest.fail("the stream does not have it")


WAYS = [
    as_the_consumer_parks_it,
    as_lambda_gives_it_up,
    as_the_rule_gives_it_up,
    as_the_relay_parks_it,
    as_the_relay_parks_a_record,
    as_the_stream_gives_it_up,
]


@dataclass(frozen=True)
class Unheard:
    """An order that waits for a payment which came, and the event of it that was parked."""

    home: Household
    order: dict[str, Any]
    event: dict[str, Any]


@pytest.fixture(scope="module")
def unheard(stack: Stack, firm: Firm) -> Iterator[Unheard]:
    """One for each way: the consumer is broken and mended once for all, because its restart takes seconds."""
    category, orders = firm.category(), {}
    parked: dict[str, list[dict[str, Any]]] = defaultdict(list)
    homes = [firm.household() for _ in WAYS]
    stack.messages("DeadLettersUrl")
    with broken(stack, RESUME):
        for home in homes:
            firm.charge(home, 10_000)
            orders[home.unit_id] = firm.report(home.resident, category, home.unit_id)
            firm.pay(home, 10_000)

        def all_are_told_twice() -> bool:
            for message in stack.messages("DeadLettersUrl"):
                parked[message["event"]["detail"]["entity"]].append(message["event"])
            return all(len(parked[home.unit_id]) == 2 for home in homes)

        eventually(all_are_told_twice)
    cleared = (max(parked[home.unit_id], key=lambda event: event["detail"]["sequence"]) for home in homes)
    return iter(
        [Unheard(home, orders[home.unit_id], event) for home, event in zip(homes, cleared, strict=True)]
    )


@pytest.mark.parametrize("put_back", WAYS)
def test_an_event_that_was_parked_has_its_effect_once_after_the_cause_is_mended(
    stack: Stack,
    firm: Firm,
    unheard: Iterator[Unheard],
    redrive: Redrive,
    put_back: Callable[[Stack, dict[str, Any]], None],
) -> None:
    one = next(unheard)
    assert firm.order(one.order)["status"] == "suspended"
    put_back(stack, {"trigger": HANDLER, "why": "RuntimeError('x')", "event": one.event})

    (waiting,) = redrive.parked()
    assert firm.name not in waiting.label and one.home.phone not in waiting.label
    redrive.send(waiting)
    eventually(lambda: firm.order(one.order)["status"] == "open")
    assert firm.timeline(one.order).count("resumed") == 1
    assert redrive.parked() == []

    # As if the first run had been stopped before it took the message off.
    put_back(stack, {"trigger": HANDLER, "why": "RuntimeError('x')", "event": one.event})
    for again in redrive.parked():
        redrive.send(again)
    assert firm.timeline(one.order).count("resumed") == 1


def test_what_is_poisoned_stays_parked_and_the_rest_is_sent(
    stack: Stack, firm: Firm, redrive: Redrive
) -> None:
    event = {
        "id": "1",
        "source": "steward.billing",
        "detail-type": "StandingChanged",
        "detail": {"odd": "kept"},
    }
    body = {"trigger": HANDLER, "why": "x", "event": event}
    put(stack, "DeadLettersUrl", body)
    put(stack, "OutboxParkedUrl", {"why": "x", "what": {"eventName": "INSERT", "dynamodb": {"odd": "kept"}}})
    put(stack, "DeadLettersUrl", {**body, "trigger": "chalicelib.nothing.triggers.on_nothing"})

    failed = 0
    for parked in redrive.parked():
        with pytest.raises(StillFailsError):
            redrive.send(parked)
        failed += 1
    assert failed == 3
    left: list[Parked] = []

    def all_are_left() -> bool:
        left.extend(one for one in redrive.parked() if kept(one))
        return len(left) == 3

    eventually(all_are_left)
    for one in left:
        redrive.release(one)
    assert len(stack.messages("DeadLettersUrl")) == 2
    assert len(stack.messages("OutboxParkedUrl")) == 1


def kept(parked: Parked) -> bool:
    return '"kept"' in json.dumps(parked.body)
