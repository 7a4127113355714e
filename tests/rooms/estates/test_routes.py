"""The API of places and residents, with the conventions that every route keeps."""

import pytest

from tests.builders.api import made_by
from tests.builders.estate import SHANGHAI, a_resident, an_estate


@pytest.fixture
def estate(api, clock):
    return an_estate(api)


@pytest.fixture
def stranger(api, estate):
    """The administrator of another tenant."""
    return api.as_(api.found("Second Estates", locale="zh-CN").admin)


def test_a_place_is_made_and_read_back(estate):
    unit = estate.steward.get(f"/v1/units/{estate.unit_id}")
    assert unit.json == {
        "id": estate.unit_id,
        "building_id": estate.building_id,
        "community_id": estate.community_id,
        "name": "3-1201",
        "contact_id": None,
        "resident_ids": [],
        "version": 1,
    }
    assert unit.headers["ETag"] == '"1"'
    building = estate.steward.get(f"/v1/buildings/{estate.building_id}").json
    assert building["location"] == SHANGHAI
    assert building["geofence_radius_m"] is None
    assert estate.steward.get(f"/v1/communities/{estate.community_id}").json["name"] == "Lakeside Gardens"


def test_a_location_is_kept_in_wgs84(estate):
    for datum in ("gcj02", "bd09"):
        body = {"community_id": estate.community_id, "name": "B", "location": {**SHANGHAI, "datum": datum}}
        location = made_by(estate.steward.post("/v1/buildings", body))["location"]
        assert location["datum"] == "wgs84"
        assert 0.001 < abs(location["lon"] - SHANGHAI["lon"]) < 0.02


def test_residents_become_contact_until_an_owner_comes(estate):
    renter = a_resident(estate, None, relation="renter")
    assert estate.steward.get(f"/v1/units/{estate.unit_id}").json["contact_id"] == renter["id"]
    owner = a_resident(estate, None, relation="owner")
    a_resident(estate, None, relation="owner")
    unit = estate.steward.get(f"/v1/units/{estate.unit_id}").json
    assert unit["contact_id"] == owner["id"]
    assert len(unit["resident_ids"]) == 3
    assert unit["version"] == 4


def test_a_resident_with_a_username_can_sign_in_and_see_their_own_unit_only(api, estate):
    other = made_by(estate.steward.post("/v1/units", {"building_id": estate.building_id, "name": "3-1202"}))
    resident = a_resident(estate, "li.wei", email="li@example.com")
    assert resident["sign_in_name"] == f"li.wei@{estate.tenancy.slug}"
    assert resident["temporary_password"]
    assert resident["language"] == "en"
    signed_in = api.as_(resident["sign_in_name"])
    assert signed_in.get("/v1/me").json["resident"]["unit_ids"] == [estate.unit_id]
    assert signed_in.get(f"/v1/units/{estate.unit_id}").status == 200
    assert signed_in.get(f"/v1/units/{other['id']}").status == 404
    assert signed_in.get("/v1/units").status == 403
    assert signed_in.get(f"/v1/residents/{resident['id']}").status == 403
    read = estate.steward.get(f"/v1/residents/{resident['id']}").json
    assert "temporary_password" not in read


def test_a_resident_without_a_username_gets_no_password(estate):
    resident = a_resident(estate, None)
    assert (resident["sign_in_name"], resident["temporary_password"]) == (None, None)


def test_a_taken_username_is_a_conflict(estate):
    a_resident(estate, "li.wei")
    body = {"username": "Li.Wei", "name": "L", "phone": "13800138000", "unit_ids": [], "relation": "renter"}
    answer = estate.steward.post("/v1/residents", body)
    assert (answer.status, answer.json["code"]) == (409, "username_taken")


def test_a_resident_who_moved_out_can_sign_in_no_more(api, estate):
    resident = a_resident(estate)
    estate.steward.patch(f"/v1/residents/{resident['id']}", {"is_active": False})
    assert api.as_(resident["sign_in_name"]).get("/v1/me").status == 401


