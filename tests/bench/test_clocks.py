"""The simulation of timers: it keeps the quotas, loses nothing, and the bench finds its chapters by themselves."""

import re

import pytest

from bench.clocks import simulation, timers
from bench.clocks.__main__ import chapters
from bench.clocks.simulation import Armed, Region
from infra.template import resources

QUOTA = simulation.QUOTAS["starts"]["other"]


def test_chapters_are_found_by_themselves():
    assert chapters()["timers"] is timers.measure
    assert "simulation" not in chapters()


def test_the_simulated_queue_is_the_deployed_one():
    mapping = resources()["DeadlinesResume"]["Properties"]["Events"]["Waiting"]["Properties"]
    assert mapping["ScalingConfig"]["MaximumConcurrency"] == simulation.SIDE_BY_SIDE


def test_starts_within_the_bucket_are_not_refused_and_the_next_one_is():
    fits = Region().play([Armed(0, 100, 50)] * QUOTA["bucket"])
    assert (fits.started, fits.refused) == (QUOTA["bucket"], 0)
    one_more = Region().play([Armed(0, 10_000, 5_000)] * (QUOTA["bucket"] + 1))
    assert (one_more.started, one_more.refused, one_more.lost) == (QUOTA["bucket"] + 1, 1, 0)


def test_what_falls_due_while_the_account_is_full_fires_from_the_queue_at_most_a_second_late(monkeypatch):
    monkeypatch.setitem(simulation.QUOTAS["open"], "executions", 1)
    full = Region(already_open=[1e9]).play([Armed(0, 1_000.5, 1e9)])
    assert full.started == full.lost == 0
    (late,) = full.late
    assert 0 <= late <= 1


@pytest.mark.slow
@pytest.mark.parametrize("case", timers.CASES, ids=lambda case: re.sub(r"\W+", "-", case.title))
def test_no_deadline_is_lost_at_any_load(case):
    outcome = timers.play(case, 0.02)
    assert outcome.armed == case.count * 0.02
    assert outcome.lost == 0


def test_the_way_that_was_chosen_is_the_cheapest_with_executions():
    this, *others = timers.ways(2)
    with_executions = [way for way in others if "transitions" in str(way[1])]
    assert len(with_executions) == 2
    assert all(float(way[2]) > float(this[2]) for way in with_executions)
