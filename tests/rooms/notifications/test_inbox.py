"""What a person reads of their inbox."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import boto3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.contracts import workorders as orders
from chalicelib.kernel.cursor import InvalidCursor
from chalicelib.kernel.errors import NotFound, StaleRead
from chalicelib.notifications import service, store
from chalicelib.notifications.model import Notification, notification_id
from tests.conftest import OTHER_TENANT, TENANT
from tests.rooms.notifications.conftest import member
from tests.rooms.notifications.events import AT, event

_tenants = count()


def comment(n: int, tenant: str = TENANT):
    return event(orders.WorkOrderCommented, tenant=tenant, sequence=n, at=AT + timedelta(seconds=n))


@pytest.fixture
def reading(acting) -> Callable:
    """`reading(person)`: their inbox, whole or by page."""

    def read(person="mb_tech", tenant=TENANT, limit=50, cursor=None, is_unread_only=False):
        context = acting("technician", id=person, tenant=tenant)
        return service.inbox(context, limit=limit, cursor=cursor, is_unread_only=is_unread_only)

    return read


@pytest.fixture
def fill() -> Callable[[int], None]:
    """`fill(500)`: so many unread entries in the inbox of `mb_tech`, as deliveries would have left them."""

    def filled(size: int) -> None:
        partition = f"T#{TENANT}#INBOX#mb_tech"
        with boto3.resource("dynamodb").Table("steward").batch_writer() as batch:
            batch.put_item({"PK": partition, "SK": "~COUNT", "unread": size})
            for entry in map(_entry, range(size)):
                data = {"kind": "Notification", "v": 1, "data": entry.model_dump_json()}
                batch.put_item({"PK": partition, "SK": entry.id, **data})

    return filled


def _entry(n: int) -> Notification:
    return Notification(
        id=notification_id(comment(n), "mb_tech", "commented"),
        person_id="mb_tech",
        kind="commented",
        title=f"#{n}",
        body="…",
        work_order_id="wo_1",
        step=None,
        link=None,
        created_at=AT + timedelta(seconds=n),
    )


@pytest.mark.parametrize("size", [5, 500])
def test_the_first_page_is_one_query_however_much_there_is(aws, fill, reading, size):
    fill(size)
    aws.calls.clear()
    page = reading()
    assert aws.calls == ["Query"]
    assert [n.title for n in page.items] == [f"#{n}" for n in range(size - 1, max(size - 51, -1), -1)]
    assert page.unread == size
    assert (page.next_cursor is None) == (size <= 50)


def test_the_pages_join_without_gap_or_repetition(house, fill, reading):
    fill(23)
    titles, cursor = [], None
    while True:
        page = reading(limit=5, cursor=cursor)
        assert page.unread == 23
        titles += [n.title for n in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert titles == [f"#{n}" for n in range(22, -1, -1)]


def test_an_empty_inbox_is_an_empty_page(house, reading):
    page = reading("mb_nobody")
    assert (page.items, page.unread, page.next_cursor) == ((), 0, None)


def test_the_unread_can_be_asked_for_alone_and_page_on(house, fill, reading, acting):
    fill(12)
    for told in reading().items[::2]:
        service.read(acting("technician", id="mb_tech"), told.id)
    first = reading(limit=4, is_unread_only=True)
    rest = reading(limit=4, is_unread_only=True, cursor=first.next_cursor)
    assert [n.title for n in first.items + rest.items] == ["#10", "#8", "#6", "#4", "#2", "#0"]
    assert first.unread == 6 and rest.next_cursor is None


def test_a_cursor_serves_only_its_own_list_and_person(house, fill, reading):
    fill(9)
    cursor = reading(limit=3).next_cursor
    for other in ({"person": "mb_head"}, {"tenant": OTHER_TENANT}, {"is_unread_only": True}):
        with pytest.raises(InvalidCursor):
            reading(**other, cursor=cursor)


def test_reading_twice_counts_once(house, hear, reading, acting, clock):
    hear(comment(1))
    hear(comment(2))
    context = acting("technician", id="mb_tech")
    id = reading().items[0].id
    first = service.read(context, id)
    clock.advance(minutes=1)
    assert service.read(acting("technician", id="mb_tech"), id) == first
    assert reading().unread == 1


def test_two_readers_at_once_count_once(house, hear, reading, acting):
    hear(comment(1))
    context = acting("technician", id="mb_tech")
    (told,) = reading().items
    context.commit(store.mark_read(told.read(context.now)))
    with pytest.raises(StaleRead):
        context.commit(store.mark_read(told.read(context.now)))
    assert reading().unread == 0


def test_nobody_reads_or_marks_what_is_anothers(house, hear, reading, acting):
    hear(comment(1))
    id = reading("mb_tech").items[0].id
    for context in (
        acting("technician", id="mb_setter"),
        acting("technician", id="mb_tech", tenant=OTHER_TENANT),
    ):
        with pytest.raises(NotFound):
            service.read(context, id)
    assert reading("mb_tech").unread == 1
    assert reading("mb_tech", tenant=OTHER_TENANT).items == ()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["hear", "read"]), st.integers(0, 3)), max_size=10))
def test_the_count_is_exact_whatever_comes_twice_and_in_whatever_order(
    cloud, clock, settle, hear, reading, acting, steps
):
    tenant = f"tn_{next(_tenants)}"
    settle(tenant, member("mb_tech", "technician", email=None))
    for what, n in steps:
        if what == "hear":
            hear(comment(n, tenant))
            continue
        entries = reading(tenant=tenant).items
        if entries:
            service.read(acting("technician", id="mb_tech", tenant=tenant), entries[n % len(entries)].id)
    page = reading(tenant=tenant)
    assert page.unread == sum(not entry.is_read for entry in page.items)
    assert len(page.items) == len({n for what, n in steps if what == "hear"})


@given(seconds=st.integers(0, 10**9), more=st.integers(1, 10**6))
def test_ids_sort_by_time_and_are_the_same_for_the_same_news(seconds, more):
    early = event(orders.WorkOrderCommented, at=AT + timedelta(seconds=seconds))
    late = event(orders.WorkOrderCommented, at=AT + timedelta(seconds=seconds + more))
    assert notification_id(early, "mb_z", "commented") < notification_id(late, "mb_a", "commented")
    assert notification_id(early, "mb_a", "commented") == notification_id(
        early.model_copy(), "mb_a", "commented"
    )


def test_ids_differ_by_tenant_event_person_and_kind():
    ids = {
        notification_id(comment(1), "mb_a", "commented"),
        notification_id(comment(1), "mb_b", "commented"),
        notification_id(comment(1), "mb_a", "nudged"),
        notification_id(comment(1, OTHER_TENANT), "mb_a", "commented"),
        notification_id(event(orders.WorkOrderCommented, sequence=2, at=comment(1).at), "mb_a", "commented"),
    }
    assert len(ids) == 5
