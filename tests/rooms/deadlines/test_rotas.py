"""Who is on call, and whom a step that says so tells."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.deadlines import service
from chalicelib.deadlines.rota import Override, Rota
from chalicelib.kernel.context import for_system
from tests.builders.api import Api, made_by
from tests.builders.company import Company

MONDAY = date(2026, 11, 23)
ON_CALL = [{"after": "PT0S", "notify": ["on_call"]}]


@given(
    st.integers(1, 28),
    st.lists(st.sampled_from("abcde"), min_size=1, max_size=5, unique=True),
    st.integers(0, 3_000),
)
def test_turns_follow_each_other_day_by_day_without_a_gap(turn_days, members, days):
    rota = Rota(department_id="dp", member_ids=tuple(members), starts_on=MONDAY, turn_days=turn_days)
    whose = [m for m in members for _ in range(turn_days)]  # one round, written out
    assert rota.on_call(MONDAY + timedelta(days=days)) == whose[days % len(whose)]


def test_an_override_holds_for_its_day_and_nobody_is_on_call_before_the_start():
    stand_in = Override(on=MONDAY, member_id="mb_stand_in")
    rota = Rota(department_id="dp", member_ids=("mb_1",), starts_on=MONDAY, overrides=(stand_in,))
    assert rota.on_call(MONDAY) == "mb_stand_in"
    assert rota.on_call(MONDAY + timedelta(days=1)) == "mb_1"
    assert rota.on_call(MONDAY - timedelta(days=1)) is None
    assert rota.model_copy(update={"member_ids": ()}).on_call(MONDAY + timedelta(days=1)) is None


@pytest.fixture
def company(api: Api, clock) -> Company:
    return Company(api, api.found())


def rota_of(company, *names, **fields):
    ids = [company.member("technician", name)["id"] for name in names]
    body = {"department_id": company.service, "member_ids": ids, "starts_on": "2026-11-23", **fields}
    return company.admin.post("/v1/rotas", body)


def test_rotas_are_made_listed_read_and_changed_and_told_of(company, clock):
    first = made_by(rota_of(company, "anna", "bert", turn_days=1))
    anna, bert = (company.member("technician", name)["id"] for name in ("anna", "bert"))
    assert (first["on_call_id"], first["version"]) == (anna, 1)
    assert rota_of(company, "anna").json["code"] == "rota_exists"
    clock.advance(hours=14)  # in Shanghai it is midnight an hour from now
    path = f"/v1/rotas/{company.service}"
    assert company.admin.get(path).json["on_call_id"] == anna
    clock.advance(hours=1)
    assert company.admin.get(path).json["on_call_id"] == bert
    stand_in = {"overrides": [{"on": "2026-11-24", "member_id": anna}]}
    assert company.admin.patch(path, stand_in).json["on_call_id"] == anna
    assert company.admin.patch(path, {"turn_days": 7}, {"If-Match": '"1"'}).status == 412
    (listed,) = company.admin.get("/v1/rotas").json["items"]
    assert (listed["department_id"], listed["on_call_id"]) == (company.service, anna)
    told = [(e["entity"]["kind"], e["action"]) for e in company.admin.get("/v1/audit").json["items"]]
    assert told[:2] == [("rota", "changed"), ("rota", "created")]


def test_what_makes_no_rota_is_refused(company):
    gone = company.member("technician", "gone")["id"]
    company.admin.post(f"/v1/members/{gone}/revoke")
    twice = [{"on": "2026-11-24", "member_id": gone}] * 2
    for fields in ({"member_ids": ["mb_nobody"]}, {"department_id": "dp_none"}):
        answer = rota_of(company, "anna", **fields)
        assert (answer.status, answer.json["code"]) == (404, "not_found")
    for fields in (
        {"member_ids": [gone]},
        {"overrides": [{"on": "2026-11-24", "member_id": gone}]},
        {"overrides": twice},
        {"turn_days": 0},
        {"turn_days": 29},
        {"starts_on": "someday"},
        {"member_ids": ["x"] * 51},
    ):
        answer = rota_of(company, "anna", **fields)
        assert (fields, answer.status) == (fields, 422)
    assert company.admin.get(f"/v1/rotas/{company.service}").status == 404
    assert company.admin.patch(f"/v1/rotas/{company.service}", {"turn_days": 1}).status == 404


def test_only_administrators_keep_rotas_and_all_staff_read_them(company):
    body = {"department_id": company.service, "member_ids": [], "starts_on": "2026-11-23"}
    assert company.as_("manager").post("/v1/rotas", body).status == 403
    made_by(company.admin.post("/v1/rotas", body))
    assert company.as_("manager").patch(f"/v1/rotas/{company.service}", {"turn_days": 1}).status == 403
    assert company.as_("technician").get("/v1/rotas").json["items"][0]["on_call_id"] is None


def told_on_call(company, clock, reader=None):
    """Whom a step for whoever is on call tells, now."""
    category = f"c{clock.now:%H%M%S}"
    company.category(category, sla={"respond": "PT1S"}, ladder=ON_CALL, gate="exempt")
    order = company.reported(category=category)
    clock.advance(seconds=2)
    service.fire(for_system(company.tenancy.id, "deadlines"), order, 1)
    (respond,) = (
        (reader or company.as_("manager", "boss")).get(f"/v1/work-orders/{order}/deadlines").json["items"]
    )
    return respond["escalations"][0]["notified"]


def test_the_step_asks_the_rota_when_it_fires_and_falls_back_to_head_and_assessment(company, clock):
    assessor = company.api.member(company.tenancy, "assessor")["id"]
    head = company.member("dispatcher")["id"]
    boss = company.member("manager", "boss")["id"]
    assert told_on_call(company, clock) == [boss, assessor]
    company.admin.patch(f"/v1/departments/{company.service}", {"head_ids": [head]})
    assert told_on_call(company, clock) == [head, assessor]
    made_by(rota_of(company, "anna", "bert", turn_days=1))
    anna, bert = (company.member("technician", name)["id"] for name in ("anna", "bert"))
    assert told_on_call(company, clock) == [anna, assessor]
    clock.advance(days=1)
    assert told_on_call(company, clock) == [bert, assessor]
    company.admin.post(f"/v1/members/{bert}/revoke")
    assert told_on_call(company, clock) == [head, assessor]
    company.admin.patch(f"/v1/departments/{company.service}", {"head_ids": []})
    company.admin.post(f"/v1/members/{boss}/revoke")
    other = company.api.member(company.tenancy, "manager", username="other")["sign_in_name"]
    assert told_on_call(company, clock, company.caller(other)) == [assessor]
