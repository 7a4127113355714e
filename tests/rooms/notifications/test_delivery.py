"""The way of one event to its people."""

import random
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from chalicelib.contracts import deadlines, surveys
from chalicelib.contracts import workorders as orders
from chalicelib.contracts.attachments import AttachmentRejected
from chalicelib.kernel.errors import NotFound
from chalicelib.notifications import service
from tests.builders.cloud import parked
from tests.conftest import OTHER_TENANT, TENANT
from tests.rooms.notifications.conftest import log_of, member, people
from tests.rooms.notifications.events import AT, event

OPEN = {"status": "open", "assignee_id": None}
BREACH = event(deadlines.DeadlineBreached)


@pytest.fixture
def inbox(acting):
    def read(person_id, tenant=TENANT, **query):
        query = {"limit": 50, "cursor": None, "is_unread_only": False, **query}
        return service.inbox(acting("technician", id=person_id, tenant=tenant), **query)

    return read


def test_a_breach_reaches_inbox_mail_and_phone_with_its_step(house, hear, inbox, mails, messages):
    hear(BREACH)
    (told,) = inbox("mb_assessor").items
    assert (told.kind, told.step, told.work_order_id) == ("deadline_breached", 1, "wo_1")
    assert told.created_at == AT and not told.is_read
    assert {address for address, *_ in mails()} == {"mb_head@example.com", "mb_assessor@example.com"}
    assert len(messages()) == 2 and all("WO-2026-000123" in text for _, text in messages())
    sendings = log_of("mb_assessor", BREACH).sendings
    assert [s.status for s in sendings] == ["sent", "sent"] and all(s.reference for s in sendings)


def test_a_breach_reaches_only_whom_its_step_names(house, hear, inbox):
    hear(BREACH)
    assert [inbox(id).unread for id in ("mb_tech", "mb_setter", "rs_reporter", "mb_queue1")] == [0, 0, 0, 0]


def test_a_new_order_in_the_queue_reaches_those_who_take_or_assign_work(house, hear, inbox):
    hear(event(orders.WorkOrderReported, OPEN))
    kinds = {
        id: [n.kind for n in inbox(id).items]
        for id in ("mb_tech", "mb_queue1", "mb_queue2", "mb_clerk", "mb_head")
    }
    assert kinds == {
        "mb_tech": ["queued"],
        "mb_queue1": ["queued"],
        "mb_queue2": ["queued"],
        "mb_clerk": [],
        "mb_head": [],
    }


def test_a_queue_that_nobody_works_is_told_to_the_heads(cloud, clock, settle, hear, inbox):
    settle(TENANT, member("mb_head", "manager"))
    hear(event(orders.WorkOrderReported, OPEN))
    assert [n.kind for n in inbox("mb_head").items] == ["queued"]


def test_everybody_reads_their_own_language(house, hear, inbox):
    hear(event(orders.WorkOrderReported, OPEN))
    assert inbox("mb_queue1").items[0].title.startswith("New in the queue")
    assert inbox("mb_tech").items[0].title.startswith("新工单")


def test_a_resident_gets_the_survey_link_in_the_inbox_and_by_text_message(house, hear, inbox, messages):
    hear(event(surveys.SurveyInvited))
    (told,) = inbox("rs_reporter").items
    assert (told.kind, told.link, told.work_order_id) == (
        "survey_invited",
        "https://steward.example/s/T0ken",
        "wo_1",
    )
    assert messages()[0][1].endswith(" https://steward.example/s/T0ken")


def test_the_link_stands_in_the_mail_too(house, hear, mails):
    hear(event(surveys.SurveyInvited, resident_id="rs_contact"))
    ((address, _, body),) = mails()
    assert address == "contact@example.com" and body.endswith("https://steward.example/s/T0ken")


@pytest.mark.parametrize("kind", [surveys.SurveyInvited, surveys.SurveyReminded])
def test_each_answer_to_a_survey_is_one_tap_away_in_the_mail_and_whole(house, hear, mails, kind):
    link = "https://steward.example/resident/surveys/" + "t" * 43
    hear(event(kind, resident_id="rs_contact", link=link, of={"title": "漏" * 200}))
    ((_, _, body),) = mails()
    taps = [line.rpartition(link)[2] for line in body.splitlines() if link in line]
    answers = [f"?score={score}" for score in (5, 4, 3, 2, 1)]
    assert taps == [*answers, "?outcome=half_fixed", "?outcome=not_fixed", ""]


def test_whoever_uploaded_a_rejected_photo_is_told_be_it_member_or_resident(house, hear, inbox):
    for person in ("mb_tech", "rs_reporter"):
        hear(event(AttachmentRejected, entity=f"at_{person}", uploader_id=person))
        assert [n.kind for n in inbox(person).items] == ["photo_rejected"]


def test_someone_without_addresses_gets_the_inbox_entry_alone(house, hear, inbox, mails, messages):
    happened = event(deadlines.DeadlineNear, recipient_ids=("mb_queue2",))
    hear(happened)
    hear(happened)
    assert inbox("mb_queue2").unread == 1
    assert mails() == [] and messages() == []
    with pytest.raises(NotFound):
        log_of("mb_queue2", happened, "deadline_near")


