"""What goes on beside the main job: an order that everybody ignores, an emergency, and the neighbours' company."""

from collections.abc import Mapping
from typing import Any

from infra.client import Caller
from infra.story.cast import Cast, Household
from infra.story.stage import Stage, expect, until


class IgnoredOrder:
    """A task that nobody answers; its category gives three seconds, and its ladder two steps."""

    def __init__(self, cast: Cast, stage: Stage) -> None:
        self._cast = cast
        self._stage = stage
        self._manager = cast.member("manager")
        self._assessor = cast.member("assessor")
        self._order_id = ""

    def set_it(self) -> None:
        """The manager sets a task with an SLA of seconds."""
        ladder = [
            {"after": "PT0S", "notify": ["head", "setter"]},
            {"after": "PT2S", "notify": ["assessment", "setter"]},
        ]
        category = self._cast.category("ignored", kind="task", sla={"respond": "PT3S"}, ladder=ladder)
        self._stage.scene("Meanwhile, a task that nobody answers")
        with self._stage.step("the manager sets it, to be answered within 3 s") as step:
            task = {"kind": "task", "category": category, "building_id": self._cast.building["id"]}
            order = self._manager.post("/v1/work-orders", {**task, "title": "Look at the lobby's door"})
            self._order_id = order["id"]
            expect("the status", order["status"], "open")
            step.tell(f"{order['number']} is open until {order['deadlines']['respond_by']}")

    def see_it_climb(self) -> None:
        """By now it has climbed its ladder."""
        self._stage.scene("The ignored task has climbed its ladder")
        with self._stage.step("the manager reads its deadlines") as step:
            deadline = until("the second step", self._climbed)
            expect("the deadline's state", deadline["state"], "breached")
            expect("the steps", [one["step"] for one in deadline["escalations"]], [0, 1])
            step.tell(f"breached; steps at {', '.join(one['at'] for one in deadline['escalations'])}")
        self._look_into_inbox("manager, who set it,", self._manager, {0, 1})
        self._look_into_inbox("assessor", self._assessor, {1})

    def _look_into_inbox(self, name: str, person: Caller, steps: set[int]) -> None:
        with self._stage.step(f"the {name} looks into the inbox") as step:
            told = until(f"the notifications of steps {steps}", lambda: self._told(person, steps))
            step.tell(f"{told[0]['title']} (steps {', '.join(map(str, sorted(steps)))})")

    def _climbed(self) -> Mapping[str, Any] | None:
        items = self._manager.get(f"/v1/work-orders/{self._order_id}/deadlines")["items"]
        respond: Mapping[str, Any] = next(item for item in items if item["kind"] == "respond")
        return respond if len(respond["escalations"]) == 2 else None

    def _told(self, person: Caller, steps: set[int]) -> list[Any] | None:
        notes = [
            note
            for note in person.get("/v1/notifications?limit=200")["items"]
            if note["kind"] == "deadline_breached" and note["work_order_id"] == self._order_id
        ]
        return notes if {note["step"] for note in notes} == steps else None


def gas_emergency(cast: Cast, stage: Stage, household: Household) -> None:
    """Danger is served whoever owes what."""
    category = cast.category("gas", emergency=True, sla={"respond": "PT5M"})
    stage.scene("A gas emergency of the same household, still in arrears")
    with stage.step("the resident smells gas") as step:
        report = {
            "kind": "repair",
            "category": category,
            "unit_id": household.unit_id,
            "title": "Smell of gas",
        }
        order = household.resident.post("/v1/work-orders", report)
        expect("the status", order["status"], "open")
        expect("the hold", order["hold"], None)
        expect("the priority", order["priority"], "urgent")
        step.tell(f"{order['number']} is open at once, priority urgent")


def second_company(cast: Cast, stage: Stage, order_id: str, household: Household) -> None:
    """Nothing of one company is there for another."""
    stage.scene("The second company looks around")
    order = f"/v1/work-orders/{order_id}"
    for role in ("tenant_admin", "resident"):
        stranger = cast.member(role, second=True)
        with stage.step(f"its {role.replace('tenant_', '')} asks for the order") as step:
            for path in (order, f"{order}/timeline", f"{order}/attachments"):
                stranger.refusal("GET", path, status=404)
            step.tell("404 for the order, its timeline and its photos")
        with stage.step(f"its {role.replace('tenant_', '')} lists orders") as step:
            seen = [item["id"] for item in stranger.every("/v1/work-orders")]
            expect("whether the order is listed", order_id in seen, False)
            step.tell(f"{len(seen)} orders, none of the first company")
    admin = cast.member("tenant_admin", second=True)
    with stage.step("its admin asks for the unit and the building") as step:
        admin.refusal("GET", f"/v1/units/{household.unit_id}", status=404)
        admin.refusal("GET", f"/v1/buildings/{cast.building['id']}", status=404)
        step.tell("404 for both")
