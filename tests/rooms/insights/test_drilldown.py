"""`…/facts` and `…/series`: what is behind a figure adds up to it, whatever the bus did, for whoever may see it."""

import random
from datetime import timedelta

import pytest

from chalicelib.contracts.workorders import Due
from chalicelib.insights.measures import COUNTS
from tests.builders.events import MORNING, breached, card, checked_in, completed
from tests.rooms.insights.conftest import NOVEMBER
from tests.rooms.insights.lives import lives

WINTER = "from=2026-11-01&to=2027-01-31"
DUE = Due(arrive_by=MORNING + timedelta(hours=2))


def pages(company, who: str, query: str) -> list[dict]:
    """All pages of the facts."""
    found, cursor = [], ""
    while True:
        answer = company.api.as_(who).get(f"/v1/stats/work-orders/facts?{query}{cursor}")
        assert answer.status == 200, answer
        found.append(answer.json)
        if not answer.json["next_cursor"]:
            return found
        cursor = f"&cursor={answer.json['next_cursor']}"


def behind(company, who: str, query: str) -> list[tuple[str, int]]:
    """Orders and values behind a figure, of all pages, after a look at whether they add up."""
    found = pages(company, who, query)
    items = [item for page in found for item in page["items"]]
    assert {page["figure"] for page in found} == {sum(item["value"] for item in items)}
    return [(item["work_order_id"], item["value"]) for item in items]


def test_the_orders_behind_a_figure_are_listed_newest_day_first_page_by_page(company):
    for number in range(5):
        day = MORNING + timedelta(days=number % 3)
        company.works(company.tom, company.repairs, f"wo_1{number}", at=day)
    query = f"group_by=member&key={company.tom['id']}&measure=completed&{NOVEMBER}"
    expected = ["wo_12", "wo_14", "wo_11", "wo_13", "wo_10", "wo_1"]
    for limit in (1, 2, 50):
        found = behind(company, company.tenancy.admin, f"{query}&limit={limit}")
        assert [order for order, _ in found] == expected
    assert len(pages(company, company.tenancy.admin, f"{query}&limit=2")) == 3


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_every_count_of_every_row_is_what_is_behind_it_whatever_the_bus_did(company, seed):
    chance = random.Random(seed)
    events = lives(company, 3, chance)
    for event in events:
        company.hear(event)
    names = ",".join(count.name for count in COUNTS)
    for group_by in ("member", "category"):
        answer = company.stats(company.tenancy.admin, f"group_by={group_by}&{WINTER}&measures={names}")
        for row in answer.json["items"]:
            for name, value in row["values"].items():
                asked = f"group_by={group_by}&key={row['key']}&measure={name}&{WINTER}&limit=3"
                found = behind(company, company.tenancy.admin, asked) if value or name == "due" else []
                assert sum(one for _, one in found) == value, (group_by, row["key"], name)


def test_a_disproved_breach_is_behind_no_figure_any_more(company):
    about = {"tenant": company.tenancy.id, "entity": "wo_5"}
    whose = {"assignee_id": company.tom["id"], "department_id": company.repairs}
    company.hear(breached(kind="arrive", due_at=DUE.arrive_by, card=card(**whose), **about))
    breaches = f"group_by=department&measure=arrive_breached&{NOVEMBER}"
    assert behind(company, company.tenancy.admin, breaches) == [("wo_5", 1)]
    sent = MORNING + timedelta(days=1)
    company.hear(checked_in(at=sent, captured_at=MORNING, card=card(due=DUE, **whose), **about))
    assert behind(company, company.tenancy.admin, breaches) == []
    met = f"group_by=department&measure=arrive_met&{NOVEMBER}"
    assert behind(company, company.tenancy.admin, met) == [("wo_5", 1)]


