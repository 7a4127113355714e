"""The chapters at their smallest, on the fast cloud: they still see what they say they see."""

import pytest

from bench import life, operations, price
from bench.gateway import TRIGGERS
from tests.builders.cloud import fast_cloud

pytestmark = pytest.mark.slow
#: what the life of an order costs, 313, and 1 % (docs/decisions/0016, 0028, 0029, 0033); who needs more says why there
MOST_WRITE_UNITS = 316
#: what other walks set off: the calls of the API, signing in, and the chapter on live updates; and receipts of text
#: messages, which cost what a mail's do and one read more
ELSEWHERE = {
    "notices_walk",
    "notifications_note_sms",
    "organization_challenge",
    "reports_export",
    "reports_tell_week",
    "workorders_resume",
    "workorders_recount",
    "live_hello",
    "live_tell",
}


def test_an_orders_life_is_twenty_calls_and_costs_no_more_than_it_did():
    (one,), night = life.live(1, fast_cloud)
    quantities = life.quantities(one)
    assert quantities["api_requests"] == 20
    assert quantities["transitions"] == 2
    assert (quantities["s3_writes"], quantities["s3_reads"]) == (8, 5)
    assert 200 < quantities["write_units"] <= MOST_WRITE_UNITS
    assert quantities["bus_events"] == 2 + sum(run.events for run in one.invocations)
    assert set(quantities) <= set(price.prices())
    assert price.usd(quantities) > price.usd(night) > 0


def test_every_price_names_its_source():
    table = price.prices()
    rows = [row for row in table.values() if isinstance(row, dict)] + table["fixed"] + table["apart"]
    assert all(row["source"].startswith("https://") and row["usd"] >= 0 for row in rows)


def test_every_trigger_is_measured_beside_its_bare_calls():
    ways = operations.timed(fast_cloud, 0, [operations.set_off_triggers])
    seen = {function for function, _, _ in ways}
    assert set(TRIGGERS) - seen == ELSEWHERE
    for (function, _, calls), runs in ways.items():
        assert all(run.one.seconds >= run.one.waiting >= 0 for run in runs), function
        if calls and "PutEvents" not in calls and "StopExecution" not in calls:
            assert all(run.bare > 0 for run in runs), (function, calls)
