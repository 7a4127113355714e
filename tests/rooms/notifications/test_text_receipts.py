"""What SNS writes of a text message later, in the form that it documents, and what follows for the number."""

import threading
from datetime import UTC, datetime

import pytest
from botocore.exceptions import ClientError

from chalicelib.contracts import deadlines
from chalicelib.kernel import lookups
from chalicelib.kernel.aws import client
from chalicelib.kernel.context import for_system
from chalicelib.notifications import addresses, store
from chalicelib.notifications.reach import AddressFault, new_reach
from chalicelib.notifications.triggers import on_sendings, on_text_receipts
from tests.builders.cloud import parked, sendings_event
from tests.builders.texts import ACCEPTED, handed, line, packed
from tests.conftest import OTHER_TENANT
from tests.rooms.notifications.conftest import bodies_of, log_of, member
from tests.rooms.notifications.events import event

BREACH = event(deadlines.DeadlineBreached, recipient_ids=("mb_head",))
NUMBER = "+8613800000001"
OPTED_OUT, UNREACHABLE = "Phone number is opted out", "Phone is currently unreachable/unavailable"
THROTTLED = ClientError({"Error": {"Code": "ThrottlingException", "Message": "slow"}}, "TransactWriteItems")


def text(person_id="mb_head"):
    sending = log_of(person_id, BREACH).sending("sms")
    return sending.status, sending.error


def reference():
    return log_of("mb_head", BREACH).sending("sms").reference


@pytest.fixture
def tell(house, hear):
    """`tell(answer)`: SNS tells of the text message of the breach."""
    hear(BREACH)
    assert text() == ("sent", None)

    def told(answer=ACCEPTED, number=NUMBER):
        return on_text_receipts(handed(line(reference(), number, answer)), None)

    return told


def faults(acting):
    return [
        (one.channel, one.address, one.reason)
        for one in addresses.of(acting("tenant_admin"), "mb_head").faults
    ]


def again(plan, channel="sms"):
    """The messages of the next news by a channel."""
    plan(event(deadlines.DeadlineBreached, sequence=2, recipient_ids=("mb_head",)))
    return bodies_of(channel)


def test_a_text_message_that_arrived_is_logged_so(tell, acting):
    tell()
    assert text() == ("delivered", None) and faults(acting) == []


@pytest.mark.parametrize(
    "answer", [OPTED_OUT, "Invalid phone number", "Phone is on a blocked list", "phone has blocked SMS."]
)
def test_a_number_that_nothing_will_reach_is_marked_and_gets_no_more(tell, acting, plan, answer):
    tell(answer)
    assert text() == ("bounced", f"bounce: {answer}")
    assert faults(acting) == [("sms", NUMBER, f"bounce: {answer}")]
    assert again(plan) == []


def test_the_other_channels_go_on(tell, plan):
    tell(OPTED_OUT)
    assert len(again(plan, "email")) == 1


@pytest.mark.parametrize(
    "answer", [UNREACHABLE, "Blocked as spam by phone carrier", "No quota left for account", ""]
)
def test_what_may_pass_is_only_logged(tell, acting, plan, answer):
    tell(answer)
    assert text() == ("bounced", f"bounce: {answer or 'unsaid'}") and faults(acting) == []
    assert len(again(plan)) == 1


def test_a_number_is_the_same_without_its_plus_sign(tell, acting, plan):
    tell(OPTED_OUT, NUMBER.removeprefix("+"))
    assert len(faults(acting)) == 1 and again(plan) == []


def test_a_number_that_is_another_by_now_is_written_to(tell, plan, acting):
    tell(OPTED_OUT, "+8613800009999")
    assert len(faults(acting)) == 1 and len(again(plan)) == 1


def test_a_number_that_was_seen_to_is_written_to_again(tell, acting, plan):
    tell(OPTED_OUT)
    addresses.mend(acting("tenant_admin"), "mb_head", "sms")
    assert faults(acting) == [] and len(again(plan)) == 1


def test_a_receipt_that_comes_twice_or_late_changes_nothing(tell, acting):
    tell(OPTED_OUT)
    version = log_of("mb_head", BREACH).version
    tell(OPTED_OUT)
    tell(ACCEPTED)
    assert text()[0] == "bounced" and len(faults(acting)) == 1
    assert log_of("mb_head", BREACH).version == version


def test_what_others_sent_is_passed_over(tell, acting):
    on_text_receipts(handed(line("34d9b400-c6dd-5444-820d-fbeb0f1f54cf", NUMBER, OPTED_OUT)), None)
    assert text() == ("sent", None) and faults(acting) == [] and parked() == []


