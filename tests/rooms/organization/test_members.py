"""Members: inviting, changing and revoking them, through the routes."""

import os

import boto3

from chalicelib.organization.permissions import MEMBERS
from chalicelib.organization.sign_in import create_user
from tests.builders.cloud import outbox
from tests.rooms.organization.bodies import LI


def sign_in_status(sign_in_name: str, password: str) -> str:
    """What the identity pool says to this name and password."""
    pool = boto3.client("cognito-idp")
    made = pool.create_user_pool_client(
        UserPoolId=os.environ["USER_POOL_ID"], ClientName="tests", ExplicitAuthFlows=["USER_PASSWORD_AUTH"]
    )
    answer = pool.initiate_auth(
        ClientId=made["UserPoolClient"]["ClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": sign_in_name, "PASSWORD": password},
    )
    return answer.get("ChallengeName", "signed in")


def test_an_invited_member_signs_in_with_the_temporary_password_and_must_change_it(api):
    tenancy = api.found()
    department = api.department(tenancy)
    answer = api.as_(tenancy.admin).post("/v1/members", {**LI, "department_ids": [department]})
    assert answer.status == 201
    assert answer.headers["ETag"] == '"1"'
    member = answer.json
    assert member["sign_in_name"] == "li.wei@harbour-estates"
    assert member["assignments"] == [{"role": "technician", "department_id": department}]
    assert member["language"] == "en"  # the tenant's
    assert sign_in_status(member["sign_in_name"], member["temporary_password"]) == "NEW_PASSWORD_REQUIRED"
    assert [e["type"] for e in outbox() if e["detail"]["entity"] == member["id"]] == ["MemberInvited"]


def test_only_the_invitation_tells_the_temporary_password(api):
    tenancy = api.found()
    member = api.member(tenancy, "technician")
    read = api.as_(tenancy.admin).get(f"/v1/members/{member['id']}").json
    assert {**read, "temporary_password": member["temporary_password"]} == member


def test_a_user_left_by_a_half_done_attempt_is_taken_over(api):
    tenancy = api.found()
    create_user("li.wei@harbour-estates", "Forgotten-0", name="Li", email=None, phone=None)
    answer = api.as_(tenancy.admin).post("/v1/members", LI)
    assert answer.status == 201
    password = answer.json["temporary_password"]
    assert sign_in_status("li.wei@harbour-estates", password) == "NEW_PASSWORD_REQUIRED"


def test_a_user_name_is_taken_once_in_a_tenant_however_it_is_written(api):
    one, two = api.found(), api.found("Lakeside")
    api.member(one, "technician", username="li.wei")
    again = api.as_(one.admin).post("/v1/members", LI)
    assert (again.status, again.json["code"]) == (409, "username_taken")
    assert api.as_(two.admin).post("/v1/members", LI).status == 201


def test_a_repeated_invitation_is_answered_as_the_first(api):
    admin = api.as_(api.found().admin)
    key = {"Idempotency-Key": "invite-li"}
    first = admin.post("/v1/members", LI, headers=key)
    again = admin.post("/v1/members", LI, headers=key)
    assert (first.status, again.status) == (201, 201)
    assert again.json == first.json
    assert again.headers["Idempotency-Replayed"] == "true"
    other = admin.post("/v1/members", {**LI, "name": "Other"}, headers=key)
    assert (other.status, other.json["code"]) == (422, "idempotency_key_reused")


def test_a_role_given_for_one_department_is_held_only_there(api):
    tenancy = api.found()
    department = api.department(tenancy)
    member = api.member(tenancy, {"role": "manager", "department_id": department}, username="ma")
    assert member["assignments"] == [{"role": "manager", "department_id": department}]
    assert member["roles"] == ["manager"]


def test_only_an_administrator_manages_members(api):
    tenancy = api.found()
    for role in sorted(MEMBERS - {"tenant_admin"}):
        caller = api.as_(api.member(tenancy, role)["sign_in_name"])
        refused = [
            caller.post("/v1/members", LI),
            caller.post("/v1/departments", {"name": "A", "kind": "service"}),
            caller.patch(f"/v1/members/{tenancy.admin_id}", {"name": "Me"}),
            caller.post(f"/v1/members/{tenancy.admin_id}/revoke"),
            caller.post("/v1/tenants", {}),
        ]
        assert {(answer.status, answer.json["code"]) for answer in refused} == {(403, "forbidden")}, role
        assert caller.get("/v1/members").status == (403 if role == "contractor" else 200), role


def test_another_tenants_ids_are_not_found(api):
    one, two = api.found(), api.found("Lakeside")
    member, department = api.member(one, "technician")["id"], api.department(one)
    stranger = api.as_(two.admin)
    assert stranger.get(f"/v1/members/{member}").status == 404
    assert stranger.patch(f"/v1/members/{member}", {"name": "X"}).status == 404
    assert stranger.post(f"/v1/members/{member}/revoke").status == 404
    assert stranger.get(f"/v1/departments/{department}").status == 404
    assert stranger.patch(f"/v1/departments/{department}", {"head_ids": [member]}).status == 404
    assert stranger.post("/v1/members", {**LI, "department_ids": [department]}).status == 404
    assert (
        stranger.post("/v1/departments", {"name": "A", "kind": "data", "parent_id": department}).status == 404
    )
    assert [m["id"] for m in stranger.get("/v1/members").json["items"]] == [two.admin_id]
    assert stranger.get(f"/v1/members?department={department}").json["items"] == []


