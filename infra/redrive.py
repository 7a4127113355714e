"""`make redrive`: send again what was parked, once its cause is mended. What fails again stays parked.

A message leaves its queue only after its effect, or after a fresh copy of it was parked by whoever failed again, so
stopping at any moment loses nothing. Consumers take an event twice without harm, so running it twice does none either.
What was to leave the house goes back to its queue, and is parked again there if its channel still does not take it.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.deployment import Deployment, add_stage_option, deployment_of

_QUEUES = ("DeadLettersUrl", "OutboxParkedUrl")
_HIDDEN_S = 900  # from others while we work on them
_RELAY = "chalicelib.kernel.relay.on_stream"


class StillFailsError(Exception):
    """It failed again; the message stays. The text says how, without its content."""


@dataclass(frozen=True)
class Parked:
    """A message of one of the queues."""

    queue_url: str
    receipt: str
    body: Mapping[str, Any]
    target: str | None = None  # of a rule that could not reach it

    @property
    def event(self) -> Mapping[str, Any]:
        """What the failing function was given, or the bus was to be."""
        found = (
            self.body.get("event") or self.body.get("requestPayload") or self.body.get("what") or self.body
        )
        event: Mapping[str, Any] = found.get("entry", found)
        return event

    @property
    def label(self) -> str:
        """Which event it is and who failed, in names that hold nothing of a person."""
        event = self.event
        if timer := self.body.get("timer"):
            return f"{'Timer':<28} {timer['order_id']:<38} deadlines-resume"
        if sending := self.body.get("sending"):
            return f"{'Sending':<28} {sending['id']:<38} {sending['channel']}"
        kind = event.get("detail-type") or event.get("DetailType") or event.get("eventName") or "-"
        return f"{kind!s:<28} {event.get('id', '-')!s:<38} {self.failed}"

    @property
    def failed(self) -> str:
        """The function that failed."""
        found = (
            self.body.get("trigger") or self.target or self.body.get("requestContext", {}).get("functionArn")
        )
        return str(found or "relay").rpartition(":function:")[2].removesuffix(":$LATEST")


class Redrive:
    """Sends again what lies in the queues of one deployment."""

    def __init__(self, deployment: Deployment) -> None:
        self._deployment = deployment
        self._sqs = deployment.clients("sqs")
        self._lambda = deployment.clients("lambda")

    def parked(self) -> list[Parked]:
        """Everything that waits now, hidden from others for a quarter of an hour."""
        return [message for name in _QUEUES for message in self._taken(self._deployment.outputs[name])]

    def release(self, parked: Parked) -> None:
        """Leave it in its queue, for anybody to see."""
        self._sqs.change_message_visibility(
            QueueUrl=parked.queue_url, ReceiptHandle=parked.receipt, VisibilityTimeout=0
        )

    def send(self, parked: Parked) -> None:
        """Have its effect, and take it off its queue. Raises StillFailsError."""
        try:
            again = self._effect(parked)
        except (BotoCoreError, ClientError, StillFailsError) as failure:
            self.release(parked)
            raise StillFailsError(str(failure)) from failure
        # Whoever parked it again has put a fresh copy there.
        self._sqs.delete_message(QueueUrl=parked.queue_url, ReceiptHandle=parked.receipt)
        if again:
            raise StillFailsError(f"parked again: {again}")

    def _effect(self, parked: Parked) -> Any:
        """Do what failed; answers what was parked again, if anything."""
        match parked.body:
            case {"what": {"entry": entry}}:
                return self._publish(entry)
            case {"what": record}:
                return self._invoke(self._function(_RELAY), {"Records": [record]})
            case {"DDBStreamBatchInfo": batch}:
                return self._invoke(self._function(_RELAY), {"Records": self._records(batch)})
            case {"timer": _}:
                self._sqs.send_message(
                    QueueUrl=self._deployment.outputs["TimersUrl"], MessageBody=json.dumps(parked.body)
                )
                return None
            case {"sending": _}:
                self._sqs.send_message(
                    QueueUrl=self._deployment.outputs["SendingsUrl"], MessageBody=json.dumps(parked.body)
                )
                return None
            case {"trigger": handler}:
                return self._invoke(self._function(handler), parked.event)
        return self._invoke(parked.failed, parked.event)

    def _publish(self, entry: Mapping[str, Any]) -> None:
        own = {**entry, "EventBusName": self._deployment.outputs["BusName"]}
        (result,) = self._deployment.clients("events").put_events(Entries=[own])["Entries"]
        if "ErrorCode" in result:
            raise StillFailsError(result["ErrorCode"])

    def _invoke(self, function: str, event: Mapping[str, Any]) -> Any:
        answer = self._lambda.invoke(FunctionName=function, Payload=json.dumps(event))
        said = json.loads(answer["Payload"].read() or b"null")
        if "FunctionError" in answer:
            raise StillFailsError(str(said.get("errorType", answer["FunctionError"])))
        return said.get("parked") if isinstance(said, dict) else None

    def _function(self, handler: str) -> str:
        """The name of this deployment's function that runs a handler; of its own, since others may lie beside it."""
        queue = self._deployment.outputs["DeadLettersUrl"]
        for page in self._lambda.get_paginator("list_functions").paginate():
            for function in page["Functions"]:
                parks_at = function.get("Environment", {}).get("Variables", {}).get("DEAD_LETTERS_URL")
                if function["Handler"] == handler and parks_at == queue:
                    return str(function["FunctionName"])
        raise StillFailsError(f"{self._deployment.stack} has no function {handler}")

    def _records(self, batch: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The records that the relay was given, read from the stream once more, which has them for a day."""
        streams = self._deployment.clients("dynamodbstreams")
        position = streams.get_shard_iterator(
            StreamArn=batch["streamArn"],
            ShardId=batch["shardId"],
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            SequenceNumber=batch["startSequenceNumber"],
        )["ShardIterator"]
        records: list[dict[str, Any]] = []
        while position:
            page = streams.get_records(ShardIterator=position)
            for record in page["Records"]:
                # The relay reads none of a record's times, which JSON does not take.
                record["dynamodb"].pop("ApproximateCreationDateTime", None)
                records.append(record)
                if record["dynamodb"]["SequenceNumber"] == batch["endSequenceNumber"]:
                    return records
            position = page.get("NextShardIterator")
        return records

    def _taken(self, queue_url: str) -> Iterator[Parked]:
        while found := self._sqs.receive_message(
            QueueUrl=queue_url,
            MaxNumberOfMessages=10,
            VisibilityTimeout=_HIDDEN_S,
            WaitTimeSeconds=1,
            MessageAttributeNames=["TARGET_ARN"],
        ).get("Messages"):
            for message in found:
                target = message.get("MessageAttributes", {}).get("TARGET_ARN", {}).get("StringValue")
                yield Parked(queue_url, message["ReceiptHandle"], json.loads(message["Body"]), target)


def main() -> None:
    """List what is parked and, unless only asked to look, send it again. Ends with 1 when something still fails."""
    parser = argparse.ArgumentParser(description="Send parked events again.")
    add_stage_option(parser)
    parser.add_argument("--look", action="store_true", help="only list what is parked")
    arguments = parser.parse_args()
    redrive = Redrive(deployment_of(arguments.stage))
    ended: Counter[str] = Counter()
    for parked in redrive.parked():
        outcome = "sent"
        if arguments.look:
            redrive.release(parked)
            outcome = "parked"
        else:
            try:
                redrive.send(parked)
            except StillFailsError as failure:
                outcome = "fails"
                print(f"  {'':<7}{failure}")
        ended[outcome] += 1
        print(f"  {outcome:<7}{parked.label}", flush=True)
    print(", ".join(f"{number} {outcome}" for outcome, number in ended.items()) or "nothing is parked")
    raise SystemExit(min(ended["fails"], 1))


if __name__ == "__main__":
    main()
