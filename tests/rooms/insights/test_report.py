"""`GET /v1/stats/work-orders`: the figures of a window, and who sees which."""

from datetime import date, timedelta

import pytest

from chalicelib.contracts.workorders import Due
from chalicelib.insights import service
from chalicelib.insights.service import Asked
from chalicelib.kernel import aws
from tests.builders.events import MORNING, accepted, answered, breached, card, completed, reported
from tests.rooms.insights.conftest import NOVEMBER

LATER = MORNING + timedelta(days=2)


def test_the_whole_tenant_is_shown_to_administrators_managers_and_assessors(company):
    company.api.member(company.tenancy, "manager")
    company.api.member(company.tenancy, "assessor")
    for name in ("admin", "manager", "assessor"):
        who = f"{name}@{company.tenancy.slug}"
        assert company.names(who, "member") == ["flora", "tom"]
        assert company.names(who, "department") == ["Gardens", "Repairs"]
        assert company.names(who, "category") == ["wo_1-category", "wo_2-category"]
        assert company.names(who, "community") == ["co_one"]


def test_others_see_their_own_row_alone(company):
    assert company.names(company.tom["sign_in_name"], "member") == ["tom"]
    for group_by in ("department", "category", "community"):
        assert company.names(company.tom["sign_in_name"], group_by) == []


def test_heads_see_their_department_and_its_members(company):
    assert company.names(company.head["sign_in_name"], "member") == ["tom"]
    assert company.names(company.head["sign_in_name"], "department") == ["Repairs"]
    assert company.names(company.head["sign_in_name"], "category") == []


def test_a_manager_of_one_department_sees_that_department_and_its_members(company):
    role = {"role": "manager", "department_id": company.gardens}
    manager = company.api.member(company.tenancy, role, username="gm", department_ids=[company.repairs])
    assert company.names(manager["sign_in_name"], "department") == ["Gardens"]
    assert company.names(manager["sign_in_name"], "member") == ["flora"]


def test_a_row_holds_sums_and_rates(company):
    member = card(assignee_id=company.tom["id"], department_id=company.repairs, due=Due(complete_by=LATER))
    about = {"tenant": company.tenancy.id, "card": member}
    company.hear(reported(**about, entity="wo_3"))
    company.hear(breached(**about, entity="wo_3", due_at=LATER))
    company.hear(completed(**about, entity="wo_4", sequence=7))
    company.hear(answered(**about, entity="sv_1", score=5))
    company.hear(answered(**about, entity="sv_2", score=2))
    answer = company.stats(company.tom["sign_in_name"], f"group_by=member&{NOVEMBER}")
    unknown = {"met": 0, "breached": 0, "rate": None}
    assert answer.json == {
        "group_by": "member",
        "from": "2026-11-01",
        "to": "2026-11-30",
        "items": [
            {
                "key": company.tom["id"],
                "name": "tom",
                "reported": 1,
                "completed": 2,
                "due": 3,
                "completion_rate": 0.6667,
                "timeliness": {
                    "respond": unknown,
                    "arrive": unknown,
                    "complete": {"met": 1, "breached": 1, "rate": 0.5},
                },
                "rated": 2,
                "excellent": 1,
                "excellence_rate": 0.5,
                "score_average": 3.5,
                "values": {},
            }
        ],
    }


WINDOWS = {
    "from=2026-11-23&to=2026-11-23": 1,
    "from=2026-11-24&to=2026-11-30": 0,
    "from=2026-10-15&to=2026-12-14": 1,
    "from=2024-11-30&to=2026-11-30": 1,
}
REFUSED = (
    NOVEMBER,
    "group_by=colour&" + NOVEMBER,
    "group_by=member&from=2026-11-01",
    "group_by=member&from=2026-11-30&to=2026-11-01",
    "group_by=member&from=2024-11-01&to=2026-11-02",
    "group_by=member&from=yesterday&to=2026-11-02",
    f"group_by=member&{NOVEMBER}&colour=red",
    f"group_by=member&{NOVEMBER}&category=leak",
    f"group_by=category&{NOVEMBER}&department=dp_1",
    f"group_by=category&{NOVEMBER}&measures=beauty",
    f"group_by=category&{NOVEMBER}&measures=",
)


def test_a_window_holds_its_days_and_no_others(company):
    for window, completed_in_it in WINDOWS.items():
        answer = company.stats(company.tom["sign_in_name"], f"group_by=member&{window}")
        assert sum(row["completed"] for row in answer.json["items"]) == completed_in_it, window


def test_a_window_that_cannot_be_is_refused_with_the_field(company):
    for query in REFUSED:
        answer = company.stats(company.tenancy.admin, query)
        assert answer.status == 422, query
        assert answer.json["errors"][0]["loc"][0] == "query"


