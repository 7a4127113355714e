"""News that had to reach somebody and reached them by no channel: heads and assessment hear of it, once."""

import pytest
from botocore.exceptions import ClientError

from chalicelib.contracts import deadlines
from chalicelib.contracts import workorders as orders
from chalicelib.notifications import connecting, service
from chalicelib.notifications.queue import MOST_ATTEMPTS
from tests.builders.cloud import outbox, queued
from tests.rooms.notifications.events import event

REFUSAL = ClientError({"Error": {"Code": "MessageRejected", "Message": "no"}}, "SendEmail")
BREACH = event(deadlines.DeadlineBreached, recipient_ids=("mb_tech",))


def lost():
    return [one["detail"] for one in outbox() if one["type"] == "NotificationFailed"]


@pytest.fixture
def notices(acting, hear):
    """What heads and assessment find in their inboxes once the bus has brought the event."""

    def read():
        from chalicelib.contracts.notifications import NotificationFailed

        for one in lost():
            hear(NotificationFailed.model_validate(one))
        found = {}
        for id in ("mb_head", "mb_assessor"):
            context = acting("manager", id=id)
            page = service.inbox(context, limit=50, cursor=None, is_unread_only=False)
            found[id] = [note.title for note in page.items if note.kind == "notice_lost"]
        return found

    return read


def test_who_has_no_address_at_all_is_told_of_at_once(house, plan, notices):
    plan(event(deadlines.DeadlineBreached, recipient_ids=("mb_queue2",)))
    assert queued() == []
    (one,) = lost()
    assert (one["person_id"], one["kind"], one["channels"]) == ("mb_queue2", "deadline_breached", [])
    assert all(len(titles) == 1 and "WO-2026-000123" in titles[0] for titles in notices().values())


def test_it_is_told_only_when_the_last_channel_has_failed_and_once(aws, plan, sent, notices):
    aws.fail("SendEmail", *[REFUSAL] * 9)
    aws.fail("Publish", *[REFUSAL] * 9)
    plan(BREACH)
    bodies = [record["body"] for batch in queued() for record in batch["Records"]]
    sent(bodies)
    sent(bodies[:1], MOST_ATTEMPTS)
    assert lost() == []
    sent(bodies[1:], MOST_ATTEMPTS)
    assert len(lost()) == 1
    sent(bodies, MOST_ATTEMPTS)  # redriven, in vain
    plan(BREACH)
    for _ in range(2):
        assert {id: len(titles) for id, titles in notices().items()} == {"mb_head": 1, "mb_assessor": 1}
    assert len(lost()) == 1


def test_one_channel_that_brings_it_is_enough(aws, plan, sent):
    aws.fail("SendEmail", *[REFUSAL] * 9)
    plan(BREACH)
    bodies = [record["body"] for batch in queued() for record in batch["Records"]]
    sent(bodies, MOST_ATTEMPTS)
    assert lost() == []


def test_what_need_not_reach_anybody_is_not_told_of(house, plan):
    plan(event(orders.WorkOrderCommented, {"assignee_id": "mb_queue2"}))
    assert lost() == []


def test_that_it_was_lost_goes_to_the_inbox_alone(stand_ins, acting, plan, notices):
    connecting.connect_chat(
        acting("tenant_admin"),
        department_id="dp_1",
        kind="wecom",
        name="Team",
        webhook="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0",
        secret=None,
    )
    plan(event(deadlines.DeadlineBreached, recipient_ids=("mb_queue2",)))
    assert all(notices().values())
    assert queued() == [] and stand_ins.asked == []
