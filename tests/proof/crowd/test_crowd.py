"""Ten people press each button at once, on the deployed stack: one wins where one can, and nothing is torn."""

import re
from collections import Counter
from typing import Any

import pytest

from chalicelib.contracts import workorders as events
from chalicelib.workorders.model import WorkOrder, replay
from infra.client import Caller, UnexpectedAnswerError
from tests.builders.rows import plain
from tests.journeys.crowd import TEN, at_once
from tests.journeys.firm import Firm
from tests.proof.crowd.buttons import (
    ACTIONS,
    BUTTONS,
    body_of,
    brought_to,
    entries,
    escalated,
    source,
    winners,
)
from tests.stack import eventually

REFUSAL = {"nudge": "too_many_nudges"}


def test_every_action_of_an_order_has_its_button():
    assert set(BUTTONS) == set(ACTIONS)


def refused(answers: list[Any]) -> Counter:
    """The codes of the refusals."""
    refusals = [str(answer) for answer in answers if isinstance(answer, UnexpectedAnswerError)]
    return Counter(re.search(r'"code": ?"(\w*)"', text)[1] for text in refusals)


def history(firm: Firm, order: dict[str, Any]) -> list[str]:
    """The kinds of the order's entries; the order is their sum, and none is missing or twice."""
    found = firm.stack.client("dynamodb").query(
        TableName=firm.stack.table_name,
        KeyConditionExpression="PK = :pk",
        ExpressionAttributeValues={":pk": {"S": f"T#{firm.tenant_id}#WO#{order['id']}"}},
        ConsistentRead=True,
    )["Items"]
    stored, *told = map(plain, found)
    standing = WorkOrder.model_validate_json(stored["data"][:-1] + "," + stored["more"][1:])
    happened = [getattr(events, one["kind"]).model_validate_json(one["data"]) for one in told]
    assert replay(happened).model_copy(update={"version": standing.version}) == standing
    assert [event.sequence for event in happened] == list(range(1, standing.sequence + 1))
    return [event.type for event in happened]


def press(firm: Firm, name: str) -> None:
    button = BUTTONS[name]
    order = escalated(firm) if name == "acknowledge" else brought_to(firm, source(name))
    before = Counter(firm.timeline(order))
    by: Caller = getattr(firm, button.by)
    body = body_of(name, firm)
    answers = at_once(lambda: by.post(f"/v1/work-orders/{order['id']}/{ACTIONS[name]}", body))
    left = Counter({REFUSAL.get(name, "invalid_transition"): TEN - winners(name)})
    assert refused(answers) == +left, answers
    after = Counter(firm.timeline(order))
    assert (after - before)[button.kind] == entries(name)
    assert history(firm, order)


@pytest.mark.stack
@pytest.mark.parametrize("name", ["complete", "waive_hold", "add_collaborator"])
def test_some_buttons_under_ten_thumbs(firm: Firm, name: str):
    press(firm, name)


@pytest.mark.stack
@pytest.mark.prove
@pytest.mark.parametrize("name", BUTTONS)
def test_every_button_under_ten_thumbs(firm: Firm, name: str, part):
    press(firm, name)
    part(
        "crowd",
        {"button": ACTIONS[name], "from": source(name), "accepted": winners(name), "entries": entries(name)},
    )


@pytest.mark.stack
@pytest.mark.prove
def test_ten_presses_under_one_key_are_one_press_with_one_answer(firm: Firm, part):
    order = brought_to(firm, "open")
    path = f"/v1/work-orders/{order['id']}/take"
    answers = at_once(lambda: firm.technician.post(path, {}, key="one-thumb"))
    assert len({str(answer) for answer in answers}) == 1, answers
    assert history(firm, order) == ["WorkOrderReported", "WorkOrderAssigned", "WorkOrderAccepted"]
    part("crowd", {"button": "take, under one key", "from": "open", "accepted": TEN, "entries": 1})


@pytest.mark.stack
@pytest.mark.prove
def test_one_of_ten_members_gets_the_username(firm: Firm, part):
    body = {
        "username": "crowd",
        "name": "Crowd",
        "roles": ["technician"],
        "department_ids": [firm.service_id],
    }
    answers = at_once(lambda: firm.admin.post("/v1/members", body))
    assert refused(answers) == {"username_taken": TEN - 1}
    (made,) = [answer for answer in answers if not isinstance(answer, UnexpectedAnswerError)]
    assert firm.enter(made["sign_in_name"], made["temporary_password"]).get("/v1/me")
    part("crowd", {"button": "members, one username", "from": "–", "accepted": 1, "entries": 1})


@pytest.mark.stack
@pytest.mark.prove
def test_one_of_ten_answers_to_a_survey_counts(firm: Firm, part):
    home = firm.household()
    order = firm.report(home.resident, firm.category(photos_required=0), home.unit_id)
    firm.assign(order)
    firm.act(firm.technician, order, "accept")
    firm.arrive(order)
    firm.act(firm.technician, order, "complete", {"summary": "done"})
    (note,) = eventually(lambda: firm.told(home.resident, order, "survey_invited"))
    path = "/v1/surveys/" + note["link"].rpartition("/")[2]
    answers = at_once(lambda: Caller(firm.stack.api_url).post(path, {"score": 5}))
    assert refused(answers) == {"already_answered": TEN - 1}
    assert history(firm, order)[-1] == "WorkOrderClosed"
    part("crowd", {"button": "survey's answer", "from": "completed", "accepted": 1, "entries": 1})
