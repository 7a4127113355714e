"""The way of one sending out of the house: at most once, tried again after what certainly did not leave."""

from dataclasses import replace
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from chalicelib.contracts import deadlines
from chalicelib.kernel import clock as wall_clock
from chalicelib.kernel.limits import book, spend
from chalicelib.kernel.settings import settings
from chalicelib.kernel.table import TenantTable
from chalicelib.notifications.queue import MOST_ATTEMPTS, Wanted, read
from chalicelib.notifications.sending import LIMITS
from chalicelib.notifications.triggers import on_sendings
from chalicelib.organization import store as organization
from infra.template import resources
from tests.builders.cloud import parked, queued, sendings_event
from tests.conftest import TENANT
from tests.rooms.notifications.conftest import log_of, member
from tests.rooms.notifications.events import event

BREACH = event(deadlines.DeadlineBreached, recipient_ids=("mb_head",))
REFUSAL = ClientError({"Error": {"Code": "MessageRejected", "Message": "no"}}, "SendEmail")
THROTTLED = ClientError({"Error": {"Code": "ThrottlingException", "Message": "slow"}}, "TransactWriteItems")


def outcome(person_id="mb_head"):
    return {s.channel: (s.status, s.error) for s in log_of(person_id, BREACH).sendings}


@pytest.fixture
def bodies(house, plan):
    """The messages of a breach for one head: e-mail and text message."""
    plan(BREACH)
    return [record["body"] for batch in queued() for record in batch["Records"]]


def sent(bodies, attempt=1):
    """Which of the messages shall come again."""
    answer = on_sendings(sendings_event(bodies, attempt), None)
    return [bodies[int(one["itemIdentifier"])] for one in answer["batchItemFailures"]]


def of(channel, bodies):
    return [body for body in bodies if read(body).channel == channel]


def test_each_channel_is_a_message_of_its_own_that_holds_nothing_of_the_news(bodies):
    assert sorted(read(body).channel for body in bodies) == ["email", "sms"]
    assert not any("WO-2026" in body or "@" in body or "+86" in body for body in bodies)


def test_a_message_that_comes_again_is_not_sent_again(bodies, mails, messages):
    for _ in range(3):
        assert sent(bodies) == []
    assert len(mails()) == len(messages()) == 1
    assert outcome() == {"email": ("sent", None), "sms": ("sent", None)}


def test_a_channel_that_refuses_leaves_the_other_alone_and_comes_again(aws, bodies, mails, messages):
    aws.fail("SendEmail", REFUSAL)
    assert sent(bodies) == of("email", bodies)
    assert outcome() == {"email": ("pending", "MessageRejected"), "sms": ("sent", None)}
    assert (len(mails()), len(messages())) == (0, 1)
    assert sent(of("email", bodies), attempt=2) == []
    assert outcome()["email"] == ("sent", None) and len(mails()) == 1
    assert log_of("mb_head", BREACH).sending("email").attempts == 2


def test_a_network_that_fails_is_tried_again(aws, bodies, messages):
    aws.fail("Publish", EndpointConnectionError(endpoint_url="https://sns"))
    assert sent(bodies) == of("sms", bodies)
    assert sent(of("sms", bodies), attempt=2) == [] and len(messages()) == 1


def test_an_answer_that_never_came_may_have_been_a_message_and_none_leaves_again(aws, bodies, messages):
    aws.fail("Publish", ReadTimeoutError(endpoint_url="https://sns"))
    assert sent(bodies) == [] == sent(bodies)
    assert outcome()["sms"] == ("unknown", "ReadTimeoutError") and messages() == []


def test_what_was_given_up_is_logged_so_and_can_be_sent_when_it_is_redriven(aws, bodies, mails):
    mail = of("email", bodies)
    aws.fail("SendEmail", REFUSAL, REFUSAL)
    assert sent(mail, attempt=MOST_ATTEMPTS - 1) == mail and outcome()["email"][0] == "pending"
    assert sent(mail, attempt=MOST_ATTEMPTS) == mail
    assert outcome()["email"] == ("failed", "MessageRejected")
    assert sent(mail) == [] and len(mails()) == 1 and outcome()["email"] == ("sent", None)


def test_the_queue_gives_up_when_the_code_says_so():
    queue = resources()["Sendings"]["Properties"]
    assert queue["RedrivePolicy"]["maxReceiveCount"] == MOST_ATTEMPTS


@pytest.mark.parametrize(("attempt", "most"), [(1, 38), (3, 150), (5, 600)])
def test_a_failed_message_comes_again_the_later_the_more_often_it_came(aws, bodies, attempt, most):
    pauses = aws.listen("ChangeMessageVisibility")
    aws.fail("SendEmail", REFUSAL)
    sent(of("email", bodies), attempt)
    assert most / 2 < pauses[0]["VisibilityTimeout"] <= most


