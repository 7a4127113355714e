"""Whom a good token lets in, as whom, and at what cost."""

import json
import os

import boto3
import pytest

from chalicelib.kernel.changes import Save
from chalicelib.kernel.entity import Key
from chalicelib.kernel.table import TenantTable
from chalicelib.organization.authorizer import organization_authorize
from chalicelib.organization.bootstrap import create_platform_operator
from chalicelib.organization.jwks import KeySet
from chalicelib.organization.model import ResidentSignIn
from chalicelib.organization.sign_in import sign_in_change
from tests.builders import tokens
from tests.builders.api import OPERATOR


def test_a_name_that_leads_to_nobody_is_refused(api):
    assert api.as_("nobody@harbour-estates").get("/v1/me").status == 401


def test_a_lookup_without_a_person_behind_it_is_refused(api):
    TenantTable("tn_one").commit([sign_in_change("ghost@one", "mb_ghost"), sign_in_change("odd@one", "xx_1")])
    assert api.as_("ghost@one").get("/v1/me").status == 401
    assert api.as_("odd@one").get("/v1/me").status == 401


def test_a_revoked_member_is_refused(api):
    tenancy = api.found()
    member = api.member(tenancy, "technician")
    assert api.as_(member["sign_in_name"]).get("/v1/me").status == 200
    assert api.as_(tenancy.admin).post(f"/v1/members/{member['id']}/revoke").status == 200
    assert api.as_(member["sign_in_name"]).get("/v1/me").status == 401


def resident_of(tenant: str, **fields: object) -> str:
    """A resident as the room `estates` stores one, with more fields than a sign-in needs; answers the sign-in name."""

    class StoredResident(ResidentSignIn):
        phone: str
        relation: str

    known = {
        "id": "rs_1",
        "name": "王芳",
        "unit_ids": ("un_1",),
        "phone": "+8613800138000",
        "relation": "owner",
    }
    resident = StoredResident(**{**known, **fields})
    lead = sign_in_change("wang@harbour-estates", resident.id)
    TenantTable(tenant).commit([Save(Key(f"RESIDENT#{resident.id}"), resident), lead])
    return "wang@harbour-estates"


def test_a_resident_signs_in_to_their_units(api):
    tenancy = api.found()
    me = api.as_(resident_of(tenancy.id)).get("/v1/me")
    assert me.status == 200
    assert me.json["member"] is None
    assert me.json["resident"] == {"id": "rs_1", "name": "王芳", "unit_ids": ["un_1"], "language": "zh-CN"}
    assert me.json["roles"] == ["resident"]
    assert me.json["tenant"]["id"] == tenancy.id


def test_a_resident_who_has_left_is_refused(api):
    tenancy = api.found()
    assert api.as_(resident_of(tenancy.id, is_active=False)).get("/v1/me").status == 401


def test_a_member_is_told_who_they_are_and_what_they_may_do(api):
    tenancy = api.found()
    department = api.department(tenancy)
    api.member(tenancy, "technician", department_ids=[department])
    me = api.as_("technician@harbour-estates").get("/v1/me").json
    assert me["resident"] is None
    assert me["member"]["department_ids"] == [department]
    assert me["roles"] == ["technician"]
    assert "work_order.take" in me["permissions"]
    assert "organization.manage" not in me["permissions"]
    assert me["tenant"] == {
        "id": tenancy.id,
        "name": "Harbour Estates",
        "slug": "harbour-estates",
        "locale": "en",
        "time_zone": "Asia/Shanghai",
        "currency": "CNY",
        "jurisdiction": "CN",
    }


def test_the_operator_founds_tenants_and_sees_nothing_of_them(api):
    tenancy = api.found()
    me = api.operator.get("/v1/me").json
    assert me["permissions"] == ["tenant.create"]
    assert (me["member"], me["resident"], me["tenant"]) == (None, None, None)
    assert api.operator.get("/v1/members").status == 403
    assert api.operator.get(f"/v1/members/{tenancy.admin_id}").status == 403


def test_making_the_operator_again_only_sets_the_password(api):
    first = create_platform_operator(OPERATOR, "Operator-passw0rd")
    assert create_platform_operator(OPERATOR, "Another-passw0rd1") == first
    pool = boto3.client("cognito-idp")
    user = pool.admin_get_user(UserPoolId=os.environ["USER_POOL_ID"], Username=OPERATOR)
    assert user["UserStatus"] == "CONFIRMED"


def test_the_authorizer_costs_two_reads_and_tells_the_actor(api, calls):
    tenancy = api.found()
    calls.clear()
    event = {
        "type": "TOKEN",
        "authorizationToken": f"Bearer {tokens.id_token(tenancy.admin)}",
        "methodArn": "arn:aws:execute-api:us-east-1:123456789012:api/stage/GET/v1/me",
    }
    answer = organization_authorize(event, None)
    assert calls == ["GetItem", "GetItem"]
    assert answer["principalId"] == tenancy.admin_id
    assert answer["policyDocument"]["Statement"][0]["Resource"] == [
        "arn:aws:execute-api:us-east-1:123456789012:api/stage/*/*"
    ]
    assert json.loads(answer["context"]["actor"])["tenant"] == tenancy.id


def test_keys_are_fetched_once_and_unknown_ids_do_not_become_requests(tmp_path):
    address = tokens.write_jwks(tmp_path)
    keys = KeySet(address)
    assert keys.find(tokens.KEY_ID) is not None
    (tmp_path / "jwks.json").unlink()
    assert keys.find("unknown") is None
    assert keys.find(tokens.KEY_ID) is not None


def test_a_provider_out_of_reach_is_not_the_callers_fault(tmp_path):
    with pytest.raises(OSError, match="missing"):
        KeySet((tmp_path / "missing.json").as_uri()).find("any")
