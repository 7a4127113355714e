"""What surveys ask: defined by administrators, named by categories, kept by a survey as it was."""

import pytest

from tests.builders.api import made_by
from tests.builders.bus import Bus
from tests.builders.cloud import outbox
from tests.builders.company import Company

PATH = "/v1/survey-templates"
SPEED = {"code": "speed", "texts": {"zh-CN": "快吗？", "en": "Was it fast?"}}
CLEAN = {"code": "clean", "texts": {"zh-CN": "整洁", "en": "Clean"}}
SCRIPT = {"zh-CN": "您好。", "en": "Good day."}


@pytest.fixture
def company(api, clock) -> Company:
    return Company(api, api.found())


def body(code="plumbing", **fields):
    return {
        "code": code,
        "name": "Plumbing",
        "questions": [SPEED],
        "tags": [CLEAN],
        "script": SCRIPT,
        **fields,
    }


def link_of(order: str) -> str:
    """The API's path behind the link that the order's resident was sent last."""
    Bus().deliver()
    told = [event["detail"] for event in outbox() if event["type"] == "SurveyInvited"]
    return "/v1/surveys/" + [one["link"] for one in told if one["order_id"] == order][-1].rpartition("/")[2]


def asked_about(company: Company, clock, **category) -> str:
    code = company.category(f"c{len(category)}", photos_required=0, **category)
    return link_of(company.brought_to("completed", clock.now.isoformat(), category=code))


def test_a_template_is_made_read_listed_and_changed(company):
    admin = company.admin
    made = admin.post(PATH, body())
    assert (made.status, made.headers["ETag"]) == (201, '"1"')
    assert made.json == {
        "code": "plumbing",
        "name": "Plumbing",
        "questions": [SPEED],
        "tags": [CLEAN],
        "takes_text": True,
        "script": SCRIPT,
        "version": 1,
    }
    assert admin.get(f"{PATH}/plumbing").json == made.json
    changed = admin.patch(f"{PATH}/plumbing", {"tags": [], "takes_text": False, "script": None}).json
    assert (changed["tags"], changed["takes_text"], changed["script"], changed["version"]) == (
        [],
        False,
        None,
        2,
    )
    assert changed["questions"] == [SPEED]
    assert [one["code"] for one in admin.get(PATH).json["items"]] == ["plumbing"]
    stale = admin.request("PATCH", f"{PATH}/plumbing", {"name": "X"}, {"If-Match": '"1"'})
    assert (stale.status, admin.get(f"{PATH}/nowhere").status) == (412, 404)
    trail = [
        one for one in admin.get("/v1/audit").json["items"] if one["entity"]["kind"] == "survey_template"
    ]
    assert [one["action"] for one in trail] == ["changed", "created"]


@pytest.mark.parametrize(
    ("fields", "loc"),
    [
        ({"code": "Has Spaces"}, ["body", "code"]),
        ({"questions": [SPEED, SPEED]}, ["body", "questions"]),
        ({"questions": [{"code": "speed", "texts": {"en": "Only one"}}]}, ["body", "questions", 0]),
        ({"tags": [CLEAN] * 21}, ["body", "tags"]),
        ({"script": {"zh-CN": "", "en": "x"}}, ["body", "script"]),
        ({"stars": 5}, ["body", "stars"]),
    ],
)
def test_what_cannot_be_asked_is_refused_when_it_is_defined(company, fields, loc):
    refused = company.admin.post(PATH, body(**fields))
    assert refused.status == 422
    assert refused.json["errors"][0]["loc"][: len(loc)] == loc


def test_a_code_is_taken_once_and_only_administrators_define(company):
    assert company.admin.post(PATH, body()).status == 201
    assert company.admin.post(PATH, body()).json["code"] == "survey_template_exists"
    assert company.as_("manager").post(PATH, body("other")).status == 403


def test_a_category_names_a_template_that_is_there(company):
    company.category("leak")
    made_by(company.admin.post(PATH, body()))
    refused = company.admin.patch("/v1/categories/leak", {"survey": {"template": "nowhere"}})
    assert (refused.status, refused.json["errors"][0]["loc"]) == (404, ["body", "survey", "template"])
    taken = company.admin.patch("/v1/categories/leak", {"survey": {"template": "plumbing"}}).json
    assert taken["survey"] == {"template": "plumbing", "asking": None, "sample_percent": None}
    assert company.admin.patch("/v1/categories/leak", {"survey": None}).json["survey"]["template"] is None


def test_a_survey_asks_its_template_in_the_residents_language_and_keeps_it(company, clock):
    made_by(company.admin.post(PATH, body()))
    assert company.resident.patch("/v1/me", {"language": "zh-CN"}).status == 200
    visitor, path = (
        company.api.with_header(None),
        asked_about(company, clock, survey={"template": "plumbing"}),
    )
    company.admin.patch(f"{PATH}/plumbing", {"questions": [], "tags": []})
    shown = visitor.get(path).json
    assert shown["language"] == "zh-CN"
    assert shown["questions"] == [{"code": "speed", "text": "快吗？"}]
    assert (shown["tags"], shown["takes_text"]) == ([{"code": "clean", "text": "整洁"}], True)
    refused = visitor.post(path, {"score": 5, "scores": {"manners": 5}})
    assert (refused.status, refused.json["errors"][0]["loc"]) == (422, ["body", "scores", "manners"])
    assert visitor.post(path, {"score": 5, "scores": {"speed": 6}}).status == 422
    taken = visitor.post(path, {"score": 5, "scores": {"speed": 4}, "tags": ["clean"]}).json
    assert (taken["scores"], taken["tags"], taken["outcome"]) == ({"speed": 4}, ["clean"], "fixed")


def test_the_template_called_default_is_asked_where_a_category_names_none(company, clock):
    made_by(company.admin.post(PATH, body("default", questions=[], takes_text=False)))
    visitor, path = company.api.with_header(None), asked_about(company, clock)
    assert (visitor.get(path).json["takes_text"], visitor.get(path).json["questions"]) == (False, [])
    refused = visitor.post(path, {"score": 5, "text": "words"})
    assert (refused.status, refused.json["errors"][0]["loc"]) == (422, ["body", "text"])
