"""Checking in through the API: datums, exceptions, clocks that disagree, and places that are not known."""

from datetime import UTC, datetime

import pytest

from tests.builders.api import made_by
from tests.rooms.workorders.test_work import lay_photo

NOW = "2026-11-23T01:00:00Z"
#: the building of `company` as other datums name it
GCJ02 = {"lat": 30.271769, "lon": 120.159755, "datum": "gcj02"}


def entry(company, order):
    """The last thing that happened."""
    return company.as_("manager").get(f"/v1/work-orders/{order}/timeline").json["items"][-1]


def at(company, position, **fields):
    return {**company.here(NOW), "position": {**position, "accuracy_m": 10}, **fields}


def test_a_position_in_the_datum_of_chinese_maps_is_understood(company):
    order, worker = company.brought_to("accepted", NOW), company.as_("technician")
    plain = company.act(worker, order, "check-in", at(company, {**GCJ02, "datum": "wgs84"}))
    assert (plain.status, plain.json["code"]) == (409, "outside_geofence")
    assert company.act(worker, order, "check-in", at(company, {**GCJ02, "datum": "mars"})).status == 422
    company.done(worker, order, "check-in", at(company, GCJ02))
    assert entry(company, order)["data"]["distance_m"] < 20
    assert entry(company, order)["data"]["lat"] == pytest.approx(30.2741, abs=0.0002)


def test_an_exception_needs_a_verified_photo_of_this_order(company):
    order, other = company.brought_to("accepted", NOW), company.brought_to("accepted", NOW)
    worker = company.as_("technician")
    lay_photo(company, other, "at_other", "evidence", 0)
    excuse = {"reason": "no signal in the basement", "attachment_id": "at_other"}
    far = {**company.here(NOW, metres_away=900), "exception": excuse}
    refused = company.act(worker, order, "check-in", far)
    assert (refused.status, refused.json["code"]) == (409, "exception_photo_missing")
    lay_photo(company, order, "at_own", "evidence", 0)
    excuse["attachment_id"] = "at_own"
    company.done(worker, order, "check-in", far)
    told = entry(company, order)
    assert (told["text"], told["data"]["is_exception"]) == ("no signal in the basement", True)
    assert told["data"]["distance_m"] == pytest.approx(900, abs=2)
    company.done(
        worker, other, "check-in", {**company.here(NOW), "exception": excuse}
    )  # near: none is needed
    assert entry(company, other)["data"]["is_exception"] is False


def test_a_device_whose_clock_is_off_is_flagged_and_not_believed(company, clock):
    order, worker = company.brought_to("accepted", NOW), company.as_("technician")
    clock.advance(hours=2, minutes=1)
    late = company.done(worker, order, "check-in", company.here("2026-11-23T09:00:00.1234567+08:00"))
    data = entry(company, order)["data"]
    assert (data["is_clock_skewed"], data["skew_s"], data["is_late"]) == (True, 7260, True)
    assert data["captured_at"] == "2026-11-23T01:00:00.123000Z"
    assert late["is_late"] is True
    prompt = company.brought_to("accepted", "2026-11-23T03:01:00Z")
    clock.advance(hours=2, minutes=1)
    in_time = datetime(2026, 11, 23, 5, 0, 30, tzinfo=UTC)  # half a minute before it was due
    company.done(worker, prompt, "check-in", company.here(in_time.isoformat()))
    data = entry(company, prompt)["data"]
    assert (data["is_clock_skewed"], data["is_late"]) == (False, False)


def test_a_moment_that_is_none_is_refused(company):
    order = company.brought_to("accepted", NOW)
    for moment in ("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00", "2026-11-23T01:00:00"):
        answer = company.act(company.as_("technician"), order, "check-in", company.here(moment))
        assert (answer.status, answer.json["errors"][0]["loc"]) == (422, ["body", "captured_at"])


def test_an_order_of_no_building_is_reached_from_anywhere_and_says_so(company):
    company.category("path", gate="exempt", common_area=True, photos_required=0)
    order = made_by(company.report(company.as_("front_desk"), category="path", unit_id=None))["id"]
    worker = company.as_("technician")
    company.done(worker, order, "take")
    company.done(worker, order, "check-in", company.here(NOW, metres_away=90_000))
    data = entry(company, order)["data"]
    assert (data["is_place_unverified"], data["distance_m"]) == (True, None)
