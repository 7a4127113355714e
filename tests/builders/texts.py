"""What SNS writes of a text message, and what CloudWatch Logs makes of it for a function, as AWS documents both."""

import base64
import gzip
import json
from typing import Any

ACCEPTED = "Message has been accepted by phone carrier"
FAILURE_GROUP = "DirectPublishToPhoneNumber/Failure"


def line(
    message_id: str | None, number: str, answer: str = ACCEPTED, at: str = "2026-11-23 00:00:00.123"
) -> str:
    """One line of the log: a failure, unless the carrier accepted."""
    told: dict[str, Any] = {
        "notification": {"messageId": message_id, "timestamp": at},
        "delivery": {
            "phoneCarrier": "China Mobile",
            "mnc": 0,
            "destination": number,
            "priceInUSD": 0.00645,
            "smsType": "Promotional",
            "mcc": 460,
            "providerResponse": answer,
            "dwellTimeMs": 599,
            "dwellTimeMsUntilDeviceAck": 1344,
        },
        "status": "SUCCESS" if answer == ACCEPTED else "FAILURE",
    }
    return json.dumps(told)


def handed(*lines: str, kind: str = "DATA_MESSAGE") -> dict[str, Any]:
    """The event by which a subscription hands lines to a function."""
    batch = {
        "messageType": kind,
        "owner": "123456789012",
        "logGroup": f"sns/us-east-1/123456789012/{FAILURE_GROUP}",
        "logStream": "6a1f8b7c-0d7e-4f6e-9f2f-3f1d1a1b2c3d",
        "subscriptionFilters": ["steward"],
        "logEvents": [
            {"id": f"{number:056}", "timestamp": 1_795_392_000_000 + number, "message": text}
            for number, text in enumerate(lines)
        ],
    }
    return packed(json.dumps(batch).encode())


def packed(batch: bytes) -> dict[str, Any]:
    """The same around any bytes."""
    return {"awslogs": {"data": base64.b64encode(gzip.compress(batch)).decode()}}
