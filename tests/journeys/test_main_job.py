"""The main job, from the report of a household in arrears to the resident's good word, with everything deployed."""

import pytest

from tests.journeys.firm import Firm, fen, position
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack


def test_the_main_job_from_arrears_to_a_score_of_five(stack: Stack, firm: Firm) -> None:
    home = firm.household(owes=48_000)
    category = firm.category(photos_required=1, sla={"respond": "PT30M", "complete": "P1D"})

    order = firm.report(home.resident, category, home.unit_id)
    assert order["status"] == "suspended"
    assert order["hold"]["amount_due"] == fen(48_000)
    assert order["deadlines"]["respond_by"] is None
    assert order["id"] not in [one["id"] for one in firm.technician.every("/v1/work-orders")]

    firm.pay(home, 20_000)
    assert firm.order(order)["status"] == "suspended"
    firm.pay(home, 28_000)
    eventually(lambda: firm.order(order)["status"] == "open")
    assert firm.order(order)["department_id"] == firm.service_id
    assert firm.order(order)["deadlines"]["respond_by"] is not None

    firm.assign(order)
    firm.act(firm.technician, order, "accept")
    refused = firm.technician.refusal(
        "POST", f"/v1/work-orders/{order['id']}/check-in", position(900), status=409
    )
    assert refused["code"] == "outside_geofence"
    assert refused["distance_m"] == pytest.approx(900, abs=5)
    assert refused["radius_m"] == 150
    assert firm.arrive(order)["status"] == "on_site"

    done = {"summary": "Replaced the gasket"}
    refused = firm.technician.refusal("POST", f"/v1/work-orders/{order['id']}/complete", done, status=409)
    assert refused["code"] == "photos_missing"
    firm.take_photo(order)
    assert firm.act(firm.technician, order, "complete", done)["status"] == "completed"

    first = survey_of(firm, home, order, 1)
    answer(firm, first, {"score": 2, "not_fixed": True})
    assert firm.order(order)["status"] == "assigned"
    assert firm.finish(order)["status"] == "completed"

    second = survey_of(firm, home, order, 2)
    assert second != first
    answer(firm, second, {"score": 5, "text": "Dry"})
    closed = firm.order(order)
    assert (closed["status"], closed["score"]) == ("closed", 5)
    # That it was not fixed is escalated beside what people do meanwhile.
    assert [kind for kind in firm.timeline(order) if kind != "escalated"] == [
        *("reported", "suspended", "resumed", "assigned", "accepted", "checked_in", "completed"),
        *("reopened", "accepted", "checked_in", "completed", "closed"),
    ]


def test_the_resident_is_told_by_mail_and_by_text_message(stack: Stack, firm: Firm) -> None:
    home = firm.household(owes=10_000)
    order = firm.report(home.resident, firm.category(), home.unit_id)
    eventually(lambda: firm.told(home.resident, order, "suspended"))

    mail = eventually(lambda: [m for m in stack.mail() if home.email in str(m)])
    assert order["number"] in str(mail)
    (text,) = eventually(lambda: stack.text_messages(home.phone))
    assert "CNY 100.00" in text


def test_part_payment_does_not_resume_and_a_threshold_can_be_met(firm: Firm) -> None:
    home = firm.household(owes=10_000)
    order = firm.report(home.resident, firm.category(), home.unit_id)
    firm.pay(home, 9_000)
    firm.admin.patch("/v1/tenant", {"policies": {"gate": {"threshold": 600}}})
    try:
        firm.pay(home, 500)
        eventually(lambda: firm.order(order)["status"] == "open")
    finally:
        firm.admin.patch("/v1/tenant", {"policies": {"gate": {"threshold": 0}}})
    assert firm.timeline(order).count("resumed") == 1


def test_a_waiver_lets_a_suspended_order_go_on(firm: Firm) -> None:
    home = firm.household(owes=10_000)
    order = firm.report(home.resident, firm.category(), home.unit_id)
    waived = firm.act(firm.manager, order, "waive-hold", {"reason": "Elderly, alone at home"})
    assert waived["status"] == "open"
    firm.pay(home, 10_000)
    assert firm.timeline(order).count("resumed") == 1


def test_a_gas_emergency_is_never_suspended(firm: Firm) -> None:
    home = firm.household(owes=10_000)
    order = firm.report(home.resident, firm.category(emergency=True), home.unit_id)
    assert (order["status"], order["hold"], order["priority"]) == ("open", None, "urgent")


def test_a_payment_while_the_relay_is_down_resumes_once_it_is_back(stack: Stack, firm: Firm) -> None:
    home = firm.household(owes=10_000)
    order = firm.report(home.resident, firm.category(), home.unit_id)
    with stack.relay_stopped():
        firm.pay(home, 10_000)
        assert firm.order(order)["status"] == "suspended"
    eventually(lambda: firm.order(order)["status"] == "open")
    assert firm.timeline(order).count("resumed") == 1


def test_a_payment_reported_twice_counts_once(firm: Firm) -> None:
    home = firm.household(owes=10_000)
    orders = [firm.report(home.resident, firm.category(), home.unit_id) for _ in range(2)]
    firm.pay(home, 4_000, reference="twice-1")
    body = {
        "unit_id": home.unit_id,
        "amount": fen(4_000),
        "provider": "wechat_pay",
        "provider_reference": "twice-1",
    }
    firm.clerk.http.post("/v1/payments", json=body)
    assert firm.clerk.get(f"/v1/units/{home.unit_id}/account")["balance"] == fen(6_000)
    firm.pay(home, 6_000)
    for order in orders:
        eventually(lambda one=order: firm.order(one)["status"] == "open")
        assert firm.timeline(order).count("resumed") == 1


def survey_of(firm: Firm, home, order, number: int) -> str:
    """The token of the order's survey invitation number `number`."""

    def invited() -> str | None:
        links = [note["link"] for note in firm.told(home.resident, order, "survey_invited")]
        return links[0] if len(links) == number else None

    return eventually(invited).rsplit("/", 1)[1]


def answer(firm: Firm, token: str, body: dict) -> None:
    """Answer a survey without signing in; a second time is refused."""
    with firm.stack.http() as visitor:
        assert visitor.get(f"/v1/surveys/{token}").status_code == 200
        assert visitor.post(f"/v1/surveys/{token}", json=body).status_code == 200
        assert visitor.post(f"/v1/surveys/{token}", json=body).json()["code"] == "already_answered"
