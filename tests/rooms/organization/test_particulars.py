"""What people are called and where they are reached, in the user pool: it follows what the table says."""

import os
from typing import Any

import boto3
import pytest

from chalicelib.kernel.aws import client
from tests.builders.boundary import answering, error
from tests.builders.bus import Bus, hand
from tests.builders.cloud import outbox, parked
from tests.builders.estate import a_resident, an_estate
from tests.rooms.organization.bodies import LI

UPDATE = ("cognito-idp", "AdminUpdateUserAttributes")


def in_pool(sign_in_name: str) -> dict[str, str]:
    """What the pool knows of a user; a blank attribute is one that is not there."""
    user = boto3.client("cognito-idp").admin_get_user(
        UserPoolId=os.environ["USER_POOL_ID"], Username=sign_in_name
    )
    found = {one["Name"]: one["Value"] for one in user["UserAttributes"]}
    return {name: value for name, value in found.items() if value not in ("", "false") and name != "sub"}


def changes(api, tenancy, *given: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """A member who is changed so, one change after the other; answers their name and the events, in order."""
    member = api.member(tenancy, "technician", username="li", email="old@example.com")
    for fields in given:
        assert api.as_(tenancy.admin).patch(f"/v1/members/{member['id']}", fields).status == 200
    return member["sign_in_name"], [one for one in outbox() if one["type"] == "ParticularsChanged"]


def test_a_members_new_addresses_reach_the_pool_and_are_vouched_for_as_at_the_invitation(api):
    tenancy = api.found()
    name, _ = changes(api, tenancy, {"name": "Li Wei", "email": "new@example.com", "phone": "+8613800138001"})
    assert in_pool(name)["email"] == "old@example.com"
    Bus().deliver()
    assert in_pool(name) == {
        "name": "Li Wei",
        "email": "new@example.com",
        "email_verified": "true",
        "phone_number": "+8613800138001",
        "phone_number_verified": "true",
    }


def test_a_residents_new_telephone_reaches_the_pool(api):
    estate = an_estate(api)
    resident = a_resident(estate)
    assert in_pool(resident["sign_in_name"])["phone_number"] == "+8613800138000"
    changed = estate.steward.patch(f"/v1/residents/{resident['id']}", {"phone": "+8613800138009"})
    assert changed.status == 200
    Bus().deliver(times=2)
    assert in_pool(resident["sign_in_name"])["phone_number"] == "+8613800138009"


def test_an_address_that_is_taken_away_is_good_for_nothing_any_more(api):
    name, _ = changes(api, api.found(), {"email": None, "phone": "13800138000"})
    Bus().deliver()
    assert in_pool(name) == {"name": "li"}  # a number without its country is none to the pool


def test_a_change_of_something_else_and_of_who_cannot_sign_in_asks_nothing_of_the_pool(api):
    estate = an_estate(api)
    _, told = changes(api, estate.tenancy, {"language": "zh-CN"}, {"email": "old@example.com"})
    assert told == []
    neighbour = a_resident(estate, username=None)
    estate.steward.patch(f"/v1/residents/{neighbour['id']}", {"phone": "+8613800138009"})
    assert not [one for one in outbox() if one["type"] == "ParticularsChanged"]


def test_events_that_come_late_and_twice_leave_what_the_table_says(api):
    name, told = changes(api, api.found(), {"email": "one@example.com"}, {"email": "two@example.com"})
    assert [one["detail"]["sequence"] for one in told] == [2, 3]
    for event in (told[1], told[0], told[1], told[0]):
        hand(event)
        assert in_pool(name)["email"] == "two@example.com"


def test_who_is_changed_while_the_pool_is_written_is_written_once_more(api):
    tenancy = api.found()
    name, told = changes(api, tenancy, {"email": "one@example.com"})
    event = "before-call.cognito-identity-provider.AdminUpdateUserAttributes"
    hooks, member = client("cognito-idp").meta.events, told[0]["detail"]["entity"]

    def faster(**_: Any) -> None:
        """Another change and its consumer come between the reading and the writing."""
        hooks.unregister(event, faster)
        assert (
            api.as_(tenancy.admin).patch(f"/v1/members/{member}", {"email": "two@example.com"}).status == 200
        )
        hand(next(one for one in outbox() if one["detail"]["sequence"] == 3))
        assert in_pool(name)["email"] == "two@example.com"

    hooks.register(event, faster)
    hand(told[0])
    assert in_pool(name)["email"] == "two@example.com"


def test_a_pool_that_is_out_of_reach_is_asked_again_and_then_the_event_is_parked(api):
    name, (event,) = changes(api, api.found(), {"email": "new@example.com"})
    with answering(*UPDATE, error("TooManyRequestsException"), error("InternalErrorException")):
        hand(event)
    assert in_pool(name)["email"] == "new@example.com"
    with answering(*UPDATE, *[error("UserNotFoundException")] * 3):
        hand(event)
    (left,) = parked()
    assert left["trigger"] == "chalicelib.organization.triggers.on_particulars"


@pytest.mark.parametrize("code", ["InvalidParameterException", "AliasExistsException"])
def test_what_the_pool_will_never_take_stands_once_in_the_audit_trail_and_changes_nothing_there(api, code):
    tenancy = api.found()
    name, (event,) = changes(api, tenancy, {"email": "new@example.com"})
    with answering(*UPDATE, *[error(code)] * 2):
        hand(event, times=2)
    assert in_pool(name)["email"] == "old@example.com"
    told = [
        (one["entity"]["kind"], one["entity"]["id"], one["actor"]["kind"])
        for one in api.as_(tenancy.admin).get("/v1/audit").json["items"]
        if one["action"] == "sign_in_refused"
    ]
    assert told == [("member", event["detail"]["entity"], "system")]
    assert parked() == []


def test_two_people_may_have_one_address(api):
    tenancy = api.found()
    api.as_(tenancy.admin).post("/v1/members", {**LI, "email": "both@example.com"})
    name, _ = changes(api, tenancy, {"email": "both@example.com"})
    Bus().deliver()
    assert in_pool(name)["email"] == "both@example.com"
