"""The cloud of the fast tests: moto, with the same table, bucket, bus, queue and user pool as the deployed stack."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sqs.models import sqs_backends

from chalicelib.kernel import settings
from chalicelib.kernel.aws import client
from chalicelib.kernel.outbox import SK_PREFIX
from infra.template import resources
from tests.builders import quick_moto, tokens
from tests.builders.environment import told
from tests.builders.outside import outside
from tests.builders.rows import plain

REGION = "us-east-1"
#: as many as make a batch a batch: who visits each call of each batch takes the square of it
_BATCH = 2


@cache
def _table() -> dict:
    """The table as `infra/template.yaml` declares it."""
    return resources()["Table"]["Properties"]


def table_definition(name: str) -> dict:
    """What CreateTable needs, for the same table as the deployed one."""
    asked = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
    stream = _table()["StreamSpecification"] | {"StreamEnabled": True}
    return {"TableName": name, "StreamSpecification": stream} | {part: _table()[part] for part in asked}


@contextmanager
def fast_cloud(directory: Path) -> Iterator[None]:
    """Everything the code asks AWS for, in this process, empty.

    The clients outlive it: they hold nothing of a cloud, and making them takes most of a fast test's time.
    """
    quick_moto.install()
    with told(_environment(directory), without="AWS_ENDPOINT_URL"), mock_aws():
        _furnish()
        yield


@contextmanager
def cloud_at(directory: Path, **endpoints: str) -> Iterator[None]:
    """The same on engines that are servers: `AWS_ENDPOINT_URL="http://…"`, `AWS_ENDPOINT_URL_DYNAMODB="http://…"`."""
    with told({**_environment(directory), **endpoints}, without="AWS_ENDPOINT_URL", is_elsewhere=True):
        client("iam").create_role(RoleName="timer", AssumeRolePolicyDocument="{}")  # the embedded cloud looks
        _furnish()
        yield


def _environment(directory: Path) -> dict[str, str]:
    """What the deployment tells the code."""
    return {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": REGION,
        "POWERTOOLS_SERVICE_NAME": "steward",
        "LOG_LEVEL": "WARNING",
        "TABLE_NAME": "steward",
        "BUS_NAME": "steward",
        "BUCKET_NAME": "steward-attachments",
        "APP_SECRET": "a secret of the tests",
        "MAIL_FROM": "steward@example.com",
        "MAIL_EVENTS": "steward",
        "OUTSIDE_URL": outside().url,
        "SENDING_RETRY_S": "30",
        "PUBLIC_URL": "https://steward.example",
        "OIDC_ISSUER": tokens.ISSUER,
        "CLIENT_ID": tokens.CLIENT_ID,
        "OIDC_JWKS_URL": tokens.write_jwks(directory),
    }


def _furnish() -> None:
    """Make what the template declares."""
    client("dynamodb").create_table(**table_definition("steward"))
    client("events").create_event_bus(Name="steward")
    client("s3").create_bucket(Bucket="steward-attachments")
    os.environ["PARKED_QUEUE_URL"] = client("sqs").create_queue(QueueName="parked")["QueueUrl"]
    os.environ["DEAD_LETTERS_URL"] = client("sqs").create_queue(QueueName="dead-letters")["QueueUrl"]
    os.environ["SENDINGS_URL"] = client("sqs").create_queue(QueueName="sendings")["QueueUrl"]
    os.environ["TIMERS_URL"] = client("sqs").create_queue(QueueName="waiting-timers")["QueueUrl"]
    new_pool()
    client("ses").verify_email_identity(EmailAddress="steward@example.com")
    client("ses").create_configuration_set(ConfigurationSet={"Name": "steward"})
    machine = client("stepfunctions").create_state_machine(
        name="timer",
        roleArn="arn:aws:iam::123456789012:role/timer",
        definition=json.dumps(
            {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 3600, "End": True}}}
        ),
    )
    os.environ["TIMER_ARN"] = machine["stateMachineArn"]
    settings.settings.cache_clear()


def new_pool() -> None:
    """A user pool without anybody, and the code's settings with it."""
    pool = client("cognito-idp").create_user_pool(PoolName="steward")["UserPool"]["Id"]
    os.environ["USER_POOL_ID"] = pool
    settings.settings.cache_clear()


