"""Founding tenants."""

import pytest

from chalicelib.kernel.actor import Assignment
from chalicelib.kernel.changes import Founding
from chalicelib.kernel.tenancy import all_tenants
from chalicelib.organization.model import Operator
from chalicelib.organization.store import save_operator
from tests.builders.cloud import outbox

HARBOUR = {
    "name": "海港物业",
    "locale": "zh-CN",
    "time_zone": "Asia/Shanghai",
    "currency": "CNY",
    "jurisdiction": "CN",
    "admin": {"username": "chen", "name": "陈宇", "email": "chen@harbour.example"},
}


def test_a_tenant_is_founded_with_an_administrator(api):
    answer = api.operator.post("/v1/tenants", HARBOUR)
    assert answer.status == 201
    made = answer.json
    admin = made.pop("admin")
    assert made == {
        "id": made["id"],
        "slug": f"t-{made['id'][-6:].lower()}",
        **{name: value for name, value in HARBOUR.items() if name != "admin"},
        "version": 1,
    }
    assert admin["sign_in_name"] == f"chen@{made['slug']}"
    assert admin["temporary_password"]
    me = api.as_(admin["sign_in_name"]).get("/v1/me").json
    assert (me["member"]["id"], me["roles"], me["tenant"]["id"]) == (
        admin["id"],
        ["tenant_admin"],
        made["id"],
    )
    assert list(all_tenants()) == [made["id"]]


def test_the_news_of_the_administrator_belongs_to_the_new_tenant(api):
    tenancy = api.found()
    (event,) = outbox()
    assert (event["type"], event["detail"]["tenant"]) == ("MemberInvited", tenancy.id)


def test_a_repeated_founding_is_answered_as_the_first(api):
    key = {"Idempotency-Key": "harbour"}
    first, again = (api.operator.post("/v1/tenants", HARBOUR, headers=key) for _ in range(2))
    assert again.json == first.json
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(list(all_tenants())) == 1
    other = api.operator.post("/v1/tenants", {**HARBOUR, "name": "Other"}, headers=key)
    assert other.json["code"] == "idempotency_key_reused"


def test_two_companies_of_one_name_do_not_meet(api):
    one, two = api.found(), api.found()
    assert one.slug != two.slug
    assert one.admin != two.admin
    assert api.as_(two.admin).get(f"/v1/members/{one.admin_id}").status == 404


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
def test_a_wrong_field_is_named(api, fields, loc):
    answer = api.operator.post("/v1/tenants", {**HARBOUR, **fields})
    assert answer.status == 422
    assert [error["loc"] for error in answer.json["errors"]] == [loc]


def test_only_the_platform_reaches_into_a_tenant_that_it_founds(cloud, acting):
    part = save_operator(Operator(id="op_1", name="Eve"))
    with pytest.raises(ValueError, match="only the platform"):
        acting(assignments=(Assignment(role="platform_operator"),)).commit(Founding("tn_two", part))
