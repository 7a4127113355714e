"""The inbox over HTTP."""

import pytest

from chalicelib.contracts import deadlines, workorders
from tests.rooms.notifications.events import event

FIELDS = {"id", "kind", "title", "body", "work_order_id", "step", "link", "created_at", "read_at", "version"}


@pytest.fixture
def told(api, hear):
    """A technician who was told of three steps of a breach, and a colleague who was told of nothing."""
    tenancy = api.found()
    tech = api.member(tenancy, "technician")
    colleague = api.member(tenancy, "dispatcher")
    for n in range(3):
        hear(
            event(
                deadlines.DeadlineBreached,
                tenant=tenancy.id,
                sequence=n + 1,
                step=n,
                recipient_ids=(tech["id"],),
            )
        )
    return api.as_(tech["sign_in_name"]), api.as_(colleague["sign_in_name"])


def test_a_person_reads_and_marks_their_own_notifications(told):
    mine, others = told
    listed = mine.get("/v1/notifications")
    assert listed.status == 200
    assert [set(item) for item in listed.json["items"]] == [FIELDS] * 3
    assert listed.json["unread"] == 3 and listed.json["next_cursor"] is None
    item = listed.json["items"][0]
    assert item["kind"] == "deadline_breached" and item["created_at"] == "2026-11-23T01:00:00Z"

    path = f"/v1/notifications/{item['id']}/read"
    marked = mine.post(path)
    assert marked.status == 200 and marked.json["read_at"] and marked.headers["ETag"] == '"2"'
    assert mine.post(path).json == marked.json
    assert mine.post(path, headers={"If-Match": '"1"'}).status == 412
    assert mine.get("/v1/notifications").json["unread"] == 2
    assert len(mine.get("/v1/notifications?unread=true").json["items"]) == 2

    assert others.post(path).status == 404
    assert others.get("/v1/notifications").json == {"items": [], "unread": 0, "next_cursor": None}


def test_the_inbox_is_narrowed_to_some_kinds_and_pages_on_within_them(told, hear):
    mine, _ = told
    tenancy = mine.get("/v1/me").json
    person = tenancy["member"]["id"]
    for n, kind in enumerate((deadlines.DeadlineNear, workorders.WorkOrderCollaboratorAdded)):
        own = {"recipient_ids": (person,)} if n == 0 else {"member_id": person}
        hear(event(kind, tenant=tenancy["tenant"]["id"], sequence=9 + n, **own))

    def kinds(query):
        return [item["kind"] for item in mine.get(f"/v1/notifications?{query}").json["items"]]

    assert sorted(kinds("kind=deadline_near,collaborator_added")) == ["collaborator_added", "deadline_near"]
    assert kinds("kind=deadline_breached") == ["deadline_breached"] * 3
    assert kinds("kind=commented") == []
    assert mine.get("/v1/notifications?kind=commented").json["unread"] == 5
    first = mine.get("/v1/notifications?kind=deadline_breached,deadline_near&limit=2").json
    assert len(first["items"]) == 2
    cursor = first["next_cursor"]
    rest = mine.get(f"/v1/notifications?kind=deadline_near,deadline_breached&cursor={cursor}").json
    assert len(rest["items"]) == 2 and rest["next_cursor"] is None
    for query in (f"kind=deadline_near&cursor={cursor}", f"cursor={cursor}"):
        assert mine.get(f"/v1/notifications?{query}").json["code"] == "invalid_cursor"
    for query in ("kind=", "kind=deadline_breached,", "kind=nothing"):
        assert mine.get(f"/v1/notifications?{query}").status == 422


def test_a_key_repeats_the_first_answer(told):
    mine, _ = told
    first, second = (item["id"] for item in mine.get("/v1/notifications").json["items"][:2])
    key = {"Idempotency-Key": "once"}
    answer = mine.post(f"/v1/notifications/{first}/read", headers=key)
    again = mine.post(f"/v1/notifications/{first}/read", headers=key)
    assert again.json == answer.json and again.headers["Idempotency-Replayed"] == "true"
    assert mine.post(f"/v1/notifications/{second}/read", headers=key).status == 422
    assert mine.get("/v1/notifications").json["unread"] == 2


def test_the_list_is_paged_and_refuses_what_it_does_not_know(told):
    mine, others = told
    first = mine.get("/v1/notifications?limit=2").json
    rest = mine.get(f"/v1/notifications?limit=2&cursor={first['next_cursor']}").json
    assert len(first["items"]) == 2 and len(rest["items"]) == 1 and rest["next_cursor"] is None
    assert others.get(f"/v1/notifications?cursor={first['next_cursor']}").status == 400
    for query in ("limit=0", "limit=201", "unread=maybe", "person=mb_tech"):
        assert mine.get(f"/v1/notifications?{query}").status == 422
    for id in ("nt_unknown", "~COUNT", "%7ECOUNT"):
        assert mine.post(f"/v1/notifications/{id}/read").status == 404


def test_without_a_token_there_is_no_inbox(api):
    assert api.with_header(None).get("/v1/notifications").status == 401