def test_residents_are_listed_by_unit_as_they_are_now(estate):
    other = made_by(estate.steward.post("/v1/units", {"building_id": estate.building_id, "name": "3-1202"}))
    both = a_resident(estate, None, unit_ids=[estate.unit_id, other["id"]])
    one = a_resident(estate, None)
    estate.steward.patch(f"/v1/residents/{both['id']}", {"name": "New Name"})
    listed = {r["id"]: r for r in estate.steward.get(f"/v1/residents?unit={estate.unit_id}").json["items"]}
    assert set(listed) == {both["id"], one["id"]}
    assert listed[both["id"]]["name"] == "New Name"
    assert [r["id"] for r in estate.steward.get(f"/v1/residents?unit={other['id']}").json["items"]] == [
        both["id"]
    ]


def test_lists_go_on_with_a_cursor_that_fits_nothing_else(api, estate, clock):
    for number in range(4):
        clock.advance(seconds=1)
        made_by(estate.steward.post("/v1/units", {"building_id": estate.building_id, "name": f"4-{number}"}))
    path = f"/v1/units?building={estate.building_id}&limit=2"
    first = estate.steward.get(path).json
    second = estate.steward.get(f"{path}&cursor={first['next_cursor']}").json
    third = estate.steward.get(f"{path}&cursor={second['next_cursor']}").json
    names = [unit["name"] for page in (first, second, third) for unit in page["items"]]
    assert names == ["4-3", "4-2", "4-1", "4-0", "3-1201"]
    assert third["next_cursor"] is None
    for wrong in (f"/v1/units?cursor={first['next_cursor']}", f"{path}&cursor=x{first['next_cursor']}"):
        assert estate.steward.get(wrong).json["code"] == "invalid_cursor"


def test_a_list_refuses_filters_and_limits_that_it_does_not_know(estate):
    for path in ("/v1/communities", "/v1/buildings", "/v1/units", "/v1/residents"):
        answer = estate.steward.get(f"{path}?colour=red")
        assert (answer.status, answer.json["errors"][0]["loc"]) == (422, ["query", "colour"])
        assert estate.steward.get(f"{path}?limit=0").status == 422


def test_another_tenant_sees_nothing(estate, stranger):
    resident = a_resident(estate, None)
    paths = [
        f"/v1/communities/{estate.community_id}",
        f"/v1/buildings/{estate.building_id}",
        f"/v1/units/{estate.unit_id}",
        f"/v1/residents/{resident['id']}",
    ]
    for path in paths:
        assert stranger.get(path).status == 404
        assert stranger.patch(path, {"name": "Mine"}).status == 404
        collection = path.rsplit("/", 1)[0]
        assert stranger.get(collection).json["items"] == []
    assert stranger.get(f"/v1/units?building={estate.building_id}").json["items"] == []
    assert stranger.get(f"/v1/residents?unit={estate.unit_id}").json["items"] == []


def test_a_foreign_parent_looks_like_an_unknown_one(estate, stranger):
    person = {"name": "R", "phone": "13800138000", "relation": "owner"}
    place = {"name": "B", "location": SHANGHAI}
    for path, body, loc in [
        ("/v1/buildings", {**place, "community_id": estate.community_id}, ["body", "community_id"]),
        ("/v1/buildings", {**place, "community_id": "cm_none"}, ["body", "community_id"]),
        ("/v1/units", {"building_id": estate.building_id, "name": "U"}, ["body", "building_id"]),
        ("/v1/units", {"building_id": "bd_none", "name": "U"}, ["body", "building_id"]),
        ("/v1/residents", {**person, "unit_ids": [estate.unit_id]}, ["body", "unit_ids", 0]),
        ("/v1/residents", {**person, "unit_ids": ["un_none"]}, ["body", "unit_ids", 0]),
    ]:
        answer = stranger.post(path, body)
        assert (answer.status, answer.json["code"]) == (404, "not_found")
        assert answer.json["errors"] == [{"loc": loc, "message": "找不到所指的内容"}]


