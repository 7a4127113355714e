"""The whole main job as a machine of rules: hypothesis looks for a life of the company that breaks a promise.

`make test` plays a few lives, always the same; `make prove ONLY=model` many. MODEL_EXAMPLES and MODEL_SEED try others.
"""

import os
import sys

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from bench.report import Chapter, table
from chalicelib.kernel.settings import settings as known_settings
from tests.proof.model import tally
from tests.proof.model.acts import perform_one
from tests.proof.model.endings import Endings
from tests.proof.model.office import Office
from tests.proof.model.ordinary import Ordinary
from tests.proof.model.stage import Stage


class MainJob(Office, Ordinary, Endings):
    """Everybody together."""

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        perform_one(self, data)

    def teardown(self) -> None:
        if sys.exc_info()[0] is None:
            self.check_ending()
        super().teardown()


@pytest.fixture(autouse=True)
def unlimited(monkeypatch, cloud):
    """One person does in minutes here what takes days: how much somebody may ask is another test's."""
    monkeypatch.setenv("RATE_LIMITS", "*=1000000/1000000")
    known_settings.cache_clear()


def play(stage: Stage, examples: int, steps: int, number: int) -> None:
    """So many lives of so many steps each, from this seed."""
    MainJob.stage = stage
    tally.clear()
    quiet = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        print_blob=True,
        phases=[Phase.generate, Phase.shrink] if "MODEL_SHRINK" in os.environ else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(number)(MainJob), settings=quiet)


def test_a_few_lives_of_the_company_break_no_promise(api, clock):
    play(Stage(api, clock), examples=5, steps=30, number=21)


@pytest.mark.prove
@pytest.mark.slow
def test_many_lives_of_the_company_break_no_promise(api, clock, published):
    examples = int(os.environ.get("MODEL_EXAMPLES", "28"))
    play(Stage(api, clock), examples, steps=35, number=int(os.environ.get("MODEL_SEED", "20261123")))
    published(Chapter("model", "The main job as a machine", "make prove ONLY=model", told()))


def told() -> str:
    """What was played, as the chapter says it."""
    requests = tally.of("POST ") + tally.of("PATCH ")
    return f"""\
Hypothesis plays whole lives of a company against the routes, with the real consumers, on a clock that stands until a
rule advances it: residents, clerks, dispatchers, managers and technicians do what they may and what they may not;
events come late, in any order and twice; timers wake in time or late, and twice; apps repeat requests under their keys
and send stale `If-Match`. A twin of each order in plain Python, written from the domain's rules and without the
product's code, says what must come of it, and after every step every promise is looked at again.

{tally.of("examples"):,} lives, {tally.of("steps"):,} steps; {requests:,} requests that would change something, of which
{tally.of("refused"):,} were refused as the twin said and changed nothing in the table, {tally.of("repeated"):,} were
repetitions that got the first answer again; {tally.of("event "):,} deliveries of events and {tally.of("timer woken"):,}
of timers.

{table(["done", "times"], tally.rows("state "))}

{table(["looked at", "times"], tally.rows("invariant: "))}"""
