"""Choosing the language of one's messages: a member's and a resident's own."""

import pytest

from tests.builders.estate import a_resident, an_estate


@pytest.fixture
def estate(api):
    return an_estate(api)


def language(caller):
    me = caller.get("/v1/me").json
    return (me["member"] or me["resident"])["language"]


def test_members_and_residents_choose_their_own_language(api, estate):
    member = api.member(estate.tenancy, "technician", language="zh-CN")
    resident = a_resident(estate, language="zh-CN")
    for made, path in ((member, "members"), (resident, "residents")):
        caller = api.as_(made["sign_in_name"])
        assert language(caller) == "zh-CN"
        changed = caller.patch("/v1/me", {"language": "en"})
        assert (changed.status, changed.json) == (200, caller.get("/v1/me").json)
        assert language(caller) == "en"
        kept = estate.steward.get(f"/v1/{path}/{made['id']}").json
        expected = {name: value for name, value in made.items() if name != "temporary_password"}
        assert kept == {**expected, "language": "en", "version": 2}
        stale = caller.patch("/v1/me", {"language": "zh-CN"}, {"If-Match": '"1"'})
        assert (stale.status, language(caller)) == (412, "en")
    assert language(estate.steward) == "en"
    listed = estate.steward.get(f"/v1/residents?unit={estate.unit_id}").json["items"]
    assert [one["language"] for one in listed] == ["en"]


def test_only_a_language_of_the_product_is_taken_and_nothing_else_of_oneself(api, estate):
    for body in ({}, {"language": "fr"}, {"language": None}, {"language": "en", "roles": ["tenant_admin"]}):
        assert estate.steward.patch("/v1/me", body).status == 422
    assert api.operator.patch("/v1/me", {"language": "en"}).status == 403
    assert api.with_header(None).patch("/v1/me", {"language": "en"}).status == 401
