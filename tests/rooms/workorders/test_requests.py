"""Repeated, stale and malformed requests: each has its answer, and none is a 500."""

NOW = "2026-11-23T01:00:00Z"
PATH = "/v1/work-orders"


def test_every_action_is_done_once_under_one_key(company):
    worker, manager = company.as_("technician"), company.as_("manager")
    order = company.reported()
    me = company.member("technician")["id"]
    waiting = {"reason": "a valve", "expected_on": "2026-12-01"}
    for caller, action, body in (
        (manager, "assign", {"assignee_id": me}),
        (worker, "accept", None),
        (
            worker,
            "decline",
            {"reason": "too far"},
        ),  # afterwards the order is nobody's, and the answer still theirs
        (worker, "take", None),
        (worker, "check-in", company.here(NOW)),
        (worker, "pause", waiting),
        (worker, "resume", None),
        (worker, "complete", {"summary": "done"}),
        (manager, "rate", {"score": 5}),
        (company.resident, "rework", {"reason": "again"}),
        (company.resident, "comments", {"text": "hello"}),
        (company.resident, "nudges", {"text": "please"}),
        (manager, "directives", {"text": "be quick"}),
        (manager, "collaborators", {"member_id": company.member("assessor")["id"]}),
        (manager, "cancel", {"reason": "enough"}),
    ):
        path, key = f"{PATH}/{order}/{action}", {"Idempotency-Key": f"k-{action}"}
        first, again = caller.post(path, body, key), caller.post(path, body, key)
        assert (action, first.status, again.status) == (action, 200, 200)
        assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")
        assert again.headers["ETag"] == first.headers["ETag"]
    other = company.reported()
    reused = worker.post(f"{PATH}/{other}/take", None, {"Idempotency-Key": "k-take"})
    assert (reused.status, reused.json["code"]) == (422, "idempotency_key_reused")
    assert len(company.as_("manager").get(f"{PATH}/{order}/timeline").json["items"]) == 17