def test_roles_that_may_not_are_refused(api, estate):
    front_desk = api.as_(api.member(estate.tenancy, "front_desk")["sign_in_name"])
    assert front_desk.get("/v1/units").status == 200
    for path in ("/v1/communities", "/v1/buildings", "/v1/units", "/v1/residents"):
        assert front_desk.post(path, {}).status == 403
    assert api.with_header(None).get("/v1/units").status == 401


WRONG = [
    ("/v1/communities", {}, ["body", "name"]),
    ("/v1/communities", {"name": 7}, ["body", "name"]),
    ("/v1/communities", {"name": "x", "tenant": "tn_2"}, ["body", "tenant"]),
    (
        "/v1/buildings",
        {"community_id": "cm_1", "name": "B", "location": {**SHANGHAI, "lat": 95}},
        ["body", "location", "lat"],
    ),
    (
        "/v1/buildings",
        {"community_id": "cm_1", "name": "B", "location": {"lat": 1, "lon": 1}},
        ["body", "location", "datum"],
    ),
    (
        "/v1/buildings",
        {"community_id": "cm_1", "name": "B", "location": SHANGHAI, "geofence_radius_m": 1},
        ["body", "geofence_radius_m"],
    ),
    ("/v1/units", {"building_id": "a#b", "name": "U"}, ["body", "building_id"]),
    ("/v1/residents", {"name": "R", "phone": "x", "unit_ids": [], "relation": "owner"}, ["body", "phone"]),
    (
        "/v1/residents",
        {"name": "R", "phone": "13800138000", "unit_ids": [], "relation": "guest"},
        ["body", "relation"],
    ),
]


def test_wrong_fields_are_named(estate):
    for path, body, loc in WRONG:
        answer = estate.steward.post(path, body)
        assert (answer.status, answer.json["errors"][0]["loc"]) == (422, loc)


def test_unreadable_json_is_400(estate):
    assert estate.steward.post("/v1/communities", b"{").json["code"] == "malformed_json"


def test_a_repeated_key_makes_one_thing_and_another_body_is_refused(estate):
    key = {"Idempotency-Key": "k1"}
    body = {
        "username": "li.wei",
        "name": "L",
        "phone": "13800138000",
        "unit_ids": [estate.unit_id],
        "relation": "owner",
    }
    first = estate.steward.post("/v1/residents", body, key)
    again = estate.steward.post("/v1/residents", body, key)
    assert (again.status, again.json) == (201, first.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert estate.steward.get(f"/v1/units/{estate.unit_id}").json["resident_ids"] == [first.json["id"]]
    other = estate.steward.post("/v1/residents", {**body, "name": "Other"}, key)
    assert (other.status, other.json["code"]) == (422, "idempotency_key_reused")


def test_a_patch_replaces_what_it_names_if_the_version_matches(estate):
    path = f"/v1/buildings/{estate.building_id}"
    changed = estate.steward.patch(path, {"geofence_radius_m": 80}, {"If-Match": '"1"'})
    assert (changed.status, changed.json["geofence_radius_m"], changed.json["name"]) == (
        200,
        80,
        "Building 3",
    )
    assert changed.headers["ETag"] == '"2"'
    stale = estate.steward.patch(path, {"name": "X"}, {"If-Match": '"1"'})
    assert (stale.status, stale.json["code"]) == (412, "precondition_failed")
    moved = estate.steward.patch(path, {"geofence_radius_m": None, "location": {**SHANGHAI, "lat": 31.5}})
    assert (moved.json["geofence_radius_m"], moved.json["location"]["lat"]) == (None, 31.5)
    for path, name in ((f"/v1/communities/{estate.community_id}", "C"), (f"/v1/units/{estate.unit_id}", "U")):
        assert estate.steward.patch(path, {"name": name}).json["name"] == name
        assert estate.steward.patch(path, {"name": None}).json["name"] == name
        assert estate.steward.get(path).json["name"] == name
        assert estate.steward.patch(path, {"name": "X"}, {"If-Match": '"9"'}).status == 412
