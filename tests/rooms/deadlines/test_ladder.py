"""What a category may promise, and that assessment is always told."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.deadlines.ladder import NAMES, Sla, Step, check_ladder, check_sla, first_at_breach, normalise
from chalicelib.kernel.errors import Unprocessable

ZERO, HOUR = timedelta(0), timedelta(hours=1)

steps = st.builds(
    Step,
    after=st.sampled_from([-HOUR, ZERO, HOUR]),
    notify=st.lists(st.sampled_from([*NAMES, "mb_1"]), min_size=1, max_size=3).map(tuple),
)


@given(st.lists(steps, max_size=10).map(tuple))
def test_every_ladder_tells_assessment_at_or_after_the_breach_and_given_steps_keep_their_numbers(ladder):
    whole = normalise(ladder)
    assert any(step.after >= ZERO and "assessment" in step.notify for step in whole)
    assert [step.after for step in whole[: len(ladder)]] == [step.after for step in ladder]
    assert all(set(given.notify) <= set(kept.notify) for given, kept in zip(ladder, whole, strict=False))
    assert normalise(whole) == whole
    assert whole[first_at_breach(whole)].after >= ZERO


def test_an_empty_ladder_gets_one_step_at_the_breach():
    assert normalise(()) == (Step(after=ZERO, notify=("assessment",)),)


def test_assessment_joins_the_step_that_lies_at_the_breach():
    ladder = (Step(after=HOUR, notify=("head",)), Step(after=ZERO, notify=("setter",)))
    assert normalise(ladder) == (ladder[0], Step(after=ZERO, notify=("setter", "assessment")))


def test_assessment_told_only_before_the_breach_gets_a_step_of_its_own():
    ladder = (Step(after=-HOUR, notify=("assessment",)),)
    assert normalise(ladder) == (*ladder, Step(after=ZERO, notify=("assessment",)))


def test_a_ladder_that_tells_assessment_later_stays_as_it_is():
    ladder = (Step(after=HOUR, notify=("assessment",)),)
    assert normalise(ladder) == ladder


@pytest.mark.parametrize(
    ("ladder", "loc"),
    [
        ((Step(after=ZERO, notify=("head",)),) * 11, ["ladder"]),
        ((Step(after=timedelta(days=31), notify=("head",)),), ["ladder", 0, "after"]),
        ((Step(after=-timedelta(days=31), notify=("head",)),), ["ladder", 0, "after"]),
        ((Step(after=ZERO, notify=()),), ["ladder", 0, "notify"]),
        ((Step(after=ZERO, notify=("head", "boss")),), ["ladder", 0, "notify", 1]),
        ((Step(after=ZERO, notify=("dp_1",)),), ["ladder", 0, "notify", 0]),
    ],
)
def test_a_ladder_that_cannot_be_is_refused_with_the_place(ladder, loc):
    with pytest.raises(Unprocessable) as refused:
        check_ladder(ladder)
    assert refused.value.loc == loc


def test_a_sound_ladder_is_taken():
    check_ladder(tuple(Step(after=timedelta(days=30), notify=("head", "mb_01J9Z")) for _ in range(10)))


@pytest.mark.parametrize("duration", [ZERO, -HOUR, timedelta(days=301)])
def test_a_duration_must_be_positive_and_within_what_an_execution_can_wait(duration):
    check_sla(Sla(respond=HOUR))
    with pytest.raises(Unprocessable) as refused:
        check_sla(Sla(respond=HOUR, arrive=duration))
    assert refused.value.loc == ["sla", "arrive"]
