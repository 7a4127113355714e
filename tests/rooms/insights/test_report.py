"""`GET /v1/stats/work-orders`: the figures of a window, and who sees which."""

from datetime import date, timedelta

import pytest

from chalicelib.contracts.workorders import Due
from chalicelib.insights import service, triggers
from chalicelib.kernel import aws
from tests.builders.events import MORNING, answered, breached, card, completed, on_bus, reported

LATER = MORNING + timedelta(days=2)
NOVEMBER = "from=2026-11-01&to=2026-11-30"


class Company:
    """Two departments with a technician each; the first has a head."""

    def __init__(self, api) -> None:
        self.api = api
        self.tenancy = api.found()
        self.repairs = api.department(self.tenancy, name="Repairs")
        self.gardens = api.department(self.tenancy, name="Gardens")
        self.tom = api.member(self.tenancy, "technician", username="tom", department_ids=[self.repairs])
        self.flora = api.member(self.tenancy, "technician", username="flora", department_ids=[self.gardens])
        self.head = api.member(self.tenancy, "technician", username="head", department_ids=[self.repairs])
        api.as_(self.tenancy.admin).patch(f"/v1/departments/{self.repairs}", {"head_ids": [self.head["id"]]})

    def hear(self, event) -> None:
        """Let an event of this tenant be counted."""
        triggers.on_event(on_bus(event), None)

    def works(self, who: dict, department: str, order: str, **fields) -> None:
        """Somebody completes an order of a department."""
        done = card(assignee_id=who["id"], department_id=department, category=f"{order}-category")
        self.hear(completed(tenant=self.tenancy.id, entity=order, card=done, **fields))

    def stats(self, who: str, query: str):
        """The answer to somebody."""
        return self.api.as_(who).get(f"/v1/stats/work-orders?{query}")

    def names(self, who: str, group_by: str) -> list[str]:
        """Names of the rows that somebody sees of November."""
        answer = self.stats(who, f"group_by={group_by}&{NOVEMBER}")
        assert answer.status == 200, answer
        return [row["name"] for row in answer.json["items"]]


@pytest.fixture
def company(api, clock) -> Company:
    """Two departments; a technician of each has completed an order."""
    company = Company(api)
    company.works(company.tom, company.repairs, "wo_1")
    company.works(company.flora, company.gardens, "wo_2")
    return company


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


def test_two_years_cost_one_query_and_one_read_of_names(company, acting):
    manager = acting("manager", tenant=company.tenancy.id)
    calls = []
    aws.client("dynamodb").meta.events.register(
        "before-call.dynamodb", lambda model, **_: calls.append(model.name)
    )
    found = service.report(manager, "member", date(2024, 11, 25), date(2026, 11, 25))
    assert [row.name for row in found.items] == ["flora", "tom"]
    assert calls == ["Query", "BatchGetItem"]


def test_another_tenant_sees_nothing_of_it(company):
    other = company.api.found("Other Estates")
    assert company.names(other.admin, "member") == []


def test_no_token_no_figures(company):
    answer = company.api.with_header(None).get(f"/v1/stats/work-orders?group_by=member&{NOVEMBER}")
    assert answer.status == 401
