"""Departments, and what other rooms ask about who works there."""

import pytest

from chalicelib.kernel.errors import StaleRead
from chalicelib.organization import service


def test_a_department_is_made_and_read(api):
    tenancy = api.found()
    admin = api.as_(tenancy.admin)
    answer = admin.post("/v1/departments", {"name": "工程部", "kind": "service"})
    assert answer.status == 201
    assert answer.json.pop("id").startswith("dp_")
    assert answer.json["head_ids"] == []
    listed = admin.get("/v1/departments").json
    assert [d["name"] for d in listed["items"]] == ["工程部"]
    assert listed["next_cursor"] is None


@pytest.mark.parametrize(
    ("body", "loc"),
    [
        ({"name": "A", "kind": "kitchen"}, ["body", "kind"]),
        ({"name": "A", "kind": "service", "colour": "red"}, ["body", "colour"]),
        ({"kind": "service"}, ["body", "name"]),
    ],
)
def test_a_wrong_field_is_named(api, body, loc):
    answer = api.as_(api.found().admin).post("/v1/departments", body)
    assert answer.status == 422
    assert [error["loc"] for error in answer.json["errors"]] == [loc]


def test_a_repeated_department_is_made_once(api):
    admin = api.as_(api.found().admin)
    body, key = {"name": "A", "kind": "service"}, {"Idempotency-Key": "k"}
    first, again = (admin.post("/v1/departments", body, headers=key) for _ in range(2))
    assert first.json == again.json
    assert len(admin.get("/v1/departments").json["items"]) == 1


def test_a_department_moves_but_never_below_itself(api):
    tenancy = api.found()
    admin = api.as_(tenancy.admin)
    top = api.department(tenancy)
    middle = api.department(tenancy, parent_id=top)
    bottom = api.department(tenancy, parent_id=middle)
    for parent in (top, middle, bottom):
        refused = admin.patch(f"/v1/departments/{top}", {"parent_id": parent})
        assert refused.status == 422
        assert refused.json["errors"][0]["loc"] == ["body", "parent_id"]
    assert admin.patch(f"/v1/departments/{top}", {"parent_id": "dp_unknown"}).status == 404
    assert admin.patch(f"/v1/departments/{bottom}", {"parent_id": None}).json["parent_id"] is None
    assert admin.patch(f"/v1/departments/{top}", {"parent_id": bottom}).json["parent_id"] == bottom
    stale = admin.patch(f"/v1/departments/{top}", {"name": "New"}, headers={"If-Match": '"1"'})
    assert stale.status == 412


def test_two_moves_at_once_cannot_close_a_circle(cloud, acting):
    context = acting("tenant_admin")
    one, two = (
        service.create_department(context, name=name, kind="service", parent_id=None) for name in ("1", "2")
    )
    moved = one.changed(parent_id=two.id)
    guards = service._above(
        context, moved
    )  # the first move has read that nothing is above the second department
    service.change_department(context, two.id, {"parent_id": one.id})
    with pytest.raises(StaleRead):
        context.commit(guards)


def test_heads_have_to_be_active_members(api):
    tenancy = api.found()
    admin = api.as_(tenancy.admin)
    path = f"/v1/departments/{api.department(tenancy)}"
    head = api.member(tenancy, "manager")["id"]
    assert admin.patch(path, {"head_ids": ["mb_unknown"]}).status == 404
    assert admin.patch(path, {"head_ids": [head, head]}).json["head_ids"] == [head]
    admin.post(f"/v1/members/{head}/revoke")
    assert admin.patch(path, {"head_ids": [head]}).status == 422


@pytest.fixture
def house(api, acting, calls):
    """A tenancy, its service context, and the calls made."""
    tenancy = api.found()
    return api, tenancy, acting("tenant_admin", tenant=tenancy.id), calls


def test_everyone_who_works_in_a_department_is_one_query_away(house):
    api, tenancy, context, calls = house
    department, other = api.department(tenancy), api.department(tenancy)
    belongs = api.member(tenancy, "technician", department_ids=[department, other])["id"]
    manages = api.member(tenancy, {"role": "manager", "department_id": department}, username="ma")["id"]
    api.member(tenancy, "dispatcher")
    calls.clear()
    assert {m.id for m in service.members_of(context, department)} == {belongs, manages}
    assert calls == ["Query"]
    assert {m.id for m in service.members_of(context, other)} == {belongs}
    assert service.members_of(context, "dp_unknown") == ()


def test_heads_are_the_named_ones_while_active_and_else_the_managers(house):
    api, tenancy, context, calls = house
    admin = api.as_(tenancy.admin)
    department = api.department(tenancy)
    api.member(tenancy, "technician", department_ids=[department])
    assert service.heads(context, department) == ()
    manager = api.member(tenancy, "manager", department_ids=[department])["id"]
    head = api.member(tenancy, "technician", username="head", department_ids=[department])["id"]
    elsewhere = api.member(tenancy, "manager", username="elsewhere")["id"]
    assert service.heads(context, department) == (manager,)

    admin.patch(f"/v1/departments/{department}", {"head_ids": [head]})
    calls.clear()
    assert service.heads(context, department) == (head,)
    assert calls == ["Query"]

    admin.patch(f"/v1/departments/{department}", {"head_ids": [elsewhere, head]})
    assert service.heads(context, department) == (elsewhere, head)
    admin.post(f"/v1/members/{elsewhere}/revoke")
    admin.post(f"/v1/members/{head}/revoke")
    assert service.heads(context, department) == (manager,)


def test_assessors_are_those_with_the_role_and_those_who_belong_to_assessment(house):
    api, tenancy, context, calls = house
    admin = api.as_(tenancy.admin)
    assessment, repairs = api.department(tenancy, "assessment"), api.department(tenancy)
    belongs = api.member(tenancy, "front_desk", department_ids=[assessment])["id"]
    everywhere = api.member(tenancy, "assessor")["id"]
    here = api.member(tenancy, {"role": "assessor", "department_id": repairs}, username="here")["id"]
    api.member(tenancy, "technician", department_ids=[repairs])
    calls.clear()
    assert set(service.assessors(context)) == {belongs, everywhere, here}
    assert calls == ["Query"]
    admin.patch(f"/v1/members/{belongs}", {"department_ids": [repairs]})
    admin.post(f"/v1/members/{everywhere}/revoke")
    assert service.assessors(context) == (here,)


def test_renaming_a_member_keeps_what_they_do(house):
    api, tenancy, context, _ = house
    assessor = api.member(tenancy, "assessor")["id"]
    api.as_(tenancy.admin).patch(f"/v1/members/{assessor}", {"name": "New"})
    assert service.assessors(context) == (assessor,)
