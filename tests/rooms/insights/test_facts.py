"""What events say was done, and that it does not matter in which order they say it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.contracts.workorders import Due
from chalicelib.insights.facts import is_counted, merged, said
from tests.builders.events import (
    MORNING,
    accepted,
    answered,
    breached,
    card,
    checked_in,
    completed,
    invited,
    progressed,
    rated,
    reopened,
    reported,
)
from tests.rooms.insights.lives import LIFE

LATER = MORNING + timedelta(days=2)
DUE = Due(respond_by=LATER, arrive_by=LATER, complete_by=LATER)


def facts_after(*events) -> dict:
    """The facts that events end in."""
    facts = {}
    for event in events:
        if not is_counted(event):
            continue
        for fact in said(event, lambda at: at.date()):
            facts[fact.name] = merged(facts[fact.name], fact) if fact.name in facts else fact
    return facts


def sums(*events, on=None, member=None) -> dict[str, int]:
    """All that the events count (on a day, for a member), the bins of durations left out."""
    found: dict[str, int] = {}
    for fact in facts_after(*events).values():
        if on in (None, fact.day) and member in (None, fact.cell.member):
            for name, number in fact.counted.items():
                if "~" not in name:
                    found[name] = found.get(name, 0) + number
    return found


def test_a_report_that_disproves_what_was_missed_is_met_and_nothing_is_missed_in_any_order():
    check = breached(kind="progress", due_at=MORNING)
    pump = breached(kind="progress", due_at=LATER, milestone="pump")
    report = progressed(
        is_late=False, milestone="pump", check_disproved=MORNING, milestone_disproved=LATER, sequence=9
    )
    for events in ((check, pump, report), (report, pump, check)):
        assert sums(*events) == {"progress_met": 1}
    half = progressed(is_late=True, milestone="pump", milestone_disproved=LATER, sequence=9)
    assert sums(check, half, pump) == {"progress_breached": 1}


def test_a_report_counts_as_reported():
    assert sums(reported()) == {"reported": 1}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"answered": 1, "score_5": 1, "outcome_fixed": 1}),
        ({"by": "callback", "score": 2}, {"answered_by_call": 1, "score_2": 1, "outcome_fixed": 1}),
        (
            {"outcome": "half_fixed", "is_fixed": False},
            {"answered": 1, "score_5": 1, "outcome_half_fixed": 1},
        ),
        ({"is_fixed": False}, {"answered": 1, "score_5": 1, "outcome_not_fixed": 1}),  # as it was once told
    ],
)
def test_an_answer_counts_by_how_it_came_what_it_scored_and_what_it_says(fields, expected):
    assert sums(answered(**fields)) == expected


def test_checks_and_milestones_count_when_met_and_when_the_ladder_tells_of_them():
    first, second = (breached(kind="progress", due_at=LATER, milestone=name) for name in ("roof", "drain"))
    check = breached(kind="progress", due_at=LATER)
    assert sums(first, second, check, first) == {"progress_breached": 3}
    assert sums(progressed(sequence=4), progressed(sequence=5), progressed(sequence=5)) == {"progress_met": 2}
    for is_late in (True, None):
        assert sums(progressed(is_late=is_late)) == {}


def test_work_that_did_not_resolve_it_counts_once_for_each_time():
    again = breached(kind="resolution", due_at=LATER + timedelta(days=1))
    found = breached(kind="resolution", due_at=LATER)
    assert sums(found, found, again, breached(kind="resolution", is_first=False)) == {
        "resolution_breached": 2
    }


def test_a_completion_without_a_deadline_was_due_when_it_was_done():
    first = {"completed": 1, "first_completed": 1, "fixed_first_time": 1, "due": 1, "due_completed": 1}
    assert sums(completed()) == first


def test_a_completion_says_how_long_it_took_and_what_it_used_if_it_says_so():
    found = sums(completed(minutes=0, parts=("washer", "washer", "hose")))
    assert (found["timed"], found.get("minutes", 0), found["parts"]) == (1, 0, 3)
    assert "timed" not in sums(completed())


def test_a_completion_in_time_keeps_its_deadline():
    found = sums(completed(card=card(due=DUE)))
    assert (found["due"], found["due_completed"], found["complete_met"]) == (1, 1, 1)


def test_a_late_completion_is_completed_on_its_day_and_due_on_the_day_it_should_have_been():
    done = completed(at=LATER + timedelta(days=3), is_late=True, card=card(due=DUE))
    breach = breached(due_at=LATER, sequence=4)
    assert sums(breach, done, on=done.at.date()) == {
        "completed": 1,
        "first_completed": 1,
        "fixed_first_time": 1,
    }
    assert sums(breach, done, on=LATER.date()) == {"complete_breached": 1, "due": 1, "due_completed": 1}


def test_what_fell_due_on_one_and_was_done_by_another_is_the_first_ones_breach_in_any_order():
    told = breached(due_at=LATER, card=card(assignee_id="mb_before"))
    done = completed(at=LATER + timedelta(days=1), is_late=True, card=card(due=DUE))
    for events in [(told, done), (done, told)]:
        assert sums(*events, member="mb_before") == {"complete_breached": 1, "due": 1, "due_completed": 1}
        assert "complete_breached" not in sums(*events, member="mb_tech")


def test_a_breach_whose_ladder_told_of_it_too_late_is_counted_by_the_late_action():
    late = accepted(at=LATER + timedelta(minutes=5), is_late=True, card=card(due=DUE))
    assert sums(late) == {"respond_breached": 1}
    assert sums(late, breached(kind="respond", due_at=LATER)) == {"respond_breached": 1}


def test_what_nobody_has_done_is_due_and_missed():
    assert sums(breached(due_at=LATER)) == {"complete_breached": 1, "due": 1}


def test_only_the_first_step_after_a_breach_of_a_kind_that_is_counted_counts():
    assert not is_counted(breached(is_first=False))
    assert not is_counted(breached(kind="another"))


@pytest.mark.parametrize(("kind", "event"), [("respond", accepted), ("arrive", checked_in)])
def test_an_action_in_time_keeps_its_deadline_if_there_is_one(kind, event):
    assert sums(event(card=card(due=DUE))) == {f"{kind}_met": 1}
    assert sums(event()) == {}


def test_accepting_again_after_a_decline_keeps_the_same_deadline_once():
    again = accepted(sequence=5, at=MORNING + timedelta(hours=1), card=card(due=DUE))
    assert sums(accepted(card=card(due=DUE)), again) == {"respond_met": 1}


def test_a_check_in_sent_late_but_made_in_time_takes_the_breach_back_from_whom_it_was_counted_for():
    sent_late = checked_in(at=LATER + timedelta(hours=2), captured_at=MORNING, card=card(due=DUE))
    breach = breached(kind="arrive", due_at=LATER, card=card(assignee_id="mb_before"))
    for events in [(breach, sent_late), (sent_late, breach), (sent_late,)]:
        assert sums(*events) == {"arrive_met": 1}
        assert sums(*events, member="mb_before") == {}


def test_an_arrival_counts_on_the_day_of_the_device_unless_that_cannot_be():
    sent = MORNING + timedelta(days=1)
    for fields, day in [
        ({"captured_at": MORNING}, MORNING),
        ({"captured_at": MORNING, "is_clock_skewed": True}, sent),
        ({"captured_at": MORNING - timedelta(days=3)}, sent),  # before it was reported
    ]:
        assert facts_after(checked_in(at=sent, **fields))["arrival"].day == day.date()


def test_an_order_that_comes_back_was_not_fixed_the_first_time_in_the_window_of_its_completion():
    first, back = completed(sequence=4), reopened(at=LATER, sequence=5)
    for events in [(first, back), (back, first)]:
        assert "fixed_first_time" not in sums(*events)
        assert sums(*events, on=MORNING.date())["first_completed"] == 1
        assert sums(*events, on=LATER.date()) == {"reworked": 1}


def test_a_rework_in_time_after_a_breach_is_due_twice_and_done_twice():
    anew = Due(complete_by=LATER + timedelta(days=9))
    first = completed(at=LATER + timedelta(days=1), is_late=True, card=card(due=DUE))
    second = completed(at=LATER + timedelta(days=2), sequence=9, completion=2, card=card(due=anew))
    found = sums(first, second, breached(due_at=LATER))
    assert [found[name] for name in ("completed", "first_completed", "due", "due_completed")] == [2, 1, 2, 2]


@pytest.mark.parametrize("score", [1, 5])
def test_scores_of_residents_and_managers_count_alike(score):
    assert sums(rated(score=score)) == {f"score_{score}": 1}
    expected = {f"score_{score}": 1, "answered": 1, "outcome_fixed": 1}
    assert sums(answered(score=score)) == expected
    assert sums(invited()) == {"invited": 1}


@given(order=st.permutations(LIFE), repeated=st.lists(st.sampled_from(LIFE)))
def test_neither_order_nor_repetition_of_the_events_matters(order, repeated):
    def counting(*events):
        return {
            name: (fact.day, fact.cell, fact.counted)
            for name, fact in facts_after(*events).items()
            if fact.counted
        }

    assert counting(*order, *repeated) == counting(*LIFE)
