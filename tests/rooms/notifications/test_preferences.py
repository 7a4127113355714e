"""A person's own preferences over HTTP."""

import pytest

from chalicelib.notifications.preferences import MANDATORY
from chalicelib.notifications.rules import GROUPS, KINDS, RULES
from tests.builders.estate import a_resident, an_estate

PATH = "/v1/me/preferences"
CHOSEN = {
    "groups": {"conversation": {"email": False, "web_push": True}, "surveys": {"sms": False}},
    "quiet_hours": {"starts": "22:00", "ends": "07:00"},
    "digest": {"on": True, "hour": 18},
    "time_zone": "Europe/Berlin",
}


@pytest.fixture
def tenancy(api):
    return api.found()


@pytest.fixture
def technician(api, tenancy):
    return api.as_(api.member(tenancy, "technician")["sign_in_name"])


def put(caller, body, **headers):
    return caller.request("PUT", PATH, body, headers)


def test_who_chose_nothing_reads_the_defaults_and_what_cannot_be_switched_off(technician):
    answer = technician.get(PATH, {"Accept-Language": "en"})
    assert answer.status == 200 and answer.headers["ETag"] == '"0"'
    shown = answer.json
    assert [one["group"] for one in shown["groups"]] == list(GROUPS)
    assert all(all(one["channels"].values()) for one in shown["groups"])
    assert sorted(kind for one in shown["groups"] for kind in one["kinds"]) == list(KINDS)
    assert shown["quiet_hours"] is None and shown["digest"] == {"on": False, "hour": 17}
    assert {one["name"] for one in shown["mandatory"]} == set(MANDATORY)


def test_what_is_said_to_be_mandatory_is_what_the_rules_make_so():
    made = {rule.kind for rules in RULES.values() for rule in rules if rule.is_mandatory}
    assert set(MANDATORY) == made | {"emergency"}
    assert all(set(texts) == {"en", "zh-CN"} for texts in MANDATORY.values())


def test_a_manager_gets_a_digest_unless_they_say_otherwise(api, tenancy):
    manager = api.as_(api.member(tenancy, "manager")["sign_in_name"])
    assert manager.get(PATH).json["digest"]["on"] is True
    assert put(manager, {"digest": {"on": False}}).json["digest"]["on"] is False
    assert put(manager, {}).json["digest"]["on"] is True


def test_what_is_chosen_is_read_back_and_what_is_left_out_goes_back(technician):
    chosen = put(technician, CHOSEN)
    assert chosen.status == 200 and chosen.json["version"] == 1
    again = technician.get(PATH).json
    assert again == chosen.json
    off = {one["group"]: [name for name, on in one["channels"].items() if not on] for one in again["groups"]}
    assert {group: names for group, names in off.items() if names} == {
        "conversation": ["email"],
        "surveys": ["sms"],
    }
    assert again["quiet_hours"] == CHOSEN["quiet_hours"] and again["time_zone"] == "Europe/Berlin"
    assert again["digest"] == {"on": True, "hour": 18}
    bare = put(technician, {}).json
    assert bare["version"] == 2 and bare["quiet_hours"] is None and bare["time_zone"] is None


def test_a_resident_has_the_same(api):
    estate = an_estate(api, "Riverside")
    someone = api.as_(a_resident(estate)["sign_in_name"])
    assert someone.get(PATH).json["digest"]["on"] is False
    assert put(someone, CHOSEN).json["quiet_hours"] == CHOSEN["quiet_hours"]


def test_nobody_sees_or_touches_those_of_others(api, tenancy, technician):
    other = api.as_(api.member(tenancy, "technician", username="other")["sign_in_name"])
    put(technician, CHOSEN)
    assert other.get(PATH).json["version"] == 0


def test_a_version_that_is_no_longer_current_is_refused(technician):
    assert put(technician, CHOSEN, **{"If-Match": '"0"'}).status == 200
    refused = put(technician, CHOSEN, **{"If-Match": '"0"'})
    assert (refused.status, refused.json["code"]) == (412, "precondition_failed")


@pytest.mark.parametrize(
    "body",
    [
        {"groups": {"gossip": {"email": False}}},
        {"groups": {"work": {"pigeon": False}}},
        {"groups": {"work": {"email": "no"}}},
        {"quiet_hours": {"starts": "22:00", "ends": "22:00"}},
        {"quiet_hours": {"starts": "06:00", "ends": "23:00"}},
        {"quiet_hours": {"starts": "24:00", "ends": "07:00"}},
        {"quiet_hours": {"starts": "22:00"}},
        {"digest": {"on": True, "hour": 24}},
        {"time_zone": "Mars/Olympus"},
        {"mandatory": []},
    ],
)
def test_what_cannot_be_is_refused(technician, body):
    assert put(technician, body).status == 422
    assert technician.get(PATH).json["version"] == 0
