"""The table when transactions meet, and when the database has too much to do."""

import pytest
from botocore.exceptions import ClientError

from chalicelib.kernel.changes import Add, Claim, Record
from chalicelib.kernel.entity import Key
from chalicelib.kernel.errors import Busy, VersionConflict
from chalicelib.kernel.table import TenantTable
from tests.builders.boundary import answering, error
from tests.conftest import TENANT
from tests.rooms.kernel.things import Note, Taken, Thing, ref, save

WRITE = ("dynamodb", "TransactWriteItems")
READ = ("dynamodb", "BatchGetItem")
NOTE = Record(Key("SHELF", "1"), Note(text="x"))


def _cancelled(*codes: str) -> dict:
    return error("TransactionCanceledException", CancellationReasons=[{"Code": code} for code in codes])


@pytest.fixture
def table(cloud) -> TenantTable:
    return TenantTable(TENANT)


@pytest.fixture(autouse=True)
def naps(monkeypatch) -> list[float]:
    """How long the code would have waited, in seconds."""
    taken: list[float] = []
    monkeypatch.setattr("time.sleep", taken.append)
    return taken


def test_a_transaction_that_meets_another_is_tried_again(table, naps):
    with answering(*WRITE, _cancelled("TransactionConflict"), _cancelled("TransactionConflict")) as asked:
        table.commit([save(Thing())])
    assert len(asked) == 3 and asked[0] == asked[2]
    assert table.get(ref()) == Thing()
    assert len(naps) == 2 and all(0 < nap < 0.1 for nap in naps)


def test_a_counter_with_parts_gets_out_of_the_way_and_one_without_waits(table):
    counters = [Add(Key("SHELF", "crowded"), {"n": 1}, parts=3), Add(Key("SHELF", "alone"), {"n": 1})]
    for _ in range(12):
        with answering(*WRITE, _cancelled("TransactionConflict"), _cancelled("ThrottlingError")) as asked:
            table.commit(counters)
        places = [[one["Update"]["Key"]["SK"]["S"] for one in each["TransactItems"]] for each in asked]
        assert places[0] == ["crowded", "alone"]
        assert {crowded for crowded, _ in places[1:]} <= {"crowded#1", "crowded#2"}
        tokens = {one["ClientRequestToken"] for one in asked}
        assert len(tokens) == len({tuple(place) for place in places})  # another transaction, another token
    found = {row.sk: row.numbers["n"] for row in table.query("SHELF")[0]}
    assert found["alone"] == found["crowded#1"] + found["crowded#2"] == 12


def test_a_transaction_of_ours_that_is_still_under_way_is_waited_for(table):
    with answering(*WRITE, error("TransactionInProgressException")):
        table.commit([save(Thing())])
    assert table.get(ref()) == Thing()


def test_one_that_keeps_meeting_others_ends_in_a_version_conflict(table, naps):
    with answering(*WRITE, *[_cancelled("TransactionConflict")] * 9) as asked, pytest.raises(VersionConflict):
        table.commit([save(Thing())])
    assert len(asked) == 5
    assert len(naps) == 4 and sum(naps) < 1
    assert table.get(ref()) is None


@pytest.mark.parametrize("code", ["ThrottlingError", "ProvisionedThroughputExceeded"])
def test_a_transaction_that_is_throttled_is_tried_again(table, code):
    with answering(*WRITE, _cancelled("None", code), _cancelled(code, "TransactionConflict")) as asked:
        table.commit([save(Thing())])
    assert len(asked) == 3 and len({one["ClientRequestToken"] for one in asked}) == 1
    assert table.get(ref()) == Thing()


@pytest.mark.parametrize(
    "refusal", [_cancelled("ThrottlingError", "TransactionConflict"), error("TransactionInProgressException")]
)
def test_one_that_stays_throttled_or_under_way_ends_as_too_much_at_once(table, refusal):
    with answering(*WRITE, *[refusal] * 9) as asked, pytest.raises(Busy):
        table.commit([save(Thing())])
    assert len(asked) == 5
    assert table.get(ref()) is None


def test_a_transaction_that_can_never_be_taken_is_not_tried_again(table):
    with answering(*WRITE, _cancelled("ValidationError")) as asked, pytest.raises(ClientError):
        table.commit([NOTE])
    assert len(asked) == 1


def test_a_demand_that_failed_beside_a_conflict_is_the_refusal(table):
    with (
        answering(*WRITE, _cancelled("TransactionConflict", "ConditionalCheckFailed")) as asked,
        pytest.raises(Taken),
    ):
        table.commit([NOTE, Claim(Key("SHELF", "2"), Note(text="x"), Taken())])
    assert len(asked) == 1


def test_what_the_database_refuses_for_other_reasons_is_raised_as_it_is(table):
    with answering(*WRITE, error("ValidationException")), pytest.raises(ClientError):
        table.commit([NOTE])


def test_keys_that_a_batch_left_unread_are_asked_for_again(table):
    table.commit([save(Thing(name="a"), "a"), save(Thing(name="b"), "b")])
    with answering(*READ) as asked:
        table.load(ref("a"), ref("b"))
    (everything,) = asked
    unread = {"Responses": {}, "UnprocessedKeys": everything["RequestItems"]}
    with answering(*READ, unread) as asked:
        found = table.load(ref("a"), ref("b"))
    assert [thing.name for thing in found] == ["a", "b"]
    assert [request["RequestItems"] for request in asked] == [everything["RequestItems"]] * 2


def test_keys_that_stay_unread_are_too_much_at_once_and_not_missing_things(table):
    unread = {
        "Responses": {},
        "UnprocessedKeys": {"steward": {"Keys": [{"PK": {"S": "T#tn_one#THING#1"}, "SK": {"S": "STATE"}}]}},
    }
    with answering(*READ, *[unread] * 9) as asked, pytest.raises(Busy):
        table.load(ref())
    assert len(asked) == 5
