"""What a photo that served another order leads to: an entry for staff, a doubt that climbs, news for assessment."""

import pytest

from chalicelib.attachments.triggers import on_object_created
from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.aws import client
from chalicelib.kernel.context import for_system
from chalicelib.workorders import triggers
from tests.builders.api import made_by
from tests.builders.bus import Bus
from tests.builders.cloud import bus_event, outbox
from tests.builders.photos import photo, scene

NOW = "2026-11-23T01:00:00Z"
BUCKET = "steward-attachments"


def photographed(company, clock, order, technician="technician", of="one and the same"):
    """A photo of the finished work, uploaded and verified."""
    clock.advance(seconds=1)
    picture = photo(image=scene(96, 64, seed=of))
    body = {"role": "after", "content_type": "image/jpeg", "size": len(picture)}
    worker = company.as_("technician", technician)
    key = made_by(worker.post(f"/v1/work-orders/{order}/attachments", body))["upload"]["fields"]["key"]
    client("s3").put_object(Bucket=BUCKET, Key=key, Body=picture)
    detail = {"bucket": {"name": BUCKET}, "object": {"key": key, "size": len(picture)}}
    on_object_created({"id": "e", "detail-type": "Object Created", "detail": detail}, None)


def climbs(company, order):
    """Whether the order's doubt is still to be resolved."""
    clock = for_system(company.tenancy.id, "test").find(deadlines.clocks_ref(order)).of("resolution")
    return clock is not None and clock.phase == "running"


def entries(caller, order):
    items = caller.get(f"/v1/work-orders/{order}/timeline?limit=200").json["items"]
    return [entry for entry in items if entry["kind"] == "photo_flagged"]


def told(caller, order):
    items = caller.get("/v1/notifications").json["items"]
    return [one for one in items if (one["kind"], one["work_order_id"]) == ("photo_flagged", order)]


@pytest.fixture
def assessor(company):
    return company.as_("assessor")


@pytest.fixture
def orders(company, clock, assessor):
    """Two orders of two technicians, the second with the first one's photo; delivered."""
    first = company.brought_to("on_site", NOW)
    photographed(company, clock, first)
    second = company.brought_to("on_site", NOW, "another")
    photographed(company, clock, second, "another")
    Bus().deliver()
    return first, second


def test_it_is_an_internal_entry_a_breached_resolution_and_news_for_assessment(company, orders, assessor):
    first, second = orders
    (entry,) = entries(company.as_("manager"), second)
    (shown,) = company.as_("manager").get(f"/v1/work-orders/{second}/attachments").json["items"]
    assert entry["data"] == {"attachment_id": shown["id"], "flag": "duplicate"}
    assert entry["visibility"] == "internal" and entries(company.resident, second) == []
    assert climbs(company, second) and not climbs(company, first)
    assert len(told(assessor, second)) == 1 and told(assessor, first) == []
    assert told(company.as_("manager"), second) == told(company.resident, second) == []


def test_staff_see_the_flag_those_who_may_the_other_order_and_residents_neither(company, orders):
    first, second = orders

    def seen(caller):
        (shown,) = caller.get(f"/v1/work-orders/{second}/attachments").json["items"]
        return shown["flag"], shown["duplicate_of"]

    assert seen(company.as_("manager")) == seen(company.as_("assessor")) == ("duplicate", first)
    assert seen(company.as_("technician", "another")) == ("duplicate", None)
    assert seen(company.resident) == (None, None)


def test_completing_with_it_resolves_nothing_and_another_visit_with_a_new_photo_does(company, clock, orders):
    _, order = orders
    worker, manager = company.as_("technician", "another"), company.as_("manager")
    company.done(worker, order, "complete", {"summary": "done"})
    assert climbs(company, order)
    company.done(manager, order, "rework", {"reason": "that is another kitchen"})
    company.done(worker, order, "accept")
    company.done(worker, order, "check-in", company.here(NOW))
    photographed(company, clock, order, "another", of="this kitchen")
    company.done(worker, order, "complete", {"summary": "done indeed"})
    assert not climbs(company, order)


def test_flagged_after_it_was_completed_it_climbs_as_well(company, clock, assessor):
    photographed(company, clock, company.brought_to("on_site", NOW))
    order = company.brought_to("on_site", NOW, "another")
    photographed(company, clock, order, "another")
    company.done(company.as_("technician", "another"), order, "complete", {"summary": "done"})
    Bus().deliver()
    assert climbs(company, order)


def test_an_order_that_is_over_keeps_the_entry_alone(company, clock, assessor):
    photographed(company, clock, company.brought_to("on_site", NOW))
    order = company.brought_to("on_site", NOW, "another")
    photographed(company, clock, order, "another")
    company.done(company.as_("manager"), order, "cancel", {"reason": "called off"})
    Bus().deliver()
    assert len(entries(company.as_("manager"), order)) == 1
    assert not climbs(company, order)


def test_the_same_event_again_writes_no_second_entry(company, orders):
    _, order = orders
    (event,) = [one for one in outbox() if one["type"] == "AttachmentFlagged"]
    assert triggers.on_trouble(bus_event(event), None) == {"recorded": False}
    assert len(entries(company.as_("manager"), order)) == 1
