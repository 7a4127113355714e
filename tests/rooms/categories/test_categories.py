"""What can be reported: its rules, what it may name, and that orders keep the rules of their day."""

import pytest

from tests.builders.api import made_by
from tests.builders.company import SLA, Company

PATH = "/v1/categories"


@pytest.fixture
def company(api, clock) -> Company:
    return Company(api, api.found())


def body(company, **fields):
    return {
        "code": "lift",
        "names": {"zh-CN": "电梯", "en": "Lift"},
        "department_id": company.service,
        "kind": "repair",
        **fields,
    }


def test_a_category_is_made_read_listed_and_changed(company):
    admin, technician = company.admin, company.as_("technician")
    made = admin.post(PATH, body(company))
    assert (made.status, made.headers["ETag"]) == (201, '"1"')
    assert made.json == {
        "code": "lift",
        "parent": None,
        "name": "Lift",
        "names": {"zh-CN": "电梯", "en": "Lift"},
        "department_id": company.service,
        "departments": {},
        "kind": "repair",
        "gate": "blocked",
        "emergency": False,
        "common_area": False,
        "priority": "normal",
        "photos_required": 0,
        "sla": {
            "respond": None,
            "arrive": None,
            "complete": None,
            "progress": None,
            "hours": "always",
            "by_priority": {},
        },
        "ladder": [],
        "active": True,
        "icon": None,
        "photo_originals": False,
        "survey": {"template": None, "asking": None, "sample_percent": None},
        "version": 1,
    }
    taken = admin.post(PATH, body(company))
    assert (taken.status, taken.json["code"]) == (409, "category_exists")
    assert technician.get(f"{PATH}/lift").json == made.json
    assert technician.get(f"{PATH}/lift", {"Accept-Language": "zh-CN"}).json["name"] == "电梯"
    child = made_by(admin.post(PATH, body(company, code="lift.door", parent="lift")))
    assert child["parent"] == "lift"
    page = technician.get(f"{PATH}?limit=1").json
    assert [one["code"] for one in page["items"]] == ["lift"]
    rest = technician.get(f"{PATH}?limit=1&cursor={page['next_cursor']}").json
    assert ([one["code"] for one in rest["items"]], rest["next_cursor"]) == (["lift.door"], None)
    changes = {"priority": "high", "photos_required": 2, "sla": {"respond": "PT1H"}, "active": False}
    changed = admin.patch(f"{PATH}/lift", changes, {"If-Match": '"1"'})
    assert (changed.status, changed.json["version"]) == (200, 2)
    assert changed.json["sla"] == {
        "respond": "PT1H",
        "arrive": None,
        "complete": None,
        "progress": None,
        "hours": "always",
        "by_priority": {},
    }
    assert (changed.json["priority"], changed.json["photos_required"], changed.json["active"]) == (
        "high",
        2,
        False,
    )
    assert admin.patch(f"{PATH}/lift", {}, {"If-Match": '"1"'}).status == 412
    assert admin.patch(f"{PATH}/none", {}).status == technician.get(f"{PATH}/none").status == 404
    assert technician.post(PATH, {}).status == technician.patch(f"{PATH}/lift", {}).status == 403
    stranger = company.api.as_(company.api.found("Second Estates").admin)
    assert stranger.get(f"{PATH}/lift").status == 404
    assert stranger.get(PATH).json["items"] == []


def test_arrears_do_to_a_report_what_its_kind_says_unless_the_category_does(company):
    for number, (fields, gate) in enumerate(
        (
            ({"kind": "repair"}, "blocked"),
            ({"kind": "complaint"}, "notify"),
            ({"kind": "task"}, "exempt"),
            ({"kind": "repair", "gate": "notify"}, "notify"),
            ({"kind": "repair", "emergency": True}, "exempt"),
            ({"kind": "complaint", "common_area": True}, "exempt"),
        )
    ):
        assert made_by(company.admin.post(PATH, body(company, code=f"c{number}", **fields)))["gate"] == gate
    for gate in ("blocked", "notify"):
        for fields in ({"emergency": True}, {"common_area": True}):
            refused = company.admin.post(PATH, body(company, gate=gate, **fields))
            assert (refused.status, refused.json["errors"][0]["loc"]) == (422, ["body", "gate"])
        refused = company.admin.patch(f"{PATH}/c4", {"gate": gate})
        assert (refused.status, refused.json["errors"][0]["loc"]) == (422, ["body", "gate"])


def step(after="PT0S", notify=("head",), **fields):
    return {"after": after, "notify": list(notify), **fields}


