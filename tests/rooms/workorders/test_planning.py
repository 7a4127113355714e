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
    for body in (
        {},
        {"text": ""},
        {"text": "x", "percent": 101},
        {"text": "x", "milestone": "unknown"},
        {"text": "x", "captured_at": "noon"},
    ):
        assert company.act(people["technician"], order, "progress", body).status == 422


def test_a_report_counts_when_the_device_says_it_was_made(company, people, order, clock):
    """Made in time without network, and sent three minutes after the check had been told as missed."""
    clock.advance(minutes=61)
    woken(company, order)
    assert progress(people, order)[None]["state"] == "breached"
    clock.advance(minutes=2)
    made = {"text": "half way", "captured_at": "2026-11-23T01:59:30Z"}
    company.done(people["technician"], order, "progress", made)
    told = reported(people, order)[0]
    assert (told["is_late"], told["skew_s"], told["is_clock_skewed"]) == (False, 210, False)
    # the next check is due an hour after it was made
    assert progress(people, order)[None]["due_at"] == "2026-11-23T02:59:30Z"


def test_reports_of_a_day_offline_count_each_at_its_time_within_the_policy(company, people, order, clock):
    """With a policy of two hours: three checks of an hour were met, and are sent together."""
    assert company.admin.patch("/v1/tenant", {"policies": {"skew_limit_s": 7200}}).status == 200
    clock.advance(minutes=150)
    for moment in ("2026-11-23T01:50:00Z", "2026-11-23T02:40:00Z", "2026-11-23T03:25:00Z"):
        company.done(people["technician"], order, "progress", {"text": "on it", "captured_at": moment})
    assert [one["is_late"] for one in reported(people, order)] == [False] * 3
    assert progress(people, order)[None]["due_at"] == "2026-11-23T04:25:00Z"


@pytest.mark.parametrize(
    ("made", "is_skewed"),
    [
        ("2026-11-23T02:03:00Z", False),  # of the future, by a clock that goes a minute ahead
        ("2026-11-23T01:50:00Z", True),  # older than the policy allows
        ("2026-11-23T00:59:00Z", True),  # before the work was taken on
    ],
)
def test_a_device_whose_time_cannot_be_true_is_not_believed(company, people, order, clock, made, is_skewed):
    clock.advance(minutes=62)
    company.done(people["technician"], order, "progress", {"text": "half way", "captured_at": made})
    (told,) = reported(people, order)
    assert (told["is_late"], told["is_clock_skewed"], told["captured_at"]) == (True, is_skewed, made)
    assert progress(people, order)[None]["due_at"] == "2026-11-23T03:02:00Z"


def test_a_milestone_that_was_reached_in_time_is_met_although_it_was_told_as_missed(
    company, people, order, clock
):
    company.done(people["technician"], order, "plan", {"milestones": [PUMP, PIPES]})
    clock.advance(minutes=121)
    woken(company, order)
    assert progress(people, order)["Pump replaced"]["state"] == "breached"
    body = {"text": "it runs", "milestone": "Pump replaced", "captured_at": "2026-11-23T02:58:00Z"}
    company.done(people["technician"], order, "progress", body)
    states = {name: one["state"] for name, one in progress(people, order).items()}
    assert states["Pump replaced"] == "met"
    (told,) = reported(people, order)
    assert told["milestone_disproved"] == PUMP["due_at"]
    assert told["is_late"] is True  # the hourly check was due an hour before


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
