"""What a category may promise, and that assessment is always told."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.deadlines.ladder import NAMES, Step, first_at_breach, normalise

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
