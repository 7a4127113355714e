"""What SNS writes of text messages in the account's log reaches the log of deliveries, and marks the number."""

import time
from typing import Any

import pytest

from infra.paths import REGION
from tests.builders.texts import ACCEPTED, line
from tests.journeys.firm import Firm
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack
OPTED_OUT = "Phone number is opted out"


def text_of(firm: Firm, order: Any) -> dict[str, Any]:
    """The text message of that news, once it has left."""
    return eventually(lambda: _if(firm.sendings(order).get("sms"), "sent"))


def _if(sending: dict[str, Any] | None, status: str) -> dict[str, Any] | None:
    return sending if sending and sending["status"] == status else None


def write(stack: Stack, message_id: str, number: str, answer: str = ACCEPTED) -> None:
    """What SNS does when a carrier has told of a message."""
    logs = stack.client("logs")
    account = stack.client("sts").get_caller_identity()["Account"]
    group = f"sns/{REGION}/{account}/DirectPublishToPhoneNumber" + ("" if answer == ACCEPTED else "/Failure")
    stream = f"{message_id}-{time.time_ns()}"
    logs.create_log_stream(logGroupName=group, logStreamName=stream)
    at = time.strftime("%Y-%m-%d %H:%M:%S.000", time.gmtime())
    told = {"timestamp": time.time_ns() // 10**6, "message": line(message_id, number, answer, at)}
    logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=[told])


def test_a_text_message_that_arrives_and_one_whose_number_has_opted_out(stack: Stack, firm: Firm) -> None:
    number = firm.admin.get(f"/v1/members/{firm.ids['manager']}")["phone"]
    stack.messages("DeadLettersUrl")

    first = firm.breached()
    write(stack, "0e9c0e36-0000-5444-820d-fbeb0f1f54cf", number, OPTED_OUT)  # somebody else's
    write(stack, text_of(firm, first)["reference"], number)
    eventually(lambda: _if(firm.sendings(first)["sms"], "delivered"))
    person = f"/v1/people/{firm.ids['manager']}/addresses"
    assert firm.admin.get(person)["faults"] == []

    second = firm.breached()
    write(stack, text_of(firm, second)["reference"], number, OPTED_OUT)
    bounced = eventually(lambda: _if(firm.sendings(second)["sms"], "bounced"))
    assert bounced["error"] == f"bounce: {OPTED_OUT}"
    (bad,) = eventually(lambda: firm.admin.get(person)["faults"])
    assert (bad["channel"], bad["address"], bad["reason"]) == ("sms", number, f"bounce: {OPTED_OUT}")
    assert second["id"] in [one["work_order_id"] for one in firm.admin.get("/v1/deliveries")["items"]]

    third = firm.breached()
    eventually(lambda: _if(firm.sendings(third).get("email"), "sent"))
    assert "sms" not in firm.sendings(third), "the other channels go on"

    firm.admin.post(f"{person}/mended", {"channel": "sms"})
    fourth = firm.breached()
    text_of(firm, fourth)
    assert stack.messages("DeadLettersUrl") == []
