"""The measures follow from the sums as they say."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.insights.measures import COUNTS, MEASURES, RATIOS
from chalicelib.insights.model import Figures, Slice, cell_of
from chalicelib.insights.sketch import RELATIVE_ERROR, bin_of, percentile
from chalicelib.insights.sums import FAMILIES, SUMS, bin_name, bins_of, family_of, name_of, stored_name
from tests.builders.events import card


def value(name: str, **fields):
    return MEASURES[name].value(Figures("mb_tech", **fields))


def test_every_sum_can_be_asked_for_and_every_measure_says_how_it_is_derived():
    assert set(SUMS) <= set(MEASURES)
    assert all(measure.derived and measure.families <= set(FAMILIES) for measure in MEASURES.values())


def test_what_is_listed_lies_in_one_family():
    assert all(len(count.families) == 1 for count in COUNTS)


def test_a_sums_stored_name_leads_back_to_it():
    names = [*SUMS, bin_name("arrival", 0), bin_name("completion", 187)]
    assert [name_of(family_of(name), stored_name(name)) for name in names] == names
    assert len({(family_of(name), stored_name(name)) for name in names}) == len(names)


def test_rates_over_nothing_are_unknown():
    for name in ("response_p50", "reported_trend", "reported_share", *(ratio.name for ratio in RATIOS)):
        assert value(name) is None, name


RATES = {
    "completion_rate": ({"due": 4, "due_completed": 3}, 0.75),
    "respond_rate": ({"respond_met": 1, "respond_breached": 3}, 0.25),
    "progress_rate": ({"progress_met": 3, "progress_breached": 1}, 0.75),
    "first_time_fix_rate": ({"first_completed": 3, "fixed_first_time": 2}, 0.6667),
    "rework_rate": ({"completed": 5, "reworked": 1}, 0.2),
    "response_rate": ({"invited": 4, "answered": 1}, 0.25),
    "excellence_rate": ({"score_5": 1, "score_4": 3}, 0.25),
    "satisfaction_rate": ({"score_5": 1, "score_4": 2, "score_1": 1}, 0.75),
    "score_average": ({"score_5": 1, "score_2": 2}, 3.0),
    "minutes_average": ({"timed": 3, "minutes": 100}, 33.3),
}


@pytest.mark.parametrize("name", RATES)
def test_a_rate_is_what_it_says(name):
    numbers, expected = RATES[name]
    assert value(name, numbers=numbers) == expected


def test_demand_is_compared_with_the_window_before_and_with_all():
    fields = {"numbers": {"reported": 6}, "before": {"reported": 4}, "whole": {"reported": 24}}
    assert value("reported_trend", **fields) == 0.5
    assert value("reported_trend", numbers={}, before={"reported": 4}) == -1.0
    assert value("reported_share", **fields) == 0.25


DURATIONS = st.integers(1, 90 * 86_400).map(lambda seconds: timedelta(seconds=seconds))


@given(st.lists(DURATIONS, min_size=1, max_size=200), st.sampled_from([0.5, 0.9, 0.95]), st.randoms())
def test_a_percentile_of_merged_sketches_is_off_by_no_more_than_is_said(durations, share, random):
    parts = [{}, {}, {}]
    for duration in durations:
        part, number = random.choice(parts), bin_of(duration)
        part[number] = part.get(number, 0) + 1
    random.shuffle(parts)
    together = {}
    for part in parts:
        for number, count in part.items():
            together[number] = together.get(number, 0) + count
    exact = sorted(durations)[int(share * (len(durations) - 1))].total_seconds()
    assert percentile(together, share) == pytest.approx(exact, rel=RELATIVE_ERROR * 1.0001)


def test_a_percentile_measure_reads_its_own_bins():
    numbers = {
        bin_name("response", bin_of(timedelta(minutes=20))): 9,
        bin_name("arrival", 1): 5,
        "reported": 2,
    }
    assert bins_of("response", numbers) == {bin_of(timedelta(minutes=20)): 9}
    assert value("response_p90", numbers=numbers) == pytest.approx(1200, rel=RELATIVE_ERROR)


def test_no_time_at_all_counts_as_a_second():
    assert percentile({bin_of(timedelta(seconds=-5)): 1}, 0.5) == pytest.approx(
        1, rel=RELATIVE_ERROR * 1.0001
    )


def test_a_slice_holds_what_may_be_seen_of_what_was_asked_for():
    cell = cell_of(card())
    assert Slice("member").row_of(cell) == "mb_tech"
    assert Slice("member", {"department": "dp_other"}).row_of(cell) is None
    assert Slice("member", visible=frozenset({"mb_other"})).row_of(cell) is None
    assert Slice("member").row_of(cell_of(card(assignee_id=None))) is None
    assert Slice("member", visible=frozenset({"mb_other"})).row("mb_tech").is_empty
    assert Slice("member").row("mb_tech").row_of(cell) == "mb_tech"
