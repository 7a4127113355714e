"""Deadlines of seconds, kept by Step Functions: what nobody answers climbs the ladder, what is answered does not."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.journeys.firm import Firm
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack
LADDER = [
    {"after": "PT0S", "notify": ["head", "setter"]},
    {"after": "PT2S", "notify": ["assessment", "setter"]},
]


@dataclass(frozen=True)
class Evening:
    """Orders that all fell due within the same seconds."""

    ignored: Any
    silent: Any
    met: Any
    paused: Any
    suspended: Any
    moved: Any


@pytest.fixture(scope="module")
def evening(stack: Stack, firm: Firm) -> Evening:
    warm_up(firm)
    brief, later = (
        firm.category(sla={"respond": "PT3S"}, ladder=LADDER),
        firm.category(sla={"complete": "PT3S"}),
    )
    task = firm.category(kind="task", sla={"respond": "PT3S"}, ladder=LADDER)
    alone = firm.category(sla={"respond": "PT3S"})
    longer = firm.category(sla={"respond": "PT4S"})
    home, debtor = firm.household(), firm.household(owes=10_000)

    paused = firm.report(firm.manager, later, home.unit_id)
    firm.assign(paused)
    firm.act(firm.technician, paused, "accept")
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    firm.act(firm.technician, paused, "pause", {"reason": "Waits for a valve", "expected_on": tomorrow})
    met = firm.report(firm.manager, brief, home.unit_id)
    firm.assign(met)
    firm.act(firm.technician, met, "accept")
    moved = firm.report(firm.manager, longer, home.unit_id)
    firm.assign(moved)
    firm.act(firm.technician, moved, "accept")
    suspended = firm.report(debtor.resident, brief, debtor.unit_id)
    ignored = firm.report(firm.manager, task, kind="task")
    silent = firm.report(firm.manager, alone, home.unit_id)
    time.sleep(1)
    firm.act(firm.technician, moved, "decline", {"reason": "Not mine"})
    return Evening(ignored, silent, met, paused, suspended, moved)


def test_an_ignored_task_climbs_to_assessment_and_to_whoever_set_it(firm: Firm, evening: Evening) -> None:
    climbed = eventually(lambda: two_steps(firm, evening.ignored))
    assert climbed["state"] == "breached"
    first, second = climbed["escalations"]
    assert first["notified"] == [firm.ids["manager"]]
    assert set(second["notified"]) == {firm.ids["assessor"], firm.ids["manager"]}

    told = eventually(lambda: both_steps(firm, evening.ignored))
    assert {note["step"] for note in told} == {0, 1}
    assessed = eventually(lambda: firm.told(firm.assessor, evening.ignored, "deadline_breached"))
    assert [note["step"] for note in assessed] == [1]


def test_a_breach_without_a_ladder_is_told_to_assessment(firm: Firm, evening: Evening) -> None:
    told = eventually(lambda: firm.told(firm.assessor, evening.silent, "deadline_breached"))
    assert [note["step"] for note in told] == [0]


@pytest.mark.parametrize(
    ("name", "kind", "state"),
    [("met", "respond", "met"), ("paused", "complete", "paused"), ("suspended", "respond", "paused")],
)
def test_what_is_met_paused_or_suspended_does_not_escalate(
    firm: Firm, evening: Evening, name: str, kind: str, state: str
) -> None:
    eventually(lambda: two_steps(firm, evening.ignored))
    order = getattr(evening, name)
    deadline = firm.deadline(order, kind)
    assert deadline["state"] == state
    assert deadline["escalations"] == []
    assert not firm.told(firm.manager, order, "deadline_breached")


def test_a_deadline_that_moved_breaches_at_its_new_moment(firm: Firm, evening: Evening) -> None:
    """It was accepted and given back: the time to respond runs anew, and the first moment passes without a breach."""
    breached = eventually(lambda: one_step(firm, evening.moved))
    first_due = datetime.fromisoformat(evening.moved["deadlines"]["respond_by"])
    assert datetime.fromisoformat(breached["due_at"]) >= first_due + timedelta(seconds=1)
    assert datetime.fromisoformat(breached["escalations"][0]["at"]) >= datetime.fromisoformat(
        breached["due_at"]
    )


def test_an_order_that_ends_before_its_first_deadline_costs_two_transitions_at_most(
    stack: Stack, firm: Firm
) -> None:
    category = firm.category(sla={"respond": "PT1H", "arrive": "PT2H", "complete": "P1D"})
    order = firm.report(firm.manager, category)
    firm.assign(order)
    eventually(lambda: stack.executions(order["id"]))
    firm.finish(order)
    firm.act(firm.manager, order, "comments", {"text": "Well done"})
    ended = eventually(lambda: all_ended(stack, order))
    assert sum(one.transitions for one in ended) <= 2


def test_a_deadline_that_passes_costs_two_more_and_nothing_stays_open(
    stack: Stack, firm: Firm, evening: Evening
) -> None:
    eventually(lambda: one_step(firm, evening.silent))
    ended = eventually(lambda: all_ended(stack, evening.silent))
    assert sum(one.transitions for one in ended) <= 4


def test_a_cancelled_order_leaves_no_execution_running(stack: Stack, firm: Firm) -> None:
    order = firm.report(firm.manager, firm.category(sla={"respond": "PT1H"}))
    eventually(lambda: stack.executions(order["id"]))
    firm.act(firm.manager, order, "cancel", {"reason": "Reported twice"})
    assert len(eventually(lambda: all_ended(stack, order))) == 1


def warm_up(firm: Firm) -> None:
    """Start every function that takes part once: a cold start takes longer than these deadlines."""
    order = firm.report(firm.manager, firm.category(sla={"respond": "PT1S"}))
    eventually(lambda: firm.told(firm.assessor, order, "deadline_breached"))


def one_step(firm: Firm, order: Any) -> Any:
    deadline = firm.deadline(order)
    return deadline if deadline["escalations"] else None


def two_steps(firm: Firm, order: Any) -> Any:
    deadline = firm.deadline(order)
    return deadline if len(deadline["escalations"]) == 2 else None


def both_steps(firm: Firm, order: Any) -> Any:
    told = firm.told(firm.manager, order, "deadline_breached")
    return told if len(told) == 2 else None


def all_ended(stack: Stack, order: Any) -> Any:
    found = stack.executions(order["id"])
    return found if found and all(one.status != "RUNNING" for one in found) else None
