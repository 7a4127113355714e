"""The boards follow an order through the deployed stack, and the time it spent adds up to its whole life."""

import time
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

import pytest

from tests.journeys.firm import Firm
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack
FOLLOWS_WITHIN_S = 2
COUNTED = ("suspended", "open", "assigned", "accepted", "on_site", "paused")


def test_the_boards_follow_an_order_and_its_durations_add_up_to_its_life(stack: Stack, firm: Firm) -> None:
    warm_up = firm.report(firm.manager, firm.category())
    eventually(lambda: standing(firm, warm_up))
    category, before = firm.category(), counts(firm)
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()

    order = firm.report(firm.manager, category)
    lags = [followed(firm, order, "open", None)]
    assert counts(firm)["open"] == before["open"] + 1
    firm.assign(order)
    lags.append(followed(firm, order, "assigned", firm.ids["technician"]))
    firm.act(firm.technician, order, "accept")
    lags.append(followed(firm, order, "accepted", firm.ids["technician"]))
    firm.act(firm.technician, order, "pause", {"reason": "Waits for a valve", "expected_on": tomorrow})
    lags.append(followed(firm, order, "paused", firm.ids["technician"]))
    assert counts(firm) == {**before, "paused": before["paused"] + 1}
    assert median(lags) <= FOLLOWS_WITHIN_S, lags

    assert order["id"] in stalls(firm.technician)
    assert order["id"] not in stalls(firm.technician, "state=open")
    firm.act(firm.technician, order, "resume")
    firm.arrive(order)
    firm.act(firm.manager, order, "cancel", {"reason": "Reported twice"})
    eventually(lambda: standing(firm, order) is None)
    eventually(lambda: counts(firm) == before)

    ended = eventually(lambda: durations(firm, category).get("on_site", {}).get("count"))
    assert ended == 1
    spent = durations(firm, category)
    assert {state: one["count"] for state, one in spent.items() if one["count"]} == {
        "open": 1,
        "assigned": 1,
        "accepted": 2,
        "on_site": 1,
        "paused": 1,
    }
    assert sum(one["seconds"] for one in spent.values()) == life_s(firm, order)


def followed(firm: Firm, order: Any, state: str, member_id: str | None) -> float:
    """Seconds until both the stalls and the board show the order there."""
    started = time.monotonic()

    def look() -> bool:
        found = standing(firm, order)
        return bool(found) and (found["state"], found["member_id"]) == (state, member_id)

    eventually(look)
    eventually(lambda: counts(firm)[state] >= 1)
    return time.monotonic() - started


def standing(firm: Firm, order: Any) -> Any:
    """Where the stall locator says the order stands; None when nowhere."""
    items = firm.manager.get(f"/v1/boards/stalls?limit=200&department={firm.service_id}")["items"]
    return next((one for one in items if one["work_order_id"] == order["id"]), None)


def stalls(person: Any, query: str = "") -> list[str]:
    """The orders that somebody finds among the stalls."""
    return [one["work_order_id"] for one in person.get(f"/v1/boards/stalls?limit=200&{query}")["items"]]


def counts(firm: Firm) -> dict[str, int]:
    """What the department's board counts of what the company has."""
    found = firm.manager.get(f"/v1/boards/departments/{firm.service_id}")["own"]["counts"]
    return {state: found[state] for state in COUNTED}


def durations(firm: Firm, category: str) -> dict[str, Any]:
    """What the orders of a category spent in each state they left yesterday, today or tomorrow."""
    today = datetime.now(UTC).date()
    window = f"from={today - timedelta(days=1)}&to={today + timedelta(days=1)}"
    rows = firm.manager.get(f"/v1/stats/durations?group_by=category&{window}")["items"]
    return next((row["states"] for row in rows if row["key"] == category), {})


def life_s(firm: Firm, order: Any) -> int:
    """Whole seconds from the order's report to its end."""
    entries = firm.manager.get(f"/v1/work-orders/{order['id']}/timeline?limit=200")["items"]
    first, last = (datetime.fromisoformat(entries[at]["at"]) for at in (0, -1))
    return int(last.timestamp()) - int(first.timestamp())