def test_who_sees_a_figure_sees_what_is_behind_it_and_nobody_else(company):
    def seen(who: str, query: str) -> set[str]:
        return {order for order, _ in behind(company, who, f"{query}&measure=completed&{NOVEMBER}")}

    tom, flora = company.tom["sign_in_name"], company.flora["sign_in_name"]
    assert seen(tom, "group_by=member") == {"wo_1"}
    assert seen(tom, f"group_by=member&key={company.flora['id']}") == set()
    assert seen(flora, "group_by=department") == seen(flora, "group_by=category") == set()
    assert seen(company.head["sign_in_name"], "group_by=member") == {"wo_1"}
    assert seen(company.head["sign_in_name"], f"group_by=department&key={company.gardens}") == set()
    assert seen(company.tenancy.admin, "group_by=community") == {"wo_1", "wo_2"}
    assert seen(company.api.found("Other Estates").admin, "group_by=community") == set()


def test_a_cursor_is_good_for_its_own_list_and_person(company):
    company.works(company.tom, company.repairs, "wo_3")
    query = f"group_by=member&measure=completed&{NOVEMBER}&limit=1"
    cursor = pages(company, company.tenancy.admin, query)[0]["next_cursor"]
    for who, other in [
        (company.tenancy.admin, query.replace("=completed", "=due")),
        (company.tenancy.admin, f"{query}&key={company.tom['id']}"),
        (company.tom["sign_in_name"], query),
    ]:
        answer = company.api.as_(who).get(f"/v1/stats/work-orders/facts?{other}&cursor={cursor}")
        assert (answer.status, answer.json["code"]) == (400, "invalid_cursor")


def test_what_is_derived_is_not_listed(company):
    answer = company.api.as_(company.tenancy.admin).get(
        f"/v1/stats/work-orders/facts?group_by=member&measure=completion_rate&{NOVEMBER}"
    )
    assert (answer.status, answer.json["errors"][0]["loc"]) == (422, ["query", "measure"])


def test_a_series_has_every_period_of_its_window_and_adds_up_to_the_report(company):
    company.works(company.tom, company.repairs, "wo_7", at=MORNING + timedelta(days=9))
    company.hear(completed(tenant=company.tenancy.id, entity="wo_8", at=MORNING - timedelta(days=300)))
    asked = "group_by=department&from=2026-01-01&to=2026-12-31&measures=completed"
    for window, periods in [("day", 365), ("week", 53), ("month", 12), ("year", 1)]:
        answer = company.api.as_(company.tenancy.admin).get(
            f"/v1/stats/work-orders/series?{asked}&window={window}"
        )
        values = [item["values"]["completed"] for item in answer.json["items"]]
        assert (len(values), sum(values)) == (periods, 4), window
    answer = company.api.as_(company.tenancy.admin).get(
        f"/v1/stats/work-orders/series?{asked},completion_rate&window=month&key={company.repairs}"
    )
    found = {item["from"]: item["values"] for item in answer.json["items"]}
    assert found["2026-11-01"] == found["2026-12-01"] == {"completed": 1, "completion_rate": 1.0}
    assert found["2026-10-01"] == {"completed": 0, "completion_rate": None}


def test_a_trend_in_a_series_is_that_against_the_period_before(company):
    asked = f"group_by=department&{NOVEMBER}&measures=reported_trend&window=week"
    items = company.api.as_(company.tenancy.admin).get(f"/v1/stats/work-orders/series?{asked}").json["items"]
    assert items[0]["values"] == {"reported_trend": None}


def test_a_series_shows_others_their_own_figures_alone(company):
    asked = f"{NOVEMBER}&measures=completed&window=month"

    def shown(who: dict, query: str) -> float:
        answer = company.api.as_(who["sign_in_name"]).get(f"/v1/stats/work-orders/series?{asked}&{query}")
        return answer.json["items"][0]["values"]["completed"]

    assert shown(company.tom, "group_by=member") == 1
    assert shown(company.tom, f"group_by=member&key={company.flora['id']}") == 0
    assert shown(company.tom, "group_by=category") == 0
    assert shown(company.head, f"group_by=department&key={company.repairs}") == 1
