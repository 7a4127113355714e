"""Messages that wait, and their release by the schedule: each goes out once, whatever breaks."""

from datetime import UTC, datetime, time, timedelta

import pytest
from botocore.exceptions import EndpointConnectionError
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.contracts import workorders as orders
from chalicelib.kernel.context import for_system
from chalicelib.kernel.observability import Failed
from chalicelib.notifications import service, store
from chalicelib.notifications.model import Delivery, Sending
from chalicelib.notifications.preferences import Digest, Preferences, QuietHours
from chalicelib.notifications.rules import GROUPS
from chalicelib.notifications.triggers import on_schedule, on_sendings
from chalicelib.notifications.waiting import DIGEST, Waiting, deliveries
from tests.builders.cloud import queued
from tests.conftest import TENANT
from tests.rooms.notifications.conftest import member
from tests.rooms.notifications.events import AT, event

MORNING = QuietHours(starts=time(8), ends=time(10))  # the clock stands at nine in Shanghai
ALONE = {
    "contact_id": None,
    "setter_id": None,
    "collaborator_ids": (),
    "reporter": {"id": "mb_x", "kind": "member"},
}


@pytest.fixture
def choose():
    def save(person_id, **chosen):
        before = for_system(TENANT, "tests").table.get(store.preferences_ref(person_id))
        version = before.version + 1 if before else 1
        wishes = Preferences(version=version, person_id=person_id, **chosen)
        for_system(TENANT, "tests").commit(store.save_preferences(wishes))

    return save


@pytest.fixture
def release():
    """The schedule runs, and the queue's messages are taken, twice each."""

    def run():
        on_schedule({"tenant": TENANT}, None)
        for batch in queued():
            on_sendings(batch, None)
            on_sendings(batch, None)

    return run


@pytest.fixture
def inbox(acting):
    return lambda person: service.inbox(acting(id=person), limit=50, cursor=None, is_unread_only=False).items


def comment(sequence, after=timedelta(0), **fields):
    return event(
        orders.WorkOrderCommented, ALONE, sequence=sequence, at=AT + after, text=f"No. {sequence}", **fields
    )


def waiting_now():
    return list(store.due(for_system(TENANT, "tests").table, datetime(2100, 1, 1, tzinfo=UTC)))


def test_in_quiet_hours_the_inbox_knows_at_once_and_the_message_comes_at_their_end(
    house, hear, choose, release, clock, mails, inbox
):
    choose("mb_tech", quiet_hours=MORNING)
    hear(event(orders.WorkOrderNudged, ALONE))
    hear(event(orders.WorkOrderNudged, ALONE))
    assert [one.kind for one in inbox("mb_tech")] == ["nudged"] and mails() == []
    clock.advance(minutes=59)
    release()
    assert mails() == []
    clock.advance(minutes=1)
    release()
    release()
    assert [address for address, *_ in mails()] == ["mb_tech@example.com"]
    assert waiting_now() == []


def test_an_emergency_passes_quiet_hours_and_every_wish(house, hear, choose, mails, messages):
    nothing = dict.fromkeys(GROUPS, ("email", "sms"))
    choose("mb_tech", quiet_hours=MORNING, off=nothing, digest=Digest(is_on=True))
    hear(event(orders.WorkOrderNudged, {**ALONE, "is_emergency": True}))
    assert len(mails()) == 1 and len(messages()) == 1
    hear(event(orders.WorkOrderNudged, ALONE, entity="wo_2"))
    assert len(mails()) == 1 and waiting_now() == []


def test_a_directive_to_the_assignee_cannot_be_switched_off_but_waits_for_the_morning(
    house, hear, choose, release, clock, mails
):
    choose("mb_tech", quiet_hours=MORNING, off={"conversation": ("email",)})
    hear(event(orders.WorkOrderDirected, ALONE))
    assert mails() == []
    clock.advance(hours=1)
    release()
    assert len(mails()) == 1


def test_what_is_minor_comes_as_one_message_a_day(house, hear, choose, release, clock, mails, inbox):
    choose("mb_tech", digest=Digest(is_on=True, hour=18))
    for number in range(1, 4):
        hear(comment(number, entity=f"wo_{number}"))
    hear(event(orders.WorkOrderPriorityChanged, ALONE, sequence=9))
    assert len(inbox("mb_tech")) == 4 and mails() == []
    clock.advance(hours=9)
    release()
    release()
    ((_, subject, body),) = mails()
    assert subject.startswith("4 条通知")
    assert [f"No. {number}" in body for number in range(1, 4)] == [True] * 3 and "优先级" in body
    hear(comment(10))
    release()
    assert len(mails()) == 1
    clock.advance(days=1)
    release()
    assert len(mails()) == 2 and "10" in mails()[1][2]