def test_a_receipt_leads_to_its_own_tenant_whoever_has_the_number(tell, settle, acting):
    settle(OTHER_TENANT, member("mb_head", "manager", phone=NUMBER))
    tell(OPTED_OUT)
    assert for_system(OTHER_TENANT, "tests").table.get(store.reach_ref("mb_head")) is None
    assert len(faults(acting)) == 1


def test_a_receipt_that_is_quicker_than_the_record_is_looked_at_once_more(house, plan, clock):
    plan(BREACH)
    looked, early = threading.Event(), []

    def tell_at_once(parsed, **_):
        """The carrier's word is there before SNS's answer is."""
        batch = handed(line(parsed["MessageId"], NUMBER, at=clock.now.strftime("%Y-%m-%d %H:%M:%S.000")))
        early.append(threading.Thread(target=on_text_receipts, args=(batch, None)))
        early[0].start()
        assert looked.wait(10)

    client("sns").meta.events.register("after-call.sns.Publish", tell_at_once, unique_id="quick")
    client("dynamodb").meta.events.register(
        "after-call.dynamodb.GetItem", lambda **_: early and looked.set(), unique_id="quick"
    )
    try:
        on_sendings(sendings_event(bodies_of("sms")), None)
        assert text() == ("sent", None)
        early[0].join(10)
    finally:
        client("sns").meta.events.unregister("after-call.sns.Publish", unique_id="quick")
        client("dynamodb").meta.events.unregister("after-call.dynamodb.GetItem", unique_id="quick")
    assert text() == ("delivered", None) and parked() == []


def test_a_message_whose_record_was_never_written_has_no_way_back(aws, plan, clock, messages):
    plan(BREACH)
    bodies = bodies_of("sms")
    aws.fail("TransactWriteItems", None, *[THROTTLED] * 9)
    on_sendings(sendings_event(bodies), None)
    assert len(messages()) == 1 and text() == ("started", None)
    aws.failures.clear()
    rows = client("dynamodb").scan(TableName="steward")["Items"]
    assert not [row for row in rows if row["PK"]["S"].startswith("LOOKUP#text_message#")]


def test_the_way_back_is_forgotten_after_three_weeks(tell, clock):
    item = client("dynamodb").get_item(TableName="steward", Key=lookups._key("text_message", reference()))
    assert int(item["Item"]["expires_at"]["N"]) - int(clock.now.timestamp()) == 21 * 24 * 3600


def test_a_line_that_is_no_receipt_is_parked_and_the_others_are_taken(tell):
    unread = ["no json", "{}", "[" * 100_000, line("x" * 101, NUMBER), line("1", "not a number")]
    answer = on_text_receipts(handed(*unread, line(reference(), NUMBER)), None)
    assert answer == {"parked": "ValueError"} and text() == ("delivered", None)
    (kept,) = parked()
    assert kept["why"] == "ValueError('5 lines are no receipts')"
    assert on_text_receipts(kept["event"], None)["parked"], "again, and nothing changes"


@pytest.mark.parametrize(
    "unreadable",
    [
        {},
        {"awslogs": {}},
        {"awslogs": {"data": "not base64!"}},
        {"awslogs": {"data": "bm90IGd6aXA="}},
        packed(b"[]"),
        packed(b" " * 9_000_000),
        packed(b'{"messageType":"DATA_MESSAGE","logEvents":[{"message":1}]}'),
    ],
    ids=["nothing", "empty", "no base64", "no gzip", "no batch", "too large", "no lines"],
)
def test_what_cannot_be_read_at_all_is_parked_at_once(cloud, unreadable):
    assert on_text_receipts(unreadable, None)["parked"] and len(parked()) == 1


def test_a_question_whether_somebody_is_there_is_answered(cloud):
    assert on_text_receipts(handed("CWL CONTROL MESSAGE", kind="CONTROL_MESSAGE"), None) is None
    assert parked() == []


def test_of_a_long_answer_the_log_keeps_the_beginning(tell):
    tell("x" * 100_000)
    assert text() == ("bounced", f"bounce: {'x' * 100}")


def test_nothing_of_a_person_is_logged(tell, caplog):
    tell(OPTED_OUT)
    on_text_receipts(handed(f"{NUMBER} is no json"), None)
    said = str([vars(record) for record in caplog.records])
    assert "event parked" in said and "138000" not in said and OPTED_OUT not in said


def test_a_plus_sign_makes_another_address_of_mail():
    fault = AddressFault(channel="email", address="+a@example.com", reason="r", at=datetime.now(UTC))
    reach = new_reach("mb_1").with_fault(fault)
    assert reach.is_bad("email", "+a@example.com") and not reach.is_bad("email", "a@example.com")
