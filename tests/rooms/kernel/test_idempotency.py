"""Idempotency keys: done once, answered alike, however often and however close together a request comes."""

import pytest

from chalicelib.kernel.idempotency import request_hash
from chalicelib.kernel.table import TenantTable
from tests.builders.boundary import answering, before_writing
from tests.conftest import TENANT
from tests.rooms.kernel.things import Thing, ref, save
from tests.rooms.kernel.workshop import maker

pytestmark = pytest.mark.usefixtures("cloud")
KEY = {"Idempotency-Key": "k-1"}


@pytest.fixture
def table(clock) -> TenantTable:
    return TenantTable(TENANT)


def _things(table: TenantTable) -> list[str]:
    rows, _ = table.query("THINGS", index="GSI1")
    return [row.load(Thing).name for row in rows]


def test_a_repeated_request_gets_the_first_answer_again(table):
    first = maker().post("/v1/things", {"name": "lamp"}, KEY)
    second = maker().post("/v1/things", {"name": "lamp"}, KEY)
    assert (second.status, second.json) == (first.status, first.json) == (201, first.json)
    assert second.headers["ETag"] == first.headers["ETag"]
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert _things(table) == ["lamp"]


def test_a_request_without_a_key_is_done_each_time(table):
    for _ in range(2):
        maker().post("/v1/things", {"name": "lamp"})
    assert len(_things(table)) == 2


def test_spaces_and_order_make_no_other_request(table):
    maker().post("/v1/things", b'{"name": "lamp", "count": 2}', KEY)
    again = maker().post("/v1/things", b'{ "count":2,"name":"lamp" }', KEY)
    assert again.headers.get("Idempotency-Replayed") == "true"


@pytest.mark.parametrize("body", [{"name": "torch"}, {"name": "lamp", "count": 1}, {"name": "Lamp"}])
def test_the_same_key_with_another_body_is_refused(table, body):
    maker().post("/v1/things", {"name": "lamp"}, KEY)
    answer = maker().post("/v1/things", body, KEY)
    assert (answer.status, answer.json["code"]) == (422, "idempotency_key_reused")
    assert _things(table) == ["lamp"]


def test_the_same_key_for_another_thing_is_refused(table):
    table.commit([save(Thing(), "1"), save(Thing(), "2")])
    assert maker().post("/v1/things/1/rename", {"name": "lamp"}, KEY).status == 200
    answer = maker().post("/v1/things/2/rename", {"name": "lamp"}, KEY)
    assert (answer.status, answer.json["code"]) == (422, "idempotency_key_reused")


def test_a_key_belongs_to_one_person_and_one_route(table):
    table.commit([save(Thing(), "1")])
    assert maker().post("/v1/things", {"name": "lamp"}, KEY).status == 201
    assert maker(id="mb_2").post("/v1/things", {"name": "torch"}, KEY).status == 201
    assert maker().post("/v1/things/1/rename", {"name": "lamp"}, KEY).status == 200
    assert len(_things(table)) == 3


def test_a_request_whose_work_is_done_is_answered_and_not_refused(table):
    table.commit([save(Thing(), "1")])
    first = maker().post("/v1/things/1/rename", {"name": "lamp"}, KEY)
    again = maker().post("/v1/things/1/rename", {"name": "lamp"}, KEY)
    assert (again.status, again.json) == (200, first.json)
    assert maker().post("/v1/things/1/rename", {"name": "lamp"}).json["code"] == "taken"


def test_a_refused_request_may_be_tried_again_under_its_key(table):
    assert maker().post("/v1/things/1/rename", {"name": "lamp"}, KEY).status == 404
    table.commit([save(Thing(), "1")])
    answer = maker().post("/v1/things/1/rename", {"name": "lamp"}, KEY)
    assert answer.status == 200 and "Idempotency-Replayed" not in answer.headers


def test_a_key_is_remembered_for_seven_days(table, clock):
    maker().post("/v1/things", {"name": "lamp"}, KEY)
    clock.advance(days=6, hours=23)
    assert maker().post("/v1/things", {"name": "torch"}, KEY).status == 422
    clock.advance(hours=2)
    answer = maker().post("/v1/things", {"name": "torch"}, KEY)
    assert answer.status == 201 and "Idempotency-Replayed" not in answer.headers
    assert sorted(_things(table)) == ["lamp", "torch"]


def test_of_two_requests_at_once_one_is_done_and_both_get_its_answer(table):
    seen = []
    with before_writing(lambda: seen.append(maker().post("/v1/things", {"name": "lamp"}, KEY))):
        seen.append(maker().post("/v1/things", {"name": "lamp"}, KEY))
    assert [answer.status for answer in seen] == [201, 201]
    assert [answer.headers.get("Idempotency-Replayed") for answer in seen] == [None, "true"]
    assert seen[0].json == seen[1].json
    assert _things(table) == ["lamp"]


def test_of_two_changes_at_once_under_one_key_one_is_made(table):
    table.commit([save(Thing(), "1")])
    seen = []
    with before_writing(lambda: seen.append(maker().post("/v1/things/1/rename", {"name": "lamp"}, KEY))):
        seen.append(maker().post("/v1/things/1/rename", {"name": "lamp"}, KEY))
    assert [(answer.status, answer.json["version"]) for answer in seen] == [(200, 2), (200, 2)]
    assert table.get(ref("1")).version == 2


def test_change_and_answer_are_one_transaction_and_no_call_more(table):
    with (
        answering("dynamodb", "TransactWriteItems") as written,
        answering("dynamodb", "GetItem") as read,
        answering("dynamodb", "BatchGetItem") as loaded,
    ):
        maker().post("/v1/things", {"name": "lamp"}, KEY)
    (transaction,) = written
    keys = [part["Put"]["Item"]["PK"]["S"] for part in transaction["TransactItems"]]
    assert [key.split("#")[2] for key in keys] == ["THING", "IDEM"]
    assert read == loaded == []


@pytest.mark.parametrize("key", ["", " ", "two words", "x" * 201, "schlüssel"])
def test_a_key_that_is_none_is_refused(table, key):
    answer = maker().post("/v1/things", {"name": "lamp"}, {"Idempotency-Key": key})
    assert (answer.status, answer.json["code"]) == (400, "invalid_header")
    assert _things(table) == []


def test_a_body_that_nobody_can_read_has_a_hash_all_the_same():
    assert request_hash("/", b"\xff") != request_hash("/", b"\xfe")
    assert request_hash("/", b"") == request_hash("/", b"null")
