"""A notice to many at once: some dozens in each transaction, paced on their way out, each once whatever happens."""

from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from chalicelib.contracts import deadlines
from chalicelib.contracts.notices import NoticeSent
from chalicelib.estates import store as estates
from chalicelib.kernel import clock as wall_clock
from chalicelib.kernel.context import for_system
from chalicelib.kernel.limits import book
from chalicelib.kernel.settings import settings
from chalicelib.kernel.table import TenantTable
from chalicelib.notifications import service, store
from chalicelib.notifications.preferences import QuietHours, default
from chalicelib.notifications.queue import LONGEST_DELAY_S, read
from chalicelib.notifications.sending import LIMITS
from chalicelib.notifications.triggers import on_schedule
from tests.builders.cloud import parked, queued
from tests.conftest import TENANT
from tests.rooms.notifications.conftest import resident
from tests.rooms.notifications.events import event

CROWD = tuple(f"rs_{number:03}" for number in range(70))
NOTICE = event(NoticeSent, channels=("sms",), recipient_ids=CROWD).model_copy(update={"kind": "repair"})
THROTTLED = ClientError({"Error": {"Code": "ThrottlingException", "Message": "slow"}}, "TransactWriteItems")


@pytest.fixture
def inbox(acting):
    return lambda person: service.inbox(acting(id=person), limit=50, cursor=None, is_unread_only=False)


@pytest.fixture
def rate(monkeypatch):
    """`rate("6/2")`: what the channel takes of text messages, at once and in a minute."""

    def deployed(limit):
        monkeypatch.setenv("RATE_LIMITS", f"{TENANT}/send_sms={limit}")
        settings.cache_clear()

    return deployed


@pytest.fixture
def crowd(house, rate):
    """Seventy residents, of whom one has gone; the channel takes as much at once."""
    rate("200/600")
    for id in CROWD:
        for_system(TENANT, "tests").commit(
            estates.save_resident(resident(id, is_active=id != CROWD[7], unit_ids=()))
        )


def _tally():
    return dict(store.tally(TenantTable(TENANT), "nc_1"))


def _bodies():
    return [record["body"] for batch in queued() for record in batch["Records"]]


def _unread(inbox):
    return [inbox(id).unread for id in CROWD]


ONCE = [id != CROWD[7] for id in CROWD]


def test_some_dozens_share_a_read_and_a_transaction_and_their_messages_one_booking(crowd, aws, plan, inbox):
    plan(NOTICE)
    assert aws.calls.count("TransactWriteItems") == aws.calls.count("BatchGetItem") == 3
    assert aws.calls.count("UpdateItem") == 1
    assert aws.calls.count("SendMessageBatch") == 7
    assert _unread(inbox) == ONCE
    assert _tally() == {"pending": 69, "sms_pending": 69}


def test_those_who_were_told_before_keep_nobody_of_their_dozen_from_it(crowd, plan, inbox):
    part = NOTICE.model_copy(update={"recipient_ids": CROWD[:40:3]})
    plan(part)
    first = {read(body).id for body in _bodies()}
    plan(NOTICE)
    again = [read(body).id for body in _bodies()]
    assert _unread(inbox) == ONCE and len(again) == len({*again}) == 69 and first < {*again}
    assert _tally() == {"pending": 69, "sms_pending": 69}


def test_a_transaction_that_cannot_be_is_made_one_by_one(crowd, aws, plan, inbox):
    aws.fail("TransactWriteItems", None, THROTTLED)
    plan(NOTICE)
    assert _unread(inbox) == ONCE and not parked()
    assert _tally() == {"pending": 69, "sms_pending": 69}


def test_one_who_cannot_be_told_comes_again_with_the_event(crowd, aws, plan, inbox):
    aws.fail("TransactWriteItems", THROTTLED, THROTTLED)
    plan(NOTICE)
    assert _unread(inbox) == ONCE and not parked()
    assert _tally() == {"pending": 69, "sms_pending": 69}


def test_what_the_channel_cannot_take_now_is_not_looked_at_before_it_is_due(
    crowd, clock, aws, plan, sent, messages, rate
):
    rate("6/2")
    asked = aws.listen("SendMessageBatch")
    plan(NOTICE)
    bodies = [entry["MessageBody"] for one in asked for entry in one["Entries"]]
    due = [read(body).due for body in bodies]
    now = int(wall_clock.now().timestamp())
    # six at once and then nine in ten of the two a minute
    assert due[:6] == [0] * 6
    waits = [moment - now for moment in due[6:]]
    assert all(33 <= later - before <= 34 for before, later in zip([0, *waits], waits, strict=False))
    aws.calls.clear()
    asked.clear()
    assert sent(bodies[6:]) == [] == messages()
    assert aws.calls == ["SendMessageBatch"] * 63  # nothing was read
    entries = [entry for one in asked for entry in one["Entries"]]
    assert [entry["DelaySeconds"] for entry in entries] == [min(wait, LONGEST_DELAY_S) for wait in waits]
    assert [entry["MessageBody"] for entry in entries] == bodies[6:]
    clock.advance(seconds=waits[-1])
    assert sent(bodies[-1:]) == [] and len(messages()) == 1


def test_an_emergencys_message_does_not_wait_behind_a_notice(crowd, plan, sent, messages, rate):
    rate("6/2")
    plan(NOTICE)
    queued()
    plan(event(deadlines.DeadlineBreached, recipient_ids=("mb_head",)))
    assert sent([body for body in _bodies() if read(body).channel == "sms"]) == []
    assert len(messages()) == 1


def test_tokens_are_booked_together_or_not_at_all(cloud, clock):
    table, now = TenantTable(TENANT), wall_clock.now()
    limit = LIMITS["chat"]  # twenty at once, twenty a minute
    within = timedelta(minutes=1)
    assert book(table, "chat", limit, now, within=within, tokens=25) == timedelta(seconds=15)
    assert book(table, "chat", limit, now, within=within, tokens=16) is None
    assert book(table, "chat", limit, now, within=within, tokens=15) == timedelta(seconds=60)


def test_a_crowd_whose_quiet_hours_end_leaves_in_dozens(crowd, clock, aws, plan, sent, messages):
    for id in CROWD:
        wishes = default(id, frozenset()).changed(quiet_hours=QuietHours(starts="08:00", ends="10:00"))
        for_system(TENANT, "tests").commit(store.save_preferences(wishes))
    plan(NOTICE)
    assert _tally() == {"waiting": 69} and _bodies() == []
    clock.advance(hours=2)
    aws.calls.clear()
    aws.fail("TransactWriteItems", None, None, THROTTLED)
    on_schedule({"tenant": TENANT}, None)
    # three dozens, each read, made and forgotten together; the second is made one by one
    assert aws.calls.count("TransactWriteItems") == 2 + 1 + 2 * 24 + 2
    assert sent(_bodies()) == [] and len(messages()) == 69
    assert _tally() == {"reached": 69, "sms_sent": 69}
    on_schedule({"tenant": TENANT}, None)
    assert _bodies() == []