def test_a_report_is_made_once_under_one_key_and_a_refused_request_may_be_repeated(company):
    body = {
        "kind": "repair",
        "category": company.leak_without_photos,
        "unit_id": company.unit,
        "title": "Drip",
    }
    key = {"Idempotency-Key": "report-1"}
    first, again = (company.resident.post(PATH, body, key) for _ in range(2))
    assert (first.status, again.status, again.json) == (201, 201, first.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    changed = company.resident.post(PATH, {**body, "title": "Flood"}, key)
    assert (changed.status, changed.json["code"]) == (422, "idempotency_key_reused")
    path, key = f"{PATH}/{first.json['id']}/accept", {"Idempotency-Key": "accept-1"}
    assert company.as_("technician").post(path, None, key).status == 409
    company.done(
        company.as_("dispatcher"),
        first.json["id"],
        "assign",
        {"assignee_id": company.member("technician")["id"]},
    )
    accepted = company.as_("technician").post(path, None, key)
    assert (accepted.status, "Idempotency-Replayed" in accepted.headers) == (200, False)
    upload = {"role": "evidence", "content_type": "image/jpeg", "size": 9}
    path = f"{PATH}/{first.json['id']}/attachments"
    first, again = (company.resident.post(path, upload, {"Idempotency-Key": "u-1"}) for _ in range(2))
    assert (first.status, again.status, again.json) == (201, 201, first.json)


def test_a_change_of_a_version_that_is_gone_is_refused(company):
    order, manager = company.reported(), company.as_("manager")
    me = {"assignee_id": company.member("technician")["id"]}
    assert (
        manager.patch(f"{PATH}/{order}", {"priority": "high"}, {"If-Match": '"1"'}).headers["ETag"] == '"2"'
    )
    for caller, action, body in (
        (manager, "assign", me),
        (company.as_("technician"), "take", None),
        (manager, "comments", {"text": "x"}),
        (manager, "collaborators", {"member_id": me["assignee_id"]}),
        (company.resident, "cancel", {"reason": "x"}),
    ):
        stale = caller.post(f"{PATH}/{order}/{action}", body, {"If-Match": '"1"'})
        assert (action, stale.status, stale.json["version"]) == (action, 412, 2)
    assert manager.patch(f"{PATH}/{order}", {"priority": "low"}, {"If-Match": '"1"'}).status == 412
    assert manager.patch(f"{PATH}/{order}", {"priority": "low"}, {"If-Match": "yesterday"}).status == 400
    assert manager.post(f"{PATH}/{order}/assign", me, {"If-Match": 'W/"2"'}).status == 200


BAD = [
    (b"{", {}, 400),
    (b'{"reason": "\\ud800"}', {}, 400),
    (b'{"reason": "\xff"}', {}, 400),
    (b'{"reason": NaN}', {}, 422),
    (b"[" * 100_000, {"Idempotency-Key": "deep"}, 400),
    (b'{"reason": ' + b"9" * 5000 + b"}", {"Idempotency-Key": "long"}, 400),
    (b"[]", {}, 422),
    (b"null", {}, 422),
    (b'{"reason": "x", "colour": "red"}', {}, 422),
    (b'{"reason": 7}', {}, 422),
    (b'{"reason": " "}', {}, 422),
    (b'{"reason": "' + b"x" * 10_000 + b'"}', {}, 422),
    (b'{"reason": "' + b"x" * 270_000 + b'"}', {}, 413),
    (b"reason=x", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
    (b'{"reason": "x"}', {"Idempotency-Key": "with a space"}, 400),
    (b'{"reason": "x"}', {"If-Match": "9" * 5000}, 400),
    (b'{"reason": "nul \\u0000 \xf0\x9f\x92\xa7"}', {}, 200),
]
WRONG_FIELDS = [
    ("", {"title": ""}, ["body", "title"]),
    ("", {"title": "x" * 201}, ["body", "title"]),
    ("", {"description": "x" * 10_000}, ["body", "description"]),
    ("", {"kind": "wish"}, ["body", "kind"]),
    ("", {"unit_id": "a#b"}, ["body", "unit_id"]),
    ("", {"source": "pigeon"}, ["body", "source"]),
    ("/check-in", {"position": {"lat": 91}}, ["body", "position", "lat"]),
    ("/check-in", {"position": {"lat": float("nan")}}, ["body", "position", "lat"]),
    ("/check-in", {"position": {"lat": "30"}}, ["body", "position", "lat"]),
    ("/check-in", {"position": {"accuracy_m": -1}}, ["body", "position", "accuracy_m"]),
    ("/check-in", {"captured_at": "now"}, ["body", "captured_at"]),
    ("/complete", {"minutes": 10**40}, ["body", "minutes"]),
    ("/complete", {"parts": ["x"] * 51}, ["body", "parts"]),
    ("/pause", {"expected_on": "2026-02-30"}, ["body", "expected_on"]),
    ("/attachments", {"size": 0}, ["body", "size"]),
]


def test_a_body_that_is_not_what_was_asked_for_is_named_so(company):
    order = company.reported()
    for sent, headers, status in BAD:
        answer = company.resident.request("POST", f"{PATH}/{order}/cancel", sent, headers)
        assert (sent[:40], answer.status) == (sent[:40], status), answer
        if status == 422:
            assert answer.json["errors"][0]["loc"][0] == "body"


def test_a_field_that_cannot_be_is_named(company):
    order, worker = company.brought_to("on_site", NOW), company.as_("technician")
    right = {
        "": {"kind": "repair", "category": "drip", "unit_id": company.unit, "title": "Drip"},
        "/check-in": company.here(NOW),
        "/complete": {"summary": "done"},
        "/pause": {"reason": "x", "expected_on": "2026-12-01"},
        "/attachments": {"role": "evidence", "content_type": "image/jpeg", "size": 9},
    }
    for part, wrong, loc in WRONG_FIELDS:
        fields = {**right[part], **wrong}
        if "position" in wrong:
            fields["position"] = {**right[part]["position"], **wrong["position"]}
        answer = (worker if part else company.resident).post(
            f"{PATH}/{order}{part}" if part else PATH, fields
        )
        assert (wrong, answer.status) == (wrong, 422), answer
        assert loc in [error["loc"] for error in answer.json["errors"]]
    huge = worker.post(f"{PATH}/{order}/attachments", {**right["/attachments"], "size": 10**40})
    assert (huge.status, huge.json["code"]) == (413, "attachment_too_large")
    for path in (f"{PATH}/wo_none", f"{PATH}/a%00b", f"{PATH}/%ED%A0%80", f"{PATH}/{'x' * 101}"):
        assert (path, worker.get(path).status) == (path, 404)


def test_what_is_reported_must_fit_together(company):
    leak, next_door = company.leak_without_photos, company.new_unit("102")
    body = {
        "community_id": company.building["community_id"],
        "name": "2",
        "location": company.building["location"],
    }
    other_building = company.admin.post("/v1/buildings", body).json["id"]
    desk, resident = company.as_("front_desk"), company.resident
    for caller, fields, status, loc in (
        (resident, {"unit_id": next_door}, 404, "unit_id"),
        (resident, {"unit_id": "un_none"}, 404, "unit_id"),
        (resident, {"unit_id": None}, 422, "unit_id"),
        (resident, {"category": "none"}, 404, "category"),
        (resident, {"kind": "complaint", "category": leak}, 422, "kind"),
        (desk, {"building_id": other_building}, 422, "building_id"),
        (desk, {"building_id": "bd_none"}, 404, "building_id"),
        (desk, {"community_id": "cm_none"}, 404, "community_id"),
    ):
        answer = company.report(caller, **fields)
        assert (fields, answer.status) == (fields, status)
        assert answer.json["errors"][0]["loc"] == ["body", loc]
    company.admin.patch(f"/v1/categories/{leak}", {"active": False})
    refused = company.report()
    assert (refused.status, refused.json["errors"][0]["loc"]) == (422, ["body", "category"])
