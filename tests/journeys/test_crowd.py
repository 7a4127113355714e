"""Ten people press the same button at once."""

from collections import Counter
from typing import Any

import pytest

from infra.client import Caller, UnexpectedAnswerError
from tests.journeys.crowd import TEN, at_once
from tests.journeys.firm import Firm, fen

pytestmark = pytest.mark.stack


def test_one_takes_the_order_and_the_others_are_refused(firm: Firm) -> None:
    order = firm.report(firm.manager, firm.category())
    answers = at_once(lambda: firm.technician.post(f"/v1/work-orders/{order['id']}/take"))
    refused = [answer for answer in answers if isinstance(answer, UnexpectedAnswerError)]
    assert len(refused) == TEN - 1
    assert all("invalid_transition" in str(one) for one in refused)
    assert firm.timeline(order) == ["reported", "assigned", "accepted"]


def test_whoever_says_something_is_heard(firm: Firm) -> None:
    order = firm.report(firm.manager, firm.category())
    answers = at_once(lambda: firm.manager.post(f"/v1/work-orders/{order['id']}/comments", {"text": "hurry"}))
    assert not [answer for answer in answers if isinstance(answer, UnexpectedAnswerError)]
    assert Counter(firm.timeline(order)) == {"reported": 1, "commented": TEN}


def test_a_payment_told_ten_times_counts_once(firm: Firm) -> None:
    home = firm.household(owes=5000)

    def pay(by: Caller = firm.clerk) -> Any:
        sent = {"provider": "bank", "provider_reference": f"crowd-{home.unit_id}"}
        return by.post("/v1/payments", {"unit_id": home.unit_id, "amount": fen(2000), **sent})

    assert len({answer["id"] for answer in at_once(pay)}) == 1
    assert firm.clerk.get(f"/v1/units/{home.unit_id}/account")["balance"] == fen(3000)