def test_a_message_cut_short_is_left_alone_while_somebody_may_be_at_it_and_then_counts_as_unknown(
    aws, clock, bodies, mails
):
    aws.fail("SendEmail", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        sent(of("email", bodies))
    assert outcome()["email"] == ("started", None)
    assert sent(bodies) == [] and outcome()["email"] == ("started", None)
    clock.advance(seconds=61)
    assert sent(bodies) == [] == mails()
    assert outcome()["email"] == ("unknown", "cut_short")


def test_a_message_whose_record_could_not_be_written_is_not_sent_again(aws, clock, bodies, mails):
    aws.fail("TransactWriteItems", None, *[THROTTLED] * 9)
    assert sent(of("email", bodies)) == of("email", bodies) and len(mails()) == 1
    aws.failures.clear()
    clock.advance(seconds=360)
    assert sent(of("email", bodies)) == [] and len(mails()) == 1
    assert outcome()["email"] == ("unknown", "cut_short")


def test_a_message_whose_address_could_not_be_read_is_sent_when_it_comes_again(aws, clock, bodies, mails):
    aws.fail("BatchGetItem", *[THROTTLED] * 9)
    mail = of("email", bodies)
    assert sent(mail) == mail and mails() == []
    assert outcome()["email"] == ("pending", None)
    aws.failures.clear()
    assert sent(mail, attempt=2) == [] and len(mails()) == 1
    assert outcome()["email"] == ("sent", None)


def test_an_event_cut_short_before_queueing_queues_when_it_comes_again(aws, plan, mails):
    aws.fail("SendMessageBatch", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        plan(BREACH)
    assert queued() == []
    plan(BREACH)
    for batch in queued():
        on_sendings(batch, None)
    assert len(mails()) == 1


def test_a_queue_that_refuses_has_the_event_parked_not_lost(aws, plan):
    refusal = ClientError({"Error": {"Code": "OverLimit", "Message": "no"}}, "SendMessageBatch")
    aws.fail("SendMessageBatch", *[refusal] * 3)
    plan(BREACH)
    assert [one["event"]["detail-type"] for one in parked()] == ["DeadlineBreached"]


def test_a_sender_that_is_not_verified_is_refused_and_logged(bodies, monkeypatch):
    monkeypatch.setenv("MAIL_FROM", "nobody@elsewhere.example")
    settings.cache_clear()
    assert sent(bodies) == of("email", bodies)
    assert outcome()["email"] == ("pending", "MessageRejected")


def test_nothing_is_sent_to_who_has_gone_meanwhile(house, bodies, acting, mails):
    gone = member("mb_head", "manager", is_active=False).model_copy(update={"version": 2})
    acting("tenant_admin").commit(organization.save_member(gone))
    assert sent(bodies) == [] == mails()
    assert outcome()["email"] == ("refused", "no_person")


def test_a_message_for_nothing_we_know_is_taken_off(house):
    assert sent([Wanted(TENANT, "wo_gone", "nt_gone", "sms").body]) == []


def test_what_cannot_be_read_stays_and_keeps_no_other_message_back(bodies, mails):
    assert sent(["{}", *bodies]) == ["{}"] and len(mails()) == 1


def test_a_tenant_that_sends_too_much_at_once_waits_its_turn_without_failing(
    aws, bodies, plan, mails, monkeypatch
):
    monkeypatch.setenv("RATE_LIMITS", f"{TENANT}/send_email=1/12")
    settings.cache_clear()
    assert sent(bodies) == [] and len(mails()) == 1
    plan(event(deadlines.DeadlineBreached, sequence=2, recipient_ids=("mb_head",)))
    (batch,) = queued()
    again = of("email", [record["body"] for record in batch["Records"]])
    asked = aws.listen("SendMessageBatch")
    for _ in range(20):
        assert sent(again, attempt=MOST_ATTEMPTS) == [] and len(mails()) == 1
    entries = [entry for one in asked for entry in one["Entries"]]
    assert {read(entry["MessageBody"]) for entry in entries} == {replace(read(again[0]), has_token=True)}
    pauses = [entry["DelaySeconds"] for entry in entries]  # each waits for a token of its own
    assert pauses == [5 * number for number in range(1, 21)]


def test_who_has_waited_for_their_token_asks_for_no_other(aws, bodies, mails, monkeypatch):
    monkeypatch.setenv("RATE_LIMITS", f"{TENANT}/send_email=1/1")
    settings.cache_clear()
    (mail,) = of("email", bodies)
    spend(TenantTable(TENANT), "email", LIMITS["email"], wall_clock.now())
    spent = aws.listen("UpdateItem")
    with_token = replace(read(mail), has_token=True).body
    assert sent([with_token], attempt=2) == [] and mails() == []  # it came before, and may have used it
    assert len(spent) == 2
    assert sent([with_token]) == [] and len(mails()) == 1
    assert len(spent) == 2


def test_a_backlog_beyond_what_the_queue_can_hold_back_books_nothing_and_spreads(
    aws, bodies, mails, monkeypatch
):
    monkeypatch.setenv("RATE_LIMITS", f"{TENANT}/send_email=1/1")
    settings.cache_clear()
    for _ in range(16):
        book(TenantTable(TENANT), "email", LIMITS["email"], wall_clock.now(), within=timedelta(seconds=900))
    asked = aws.listen("SendMessageBatch")
    for _ in range(10):
        assert sent(of("email", bodies)) == [] == mails()
    entries = [entry for one in asked for entry in one["Entries"]]
    assert {read(entry["MessageBody"]) for entry in entries} == {read(of("email", bodies)[0])}
    pauses = {entry["DelaySeconds"] for entry in entries}
    assert len(pauses) > 3 and min(pauses) >= 450 and max(pauses) <= 900


def test_the_batches_time_is_enough_for_each_to_wait_for_its_provider():
    properties = resources()["NotificationsSend"]["Properties"]["Events"]["Sendings"]["Properties"]
    assert timedelta(seconds=properties["BatchSize"] * 10) < timedelta(seconds=60)
