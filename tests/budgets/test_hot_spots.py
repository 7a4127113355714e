"""No partition key of the real key design takes more than DynamoDB gives it, on a morning of a thousand tenants.

`make bench CHAPTER=hot_spots` does the same for longer. A new key that every order of a tenant touches shows here.
"""

import pytest

from bench.hot_spots import SEED, as_before, peaks
from bench.hot_spots.life import play
from bench.hot_spots.meetings import meetings
from bench.hot_spots.morning import heat
from bench.hot_spots.touches import TABLE, Table, Touch
from chalicelib.insights.store import PARTS

SECONDS = 3


@pytest.fixture(scope="module")
def steps():
    return play()


@pytest.mark.slow
def test_no_key_takes_more_than_two_thirds_of_its_limit(steps):
    found = peaks(heat(steps, SECONDS, SEED))
    for place, kind, units, limit in found:
        assert 0 < units < limit * 2 / 3, (place, kind)
    assert _marks(as_before(steps)) > _marks(steps) == 0  # what docs/decisions/0012 took from the hottest key


def _marks(steps) -> float:
    """Write units that the hottest of the consumers' marks takes in a second, where orders share one."""
    found = heat(steps, SECONDS, SEED).peaks
    return max((peak.write for (_, pattern), peak in found.items() if "#SEEN#" in pattern), default=0)


@pytest.mark.slow
def test_events_are_not_parked_because_transactions_meet(steps):
    assert meetings(steps, 1, 60, SEED).parked > 0
    assert meetings(steps, PARTS, 60, SEED).parked == 0


# -- what a call costs which key -------------------------------------------------------------------


def _put(sk: str, size: int, **keys: str) -> dict:
    item = {"PK": {"S": "p"}, "SK": {"S": sk}, "data": {"S": "x" * size}}
    return {"Put": {"Item": item | {name: {"S": value} for name, value in keys.items()}}}


def _written(table: Table, *parts: dict) -> set[Touch]:
    return set(table.access("TransactWriteItems", {"TransactItems": list(parts)}, {}).touches)


def test_a_write_costs_the_table_double_in_a_transaction_and_each_index_that_changes():
    table = Table()
    new = _put("a", 2_500, GSI1PK="list", GSI1SK="1")
    assert _written(table, new) == {Touch(TABLE, "p", "a", write=6), Touch("GSI1", "list", "a", write=3)}
    assert _written(table, new) == {Touch(TABLE, "p", "a", write=6)}  # the index's entry is the same
    moved = _put("a", 500, GSI1PK="other", GSI1SK="1")
    assert _written(table, moved) == {
        Touch(TABLE, "p", "a", write=6),
        Touch("GSI1", "list", "a", write=3),
        Touch("GSI1", "other", "a", write=1),
    }
    gone = {"Delete": {"Key": {"PK": {"S": "p"}, "SK": {"S": "a"}}}}
    assert _written(table, gone) == {Touch(TABLE, "p", "a", write=2), Touch("GSI1", "other", "a", write=1)}


def test_a_condition_costs_as_a_write_and_a_number_outside_a_transaction_one():
    table = Table()
    at = {"Key": {"PK": {"S": "p"}, "SK": {"S": "n"}}}
    assert _written(table, {"ConditionCheck": at}) == {Touch(TABLE, "p", "n", write=2)}
    assert table.access("UpdateItem", at, {}).touches == (Touch(TABLE, "p", "n", write=1),)


def test_a_read_costs_by_the_four_kilobytes_and_half_from_an_index():
    rows = [{"PK": {"S": "p"}, "data": {"S": "x" * 3_000}}] * 3
    asked = {"ExpressionAttributeValues": {":pk": {"S": "p"}}, "ConsistentRead": True}
    table = Table()
    assert table.access("Query", asked, {"Items": rows}).touches == (Touch(TABLE, "p", read=3),)
    asked |= {"IndexName": "GSI2", "ConsistentRead": False}
    assert table.access("Query", asked, {"Items": rows}).touches == (Touch("GSI2", "p", read=1.5),)
