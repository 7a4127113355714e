"""Every button of an order: who presses it with what, and what becomes of ten presses by the table of transitions."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.workorders.action_routes import router
from chalicelib.workorders.lifecycle import TRANSITIONS, Action, Status
from tests.journeys.crowd import TEN
from tests.journeys.firm import Firm, Household, position
from tests.stack import eventually

ACTIONS: dict[str, str] = {
    operation.view.__name__: operation.path.rpartition("/")[2] for operation in router.operations
}
REASON = {"reason": "because"}
#: where the table calls an action otherwise than its operation
_NAMED: dict[str, Action] = {"waive_hold": "release"}


@dataclass(frozen=True)
class Button:
    """`kind` is the entry that a press leaves on the timeline, `by` the role that presses."""

    kind: str
    by: str = "technician"
    body: Any = None


BUTTONS: dict[str, Button] = {
    "assign": Button("assigned", "dispatcher"),  # its body names the assignee
    "take": Button("accepted"),
    "accept": Button("accepted"),
    "decline": Button("declined", body=REASON),
    "check_in": Button("checked_in", body=position(5)),
    "pause": Button("paused", body={**REASON, "expected_on": "2100-01-01"}),
    "resume": Button("resumed"),
    "complete": Button("completed", body={"summary": "done"}),
    "cancel": Button("cancelled", "manager", REASON),
    "rework": Button("reopened", "manager", REASON),
    "waive_hold": Button("resumed", "manager", REASON),
    "rate": Button("rated", "manager", {"score": 4}),
    "comment": Button("commented", "manager", {"text": "hurry"}),
    "direct": Button("directed", "manager", {"text": "hurry"}),
    "nudge": Button("nudged", "manager"),
    "add_collaborator": Button("collaborator_added", "manager"),  # its body names the member
    "acknowledge": Button("acknowledged", "manager", {"deadline": "respond"}),
    "plan": Button("planned", "manager"),  # its body names tomorrow
    "progress": Button("progressed", body={"text": "half of it"}),
    "reclassify": Button("reclassified", "manager"),  # its body names another category
}
#: what may be said again where it leads
_AGAIN = {"plan", "progress", "rate", "reclassify"}


def source(name: str) -> Status:
    """A state from which the action may be taken; an entry may be made in any."""
    transition = TRANSITIONS.get(_NAMED.get(name, name))
    return transition.sources[0] if transition else "open"


def winners(name: str) -> int:
    """How many of ten presses are accepted: all of them, if the action may be taken again in the state it leads to."""
    if name == "nudge":  # at most one a minute, of one person
        return 1
    transition = TRANSITIONS.get(_NAMED.get(name, name))
    if transition is None or name in _AGAIN or transition.target in transition.sources:
        return TEN
    return 1


def entries(name: str) -> int:
    """How many entries ten presses leave: the same member, or category, once more changes nothing."""
    return 1 if name in ("add_collaborator", "reclassify") else winners(name)


def body_of(name: str, firm: Firm) -> Any:
    """What is sent with the press."""
    match name:
        case "assign":
            return {"assignee_id": firm.ids["technician"]}
        case "add_collaborator":
            return {"member_id": firm.ids["assessor"]}
        case "plan":
            tomorrow = datetime.now(UTC) + timedelta(days=1)
            return {"milestones": [{"name": "half", "due_at": f"{tomorrow:%Y-%m-%dT%H:%M:%SZ}"}]}
        case "reclassify":
            return {"category": firm.category()}
    return BUTTONS[name].body


def escalated(firm: Firm) -> Any:
    """An order whose ladder has told somebody: its only step lies before it was reported."""
    ladder = [{"after": "-PT10M", "notify": ["head"]}]
    category = firm.category(sla={"respond": "PT5M"}, ladder=ladder)
    order = firm.report(firm.manager, category)
    path = f"/v1/work-orders/{order['id']}/deadlines"
    eventually(lambda: firm.manager.get(path)["items"][0]["escalations"])
    return order


def brought_to(firm: Firm, status: Status) -> Any:
    """An order in this state."""
    if status == "suspended":
        home: Household = firm.household(owes=5000)
        return firm.report(home.resident, firm.category(), home.unit_id)
    order = firm.report(firm.manager, firm.category(photos_required=0))
    steps = {
        "assigned": lambda: firm.assign(order),
        "accepted": lambda: firm.act(firm.technician, order, "accept"),
        "paused": lambda: firm.act(firm.technician, order, "pause", BUTTONS["pause"].body),
        "on_site": lambda: firm.arrive(order),
        "completed": lambda: firm.act(firm.technician, order, "complete", {"summary": "done"}),
    }
    for name, step in steps.items():
        if status == "open":
            break
        if name != "paused" or status == "paused":
            step()
        if name == status:
            break
    return order
