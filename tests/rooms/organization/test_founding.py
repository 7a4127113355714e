"""Founding tenants."""

import pytest

from chalicelib.kernel.actor import Assignment
from chalicelib.kernel.aws import client
from chalicelib.kernel.changes import Founding
from chalicelib.kernel.settings import settings
from chalicelib.kernel.tenancy import all_tenants
from chalicelib.organization.model import Operator
from chalicelib.organization.store import save_operator
from tests.builders.api import OPERATOR
from tests.builders.boundary import answering, error
from tests.builders.cloud import outbox
from tests.rooms.organization.bodies import HARBOUR


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


@pytest.mark.parametrize("name", ["Harbour Estates", "金地物业"])
def test_a_repeated_founding_leaves_one_sign_in(api, name):
    """The slug, and with it the sign-in, follows from a tenant's id where the name has no Latin letters."""
    body, key = {**HARBOUR, "name": name}, {"Idempotency-Key": "harbour"}
    operator = api.operator
    with answering("dynamodb", "TransactWriteItems", error("InternalServerError")):
        assert operator.post("/v1/tenants", body, headers=key).status == 500
    founded = [operator.post("/v1/tenants", body, headers=key).json for _ in range(2)]
    users = client("cognito-idp").list_users(UserPoolId=settings().user_pool_id)["Users"]
    assert [user["Username"] for user in users if user["Username"] != OPERATOR] == [
        founded[0]["admin"]["sign_in_name"]
    ]
    assert founded[0] == founded[1]


def test_two_companies_of_one_name_do_not_meet(api):
    one, two = api.found(), api.found()
    assert one.slug != two.slug
    assert one.admin != two.admin
    assert api.as_(two.admin).get(f"/v1/members/{one.admin_id}").status == 404


def test_only_the_platform_reaches_into_a_tenant_that_it_founds(cloud, acting):
    part = save_operator(Operator(id="op_1", name="Eve"))
    with pytest.raises(ValueError, match="only the platform"):
        acting(assignments=(Assignment(role="platform_operator"),)).commit(Founding("tn_two", part))
