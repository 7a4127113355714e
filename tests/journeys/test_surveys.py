"""Surveys with everything deployed: one tap in a mail, a reminder, half fixed, a call whose outcome is the answer.

What policy counts in days comes when the daily runs are told so: they are invoked as of another day.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.journeys.firm import Firm, Household
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack
QUESTION = {"code": "speed", "texts": {"zh-CN": "快吗？", "en": "Was it fast?"}}


@pytest.fixture(scope="module")
def service(stack: Stack) -> Firm:
    """A firm of its own: others' orders must not be asked about as this one's policy says."""
    firm = Firm(stack)
    policy = {"reminders": 1, "remind_after_days": 2, "pause_days": 30, "on_expiry": "callback"}
    firm.admin.patch("/v1/tenant", {"policies": {"survey": policy}})
    template = {"code": "plumbing", "name": "Plumbing", "questions": [QUESTION]}
    firm.admin.post("/v1/survey-templates", template)
    return firm


def test_one_tap_a_reminder_and_half_fixed(stack: Stack, service: Firm) -> None:
    home = service.household()
    order = completed(service, home, survey={"template": "plumbing"})
    link = eventually(lambda: links(service, home, order, "survey_invited"))[0]
    (text,) = eventually(lambda: [t for t in stack.text_messages(home.phone) if link in t])
    assert order["number"] in text
    mail = eventually(lambda: mail_with(stack, home, link))
    assert all(f"{link}?{tap}" in mail for tap in ("score=5", "outcome=half_fixed", "outcome=not_fixed"))

    path = "/v1/surveys/" + link.rpartition("/")[2]
    with stack.http() as visitor:
        for tap in ("", "?score=1", "?outcome=not_fixed"):  # as a scanner of mail would
            visitor.get(path + tap)
        shown = visitor.get(path).json()
        assert shown["questions"] == [{"code": "speed", "text": "Was it fast?"}]
        assert not shown["is_answered"]

        run(stack, "surveys_remind", service, days=2)
        assert eventually(lambda: links(service, home, order, "survey_reminded")) == [link]
        eventually(lambda: len([t for t in stack.text_messages(home.phone) if link in t]) == 2)

        said = {"score": 3, "outcome": "half_fixed", "scores": {"speed": 4}}
        answered = visitor.post(path, json=said)
        assert (answered.status_code, answered.json()["not_fixed"]) == (200, True)
        assert visitor.post(path, json=said).json()["code"] == "already_answered"
    assert service.order(order)["status"] == "assigned"

    service.finish(order)  # what was not fixed is asked about again, however soon
    second = eventually(lambda: [one for one in links(service, home, order, "survey_invited") if one != link])
    with stack.http() as visitor:
        answered = visitor.post("/v1/surveys/" + second[0].rpartition("/")[2], json={"score": 5})
        assert answered.status_code == 200
    assert service.order(order)["status"] == "closed"

    other = completed(service, home)  # and what is new is not, so soon

    def is_closed() -> bool:
        run(
            stack, "surveys_expire", service, days=8
        )  # the run finds it once the completion has been heard of
        return bool(service.order(other)["status"] == "closed")

    eventually(is_closed)
    assert links(service, home, other, "survey_invited") == []


def test_silence_becomes_a_call_and_a_low_score_goes_to_assessment(stack: Stack, service: Firm) -> None:
    home = service.household()
    order = completed(service, home)
    link = eventually(lambda: links(service, home, order, "survey_invited"))[0]
    run(stack, "surveys_expire", service, days=8)
    (call,) = eventually(lambda: calls_about(service, order))
    assert (call["cause"], call["resident"]) == ("unanswered", None)
    assert service.order(order)["status"] == "completed"  # it waits for the call, as policy says
    assert service.technician.refusal("GET", "/v1/callbacks", status=403)["code"] == "forbidden"

    path = f"/v1/callbacks/{call['id']}"
    claimed = service.assessor.post(f"{path}/claim")
    assert claimed["resident"]["phone"] == home.phone
    refused = service.manager.refusal("POST", f"{path}/claim", {}, status=409)
    assert refused["code"] == "callback_claimed"
    service.assessor.post(f"{path}/attempts", {"note": "Nobody answers"})
    done = service.assessor.post(f"{path}/outcome", {"outcome": "fixed", "score": 4, "text": "Dry."})
    assert (done["status"], done["score"]) == ("done", 4)
    eventually(lambda: service.order(order)["status"] == "closed")
    assert service.timeline(order).count("closed") == 1
    with stack.http() as visitor:
        late = visitor.post("/v1/surveys/" + link.rpartition("/")[2], json={"score": 1})
        assert late.json()["code"] == "already_answered"

    other = service.household()
    poor = completed(service, other)
    low = eventually(lambda: links(service, other, poor, "survey_invited"))[0]
    with stack.http() as visitor:
        visitor.post("/v1/surveys/" + low.rpartition("/")[2], json={"score": 1, "text": "Rude"})
    eventually(lambda: service.told(service.assessor, poor, "callback_requested"))
    (call,) = eventually(lambda: calls_about(service, poor))
    assert (call["cause"], call["score"], call["words"]) == ("low_score", 1, "Rude")


def completed(firm: Firm, home: Household, **category: Any) -> Any:
    """A new order of a household that is done."""
    code = firm.category(photos_required=1, **category)
    order = firm.report(home.resident, code, home.unit_id)
    firm.assign(order)
    return firm.finish(order)


def links(firm: Firm, home: Household, order: Mapping[str, Any], kind: str) -> list[str]:
    """The links that a household's resident was sent about an order."""
    return [note["link"] for note in firm.told(home.resident, order, kind)]


def mail_with(stack: Stack, home: Household, link: str) -> str | None:
    """The mail to a household that carries a link."""
    found = [str(mail) for mail in stack.mail() if home.email in str(mail) and link in str(mail)]
    return found[0] if found else None


def calls_about(firm: Firm, order: Mapping[str, Any]) -> list[Any]:
    calls = firm.assessor.get("/v1/callbacks?status=open&limit=200")["items"]
    return [call for call in calls if call["work_order"]["id"] == order["id"]]


def run(stack: Stack, function: str, firm: Firm, *, days: int) -> None:
    """A daily run for a firm, as of a day to come."""
    at = (datetime.now(UTC) + timedelta(days=days, minutes=1)).isoformat()
    name = f"steward-{function.replace('_', '-')}"
    payload = json.dumps({"tenant": firm.tenant_id, "at": at})
    answer = stack.client("lambda").invoke(FunctionName=name, Payload=payload)
    assert "FunctionError" not in answer, answer["Payload"].read()