def test_unknown_revoked_and_foreign_people_are_left_out(house, hear, inbox, mails):
    hear(event(deadlines.DeadlineBreached, recipient_ids=("mb_nobody", "mb_gone", "mb_head", "rs_reporter")))
    assert [address for address, *_ in mails()] == ["mb_head@example.com"]
    assert [inbox(id).unread for id in ("mb_nobody", "mb_gone", "rs_reporter")] == [0, 0, 0]


def test_an_event_of_an_unknown_tenant_is_parked_whole(house, hear):
    hear(event(deadlines.DeadlineBreached, tenant="tn_nobody"))
    assert [one["event"]["detail"]["tenant"] for one in parked()] == ["tn_nobody"]


def test_an_event_that_the_room_does_not_take_is_parked(house, hear):
    comment = event(orders.WorkOrderCommented).model_dump()
    escalated = orders.WorkOrderEscalated(**comment, deadline="respond", step=0, recipient_ids=("mb_head",))
    hear(escalated)
    assert [one["event"]["detail-type"] for one in parked()] == ["WorkOrderEscalated"]


def test_no_repeated_event_tells_anybody_twice(house, hear, inbox, mails, messages):
    happened = [
        BREACH,
        event(orders.WorkOrderAssigned),
        event(surveys.SurveyInvited),
        event(AttachmentRejected),
    ]
    people = ("mb_tech", "mb_head", "mb_setter", "rs_reporter")
    for one in happened:
        hear(one)
    once = (mails(), messages(), [inbox(id).unread for id in people])
    for one in happened:
        hear(one)
    assert (mails(), messages(), [inbox(id).unread for id in people]) == once
    assert once[2] == [2, 1, 1, 1]


def test_no_step_of_a_ladder_tells_anybody_twice_but_each_step_tells(house, hear, inbox):
    for n in (1, 2, 2, 1):
        hear(event(deadlines.DeadlineBreached, sequence=n, step=n))
    assert sorted(told.step for told in inbox("mb_head").items) == [1, 2]


def test_events_in_any_order_end_in_the_same_inbox(house, hear, inbox):
    happened = [
        event(deadlines.DeadlineNear, sequence=n, at=AT + timedelta(seconds=n), recipient_ids=("mb_queue2",))
        for n in range(1, 6)
    ]
    shuffled = [*happened, *happened]
    random.Random(7).shuffle(shuffled)
    for one in shuffled:
        hear(one)
    told = inbox("mb_queue2")
    assert [n.created_at for n in told.items] == [one.at for one in reversed(happened)]
    assert told.unread == 5


def test_one_person_who_cannot_be_told_at_once_keeps_nobody_waiting_and_is_told_at_the_next_attempt(
    aws, hear, inbox, mails
):
    throttled = ClientError(
        {"Error": {"Code": "ThrottlingException", "Message": "slow"}}, "TransactWriteItems"
    )
    aws.fail("TransactWriteItems", throttled)
    hear(BREACH)
    assert [inbox(id).unread for id in ("mb_head", "mb_assessor")] == [1, 1]
    assert sorted(address for address, *_ in mails()) == ["mb_assessor@example.com", "mb_head@example.com"]


def test_one_tenants_event_reaches_nobody_of_another_though_their_ids_are_the_same(
    house, settle, hear, inbox, mails
):
    settle(OTHER_TENANT, *people())
    hear(BREACH)
    assert inbox("mb_head").unread == 1
    assert inbox("mb_head", tenant=OTHER_TENANT).unread == 0
    assert len(mails()) == 2


def test_people_are_read_in_one_call_told_in_one_transaction_each_and_queued_in_one_call(aws, plan):
    plan(event(deadlines.DeadlineBreached, recipient_ids=("mb_queue2",)))
    assert aws.calls == ["BatchGetItem", "TransactWriteItems"]
    aws.calls.clear()
    plan(event(deadlines.DeadlineBreached, sequence=2, recipient_ids=("mb_head", "mb_assessor")))
    assert aws.calls == ["BatchGetItem", "TransactWriteItems", "TransactWriteItems", "SendMessageBatch"]


def test_a_crowd_is_read_in_batches_and_nobody_is_left_out(aws, plan, inbox):
    strangers = tuple(f"mb_{n:03}" for n in range(150))
    plan(event(deadlines.DeadlineBreached, recipient_ids=("mb_head", *strangers, "mb_queue2")))
    assert aws.calls.count("BatchGetItem") == 5
    assert [inbox(id).unread for id in ("mb_head", "mb_queue2")] == [1, 1]


def test_hostile_text_arrives_as_it_was_written(house, hear, inbox, mails):
    hear(
        event(
            orders.WorkOrderCommented, {"title": "Leak\r\nBcc: all@example.com {{ 7*7 }}"}, text="{% for %}"
        )
    )
    (told,) = inbox("mb_tech").items
    assert "{{ 7*7 }}" in told.title and "{% for %}" in told.body
    assert all("\n" not in subject and "\r" not in subject for _, subject, _ in mails())
