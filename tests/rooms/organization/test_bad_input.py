"""What a client gets wrong: unreadable bodies, wrong fields, unknown ones."""

import pytest

from tests.rooms.organization.bodies import HARBOUR, LI

ADMIN = "admin@harbour-estates"


@pytest.mark.parametrize(
    ("fields", "loc"),
    [
        ({"username": "a b"}, ["body", "username"]),
        ({"username": "a@b"}, ["body", "username"]),
        ({"name": " "}, ["body", "name"]),
        ({"email": "nobody"}, ["body", "email"]),
        ({"phone": "call me"}, ["body", "phone"]),
        ({"roles": ["resident"]}, ["body", "roles", 0, "plain"]),
        ({"roles": ["platform_operator"]}, ["body", "roles", 0, "plain"]),
        ({"roles": [7]}, ["body", "roles", 0, "for_department"]),
        (
            {"roles": [{"role": "tenant_admin", "department_id": "dp_1"}]},
            ["body", "roles", 0, "for_department", "role"],
        ),
        ({"department_ids": ["a#b"]}, ["body", "department_ids", 0]),
        ({"language": "fr"}, ["body", "language"]),
        ({"is_active": False}, ["body", "is_active"]),
    ],
)
def test_a_wrong_field_of_a_member_is_named(door, fields, loc):
    answer = door.as_(ADMIN).post("/v1/members", {**LI, **fields})
    assert answer.status == 422
    assert [error["loc"] for error in answer.json["errors"]] == [loc]


def test_a_body_that_is_no_json_is_unreadable(door):
    answer = door.as_(ADMIN).post("/v1/members", b'{"username": ')
    assert (answer.status, answer.json["code"]) == (400, "malformed_json")


@pytest.mark.parametrize(
    ("body", "loc"),
    [
        ({"name": "A", "kind": "kitchen"}, ["body", "kind"]),
        ({"name": "A", "kind": "service", "colour": "red"}, ["body", "colour"]),
        ({"kind": "service"}, ["body", "name"]),
    ],
)
def test_a_wrong_field_of_a_department_is_named(door, body, loc):
    answer = door.as_(ADMIN).post("/v1/departments", body)
    assert answer.status == 422
    assert [error["loc"] for error in answer.json["errors"]] == [loc]


@pytest.mark.parametrize(
    ("fields", "loc"),
    [
        ({"time_zone": "Mars/Olympus"}, ["body", "time_zone"]),
        ({"currency": "yuan"}, ["body", "currency"]),
        ({"jurisdiction": "China"}, ["body", "jurisdiction"]),
        ({"locale": "fr"}, ["body", "locale"]),
        ({"slug": "mine"}, ["body", "slug"]),
        ({"admin": {"username": "chen", "name": "陈"}}, ["body", "admin", "email"]),
    ],
)
def test_a_wrong_field_of_a_tenant_is_named(door, fields, loc):
    answer = door.operator.post("/v1/tenants", {**HARBOUR, **fields})
    assert answer.status == 422
    assert [error["loc"] for error in answer.json["errors"]] == [loc]
