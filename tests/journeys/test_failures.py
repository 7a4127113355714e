"""What goes wrong is kept whole, stops nothing behind it, and nobody has more rights than they use."""

import json
import signal
import time

import pytest
from botocore.exceptions import ClientError

from tests.journeys.firm import Firm
from tests.stack import Stack, eventually
from tests.workers import workers

pytestmark = pytest.mark.stack


def test_a_poisoned_event_on_the_bus_is_parked_whole_and_the_next_is_served(stack: Stack, firm: Firm) -> None:
    stack.messages("DeadLettersUrl")
    poison = {"tenant": firm.tenant_id, "nonsense": ["kept", "whole"]}
    entry = {"Source": "steward.billing", "DetailType": "StandingChanged", "Detail": json.dumps(poison)}
    stack.client("events").put_events(Entries=[entry | {"EventBusName": stack.outputs["BusName"]}])

    parked = eventually(lambda: stack.messages("DeadLettersUrl"))
    assert poison in [message["event"]["detail"] for message in parked]
    assert_payments_resume(firm)


def test_an_unreadable_outbox_item_is_parked_whole_and_the_next_is_served(stack: Stack, firm: Firm) -> None:
    stack.messages("OutboxParkedUrl")
    key = {"PK": {"S": f"T#{firm.tenant_id}#UNIT#poisoned"}, "SK": {"S": "EV#00000001"}}
    stack.client("dynamodb").put_item(TableName=stack.table_name, Item=key | {"odd": {"S": "kept"}})

    (parked,) = eventually(lambda: stack.messages("OutboxParkedUrl"))
    assert parked["what"]["dynamodb"]["NewImage"]["odd"] == {"S": "kept"}
    assert_payments_resume(firm)


def test_an_event_whose_consumer_is_killed_over_it_is_delivered_again(stack: Stack, firm: Firm) -> None:
    home = firm.household(owes=10_000)
    order = firm.report(home.resident, firm.category(), home.unit_id)
    assert_payments_resume(firm)  # so that the function runs
    running = [one for one in workers(stack) if one.function == "workorders-resume"]
    for worker in running:
        worker.send(signal.SIGSTOP)
    firm.pay(home, 10_000)
    time.sleep(2)  # the event waits in a process that does nothing
    assert firm.order(order)["status"] == "suspended"
    for worker in running:
        worker.send(signal.SIGKILL)
    eventually(lambda: firm.order(order)["status"] == "open")


def test_a_file_that_is_no_photo_is_rejected_and_does_not_count(firm: Firm) -> None:
    order = firm.report(firm.manager, firm.category(photos_required=1))
    firm.assign(order)
    firm.act(firm.technician, order, "accept")
    firm.arrive(order)
    attachment = firm.technician.upload(order["id"], "after", b"not a photo at all" * 100)

    def judged() -> dict | None:
        items = firm.technician.get(f"/v1/work-orders/{order['id']}/attachments")["items"]
        return next((one for one in items if one["id"] == attachment and one["status"] != "pending"), None)

    assert eventually(judged)["status"] == "rejected"
    path = f"/v1/work-orders/{order['id']}/complete"
    assert firm.technician.refusal("POST", path, {"summary": "x"}, status=409)["code"] == "photos_missing"


def test_a_function_is_refused_what_its_policy_does_not_name(stack: Stack) -> None:
    """The authorizer reads memberships, and may not write so much as one."""
    authorizer = stack.client("lambda").get_function_configuration(
        FunctionName="steward-organization-authorize"
    )
    dynamodb = stack.client_as(authorizer["Role"], "dynamodb")
    item = {"PK": {"S": "T#intruder"}, "SK": {"S": "STATE"}}
    assert "Item" not in dynamodb.get_item(TableName=stack.table_name, Key=item)
    for attempt in (
        lambda: dynamodb.put_item(TableName=stack.table_name, Item=item),
        lambda: dynamodb.scan(TableName=stack.table_name),
        lambda: stack.client_as(authorizer["Role"], "s3").list_objects_v2(Bucket=stack.outputs["BucketName"]),
    ):
        with pytest.raises(ClientError) as refused:
            attempt()
        assert refused.value.response["Error"]["Code"] in {"AccessDenied", "AccessDeniedException"}


def assert_payments_resume(firm: Firm) -> None:
    home = firm.household(owes=10_000)
    order = firm.report(home.resident, firm.category(), home.unit_id)
    firm.pay(home, 10_000)
    eventually(lambda: firm.order(order)["status"] == "open")