def test_changing_a_member_moves_departmental_roles_along(api):
    tenancy = api.found()
    old, new = api.department(tenancy), api.department(tenancy)
    admin = api.as_(tenancy.admin)
    member = api.member(tenancy, "technician", "dispatcher", username="li", department_ids=[old])
    changed = admin.patch(
        f"/v1/members/{member['id']}", {"department_ids": [new], "phone": "02812345678"}
    ).json
    assert changed["assignments"] == [
        {"role": "technician", "department_id": new},
        {"role": "dispatcher", "department_id": None},
    ]
    assert (changed["phone"], changed["version"]) == ("02812345678", 2)
    assert admin.get(f"/v1/members?department={old}").json["items"] == []
    assert [m["version"] for m in admin.get(f"/v1/members?department={new}").json["items"]] == [2]
    cleared = admin.patch(
        f"/v1/members/{member['id']}", {"phone": None, "name": None, "roles": ["manager"]}
    ).json
    assert (cleared["phone"], cleared["name"], cleared["roles"]) == (None, "li", ["manager"])


def test_if_match_is_honoured_on_a_member(api):
    tenancy = api.found()
    admin = api.as_(tenancy.admin)
    path = f"/v1/members/{api.member(tenancy, 'technician')['id']}"
    assert admin.patch(path, {"name": "B"}, headers={"If-Match": '"1"'}).headers["ETag"] == '"2"'
    assert admin.patch(path, {"name": "C"}, headers={"If-Match": '"1"'}).status == 412
    assert admin.post(path + "/revoke", headers={"If-Match": '"1"'}).status == 412
    assert admin.get(path).json["is_active"]


def test_a_revoked_member_holds_nothing_and_signs_in_no_more(api):
    tenancy = api.found()
    department = api.department(tenancy)
    member = api.member(tenancy, "technician", department_ids=[department])
    admin = api.as_(tenancy.admin)
    revoked = admin.post(f"/v1/members/{member['id']}/revoke").json
    assert (revoked["is_active"], revoked["roles"], revoked["department_ids"]) == (False, [], [])
    assert admin.get(f"/v1/members?department={department}").json["items"] == []
    user = boto3.client("cognito-idp").admin_get_user(
        UserPoolId=os.environ["USER_POOL_ID"], Username=member["sign_in_name"]
    )
    assert not user["Enabled"]
    assert [e["type"] for e in outbox() if e["detail"]["entity"] == member["id"]] == [
        "MemberInvited",
        "MemberRevoked",
    ]
    again = admin.post(f"/v1/members/{member['id']}/revoke")
    assert (again.status, again.json["code"]) == (409, "member_inactive")
    assert admin.patch(f"/v1/members/{member['id']}", {"name": "X"}).status == 409


def test_an_administrator_cannot_lock_themselves_out(api):
    tenancy = api.found()
    admin = api.as_(tenancy.admin)
    own = f"/v1/members/{tenancy.admin_id}"
    assert admin.post(own + "/revoke").json["code"] == "own_membership"
    assert admin.patch(own, {"roles": ["manager"]}).json["code"] == "own_membership"
    assert admin.patch(own, {"roles": ["manager", "tenant_admin"]}).status == 200


def test_members_are_listed_page_by_page_in_the_order_of_their_invitation(api):
    tenancy = api.found()
    admin = api.as_(tenancy.admin)
    made = [tenancy.admin_id] + [api.member(tenancy, "technician", username=f"t{n}")["id"] for n in range(4)]
    seen, cursor = [], ""
    while cursor is not None:
        page = admin.get(f"/v1/members?limit=2{cursor and '&cursor=' + cursor}").json
        seen += [member["id"] for member in page["items"]]
        cursor = page["next_cursor"]
    assert sorted(seen) == sorted(made)
    assert len(seen) == len(made)


def test_a_cursor_serves_only_its_own_list(api):
    tenancy = api.found()
    api.member(tenancy, "technician")
    admin = api.as_(tenancy.admin)
    cursor = admin.get("/v1/members?limit=1").json["next_cursor"]
    assert admin.get(f"/v1/members?cursor={cursor}").status == 200
    assert admin.get(f"/v1/departments?cursor={cursor}").json["code"] == "invalid_cursor"
    assert admin.get(f"/v1/members?cursor=A{cursor}").status == 400
    assert api.as_("technician@harbour-estates").get(f"/v1/members?cursor={cursor}").status == 400
    assert admin.get("/v1/members?colour=red").status == 422


def test_reading_a_member_is_one_call_and_a_list_one_query(api, calls):
    tenancy = api.found()
    department = api.department(tenancy)
    admin = api.as_(tenancy.admin)
    for path, expected in [
        (f"/v1/members/{tenancy.admin_id}", "GetItem"),
        (f"/v1/departments/{department}", "GetItem"),
        ("/v1/members", "Query"),
        (f"/v1/members?department={department}", "Query"),
        ("/v1/departments", "Query"),
        ("/v1/me", "BatchGetItem"),
        ("/v1/tenant", "GetItem"),
    ]:
        calls.clear()
        assert admin.get(path).status == 200
        assert calls == ["GetItem", "GetItem", expected], path  # the first two are the authorizer's
    calls.clear()
    admin.post("/v1/members", {**LI, "department_ids": [department]})
    assert calls[2:] == [
        "UpdateItem",
        "BatchGetItem",
        "TransactWriteItems",
    ]  # first a token, inviting is costly
