"""Whom policy asks, and how."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.categories.service import SurveyRules
from chalicelib.surveys.asking import NOBODY, LastAsked, Ways, is_sampled, is_too_soon, noted, ways
from chalicelib.tenants.service import SurveyPolicy

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LINK, CALL, BOTH = Ways(by_link=True), Ways(by_call=True), Ways(by_link=True, by_call=True)


@pytest.mark.parametrize(
    ("tenant", "department", "category", "expected"),
    [
        ("all", None, None, LINK),
        ("callback_only", None, None, CALL),
        ("all", "callback_and_link", None, BOTH),
        ("all", "callback_only", None, CALL),
        ("callback_only", "callback_and_link", "all", LINK),
    ],
)
def test_the_category_is_heard_before_its_department_and_that_before_the_tenant(
    tenant, department, category, expected
):
    policy = SurveyPolicy(asking=tenant)
    assert ways(policy, department, SurveyRules(asking=category), "wo_1") == expected


def test_a_sample_is_the_same_orders_each_time_and_about_as_many_as_policy_says():
    ids = [f"wo_{number}" for number in range(4000)]
    asked = [id for id in ids if is_sampled(id, 20)]
    assert asked == [id for id in ids if is_sampled(id, 20)]
    assert 700 < len(asked) < 900
    assert set(asked) < {id for id in ids if is_sampled(id, 50)}  # who is in a small one is in a large one


@given(st.text(max_size=30), st.integers(1, 100))
def test_outside_of_the_sample_nobody_is_asked(order_id, percent):
    found = ways(SurveyPolicy(asking="sample", sample_percent=percent), None, SurveyRules(), order_id)
    assert found == (LINK if is_sampled(order_id, percent) else NOBODY)
    assert ways(SurveyPolicy(asking="sample"), None, SurveyRules(sample_percent=percent), order_id) == found


@given(st.integers(0, 365), st.timedeltas(timedelta(0), timedelta(days=400)))
def test_nobody_is_asked_again_before_the_pause_is_over(days, since):
    last = noted(None, "rs_1", "sv_1", NOW)
    assert is_too_soon(last, NOW + since, days) == (since < timedelta(days=days))


def test_each_note_follows_on_the_one_that_was_read():
    first = noted(None, "rs_1", "sv_1", NOW)
    second = noted(first, "rs_1", "sv_2", NOW - timedelta(seconds=1))
    assert (first.version, second.version) == (1, 2)
    assert second == LastAsked(version=2, resident_id="rs_1", at=NOW, survey_id="sv_2")
