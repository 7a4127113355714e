"""The log of what left the house, as far as its reader oversees it."""

import pytest
from botocore.exceptions import ClientError

from chalicelib.contracts import deadlines
from chalicelib.kernel.actor import Assignment
from chalicelib.notifications.log import Sought, deliveries
from tests.rooms.notifications.events import event

REFUSAL = ClientError({"Error": {"Code": "MessageRejected", "Message": "no"}}, "SendEmail")


def breach(sequence, *people):
    return event(deadlines.DeadlineBreached, sequence=sequence, recipient_ids=people)


@pytest.fixture
def read(acting):
    def page(limit=50, cursor=None, department=None, **sought):
        known = {"work_order_id": None, "person_id": None, "channel": None, "status": None}
        context = acting(assignments=(Assignment(role="manager", department_id=department),))
        return deliveries(context, Sought(**known | sought), limit, cursor)

    return page


def whom(page):
    return [(one.person_id, [s.status for s in one.sendings]) for one in page.items]


def test_the_log_of_an_order_is_newest_first(house, hear, read):
    hear(breach(1, "mb_head"))
    hear(breach(2, "mb_tech"))
    assert sorted(whom(read(work_order_id="wo_1"))) == [
        ("mb_head", ["sent", "sent"]),
        ("mb_tech", ["sent", "sent"]),
    ]
    ids = [one.notification_id for one in read(work_order_id="wo_1").items]
    assert ids == sorted(ids, reverse=True)
    assert whom(read(work_order_id="wo_2")) == []


def test_the_log_of_a_person_holds_theirs_alone(house, hear, read):
    hear(breach(1, "mb_head", "mb_tech"))
    assert whom(read(person_id="mb_tech")) == [("mb_tech", ["sent", "sent"])]
    assert whom(read(person_id="mb_nobody")) == []
    assert whom(read(person_id="mb_tech", work_order_id="wo_1")) == [("mb_tech", ["sent", "sent"])]


def test_without_order_and_person_only_what_did_not_arrive_is_listed(aws, hear, read):
    hear(breach(1, "mb_head"))
    assert whom(read()) == []
    hear(breach(2, "mb_queue2"))  # has no address
    assert whom(read()) == [("mb_queue2", [])]


def test_it_is_narrowed_by_channel_and_status(aws, hear, read):
    aws.fail("SendEmail", REFUSAL)
    hear(breach(1, "mb_head"))
    hear(breach(2, "mb_tech"))
    wanted = {"work_order_id": "wo_1"}
    assert len(read(**wanted, channel="email").items) == 2
    assert [one for one, _ in whom(read(**wanted, channel="email", status="pending"))] == ["mb_head"]
    assert whom(read(**wanted, channel="sms", status="pending")) == []
    assert whom(read(**wanted, channel="web_push")) == []


def test_it_is_read_page_by_page(house, hear, read):
    for n in range(1, 6):
        hear(breach(n, "mb_head"))
    seen, cursor = [], None
    while True:
        page = read(limit=2, cursor=cursor, work_order_id="wo_1")
        seen += [one.notification_id for one in page.items]
        cursor = page.next_cursor
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 5 and seen == sorted(seen, reverse=True)


def test_who_oversees_a_department_sees_its_own_alone(house, hear, read):
    hear(breach(1, "mb_head"))
    assert len(read(department="dp_1", work_order_id="wo_1").items) == 1
    assert read(department="dp_2", work_order_id="wo_1").items == []
