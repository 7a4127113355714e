"""The main job through the API, with the real consumers behind it."""

import pytest

NOW = "2026-11-23T01:00:00Z"


def kinds(company, order, caller=None):
    answer = (caller or company.as_("manager")).get(f"/v1/work-orders/{order}/timeline")
    assert answer.status == 200
    return [entry["kind"] for entry in answer.json["items"]]


def test_a_report_of_a_clear_household_goes_to_its_department_at_once(company):
    answer = company.report()
    assert answer.status == 201
    order = answer.json
    assert order["status"] == "open"
    assert order["hold"] is None
    assert order["number"] == "WO-2026-000001"
    assert order["department_id"] == company.service
    assert order["deadlines"] == {
        "respond_by": "2026-11-23T01:30:00Z",
        "arrive_by": "2026-11-23T03:00:00Z",
        "complete_by": "2026-11-24T01:00:00Z",
    }
    assert answer.headers["ETag"] == '"1"'


def test_a_household_in_arrears_is_held_told_why_and_goes_on_by_itself_when_it_has_paid(company, bus):
    company.charge(12_050)
    held = company.report().json
    assert held["status"] == "suspended"
    assert held["hold"] == {
        "reason": "arrears",
        "amount_due": {"amount": 12_050, "currency": "CNY"},
        "since": "2026-10-01",
    }
    assert held["deadlines"] == {"respond_by": None, "arrive_by": None, "complete_by": None}
    technician = company.as_("technician")
    assert technician.get(f"/v1/work-orders/{held['id']}").status == 404
    assert technician.get("/v1/work-orders").json["items"] == []

    company.pay(12_049)
    bus.deliver()
    assert company.resident.get(f"/v1/work-orders/{held['id']}").json["status"] == "suspended"
    company.pay(1, "p-2")
    bus.deliver(times=2)
    order = technician.get(f"/v1/work-orders/{held['id']}").json
    assert order["status"] == "open"
    assert order["hold"] is None
    assert order["deadlines"]["respond_by"] == "2026-11-23T01:30:00Z"
    assert kinds(company, held["id"]) == ["reported", "suspended", "resumed"]


def test_an_emergency_and_a_complaint_are_never_held(company):
    company.charge()
    gas = company.category("gas", emergency=True, gate="exempt")
    noise = company.category("noise", kind="complaint", gate="notify")
    assert company.report(category=gas).json["status"] == "open"
    assert company.report(category=noise, kind="complaint").json["status"] == "open"


def test_an_emergency_cannot_be_gated(company):
    body = {
        "code": "fire",
        "names": {"zh-CN": "火警", "en": "Fire"},
        "department_id": company.service,
        "kind": "repair",
        "gate": "blocked",
        "emergency": True,
    }
    answer = company.admin.post("/v1/categories", body)
    assert answer.status == 422
    assert answer.json["errors"][0]["loc"] == ["body", "gate"]


def test_a_hold_is_waived_with_a_reason_that_stays_on_record(company, bus):
    company.charge()
    order = company.reported()
    assert company.act(company.as_("technician"), order, "waive-hold", {"reason": "x"}).status == 403
    waived = company.done(company.as_("manager"), order, "waive-hold", {"reason": "pays on Friday"})
    assert waived["status"] == "open"
    last = company.as_("manager").get(f"/v1/work-orders/{order}/timeline").json["items"][-1]
    assert (last["kind"], last["data"]["cause"], last["text"]) == ("resumed", "waived", "pays on Friday")
    company.pay()
    bus.deliver()
    assert kinds(company, order) == ["reported", "suspended", "resumed"]


def test_a_cancelled_held_order_does_not_come_back_with_the_payment(company, bus):
    company.charge()
    order = company.reported()
    company.done(company.resident, order, "cancel", {"reason": "fixed it myself"})
    company.pay()
    bus.deliver()
    assert kinds(company, order) == ["reported", "suspended", "cancelled"]


def test_the_work_is_assigned_accepted_reached_done_and_confirmed(company, bus, clock):
    order = company.reported()
    worker, dispatcher = company.as_("technician"), company.as_("dispatcher")
    me = company.member("technician")["id"]
    assert company.done(dispatcher, order, "assign", {"assignee_id": me})["status"] == "assigned"
    assert company.done(worker, order, "accept")["status"] == "accepted"
    refused = company.act(worker, order, "check-in", company.here(NOW, metres_away=900))
    assert (refused.status, refused.json["code"]) == (409, "outside_geofence")
    assert refused.json["distance_m"] == pytest.approx(900, abs=2)
    assert refused.json["radius_m"] == 150
    assert company.done(worker, order, "check-in", company.here(NOW))["status"] == "on_site"
    assert company.done(worker, order, "complete", {"summary": "new gasket"})["status"] == "completed"
    bus.deliver()
    link = next(
        n["link"]
        for n in company.resident.get("/v1/notifications").json["items"]
        if n["kind"] == "survey_invited"
    )
    token = link.rsplit("/", 1)[-1]
    guest = company.api.with_header(None)
    assert guest.get(f"/v1/surveys/{token}").status == 200
    assert guest.post(f"/v1/surveys/{token}", {"score": 2, "not_fixed": True}).status == 200
    again = company.resident.get(f"/v1/work-orders/{order}").json
    assert (again["status"], again["assignee_id"]) == ("assigned", me)
    assert guest.post(f"/v1/surveys/{token}", {"score": 5}).json["code"] == "already_answered"

    clock.advance(minutes=5)
    for action, body in (
        ("accept", None),
        ("check-in", company.here(NOW)),
        ("complete", {"summary": "again"}),
    ):
        company.done(worker, order, action, body)
    bus.deliver()
    links = [n["link"] for n in company.resident.get("/v1/notifications").json["items"] if n["link"]]
    newest = links[0].rsplit("/", 1)[-1]
    assert newest != token
    assert guest.post(f"/v1/surveys/{newest}", {"score": 5}).status == 200
    closed = company.resident.get(f"/v1/work-orders/{order}").json
    assert (closed["status"], closed["score"]) == ("closed", 5)
    assert kinds(company, order) == [
        *("reported", "assigned", "accepted", "checked_in", "completed", "reopened"),
        *("accepted", "checked_in", "completed", "escalated", "closed"),  # not fixed: assessment is told
    ]


def test_completion_waits_for_the_photos_of_this_visit(company):
    order = company.reported(category=company.leak)
    worker = company.as_("technician")
    company.done(worker, order, "take")
    company.done(worker, order, "check-in", company.here(NOW))
    refused = company.act(worker, order, "complete", {"summary": "done"})
    assert (refused.status, refused.json["code"], refused.json["missing"]) == (409, "photos_missing", 1)


def test_numbers_count_within_the_tenants_year(company, clock):
    first, second = company.report().json["number"], company.report().json["number"]
    clock.now = clock.now.replace(month=12, day=31, hour=16)  # already next year in Shanghai
    assert (first, second, company.report().json["number"]) == (
        "WO-2026-000001",
        "WO-2026-000002",
        "WO-2027-000001",
    )
