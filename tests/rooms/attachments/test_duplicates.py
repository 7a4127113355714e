"""A photo that served another order is flagged, once."""

import threading
from datetime import timedelta

import pytest

from chalicelib.attachments import service
from chalicelib.attachments.triggers import on_object_created
from chalicelib.kernel.aws import client
from chalicelib.kernel.settings import settings
from tests.builders.boundary import answering, before_writing, error
from tests.builders.cloud import outbox
from tests.builders.photos import photo, scene
from tests.conftest import OTHER_TENANT, TENANT
from tests.rooms.attachments.test_service import ask, created, put, send, summary

PICTURE = photo(image=scene(seed=1), quality=95)
SMALLER = photo("image/png", scene(seed=1).resize((400, 250)))


@pytest.fixture(autouse=True)
def _stage(cloud, clock):
    """Every test here uses the cloud and a standing clock."""


@pytest.fixture
def technician(acting):
    return acting("technician", id="mb_li", name="Li")


@pytest.fixture
def taken(technician, clock):
    """`taken(order, data)` asks for an upload and sends the photo; answers its id and S3's event."""

    def take(order: str, data: bytes = PICTURE, role: str = "after", content_type: str = "image/jpeg"):
        clock.advance(seconds=1)
        ticket = ask(technician, order=order, role=role, content_type=content_type)
        return ticket.id, send(ticket, data)

    return take


def flagged() -> list[tuple[str, str]]:
    """The photos that were told to be flagged, each with the order it served before."""
    told = [event["detail"] for event in outbox() if event["type"] == "AttachmentFlagged"]
    return [(one["entity"], one["earlier_order_id"]) for one in told]


def test_a_photo_of_another_order_is_flagged_and_still_counts(taken, technician):
    taken("wo_1")
    again, _ = taken("wo_2", SMALLER, content_type="image/png")
    assert flagged() == [(again, "wo_1")]
    (shown,) = service.list_of(technician, "wo_2")
    assert (shown.status, shown.flag, shown.duplicate_of) == ("verified", "duplicate", "wo_1")
    assert service.list_of(technician, "wo_1")[0].flag is None
    assert service.verified_count(summary("wo_2"), "after", 1) == 1
    assert service.has_flagged(summary("wo_2"), 1) and not service.has_flagged(summary("wo_2"), 2)
    assert not service.has_flagged(summary("wo_1"), 1)


@pytest.mark.parametrize("role", ["before", "evidence"])
def test_an_earlier_photo_of_any_role_counts_and_only_one_of_what_was_done_is_flagged(taken, role):
    taken("wo_1", role=role)
    taken("wo_2", role=role)
    assert flagged() == []
    again, _ = taken("wo_3")
    assert flagged() == [(again, "wo_1")]


def test_the_same_order_may_show_the_same_again_and_another_scene_is_no_duplicate(taken):
    taken("wo_1")
    taken("wo_1")
    taken("wo_2", photo(image=scene(seed=2)))
    assert flagged() == []


def test_blank_photos_and_signatures_are_not_compared(taken, technician):
    blank = photo(image=scene().resize((1, 1)).resize((64, 64)))
    for order in ("wo_1", "wo_2"):
        taken(order, blank)
        taken(order, SMALLER, role="signature", content_type="image/png")
    assert flagged() == []


def test_another_tenants_photos_are_unknown(taken, acting):
    other = acting("technician", tenant=OTHER_TENANT)
    send(ask(other), PICTURE)
    taken("wo_2")
    assert flagged() == []


def test_events_that_come_again_flag_nothing_twice_and_nobody_else(taken):
    _, first = taken("wo_1")
    again, second = taken("wo_2")
    before = (summary("wo_1"), summary("wo_2"), outbox())
    for event in (first, second, first, second):
        on_object_created(event, None)
    assert (summary("wo_1"), summary("wo_2"), outbox()) == before
    assert flagged() == [(again, "wo_1")]


def test_what_fails_between_counting_and_comparing_is_compared_when_the_event_comes_again(taken, technician):
    taken("wo_1")
    ticket = ask(technician, order="wo_2")
    event = put(ticket.upload.fields["key"], PICTURE)
    with answering("dynamodb", "Query", *[error("AccessDeniedException")] * 3):
        on_object_created(event, None)
    assert summary("wo_2").verified and flagged() == []
    on_object_created(event, None)
    assert flagged() == [(ticket.id, "wo_1")]


def test_of_two_that_arrive_at_once_in_either_order_the_later_is_flagged_once(technician, clock):
    tickets = []
    for order in ("wo_1", "wo_2"):
        clock.advance(seconds=1)
        tickets.append(ask(technician, order=order))
    events = [put(ticket.upload.fields["key"], PICTURE) for ticket in tickets]
    with before_writing(lambda: on_object_created(events[1], None)):
        on_object_created(events[0], None)
    assert flagged() == [(tickets[1].id, "wo_1")]


def test_at_once_in_threads(technician, clock):
    tickets = []
    for number in range(4):
        clock.advance(seconds=1)
        tickets.append(ask(technician, order=f"wo_{number}"))
    events = [put(ticket.upload.fields["key"], PICTURE) for ticket in tickets]
    threads = [threading.Thread(target=on_object_created, args=(event, None)) for event in events]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(id for id, _ in flagged()) == sorted(ticket.id for ticket in tickets[1:])


def test_a_look_is_forgotten_after_two_years(taken, clock):
    taken("wo_1")
    looks = client("dynamodb").scan(TableName=settings().table_name)["Items"]
    expiries = [item["expires_at"]["N"] for item in looks if item["kind"]["S"] == "Look"]
    assert expiries == [str(int((clock.now + timedelta(days=730)).timestamp()))]


def test_comparing_costs_four_queries_and_only_for_what_was_done(technician, calls):
    for role, queries in (("after", 4), ("before", 0)):
        event = put(ask(technician, role=role).upload.fields["key"], PICTURE)
        with calls() as made:
            on_object_created(event, None)
        assert [name for name in made if name in ("BatchGetItem", "Query", "TransactWriteItems")] == [
            "BatchGetItem",
            "TransactWriteItems",
            *["Query"] * queries,
        ]


def test_a_file_of_an_attachment_that_nobody_knows_is_compared_with_nothing():
    on_object_created(created(f"uploads/{TENANT}/wo_1/at_x"), None)
    assert flagged() == []
