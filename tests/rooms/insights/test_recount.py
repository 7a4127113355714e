"""Counted anew from what was recorded, the figures are the ones that are live, while people go on working."""

import boto3
import pytest

from chalicelib.insights import recount, store
from chalicelib.insights.model import Cell
from chalicelib.kernel.context import for_system
from infra.recount import order_ids, recount_tenant, told_of
from tests.builders.bus import Bus
from tests.builders.company import Company
from tests.builders.events import MORNING

pytestmark = pytest.mark.slow


@pytest.fixture
def company(api, clock) -> Company:
    """A company that has done some work, all of it counted."""
    company = Company(api, api.found())
    for _ in range(2):
        company.brought_to("completed", f"{clock.now:%Y-%m-%dT%H:%M:%SZ}")
    company.reported()
    Bus().deliver()
    return company


def kept(edition: int) -> int:
    """Counters and facts of an edition that lie in the table."""
    items = boto3.resource("dynamodb").Table("steward").scan()["Items"]
    lies_in = [f"#{what}#{edition}#" for what in ("STATS", "COUNTED", "MONTHS")]
    return sum(any(partition in item["PK"] for partition in lies_in) for item in items)


def test_what_is_counted_anew_is_what_is_live_and_takes_its_place(company, capsys):
    context = for_system(company.tenancy.id, "tests")
    before = recount.sums(context, 1)
    assert before
    assert recount_tenant(context, lag_s=0, run_s=0) == 0
    assert recount.sums(context, 2) == before
    assert kept(1) == 0
    assert "3 orders" in capsys.readouterr().out


def test_what_happens_meanwhile_is_counted_in_both_and_a_stopped_recount_goes_on(company):
    context = for_system(company.tenancy.id, "tests")
    live, growing = recount.begin(context)
    first, *others = order_ids(context.table)
    recount.replay(context, growing, told_of(context.table, first))
    company.brought_to("completed", f"{MORNING:%Y-%m-%dT%H:%M:%SZ}")
    bus = Bus()
    bus.deliver()
    assert recount.begin(context) == (live, growing)
    for order in (first, *others):
        recount.replay(context, growing, told_of(context.table, order))
    bus.deliver(2)
    assert recount.differences(context, live, growing) == {}
    assert recount.sums(context, growing) == recount.sums(context, live)


def test_a_number_that_was_wrong_is_found_and_put_right(company, capsys):
    context = for_system(company.tenancy.id, "tests")
    right = recount.sums(context, 1)
    context.commit(store.additions(1, [(Cell(department="dp_x"), MORNING.date(), {"reported": 3})]))
    assert recount_tenant(context, lag_s=0, run_s=0) == 2  # among people, and among places
    assert "reported: -3" in capsys.readouterr().out
    assert recount.sums(context, 2) == right


def test_nothing_is_adopted_that_was_not_begun(company):
    context = for_system(company.tenancy.id, "tests")
    recount_tenant(context, lag_s=0, run_s=0)
    with pytest.raises(ValueError, match="nothing"):
        recount.adopt(context)
