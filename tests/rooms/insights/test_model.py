"""What an event adds to the counters."""

from datetime import timedelta

import pytest

from chalicelib.contracts.workorders import Due
from chalicelib.insights.model import Figures, dimensions, summed, tallies
from tests.builders.events import (
    MORNING,
    accepted,
    answered,
    breached,
    card,
    checked_in,
    completed,
    rated,
    reported,
)

LATER = MORNING + timedelta(days=2)
DUE = Due(respond_by=LATER, arrive_by=LATER, complete_by=LATER)


def _sums(*events, at=None) -> dict[str, int]:
    """All that the events add (on the day of `at`), each claim counted once, without zeros."""
    sums, claimed = {}, set()
    for event in events:
        for tally in tallies(event):
            claim = tally.claim or event.id
            if claim in claimed:
                continue
            claimed.add(claim)
            for mark in tally.marks:
                if at is None or mark.at == at:
                    for name, number in mark.numbers.items():
                        sums[name] = sums.get(name, 0) + number
    return {name: number for name, number in sums.items() if number}


def test_a_report_counts_as_reported():
    assert _sums(reported()) == {"reported": 1}


def test_a_completion_without_a_deadline_was_due_when_it_was_done():
    assert _sums(completed()) == {"completed": 1, "due": 1, "due_completed": 1}


def test_a_completion_in_time_keeps_its_deadline():
    done = completed(card=card(due=DUE))
    assert _sums(done) == {"completed": 1, "due": 1, "due_completed": 1, "complete_met": 1}


def test_a_late_completion_is_completed_on_its_day_and_due_on_the_day_it_should_have_been():
    done = completed(at=LATER + timedelta(days=3), is_late=True, card=card(due=DUE))
    breach = breached(due_at=LATER, sequence=4)
    assert _sums(breach, done, at=done.at) == {"completed": 1}
    assert _sums(breach, done, at=LATER) == {"complete_breached": 1, "due": 1, "due_completed": 1}


def test_a_breach_whose_ladder_told_of_it_too_late_is_counted_by_the_late_action():
    late = accepted(at=LATER + timedelta(minutes=5), is_late=True, card=card(due=DUE))
    assert _sums(late) == {"respond_breached": 1}
    assert _sums(late, breached(kind="respond", due_at=LATER)) == {"respond_breached": 1}


def test_what_nobody_has_done_is_due_and_missed():
    assert _sums(breached(due_at=LATER)) == {"complete_breached": 1, "due": 1}


def test_only_the_first_step_after_a_breach_counts():
    assert _sums(breached(is_first=False)) == {}


def test_progress_checks_are_not_counted():
    assert _sums(breached(kind="progress")) == {}


@pytest.mark.parametrize(("kind", "event"), [("respond", accepted), ("arrive", checked_in)])
def test_an_action_in_time_keeps_its_deadline_if_there_is_one(kind, event):
    assert _sums(event(card=card(due=DUE))) == {f"{kind}_met": 1}
    assert _sums(event()) == {}


def test_accepting_again_after_a_decline_keeps_the_same_deadline_once():
    again = accepted(sequence=5, at=MORNING + timedelta(hours=1), card=card(due=DUE))
    assert _sums(accepted(card=card(due=DUE)), again) == {"respond_met": 1}


def test_a_check_in_sent_late_but_made_in_time_takes_the_breach_back():
    sent_late = checked_in(at=LATER + timedelta(hours=2), captured_at=MORNING, card=card(due=DUE))
    breach = breached(kind="arrive", due_at=LATER)
    for events in [(breach, sent_late), (sent_late, breach), (sent_late,)]:
        assert _sums(*events) == {"arrive_met": 1}


def test_a_rework_in_time_after_a_breach_is_due_twice_and_done_twice():
    anew = Due(complete_by=LATER + timedelta(days=9))
    first = completed(at=LATER + timedelta(days=1), is_late=True, card=card(due=DUE))
    second = completed(at=LATER + timedelta(days=2), sequence=9, completion=2, card=card(due=anew))
    sums = _sums(first, second, breached(due_at=LATER))
    assert (sums["completed"], sums["due"], sums["due_completed"]) == (2, 2, 2)


@pytest.mark.parametrize(("score", "excellent"), [(5, 1), (4, 0)])
def test_scores_of_residents_and_managers_count_alike(score, excellent):
    for event in (rated(score=score), answered(score=score)):
        (mark,) = tallies(event)[0].marks
        assert mark.numbers == {"rated": 1, "score_sum": score, "excellent": excellent}


def test_an_order_without_assignee_or_community_counts_for_neither():
    assert dimensions(card(assignee_id=None, community_id=None)) == {
        "department": "dp_service",
        "category": "leak",
    }


def test_rates_over_nothing_are_unknown():
    nothing = Figures("mb_tech")
    assert nothing.completion_rate is nothing.excellence_rate is nothing.score_average is None
    assert nothing.timeliness["respond"].rate is None


def test_figures_sum_what_carries_the_same_key():
    counts = [("b", {"due": 3, "due_completed": 1}), ("a", {"due": 1}), ("b", {"due": 1, "due_completed": 1})]
    a, b = summed(counts)
    assert (a.key, a.completion_rate) == ("a", 0.0)
    assert (b.key, b.of("due"), b.completion_rate) == ("b", 4, 0.5)


def test_who_finishes_what_fell_due_on_another_is_not_above_all():
    assert Figures("mb_tech", {"due": 1, "due_completed": 2}).completion_rate == 1.0
