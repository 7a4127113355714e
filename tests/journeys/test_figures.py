"""Figures on the deployed stack: who acts sees it in the figure, and in what is behind it, within two seconds."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.firm import Firm
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack
CURRENT_S = 2.0


def test_an_act_is_in_the_figure_and_behind_it_within_two_seconds(stack: Stack, firm: Firm):
    category = firm.category()
    today = datetime.now(UTC).date()
    window = f"from={today - timedelta(days=1)}&to={today + timedelta(days=1)}"
    row = f"group_by=category&{window}"

    def figure(measure: str) -> float:
        rows = firm.assessor.get(f"/v1/stats/work-orders?{row}&measures={measure}")["items"]
        return sum(one["values"][measure] for one in rows if one["key"] == category)

    def behind(measure: str) -> tuple[int, set[str]]:
        page = firm.assessor.get(f"/v1/stats/work-orders/facts?{row}&key={category}&measure={measure}")
        return page["figure"], {one["work_order_id"] for one in page["items"]}

    warm = firm.report(firm.manager, category)  # the function that counts has been loaded by then
    eventually(lambda: behind("reported") == (1, {warm["id"]}))
    acted = time.monotonic()
    order = firm.report(firm.manager, category)
    eventually(lambda: behind("reported") == (2, {warm["id"], order["id"]}))
    assert time.monotonic() - acted < CURRENT_S
    assert figure("reported") == 2
    series = firm.assessor.get(
        f"/v1/stats/work-orders/series?{row}&key={category}&measures=reported&window=year"
    )
    assert sum(period["values"]["reported"] for period in series["items"]) == 2
