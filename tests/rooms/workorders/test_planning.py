"""Milestones and reports of the work, by the API: who may, what is refused, and what falls due."""

import pytest

from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.context import for_system
from tests.rooms.workorders.people import People

NOW = "2026-11-23T01:00:00Z"
PUMP = {"name": "Pump replaced", "due_at": "2026-11-23T03:00:00Z"}
PIPES = {"name": "Pipes flushed", "due_at": "2026-11-23T05:00:00Z"}


@pytest.fixture
def people(company):
    return People(company)


@pytest.fixture
def order(company, people):
    """Taken on by a technician, who reports every hour."""
    people["service_manager"], people["assessor"]
    company.category("checked", sla={"progress": "PT1H"}, photos_required=0, gate="exempt")
    order = company.reported(category="checked")
    company.done(people["technician"], order, "take")
    return order


def woken(company, order):
    context = for_system(company.tenancy.id, "deadlines")
    deadlines.fire(context, order, context.find(deadlines.clocks_ref(order)).timer.generation)


def progress(people, order):
    items = people["manager"].get(f"/v1/work-orders/{order}/deadlines").json["items"]
    return {one["milestone"]: one for one in items if one["kind"] == "progress"}


def reported(people, order):
    items = people["manager"].get(f"/v1/work-orders/{order}/timeline").json["items"]
    return [entry["data"] for entry in items if entry["kind"] == "progressed"]


def test_a_report_meets_the_check_and_the_next_begins(company, people, order, clock):
    assert progress(people, order)[None]["due_at"] == "2026-11-23T02:00:00Z"
    clock.advance(minutes=40)
    company.done(people["technician"], order, "progress", {"text": "half way", "percent": 50})
    assert progress(people, order)[None]["due_at"] == "2026-11-23T02:40:00Z"
    clock.advance(minutes=61)
    woken(company, order)
    late = progress(people, order)[None]
    assert (late["state"], [one["step"] for one in late["escalations"]]) == ("breached", [0, 1])
    seen = {"deadline": "progress", "minutes": 10}
    company.done(people["manager"], order, "acknowledge", seen)
    assert progress(people, order)[None]["acknowledged"]["by"]["name"] == "manager"
    company.done(people["technician"], order, "progress", {"text": "nearly"})
    assert progress(people, order)[None]["state"] == "running"
    assert [(one["percent"], one["is_late"]) for one in reported(people, order)] == [
        (50, False),
        (None, True),
    ]
    company.done(people["technician"], order, "check-in", company.here("2026-11-23T02:41:00Z"))
    company.done(people["technician"], order, "complete", {"summary": "done"})
    assert progress(people, order)[None]["state"] == "met"


def test_milestones_fall_due_each_for_itself(company, people, order, clock):
    plan = company.done(people["technician"], order, "plan", {"milestones": [PUMP, PIPES]})
    assert [(one["name"], one["done_at"]) for one in plan["milestones"]] == [
        ("Pump replaced", None),
        ("Pipes flushed", None),
    ]
    clock.advance(minutes=30)
    body = {"text": "it runs", "milestone": "Pump replaced"}
    done = company.done(people["technician"], order, "progress", body)
    assert done["milestones"][0]["done_at"] == "2026-11-23T01:30:00Z"
    again = company.act(people["technician"], order, "progress", body)
    assert (again.status, again.json["errors"][0]["loc"]) == (422, ["body", "milestone"])
    clock.advance(hours=4)
    woken(company, order)
    states = {name: one["state"] for name, one in progress(people, order).items()}
    assert states == {None: "breached", "Pump replaced": "met", "Pipes flushed": "breached"}
    later = {**PIPES, "due_at": "2026-11-24T05:00:00Z"}
    replanned = company.done(people["manager"], order, "plan", {"milestones": [later]})
    assert [one["name"] for one in replanned["milestones"]] == ["Pipes flushed"]
    assert progress(people, order)["Pipes flushed"]["state"] == "running"


def test_what_is_no_plan_and_no_report_is_refused(company, people, order, clock):
    for milestones in (
        [PUMP, PUMP],
        [{**PUMP, "due_at": "2026-11-23T00:59:59Z"}],
        [{**PUMP, "due_at": "2027-11-23T01:00:00Z"}],
        [{**PUMP, "due_at": "soon"}],
        [{**PUMP, "name": ""}],
        [{**PUMP, "name": f"M{number}"} for number in range(21)],
        None,
    ):
        answer = company.act(people["technician"], order, "plan", {"milestones": milestones})
        assert (milestones, answer.status) == (milestones, 422)
    for body in ({}, {"text": ""}, {"text": "x", "percent": 101}, {"text": "x", "milestone": "unknown"}):
        assert company.act(people["technician"], order, "progress", body).status == 422


def test_who_may_plan_and_who_may_report(company, people, order):
    plan, report = {"milestones": [PUMP]}, {"text": "half"}
    for who, planning, reporting in (
        ("technician", 200, 200),
        ("manager", 200, 403),
        ("service_manager", 200, 403),
        ("garden_manager", 404, 403),
        ("dispatcher", 403, 403),
        ("colleague", 404, 404),
        ("reporter", 403, 403),
        ("foreign_manager", 404, 403),
    ):
        answers = (
            company.act(people[who], order, "plan", plan).status,
            company.act(people[who], order, "progress", report).status,
        )
        assert (who, *answers) == (who, planning, reporting)
    waiting = company.brought_to("assigned", NOW)
    refused = company.act(people["technician"], waiting, "progress", report)
    assert (refused.status, refused.json["code"]) == (409, "invalid_transition")
    resident = company.resident.get(f"/v1/work-orders/{order}/timeline").json["items"]
    assert {"planned", "progressed"}.isdisjoint(entry["kind"] for entry in resident)
