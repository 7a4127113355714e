"""The Router: what it does with every call before and after the service function."""

import json

import pytest

from chalicelib.kernel.table import TenantTable
from tests.builders.boundary import answering, before_writing, error
from tests.conftest import OTHER_TENANT, TENANT
from tests.rooms.kernel.things import Thing, ref, save
from tests.rooms.kernel.workshop import maker, visitor


@pytest.fixture
def table(cloud) -> TenantTable:
    table = TenantTable(TENANT)
    table.commit([save(Thing(name="lamp"))])
    return table


# -- who may ----------------------------------------------------------------------------------------


def test_a_role_without_the_permission_is_refused_in_a_problem_document():
    answer = maker(role="onlooker").post("/v1/things", {"name": "lamp"})
    assert answer.status == 403
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json == {
        "type": "urn:steward:problem:forbidden",
        "title": "无权限",
        "status": 403,
        "detail": "您的角色无权执行此操作。",
        "code": "forbidden",
    }


def test_permission_is_looked_at_before_the_body():
    assert maker(role="onlooker").post("/v1/things", b"{").status == 403


@pytest.mark.parametrize(("departments", "where"), [((), "everywhere"), (("dp_2", "dp_1"), "dp_1', 'dp_2")])
def test_a_call_is_allowed_where_its_role_is_held(departments, where):
    assert maker(*departments).post("/v1/echo").json["text"] == f"['{where}']"


def test_another_tenants_thing_is_not_found(table):
    TenantTable(OTHER_TENANT).commit([save(Thing(), "theirs")])
    assert maker().get("/v1/things/theirs").status == 404


def test_a_visitor_becomes_the_guest_that_the_service_lets_in():
    assert visitor().get("/v1/open/door").json == {"text": "door guest zh-CN"}


# -- what is asked ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "loc"),
    [
        ({}, ["body", "name"]),
        ({"name": ""}, ["body", "name"]),
        ({"name": 1}, ["body", "name"]),
        ({"name": None}, ["body", "name"]),
        ({"name": "x", "count": "1"}, ["body", "count"]),
        ({"name": "x", "count": True}, ["body", "count"]),
        ({"name": "x", "count": 1.5}, ["body", "count"]),
        ({"name": "x", "colour": "red"}, ["body", "colour"]),
        ({"name": "x", "parts": ["ok", "no#no"]}, ["body", "parts", 1]),
    ],
)
def test_a_field_that_is_not_right_is_named(body, loc):
    answer = maker().post("/v1/things", body)
    assert (answer.status, answer.json["code"]) == (422, "invalid")
    assert [each["loc"] for each in answer.json["errors"]] == [loc]


def test_all_wrong_fields_are_named_at_once():
    answer = maker().post("/v1/things", {"count": "x", "colour": 1})
    assert [each["loc"][1] for each in answer.json["errors"]] == ["name", "count", "colour"]


@pytest.mark.parametrize("body", [[], "text", 7, None])
def test_json_that_is_no_object_is_a_wrong_body(body):
    answer = maker().post("/v1/things", json.dumps(body).encode())
    assert (answer.status, answer.json["errors"][0]["loc"]) == (422, ["body"])


@pytest.mark.parametrize(
    "body", [b"{", b"{'name': 'x'}", b'{"name": "\\ud800"}', b'{"name": NaN', b"\x00", b"[" * 5_000]
)
def test_what_is_no_json_is_unreadable(body):
    answer = maker().post("/v1/things", body)
    assert (answer.status, answer.json["code"]) == (400, "malformed_json")


def test_a_body_of_another_type_is_not_taken():
    answer = maker().post("/v1/things", {"name": "x"}, {"Content-Type": "text/plain"})
    assert (answer.status, answer.json["code"]) == (415, "unsupported_media_type")


def test_the_type_may_carry_parameters_and_any_case(cloud):
    sent = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert maker().post("/v1/things", {"name": "x"}, sent).status == 201


def test_a_body_larger_than_any_request_needs_is_not_read():
    answer = maker().post("/v1/things", {"name": "x" * 300_000})
    assert (answer.status, answer.json["code"]) == (413, "body_too_large")


def test_an_action_without_words_takes_no_body_or_an_empty_one():
    assert maker().post("/v1/echo").status == 200
    assert maker().post("/v1/echo", {}).status == 200
    assert maker().post("/v1/echo", {"word": 1}).status == 422


@pytest.mark.parametrize(
    ("query", "loc"),
    [
        ("limit=0", ["query", "limit"]),
        ("limit=201", ["query", "limit"]),
        ("limit=many", ["query", "limit"]),
        ("colour=red", ["query", "colour"]),
    ],
)
def test_a_query_parameter_that_is_not_right_is_named(query, loc):
    answer = maker().get(f"/v1/echo?{query}")
    assert (answer.status, [each["loc"] for each in answer.json["errors"]]) == (422, [loc])


def test_where_no_query_is_known_any_parameter_is_refused(table):
    assert maker().get("/v1/things/1?colour=red").status == 422


def test_of_a_parameter_given_twice_the_last_counts():
    assert maker().get("/v1/echo?name=a&name=b").json["text"].startswith("b 50 ")


@pytest.mark.parametrize(
    "id", ["%2e%2e%2f1", "a%23b", "a%20b", "1%0a", "%00", "%ff", "%C3%A9", "a" * 101, "1%2F", "%"]
)
def test_a_path_that_names_nothing_possible_is_not_found(table, id):
    answer = maker().get(f"/v1/things/{id}")
    assert (answer.status, answer.json["code"]) == (404, "not_found")