def test_what_a_category_cannot_promise_is_refused_with_the_place(company):
    for fields, loc in (
        ({"code": "Lift shaft"}, ["code"]),
        ({"code": ""}, ["code"]),
        ({"names": {"en": "Lift"}}, ["names", "zh-CN"]),
        ({"gate": "sometimes"}, ["gate"]),
        ({"photos_required": -1}, ["photos_required"]),
        ({"photos_required": 21}, ["photos_required"]),
        ({"sla": {"respond": "PT0S"}}, ["sla", "respond"]),
        ({"sla": {"arrive": "-PT1H"}}, ["sla", "arrive"]),
        ({"sla": {"complete": "P301D"}}, ["sla", "complete"]),
        ({"sla": {"complete": "soon"}}, ["sla", "complete"]),
        ({"ladder": [step()] * 11}, ["ladder"]),
        ({"ladder": [step("P31D")]}, ["ladder", 0, "after"]),
        ({"ladder": [step(), step("-P31D")]}, ["ladder", 1, "after"]),
        ({"ladder": [step(notify=[])]}, ["ladder", 0, "notify"]),
        ({"ladder": [step(notify=["head", "boss"])]}, ["ladder", 0, "notify", 1]),
        ({"ladder": [step(notify=["mb_1"])]}, ["ladder", 0, "notify", 0]),
        ({"ladder": [step(), step()]}, ["ladder", 1]),
        ({"ladder": [step(notify=["head", "setter"]), step(notify=["setter", "head"])]}, ["ladder", 1]),
        ({"ladder": [step("-PT1M", actions=["requeue"])]}, ["ladder", 0]),
        ({"ladder": [step(actions=["requeue", "requeue"])]}, ["ladder", 0]),
        ({"ladder": [step(actions=["requeue"]), step("PT1M", actions=["requeue"])]}, ["ladder", 1]),
        (
            {"ladder": [step(f"PT{n}M", actions=["raise_priority"]) for n in range(4)]},
            ["ladder", 3],
        ),
        (
            {"ladder": [step(actions=["open_incident"]), step("PT1M", actions=["open_incident"])]},
            ["ladder", 1],
        ),
        ({"ladder": [step(actions=["dismiss"])]}, ["ladder", 0, "actions", 0]),
        (
            {"ladder": [step(actions=["requeue", "raise_priority", "open_incident", "requeue"])]},
            ["ladder", 0, "actions"],
        ),
        ({"sla": {"progress": "PT0S"}}, ["sla", "progress"]),
        ({"colour": "red"}, ["colour"]),
    ):
        answer = company.admin.post(PATH, body(company, **fields))
        assert (fields, answer.status) == (fields, 422)
        assert ["body", *loc] in [error["loc"] for error in answer.json["errors"]]
    longest = {
        "sla": {"respond": "P300D"},
        "ladder": [step("P30D"), *[step(f"-P{n}D") for n in range(22, 31)]],
    }
    assert company.admin.post(PATH, body(company, **longest)).status == 201
    assert company.admin.post(PATH, body(company, code="none", ladder=[])).status == 201


def test_what_a_category_names_must_be_there(company):
    community, nobody = company.building["community_id"], "mb_01J9ZQ4T5V6W7X8Y9Z0A1B2C3D"
    for fields, loc in (
        ({"department_id": "dp_none"}, ["department_id"]),
        ({"parent": "none"}, ["parent"]),
        ({"parent": "lift"}, ["parent"]),
        ({"departments": {community: "dp_none"}}, ["departments", community]),
        ({"departments": {"cm_none": company.service}}, ["departments", "cm_none"]),
        ({"ladder": [step(notify=["head", nobody])]}, ["ladder", 0, "notify", 1]),
    ):
        answer = company.admin.post(PATH, body(company, **fields))
        assert (fields, answer.status, answer.json["code"]) == (fields, 404, "not_found")
        assert answer.json["errors"][0]["loc"] == ["body", *loc]
    crowd = {f"cm_{number}": f"dp_{number}" for number in range(100)}
    assert company.admin.post(PATH, body(company, departments=crowd)).status == 404
    member = company.member("assessor")["id"]
    sound = {"departments": {community: company.other_service}, "ladder": [step(notify=["setter", member])]}
    company.admin.post(PATH, body(company, **sound))
    refused = company.admin.patch(f"{PATH}/lift", {"ladder": [step(notify=[nobody])]})
    assert (refused.status, refused.json["errors"][0]["loc"]) == (404, ["body", "ladder", 0, "notify", 0])
    assert company.report(category="lift").json["department_id"] == company.other_service


def test_an_order_keeps_the_rules_of_its_report(company):
    code, worker = company.leak_without_photos, company.as_("technician")
    order = company.reported()
    changes = {"department_id": company.other_service, "photos_required": 3, "sla": {"respond": "PT1M"}}
    company.admin.patch(f"{PATH}/{code}", {**changes, "gate": "exempt", "priority": "urgent"})
    kept, new = worker.get(f"/v1/work-orders/{order}").json, company.report().json
    assert (kept["department_id"], kept["photos_required"], kept["priority"]) == (
        company.service,
        0,
        "normal",
    )
    assert kept["deadlines"]["respond_by"] == "2026-11-23T01:30:00Z"
    company.done(worker, order, "take")
    company.done(worker, order, "check-in", company.here("2026-11-23T01:00:00Z"))
    assert company.done(worker, order, "complete", {"summary": "done"})["status"] == "completed"
    again = company.done(company.as_("manager"), order, "rework", {"reason": "x"})
    assert again["deadlines"]["respond_by"] == f"2026-11-23T01:{SLA['respond'][2:4]}:00Z"
    assert (new["department_id"], new["photos_required"], new["priority"]) == (
        company.other_service,
        3,
        "urgent",
    )
    assert new["deadlines"] == {"respond_by": "2026-11-23T01:01:00Z", "arrive_by": None, "complete_by": None}


def test_a_category_has_a_picture_and_says_whether_photos_stay_as_they_are(company):
    admin = company.admin
    made = made_by(admin.post(PATH, body(company, icon="lift", photo_originals=True)))
    assert (made["icon"], made["photo_originals"]) == ("lift", True)
    for change, expected in (
        ({"icon": "door"}, ("door", True)),
        ({"photo_originals": False, "photos_required": 1}, ("door", False)),
        ({"icon": None, "photo_originals": None}, (None, False)),
    ):
        answer = admin.patch(f"{PATH}/lift", change).json
        assert (answer["icon"], answer["photo_originals"]) == expected
        assert company.resident.get(f"{PATH}/lift").json["icon"] == expected[0]
    for wrong in ({"icon": "dragon"}, {"photo_originals": "yes"}):
        assert admin.post(PATH, body(company, code="other", **wrong)).status == 422
        assert admin.patch(f"{PATH}/lift", wrong).status == 422
