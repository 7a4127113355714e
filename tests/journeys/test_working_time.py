"""A department that opens within the minute: working time waits for it, the clock does not, and a change moves on."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib.deadlines.calendar_model import WEEKDAYS
from tests.journeys.firm import Firm
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack
CHINA = ZoneInfo("Asia/Shanghai")
LADDER = [{"after": "PT0S", "notify": ["head"]}]
SOON = timedelta(seconds=3)
EIGHT_HOURS = timedelta(hours=8)


def opening() -> datetime:
    """The next whole minute that leaves time to report before it."""
    return (datetime.now(CHINA) + timedelta(seconds=75)).replace(second=0, microsecond=0)


def week(opens: datetime) -> dict[str, Any]:
    """Every day for twelve hours from that time of day on."""
    shift = {"start": f"{opens:%H:%M}", "end": f"{opens + timedelta(hours=12):%H:%M}"}
    return {name: [shift] for name in WEEKDAYS}


@pytest.fixture(scope="module")
def opened(stack: Stack, firm: Firm) -> dict[str, Any]:
    """Orders reported a while before the department opens, and when it does."""
    early = firm.report(firm.manager, firm.category(sla={"respond": "PT1S"}))  # every function has run once
    eventually(lambda: firm.told(firm.assessor, early, "deadline_breached"))
    working = {"hours": "working", "complete": "PT8H"}
    visit = firm.category(sla={**working, "respond": "PT3S"}, ladder=LADDER)
    alarm = firm.category(sla={"respond": "PT3S"}, ladder=LADDER)
    quiet = firm.category(sla=working)
    opens = opening()
    calendar = firm.admin.post("/v1/calendars", {"name": "Day", "zone": "Asia/Shanghai", "week": week(opens)})
    firm.admin.patch(f"/v1/departments/{firm.service_id}", {"calendar_id": calendar["id"]})
    orders = {
        name: firm.report(firm.manager, code)
        for name, code in (("visit", visit), ("alarm", alarm), ("quiet", quiet))
    }
    return {"calendar": calendar["id"], "opens": opens, "codes": {"alarm": alarm}, **orders}


def complete_by(firm: Firm, order: Any) -> datetime:
    return datetime.fromisoformat(firm.order(order)["deadlines"]["complete_by"])


def escalated(firm: Firm, order: Any) -> Any:
    found = firm.deadline(order)
    return found if found["escalations"] else None


def test_around_the_clock_it_breaches_while_working_time_waits_for_the_morning(
    firm: Firm, opened: dict[str, Any]
) -> None:
    assert datetime.fromisoformat(opened["visit"]["deadlines"]["respond_by"]) == opened["opens"] + SOON
    assert datetime.fromisoformat(opened["alarm"]["deadlines"]["respond_by"]) < opened["opens"]
    assert eventually(lambda: escalated(firm, opened["alarm"]))["state"] == "breached"
    before = firm.deadline(opened["visit"])
    if datetime.now(CHINA) < opened["opens"]:
        assert (before["state"], before["remaining_s"], before["escalations"]) == ("running", 3, [])

    breached = eventually(lambda: escalated(firm, opened["visit"]), timeout=120)
    assert datetime.fromisoformat(breached["due_at"]) == opened["opens"] + SOON
    assert datetime.fromisoformat(breached["escalations"][0]["at"]) >= opened["opens"] + SOON
    assert [note["step"] for note in eventually(lambda: told(firm, opened["visit"]))] == [0]


def test_a_day_off_moves_what_is_due_and_not_what_is_left(firm: Firm, opened: dict[str, Any]) -> None:
    order = opened["quiet"]
    due = complete_by(firm, order)
    first, second = opened["opens"].date(), opened["opens"].date() + timedelta(days=1)
    off = [{"date": day.isoformat(), "shifts": [], "reason": "Closed"} for day in (first, second)]
    firm.admin.patch(f"/v1/calendars/{opened['calendar']}", {"exceptions": off})

    eventually(lambda: complete_by(firm, order) > due)
    left = complete_by(firm, order) - (
        opened["opens"] + timedelta(days=2)
    )  # of its eight hours it used seconds
    assert timedelta(seconds=firm.deadline(order, "complete")["remaining_s"]) == left - left % timedelta(
        seconds=1
    )
    assert EIGHT_HOURS - timedelta(minutes=2) < left <= EIGHT_HOURS
    assert firm.timeline(order).count("rescheduled") == 1


def test_another_category_counts_around_the_clock_from_what_is_left(
    firm: Firm, opened: dict[str, Any]
) -> None:
    order = opened["quiet"]
    after = firm.act(firm.manager, order, "reclassify", {"category": opened["codes"]["alarm"]})
    assert after["deadlines"]["complete_by"] is None
    assert eventually(lambda: escalated(firm, order))["state"] == "breached"


def told(firm: Firm, order: Any) -> Any:
    return firm.told(firm.manager, order, "deadline_breached")