def test_a_path_parameter_may_come_quoted(table):
    assert maker().get("/v1/things/%31").json["name"] == "lamp"
    assert visitor().get("/v1/open/a%3Ab%40c").json["text"].startswith("a:b@c ")


# -- language ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "own", "expected"),
    [
        (None, "en", "en"),
        (None, "zh-CN", "zh-CN"),
        ("en-GB,en;q=0.9", "zh-CN", "en"),
        ("ZH", "en", "zh-CN"),
        ("fr-FR, en;q=0.5", "zh-CN", "en"),
        ("fr", "en", "en"),
        ("", "en", "en"),
    ],
)
def test_the_header_chooses_the_language_and_else_the_person(header, own, expected):
    headers = {} if header is None else {"Accept-Language": header}
    assert f" {expected} " in maker(language=own).get("/v1/echo", headers).json["text"]


def test_a_refusal_is_told_in_the_callers_language(cloud):
    assert maker(language="en").get("/v1/things/none").json["title"] == "Not found"
    assert maker(language="zh-CN").get("/v1/things/none").json["title"] == "未找到"


# -- versions ---------------------------------------------------------------------------------------


def test_an_entity_is_answered_with_its_version_as_etag(table):
    assert maker().get("/v1/things/1").headers["ETag"] == '"1"'


@pytest.mark.parametrize(
    ("match", "status"), [('"1"', 200), ('W/"1"', 200), ("1", 200), ("*", 200), ('"2"', 412)]
)
def test_a_change_is_made_only_to_the_version_that_is_meant(table, match, status):
    answer = maker().post("/v1/things/1/rename", {"name": "torch"}, {"If-Match": match})
    assert answer.status == status
    assert table.get(ref()).name == ("torch" if status == 200 else "lamp")


@pytest.mark.parametrize("match", ['"', "abc", '"1", "2"', "-1", '"1', "9" * 12])
def test_an_if_match_that_cannot_be_read_is_refused(table, match):
    answer = maker().post("/v1/things/1/rename", {"name": "torch"}, {"If-Match": match})
    assert (answer.status, answer.json["code"]) == (400, "invalid_header")


def test_what_changed_meanwhile_is_decided_anew(table):
    with before_writing(lambda: table.commit([save(Thing(name="lamp").changed(name="candle"))])):
        answer = maker().post("/v1/things/1/rename", {"name": "torch"})
    assert (answer.status, answer.json["version"]) == (200, 3)


def test_a_decision_made_anew_may_be_a_refusal(table):
    with before_writing(lambda: table.commit([save(Thing(name="lamp").changed(name="torch"))])):
        answer = maker().post("/v1/things/1/rename", {"name": "torch"})
    assert (answer.status, answer.json["code"]) == (409, "taken")


def test_what_keeps_changing_ends_in_a_conflict(table):
    stale = error("TransactionCanceledException", CancellationReasons=[{"Code": "ConditionalCheckFailed"}])
    with answering("dynamodb", "TransactWriteItems", *[stale] * 9) as asked:
        answer = maker().post("/v1/things/1/rename", {"name": "torch"})
    assert (answer.status, answer.json["code"], len(asked)) == (409, "version_conflict", 8)


# -- trouble ----------------------------------------------------------------------------------------


def test_what_nobody_expected_is_a_problem_without_a_trace(caplog):
    answer = visitor().get("/v1/broken/unexpectedly")
    assert (answer.status, answer.json["code"]) == (500, "internal_error")
    assert "secret" not in json.dumps(answer.json) and "Traceback" not in json.dumps(answer.json)
    (line,) = [record for record in caplog.records if record.message == "failed"]
    assert line.failure == "RuntimeError" and line.where[-1].endswith(" break_down")  # where, not what
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    "code", ["ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded"]
)
def test_a_database_that_has_too_much_to_do_is_told_as_busy(table, code):
    with answering("dynamodb", "GetItem", error(code)):
        answer = maker().get("/v1/things/1")
    assert (answer.status, answer.json["code"], answer.headers["Retry-After"]) == (503, "busy", "1")


def test_a_change_that_the_database_throttles_is_told_as_busy_and_can_be_sent_again(table, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    throttled = error("TransactionCanceledException", CancellationReasons=[{"Code": "ThrottlingError"}])
    once = {"Idempotency-Key": "k-1"}
    with answering("dynamodb", "TransactWriteItems", *[throttled] * 5):
        answer = maker().post("/v1/things", {"name": "lamp"}, once)
    assert (answer.status, answer.json["code"], answer.headers["Retry-After"]) == (503, "busy", "1")
    assert maker().post("/v1/things", {"name": "lamp"}, once).status == 201


def test_a_database_that_refuses_is_our_fault(table):
    with answering("dynamodb", "GetItem", error("AccessDeniedException")):
        assert maker().get("/v1/things/1").status == 500


def test_a_limit_says_when_to_come_again():
    answer = visitor().get("/v1/broken/limit")
    assert (answer.status, answer.headers["Retry-After"], answer.json["retry_after_s"]) == (429, "17", 17)


def test_the_details_of_a_refusal_are_members_of_the_document():
    answer = visitor().get("/v1/broken/version", {"Accept-Language": "en"})
    assert (answer.status, answer.json["version"]) == (412, 7)
    assert "version 7" in answer.json["detail"]


def test_a_field_that_cannot_be_is_named_like_one_that_is_malformed():
    answer = visitor().get("/v1/broken/field")
    assert answer.json["errors"] == [{"loc": ["body", "fruits", 3], "message": "not a fruit"}]


def test_a_view_may_answer_with_a_page_of_its_own():
    assert visitor().get("/v1/page").headers["Content-Type"] == "text/html"