def test_the_same_news_within_the_window_becomes_one_message(house, hear, release, clock, mails, inbox):
    for number in range(1, 5):
        hear(comment(number, after=timedelta(seconds=number)))
    hear(comment(1, entity="wo_other"))
    assert len(mails()) == 2 and len(inbox("mb_tech")) == 5
    clock.advance(minutes=2, seconds=2)
    release()
    assert len(mails()) == 3
    assert [f"No. {number}" in mails()[2][2] for number in range(1, 5)] == [False, True, True, True]
    hear(comment(9, after=timedelta(minutes=5)))
    assert len(mails()) == 4


def test_a_wish_that_changed_meanwhile_is_kept(house, hear, choose, release, clock, mails):
    choose("mb_tech", digest=Digest(is_on=True, hour=18))
    hear(comment(1))
    hear(event(orders.WorkOrderPriorityChanged, ALONE, sequence=2))
    choose("mb_tech", off={"conversation": ("email",)})
    clock.advance(hours=9)
    release()
    ((_, subject, _),) = mails()
    assert subject.startswith("优先级改为")
    assert waiting_now() == []


def test_what_became_due_while_the_hours_are_quiet_waits_on(house, hear, choose, release, clock, mails):
    choose("mb_tech", digest=Digest(is_on=True, hour=18))
    hear(comment(1))
    choose("mb_tech", quiet_hours=QuietHours(starts=time(17), ends=time(20)))
    clock.advance(hours=9)
    release()
    assert mails() == [] and len(waiting_now()) == 1
    clock.advance(hours=2)
    release()
    assert len(mails()) == 1


def test_nobody_who_left_is_told(house, settle, hear, choose, release, clock, mails):
    choose("mb_tech", digest=Digest(is_on=True, hour=18))
    hear(comment(1))
    gone = member("mb_tech", "technician", is_active=False, version=2)
    from chalicelib.organization import store as organization

    for_system(TENANT, "tests").commit(organization.save_member(gone))
    clock.advance(hours=9)
    release()
    assert mails() == [] and waiting_now() == []


CUT = EndpointConnectionError(endpoint_url="https://aws.example")


@pytest.mark.parametrize(
    ("operation", "nth"),
    [
        ("Query", 0),
        ("BatchGetItem", 0),
        ("TransactWriteItems", 0),
        ("BatchGetItem", 1),
        ("SendMessageBatch", 0),
        ("TransactWriteItems", 1),
    ],
)
def test_a_run_that_is_cut_short_anywhere_is_taken_up_by_the_next(
    aws, hear, choose, release, clock, mails, operation, nth
):
    choose("mb_tech", digest=Digest(is_on=True, hour=18))
    for number in (1, 2):
        hear(comment(number, entity=f"wo_{number}"))
    clock.advance(hours=9)
    aws.fail(operation, *[None] * nth, CUT)
    with pytest.raises(Failed):
        release()
    hear(comment(3, entity="wo_3"))
    for _ in range(3):
        release()
    assert [subject[:5] for _, subject, _ in mails()] == ["2 条通知"]
    clock.advance(days=1)
    release()
    assert len(mails()) == 2


def test_an_idle_run_asks_once_for_each_tenant(aws):
    on_schedule({"tenant": TENANT}, None)
    assert aws.calls == ["Query"]


deliveries_made = st.builds(
    Delivery,
    notification_id=st.integers(0, 10**6).map(lambda number: f"nt_{number:07}"),
    person_id=st.just("mb_tech"),
    kind=st.just("commented"),
    event_id=st.just("e"),
    work_order_id=st.just("wo_1"),
    title=st.text(max_size=120),
    body=st.text(max_size=300),
    created_at=st.just(AT),
    sendings=st.sets(st.sampled_from(("email", "sms", "web_push")), min_size=1).map(
        lambda channels: tuple(Sending(channel=channel) for channel in channels)
    ),
)
entries = st.lists(
    st.builds(
        Waiting,
        due_at=st.just(AT),
        bundle=st.just(DIGEST),
        group=st.none() | st.sampled_from(GROUPS),
        delivery=deliveries_made,
    ),
    max_size=60,
    unique_by=lambda one: one.notification_id,
)
wishes = st.builds(
    Preferences,
    person_id=st.just("mb_tech"),
    off=st.dictionaries(st.sampled_from(GROUPS), st.sets(st.sampled_from(("email", "sms"))).map(tuple)),
)


@settings(deadline=None)
@given(entries, wishes, st.sampled_from(["en", "zh-CN"]))
def test_each_channel_gets_one_message_of_a_bundle_with_just_what_may_come_that_way(some, wished, language):
    made = list(deliveries(some, wished, language, AT))
    taken = [sending.channel for one in made for sending in one.sendings]
    wanted = {
        sending.channel
        for one in some
        for sending in one.delivery.sendings
        if one.group is None or wished.allows(one.group, sending.channel)
    }
    assert sorted(taken) == sorted(wanted)
    assert len({one.notification_id for one in made}) == len(made)
    assert all(len(one.title) <= 120 and len(one.body) <= 4300 for one in made)