def test_two_years_cost_a_query_of_the_months_and_of_each_year_for_a_family_and_two_reads(company, acting):
    manager = acting("manager", tenant=company.tenancy.id)
    calls = []
    aws.client("dynamodb").meta.events.register(
        "before-call.dynamodb", lambda model, **_: calls.append(model.name)
    )
    found = service.report(manager, Asked("member", {}, date(2024, 11, 25), date(2026, 11, 25)))
    assert [row.name for row in found.items] == ["flora", "tom"]
    assert calls == ["GetItem", *["Query"] * 4 * 5, "BatchGetItem"]
    calls.clear()
    service.report(manager, Asked("member", {}, date(2026, 11, 1), date(2026, 11, 25)))
    assert calls == ["GetItem", *["Query"] * 5, "BatchGetItem"]


def test_members_are_told_apart_within_a_department_and_categories_within_a_community(company):
    lent = card(assignee_id=company.flora["id"], department_id=company.repairs, category="leak")
    company.hear(completed(tenant=company.tenancy.id, entity="wo_5", card=lent))
    elsewhere = card(assignee_id=company.tom["id"], department_id=company.repairs, community_id="co_two")
    company.hear(completed(tenant=company.tenancy.id, entity="wo_6", card=elsewhere))

    def shown(query: str) -> dict[str, int]:
        rows = company.stats(company.tenancy.admin, f"{query}&{NOVEMBER}").json["items"]
        return {row["name"]: row["completed"] for row in rows}

    assert shown("group_by=member") == {"flora": 2, "tom": 2}
    assert shown(f"group_by=member&department={company.repairs}") == {"flora": 1, "tom": 2}
    assert shown(f"group_by=department&member={company.flora['id']}") == {"Gardens": 1, "Repairs": 1}
    assert shown("group_by=category&community=co_two") == {"leak": 1}
    assert shown("group_by=community&category=leak") == {"co_one": 1, "co_two": 1}


def test_a_department_that_one_does_not_oversee_shows_nothing_of_its_members(company):
    narrowed = f"group_by=member&department={company.gardens}&{NOVEMBER}"
    assert company.stats(company.head["sign_in_name"], narrowed).json["items"] == []
    assert [row["name"] for row in company.stats(company.flora["sign_in_name"], narrowed).json["items"]] == [
        "flora"
    ]


def test_measures_are_shown_as_values_and_compared_with_the_days_before(company):
    about = {"tenant": company.tenancy.id, "card": card(category="leak")}
    for number, day in enumerate([LATER, LATER, LATER, LATER - timedelta(days=5), LATER - timedelta(days=5)]):
        company.hear(reported(**about, entity=f"wo_1{number}", at=day))
    company.hear(accepted(**about, entity="wo_10", at=MORNING + timedelta(minutes=20)))
    window = f"from={MORNING.date()}&to={LATER.date() + timedelta(days=1)}"
    asked = "measures=reported_trend,reported_share,response_p50,rework_rate"
    answer = company.stats(company.tenancy.admin, f"group_by=category&{window}&{asked}")
    values = {row["key"]: row["values"] for row in answer.json["items"]}["leak"]
    assert values.pop("response_p50") == 1158.2  # 20 minutes, to 5 %
    assert values == {"reported_trend": 0.5, "reported_share": 1.0, "rework_rate": None}


def test_every_measure_that_is_listed_can_be_asked_for(company):
    listed = company.api.as_(company.tom["sign_in_name"]).get("/v1/stats/measures").json["items"]
    names = ",".join(one["name"] for one in listed)
    answer = company.stats(company.tom["sign_in_name"], f"group_by=member&{NOVEMBER}&measures={names}")
    assert list(answer.json["items"][0]["values"]) == [one["name"] for one in listed]


def test_another_tenant_sees_nothing_of_it(company):
    other = company.api.found("Other Estates")
    assert company.names(other.admin, "member") == []


def test_no_token_no_figures(company):
    answer = company.api.with_header(None).get(f"/v1/stats/work-orders?group_by=member&{NOVEMBER}")
    assert answer.status == 401


@pytest.mark.parametrize("days", ["from=0001-01-01&to=0001-01-07", "from=9999-12-25&to=9999-12-31"])
@pytest.mark.parametrize("path", ["", "/series", "/facts"])
def test_a_window_at_the_end_of_all_days_is_refused(company, path, days):
    measure = "measure=completed" if path == "/facts" else "measures=reported_trend"
    answer = company.api.as_(company.tenancy.admin).get(
        f"/v1/stats/work-orders{path}?group_by=member&{measure}&{days}"
    )
    assert (answer.status, answer.json["errors"][0]["loc"]) == (422, ["query", "from"])
