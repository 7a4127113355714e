"""Events come twice, late and in any order while people go on: what comes of it is what came of it in order."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bench.report import Chapter, Figure, table
from tests.proof.conftest import Publish
from tests.proof.crash.story import FUNCTIONS
from tests.proof.disorder.lives import LIVES
from tests.proof.disorder.outcome import outcome
from tests.proof.disorder.play import play_disorderly, play_orderly
from tests.proof.disorder.world import World

#: what receipts of mails and text messages, new addresses, a notice, a new calendar and a refused start wake: no life
#: of an order has them, their rooms' tests do
ELSEWHERE = {
    "deadlines_resume",
    "notices_walk",
    "notifications_note",
    "notifications_note_sms",
    "organization_carry",
    "workorders_recount",
}
#: what no event starts
ON_SCHEDULE = {
    "billing_publish_standing",
    "notifications_release",
    "reports_tell_week",
    "surveys_expire",
    "surveys_remind",
    "workorders_renew_calendars",
}
NewWorld = Callable[[], World]
SCHEDULES = st.lists(st.integers(0, 400), max_size=60)
CASTS = st.sets(st.sampled_from(sorted(LIVES)), min_size=1, max_size=2).map(
    lambda names: tuple(sorted(names))
)
PATIENT = settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate, Phase.shrink),
)


@pytest.fixture(scope="module")
def orderly(new_world: NewWorld) -> Callable[[tuple[str, ...]], dict[str, Any]]:
    """What the lives of these names come to when everything arrives in order."""

    @cache
    def played(names: tuple[str, ...]) -> dict[str, Any]:
        world = new_world()
        play_orderly(world, names)
        return outcome(world)

    return played


def disturbed(new_world: NewWorld, expected: dict[str, Any], names, schedule, arrived: Counter) -> list[str]:
    """What a disorderly play of these lives has come to otherwise than expected."""
    world = new_world()
    play_disorderly(world, names, schedule)
    arrived.update(world.arrived, plays=1)
    found = outcome(world)
    return [
        f"{name}:\n  {found[name]}\n  {expected[name]}" for name in expected if expected[name] != found[name]
    ]


@settings(PATIENT, max_examples=4, derandomize=True)
@given(names=CASTS, schedule=SCHEDULES)
def test_some_disorder_changes_nothing(new_world: NewWorld, orderly, names, schedule):
    assert not disturbed(new_world, orderly(names), names, schedule, Counter())


@pytest.mark.parametrize("name", LIVES)
def test_everything_backwards_changes_nothing(new_world: NewWorld, orderly, name):
    assert not disturbed(new_world, orderly((name,)), (name,), [], Counter())


@pytest.mark.prove
@pytest.mark.slow
def test_no_disorder_changes_anything(new_world: NewWorld, orderly, published: Publish):
    arrived: Counter[str] = Counter()

    @settings(PATIENT, max_examples=60)
    @given(names=CASTS, schedule=SCHEDULES)
    def play(names, schedule):
        assert not disturbed(new_world, orderly(names), names, schedule, arrived)

    play()
    assert arrived.keys() - {"plays"} == set(FUNCTIONS) - ON_SCHEDULE - ELSEWHERE
    published(chapter(arrived))


def chapter(arrived: Counter[str]) -> Chapter:
    plays = arrived.pop("plays")
    rows = [[name, number] for name, number in sorted(arrived.items())]
    return Chapter(
        name="disorder",
        title="Disorder",
        command="make prove ONLY=disorder",
        text=f"""
{plays} plays of one or two of {len(LIVES)} lives of an order, {arrived.total()} deliveries. hypothesis draws what
arrives between two actions of the people: any batch of the stream, any event at any of its consumers, any photo, any
timer's task out of its time, some of it twice; the rest comes at the end, the newest first. Order, clocks and
escalations, inboxes (person, kind, order and step), number of messages, counters, surveys, accounts, photos and exports
end as in the play in which every consequence arrives at once, and no timer is left running.

{table(["function", "deliveries"], rows)}
""",
        figures=[Figure("plays in disorder that end as in order", plays, "plays", 60, "higher")],
    )
