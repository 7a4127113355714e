"""The cloud of the fast tests: moto, with the same table, bucket, bus, queue and user pool as the deployed stack."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
from moto import mock_aws

from chalicelib.kernel import settings
from chalicelib.kernel.aws import client
from tests.builders import quick_moto, tokens

REGION = "us-east-1"
INDEXES = tuple(f"GSI{n}" for n in range(1, 6))


def table_definition(name: str) -> dict:
    """What CreateTable needs, as `infra/template.yaml` declares it."""
    keys = ["PK", "SK", *(f"{i}{k}" for i in INDEXES for k in ("PK", "SK"))]
    return {
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": k, "AttributeType": "S"} for k in keys],
        "KeySchema": [
            {"AttributeName": "PK", "KeyType": "HASH"},
            {"AttributeName": "SK", "KeyType": "RANGE"},
        ],
        "GlobalSecondaryIndexes": [
            {
                "IndexName": index,
                "KeySchema": [
                    {"AttributeName": f"{index}PK", "KeyType": "HASH"},
                    {"AttributeName": f"{index}SK", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["data", "kind", "v"]},
            }
            for index in INDEXES
        ],
        "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    }


@contextmanager
def fast_cloud(directory: Path) -> Iterator[None]:
    """Everything the code asks AWS for, in this process, empty.

    The clients outlive it: they hold nothing of a cloud, and making them takes most of a fast test's time.
    """
    before = dict(os.environ)
    os.environ.update(
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",  # noqa: S106 - moto checks nothing
        AWS_DEFAULT_REGION=REGION,
        POWERTOOLS_SERVICE_NAME="steward",
        LOG_LEVEL="WARNING",
        TABLE_NAME="steward",
        BUS_NAME="steward",
        BUCKET_NAME="steward-attachments",
        APP_SECRET="a secret of the tests",  # noqa: S106
        MAIL_FROM="steward@example.com",
        PUBLIC_URL="https://steward.example",
        OIDC_ISSUER=tokens.ISSUER,
        CLIENT_ID=tokens.CLIENT_ID,
        OIDC_JWKS_URL=tokens.write_jwks(directory),
    )
    os.environ.pop("AWS_ENDPOINT_URL", None)
    quick_moto.install()
    with mock_aws():
        settings.settings.cache_clear()
        client("dynamodb").create_table(**table_definition("steward"))
        client("events").create_event_bus(Name="steward")
        client("s3").create_bucket(Bucket="steward-attachments")
        os.environ["PARKED_QUEUE_URL"] = client("sqs").create_queue(QueueName="parked")["QueueUrl"]
        os.environ["DEAD_LETTERS_URL"] = client("sqs").create_queue(QueueName="dead-letters")["QueueUrl"]
        pool = client("cognito-idp").create_user_pool(PoolName="steward")["UserPool"]["Id"]
        os.environ["USER_POOL_ID"] = pool
        client("ses").verify_email_identity(EmailAddress="steward@example.com")
        machine = client("stepfunctions").create_state_machine(
            name="timer",
            roleArn="arn:aws:iam::123456789012:role/timer",
            definition=json.dumps({"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}),
        )
        os.environ["TIMER_ARN"] = machine["stateMachineArn"]
        settings.settings.cache_clear()
        yield
    os.environ.clear()
    os.environ.update(before)
    settings.settings.cache_clear()


def outbox() -> list[dict]:
    """All events recorded so far, oldest first within each entity: `{type, source, detail}`."""
    items = boto3.resource("dynamodb").Table("steward").scan()["Items"]
    events = [i for i in items if i["SK"].startswith("EV#")]
    events.sort(key=lambda i: (i["PK"], i["SK"]))
    return [{"type": i["kind"], "source": i["source"], "detail": json.loads(i["data"])} for i in events]


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


def parked() -> list[dict]:
    """What consumers have put into the dead-letter queue: `{trigger, why, event}` each. Takes it off."""
    answer = client("sqs").receive_message(QueueUrl=os.environ["DEAD_LETTERS_URL"], MaxNumberOfMessages=10)
    return [json.loads(message["Body"]) for message in answer.get("Messages", [])]
