"""A tenant's own words over HTTP."""

import pytest

from chalicelib.notifications.rules import KINDS

PATH = "/v1/templates/commented/zh-CN"
OWN = {"title": "【海港】{{ subject }}", "body": "{{ actor }}：{{ text }}\n单号 {{ number }}"}


@pytest.fixture
def tenancy(api):
    return api.found()


@pytest.fixture
def admin(api, tenancy):
    return api.as_(tenancy.admin)


def put(caller, body, path=PATH, **headers):
    return caller.request("PUT", path, body, headers)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_shows_its_words_and_the_values_it_may_name(admin, kind, language):
    shown = admin.get(f"/v1/templates/{kind}/{language}", {"Accept-Language": "en"})
    assert shown.status == 200 and shown.headers["ETag"] == '"0"'
    assert shown.json["built_in"] is True and shown.json["title"] and shown.json["body"]
    named = {one["name"] for one in shown.json["variables"]}
    assert {"actor", "text"} <= named and all(one["about"] for one in shown.json["variables"])
    own = {part: shown.json[part] for part in ("title", "body", "sms") if shown.json[part]}
    assert put(admin, own, f"/v1/templates/{kind}/{language}").status == 200


def test_the_list_says_of_every_kind_how_it_goes_out_and_where_its_words_are_own(admin):
    put(admin, OWN)
    put(admin, OWN, "/v1/templates/commented/en")
    admin.request("DELETE", PATH)
    shown = {one.pop("kind"): one for one in admin.get("/v1/templates").json["items"]}
    assert tuple(shown) == KINDS
    assert shown["commented"] == {
        "group": "conversation",
        "is_sms": False,
        "stays_inside": False,
        "own": ["en"],
    }
    assert shown["suspended"]["is_sms"] is True and shown["suspended"]["own"] == []
    assert [kind for kind, one in shown.items() if one["stays_inside"]] == ["notice_lost"]


def test_own_words_apply_until_they_are_taken_back_and_the_trail_tells_of_both(admin):
    written = put(admin, OWN)
    assert written.status == 200 and written.headers["ETag"] == '"1"'
    assert written.json["title"] == OWN["title"] and written.json["built_in"] is False
    assert admin.get(PATH).json == written.json
    assert put(admin, OWN, **{"If-Match": '"0"'}).status == 412
    gone = admin.request("DELETE", PATH, headers={"If-Match": '"1"'})
    assert gone.status == 200 and gone.json["built_in"] is True and gone.json["version"] == 2
    assert admin.request("DELETE", PATH).json == gone.json
    trail = [one for one in admin.get("/v1/audit").json["items"] if one["entity"]["kind"] == "template"]
    assert [one["entity"]["id"] for one in trail] == ["commented.zh-CN"] * 2
    assert trail[1]["data"]["title"] == {"from": None, "to": OWN["title"]}


@pytest.mark.parametrize(
    ("change", "part", "reason"),
    [
        ({"title": "{{ nobody }}"}, "title", "unknown variable 'nobody'; known are actor"),
        ({"body": "{{ amount }}"}, "body", "unknown variable 'amount'"),
        ({"body": "one\n{% if text %}"}, "body", "line 2"),
        ({"body": "{% for x in range(1000000000) %}{{ x }}{% endfor %}"}, "body", "For is not available"),
        ({"body": "{{ ''.__class__ }}"}, "body", "Getattr is not available"),
        ({"title": "{% if is_resident %}{{ subject }}{% endif %}"}, "title", "says nothing"),
        ({"title": "x" * 121}, "title", "121 characters of 120"),
        ({"body": "{{ text }}" * 100}, "body", "could have 50000 characters"),
        ({"title": "{{ subject > 3 }}"}, None, "fails with the example values"),
        ({"sms": "{{ number }}"}, "sms", "never goes out as a text message"),
    ],
)
def test_what_could_fail_is_refused_when_it_is_written(admin, change, part, reason):
    for method, path in (("PUT", PATH), ("POST", f"{PATH}/preview")):
        refused = admin.request(method, path, {**OWN, **change})
        assert refused.status == 422
        (error,) = refused.json["errors"]
        assert reason in error["message"] and error["loc"] == ["body", *([part] if part else [])]
    assert admin.get(PATH).json["version"] == 0


@pytest.mark.parametrize(
    "change", [{"title": ""}, {"title": " "}, {"title": "x" * 301}, {"body": "x" * 2001}]
)
def test_words_of_no_length_and_of_too_much_are_refused(admin, change):
    assert put(admin, {**OWN, **change}).status == 422


def test_a_preview_shows_drafts_with_examples_or_given_values_and_stores_nothing(admin):
    asked = {**OWN, "facts": {"subject": "大堂灯不亮", "number": "WO-2026-000007"}}
    shown = admin.post(f"{PATH}/preview", asked)
    assert shown.json == {
        "title": "【海港】大堂灯不亮",
        "body": "李师傅：水一直在流\n单号 WO-2026-000007",
        "sms": None,
    }
    assert admin.get(PATH).json["version"] == 0
    put(admin, OWN)
    assert admin.post(f"{PATH}/preview").json["title"] == "【海港】厨房漏水"
    unknown = admin.post(f"{PATH}/preview", {"facts": {"nobody": 1}})
    assert unknown.status == 422 and "unknown variable" in unknown.json["errors"][0]["message"]


def test_a_preview_reads_for_residents_and_members(admin):
    path = "/v1/templates/suspended/en/preview"
    shown = [admin.post(path, {"facts": {"is_resident": one, "since": None}}).json for one in (True, False)]
    assert shown[0]["body"].startswith("We have your work order") and "since" not in shown[0]["body"]
    assert shown[1]["body"].startswith("Work order") and shown[1]["sms"]


@pytest.mark.parametrize("path", ["gossip/en", "commented/fr"])
def test_an_unknown_kind_or_language_is_not_found(admin, path):
    assert admin.get(f"/v1/templates/{path}").status == 404
    assert put(admin, OWN, f"/v1/templates/{path}").status == 404


def test_nobody_else_writes_them(api, tenancy):
    manager = api.as_(api.member(tenancy, "manager")["sign_in_name"])
    assert put(manager, OWN).status == 403
    assert manager.get(PATH).status == 403 and manager.get("/v1/templates").status == 403