def empty_table() -> None:
    """Forget all items, between the examples of a property or the rounds of a measurement."""
    client("dynamodb").delete_table(TableName="steward")
    client("dynamodb").create_table(**table_definition("steward"))


@cache
def _onlooker(service: str, endpoint: str | None) -> Any:
    """A client of the tests' own, so that what the product asks is counted and watched alone."""
    return boto3.client(service, endpoint_url=endpoint)


def _engine(service: str) -> Any:
    return _onlooker(service, _endpoint(service))


def _endpoint(service: str) -> str | None:
    """Where the engine is; None: in this process."""
    return os.environ.get(f"AWS_ENDPOINT_URL_{service.upper()}") or os.environ.get("AWS_ENDPOINT_URL")


def outbox() -> list[dict]:
    """All events recorded so far, oldest first within each entity: `{type, source, detail}`."""
    events = [plain(item) for item in _recorded()]
    events.sort(key=lambda i: (i["PK"], i["SK"]))
    return [{"type": i["kind"], "source": i["source"], "detail": json.loads(i["data"])} for i in events]


def _recorded() -> list[dict[str, Any]]:
    if _endpoint("dynamodb") is None:
        return quick_moto.beginning(REGION, "steward", SK_PREFIX)
    pages = _engine("dynamodb").get_paginator("scan").paginate(TableName="steward")
    return [item for page in pages for item in page["Items"] if item["SK"]["S"].startswith(SK_PREFIX)]


def bus_event(recorded: dict) -> dict:
    """A recorded event as the bus delivers it to a rule's target."""
    return {
        "id": recorded["detail"]["entity"],
        "source": recorded["source"],
        "detail-type": recorded["type"],
        "detail": recorded["detail"],
    }


def stream_records(recorded_items: list[dict]) -> dict:
    """Table items (in DynamoDB's JSON) as the stream delivers their insertion."""
    return {
        "Records": [
            {
                "eventName": "INSERT",
                "dynamodb": {
                    "SequenceNumber": str(number),
                    "Keys": {"PK": item["PK"], "SK": item["SK"]},
                    "NewImage": item,
                },
            }
            for number, item in enumerate(recorded_items, 1)
        ]
    }


def queued() -> list[dict]:
    """What waits to leave the house, as Lambda hands it over, in small batches. Takes it off."""
    queue, sqs = os.environ["SENDINGS_URL"], _engine("sqs")
    batches = []
    while found := sqs.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=_BATCH, AttributeNames=["ApproximateReceiveCount"]
    ).get("Messages"):
        for message in found:
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        batches.append(sendings_event([message["Body"] for message in found]))
    return batches


def forget_queued() -> None:
    """Take off all that waits to leave the house; on the fast cloud."""
    queue = os.environ["SENDINGS_URL"].rpartition("/")[2]
    sqs_backends[DEFAULT_ACCOUNT_ID][REGION].queues[queue]._messages.clear()


def sendings_event(bodies: list[str], attempt: int = 1) -> dict:
    """Messages of the queue as Lambda hands them over, taken for the `attempt`th time."""
    return {
        "Records": [
            {
                "messageId": str(number),
                "receiptHandle": f"receipt-{number}",
                "body": body,
                "attributes": {"ApproximateReceiveCount": str(attempt)},
            }
            for number, body in enumerate(bodies)
        ]
    }


def parked() -> list[dict]:
    """What consumers have put into the dead-letter queue: `{trigger, why, event}` each. Takes it off."""
    answer = client("sqs").receive_message(QueueUrl=os.environ["DEAD_LETTERS_URL"], MaxNumberOfMessages=10)
    return [json.loads(message["Body"]) for message in answer.get("Messages", [])]
