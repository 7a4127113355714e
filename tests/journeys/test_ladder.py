"""The three reasons to climb, each up to assessment and setter; what steps do; who is on call. Clocks of seconds."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.journeys.firm import Firm
from tests.stack import eventually

pytestmark = pytest.mark.stack
CLIMB = [{"after": "PT0S", "notify": ["assessment"]}, {"after": "PT2S", "notify": ["setter"]}]


def climbed(firm: Firm, order: Any, kind: str, milestone: str | None = None) -> Any:
    """The deadline, once both steps have told whom they name, and their notices have come."""

    def both() -> Any:
        items = firm.manager.get(f"/v1/work-orders/{order['id']}/deadlines")["items"]
        found = [one for one in items if (one["kind"], one["milestone"]) == (kind, milestone)]
        return found[0] if found and len(found[0]["escalations"]) == 2 else None

    deadline = eventually(both)
    assert firm.ids["assessor"] in deadline["escalations"][0]["notified"]
    assert deadline["escalations"][1]["notified"] == [firm.ids["manager"]]
    eventually(lambda: firm.told(firm.assessor, order, "deadline_breached"))
    eventually(lambda: firm.told(firm.manager, order, "deadline_breached"))
    return deadline


def set_task(firm: Firm, **category: Any) -> Any:
    code = firm.category(kind="task", ladder=CLIMB, photos_required=0, **category)
    return firm.report(firm.manager, code, kind="task")


def test_no_response_climbs_to_assessment_and_setter(firm: Firm) -> None:
    order = set_task(firm, sla={"respond": "PT2S"})
    assert climbed(firm, order, "respond")["state"] == "breached"


def test_behind_plan_climbs_to_assessment_and_setter_and_a_report_ends_it(firm: Firm) -> None:
    order = set_task(firm, sla={"progress": "PT2S"})
    firm.act(firm.technician, order, "take")
    soon = (datetime.now(UTC) + timedelta(seconds=6)).isoformat()
    firm.act(firm.technician, order, "plan", {"milestones": [{"name": "Pump", "due_at": soon}]})
    climbed(firm, order, "progress")
    climbed(firm, order, "progress", "Pump")
    firm.act(firm.technician, order, "progress", {"text": "It runs", "milestone": "Pump"})
    items = firm.manager.get(f"/v1/work-orders/{order['id']}/deadlines")["items"]
    states = {one["milestone"]: one["state"] for one in items if one["kind"] == "progress"}
    assert states["Pump"] == "breached"  # done late
    assert "progressed" in firm.timeline(order)


def test_a_photo_that_served_another_order_climbs_also_after_completion(firm: Firm) -> None:
    code = firm.category(kind="task", ladder=CLIMB, photos_required=1)
    orders = [firm.report(firm.manager, code, kind="task") for _ in range(2)]
    for order in orders:
        firm.act(firm.technician, order, "take")
        firm.arrive(order)
        firm.take_photo(order, of="one and the same place")
        firm.act(firm.technician, order, "complete", {"summary": "Done"})
    first, second = orders
    climbed(firm, second, "resolution")
    eventually(lambda: firm.told(firm.assessor, second, "photo_flagged"))
    assert "photo_flagged" in firm.timeline(second) and "photo_flagged" not in firm.timeline(first)
    (photo,) = firm.assessor.get(f"/v1/work-orders/{second['id']}/attachments")["items"]
    assert (photo["flag"], photo["duplicate_of"]) == ("duplicate", first["id"])


def test_not_resolved_climbs_to_assessment_and_setter_until_it_is_completed_again(firm: Firm) -> None:
    order = set_task(firm)
    for _ in range(2):
        firm.act(firm.technician, order, "take" if "reopened" not in firm.timeline(order) else "accept")
        firm.arrive(order)
        firm.act(firm.technician, order, "complete", {"summary": "Done"})
        firm.act(firm.manager, order, "rework", {"reason": "Still drips"})
    climbed(firm, order, "resolution")
    firm.act(firm.technician, order, "accept")
    firm.arrive(order)
    firm.act(firm.technician, order, "complete", {"summary": "Done"})
    path = f"/v1/work-orders/{order['id']}/acknowledge"
    firm.manager.refusal("POST", path, {"deadline": "resolution"}, status=409)


def test_an_unanswered_order_goes_back_to_the_queue_and_up_in_priority(firm: Firm) -> None:
    ladder = [
        {"after": "PT0S", "notify": ["assignee"], "actions": ["requeue"]},
        {"after": "PT1S", "notify": ["assessment"], "actions": ["raise_priority", "open_incident"]},
    ]
    category = firm.category(sla={"respond": "PT3S"}, ladder=ladder, gate="exempt")
    order = firm.report(firm.manager, category)
    firm.assign(order)

    def taken_back() -> Any:
        now = firm.order(order)
        return now if (now["status"], now["priority"]) == ("open", "high") else None

    assert eventually(taken_back)["assignee_id"] is None
    assert firm.timeline(order).count("requeued") == firm.timeline(order).count("incident_opened") == 1
    eventually(lambda: firm.told(firm.technician, order, "requeued"))
    items = firm.manager.get("/v1/work-orders?limit=200")["items"]
    (incident,) = [one for one in items if one["incident_of"] == order["id"]]
    assert (incident["kind"], incident["priority"]) == ("task", "urgent")


def test_whoever_is_on_call_when_the_step_fires_is_told(firm: Firm) -> None:
    today = datetime.now(UTC).date() - timedelta(days=1)  # begun in every zone
    rota = {
        "department_id": firm.service_id,
        "member_ids": [firm.ids["dispatcher"]],
        "starts_on": today.isoformat(),
    }
    firm.admin.post("/v1/rotas", rota)
    category = firm.category(sla={"respond": "PT1S"}, ladder=[{"after": "PT0S", "notify": ["on_call"]}])
    order = firm.report(firm.manager, category)
    told = eventually(lambda: firm.told(firm.dispatcher, order, "deadline_breached"))
    assert [note["step"] for note in told] == [0]
