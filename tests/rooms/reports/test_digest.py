"""A digest of work: each order once, with its process, time limits and rating, for whoever may see the figures."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.builders.api import Caller

NOW = "2026-11-23T01:00:00Z"
WEEK = "window=week&day=2026-11-25"


def read(caller: Caller, query: str) -> dict:
    answer = caller.get(f"/v1/stats/digest?{query}")
    assert answer.status == 200, answer
    return answer.json


def all_of(caller: Caller, query: str) -> list[dict]:
    """The orders of all pages, after a look at whether their counts add up to the figures."""
    items, cursor = [], ""
    while True:
        page = read(caller, query + cursor)
        items += page["items"]
        if not page["next_cursor"]:
            break
        cursor = f"&cursor={page['next_cursor']}"
    for name in ("reported", "completed", "due", "rated", "excellent"):
        assert sum(item["counts"].get(name, 0) for item in items) == page["figures"][name], name
    assert len({item["work_order_id"] for item in items}) == len(items)
    return items


@pytest.fixture
def done(company, bus, clock) -> str:
    """An order that was reported, waited, was accepted late, done in half an hour, and rated on the next day."""
    order = company.brought_to("assigned", NOW)
    bus.deliver()
    clock.advance(hours=2)
    technician = company.as_("technician")
    company.done(technician, order, "accept")
    clock.advance(minutes=10)
    company.done(technician, order, "check-in", company.here("2026-11-23T03:10:00Z"))
    clock.advance(minutes=20)
    company.done(technician, order, "complete", {"summary": "done", "minutes": 20})
    clock.advance(days=1)
    company.done(company.as_("manager"), order, "rate", {"score": 5})
    bus.deliver()
    return order


def test_an_order_comes_with_its_process_its_time_limits_and_its_rating(company, done):
    technician = company.as_("technician")
    page = read(technician, f"member=me&{WEEK}")
    (item,) = page["items"]
    assert (page["from"], page["to"], page["name"]) == (
        "2026-11-23",
        "2026-11-29",
        company.member("technician")["name"],
    )
    assert (item["work_order_id"], item["title"], item["rating"]) == (done, "Water drips", 5)
    assert (item["worked_on"], item["status"], item["is_late"]) == ("2026-11-24", "completed", True)
    steps = item["steps"]
    assert [one["status"] for one in steps] == ["open", "assigned", "accepted", "on_site", "completed"]
    assert [one["member_name"] for one in steps] == [None] + 4 * [page["name"]]
    assert all(one["until"] == after["since"] for one, after in pairwise(steps))
    assert steps[2]["since"] == "2026-11-23T03:00:00Z"
    assert steps[3]["since"] == "2026-11-23T03:10:00Z" and steps[-1]["until"] is None
    limits = company.as_("manager").get(f"/v1/work-orders/{done}/deadlines").json["items"]
    shown = {kind: limit for kind, limit in item["deadlines"].items() if limit}
    assert {one["kind"] for one in limits} == shown.keys()
    for one in limits:
        assert shown[one["kind"]] == {name: one[name] for name in ("due_at", "state", "remaining_s")}
    assert shown["respond"]["state"] == "breached" and shown["respond"]["remaining_s"] < 0
    assert item["counts"]["completed"] == item["counts"]["respond_breached"] == item["counts"]["score_5"] == 1
    assert page["figures"]["score_average"] == 5.0


@pytest.mark.parametrize(
    ("window", "first", "last"),
    [
        ("day", "2026-11-25", "2026-11-25"),
        ("week", "2026-11-23", "2026-11-29"),
        ("month", "2026-11-01", "2026-11-30"),
        ("year", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_window_is_that_which_holds_the_day(company, done, window, first, last):
    page = read(company.as_("manager"), f"department={company.service}&window={window}&day=2026-11-25")
    assert (page["from"], page["to"]) == (first, last)
    assert [item["work_order_id"] for item in page["items"]] == ([] if window == "day" else [done])


def test_each_order_is_on_it_once_with_what_it_counted_in_the_window_alone(company, done):
    manager = company.as_("manager")
    monday, tuesday = (
        all_of(manager, f"department={company.service}&window=day&day=2026-11-2{day}") for day in (3, 4)
    )
    (week,) = all_of(manager, f"department={company.service}&{WEEK}")
    (first,), (second,) = monday, tuesday
    assert "rated" not in first["counts"] and "completed" not in second["counts"]
    assert second["counts"]["rated"] == 1 and second["counts"]["score_sum"] == 5
    assert week["counts"] == first["counts"] | second["counts"]
    assert [one["worked_on"] for one in (first, second, week)] == ["2026-11-23", "2026-11-24", "2026-11-24"]


def test_pages_hold_every_order_once_the_last_worked_with_first(company, bus, clock):
    orders = []
    for _ in range(5):
        orders.append(company.brought_to("completed", clock.now.isoformat().replace("+00:00", "Z")))
        bus.deliver()
        clock.advance(days=1)
    company.done(company.as_("manager"), orders[1], "rate", {"score": 3})
    company.brought_to("completed", clock.now.isoformat().replace("+00:00", "Z"), technician="other")
    bus.deliver()
    whose = f"member={company.member('technician')['id']}"
    expected = [orders[1], orders[4], orders[3], orders[2], orders[0]]
    for limit in (1, 2, 50):
        for window in ("week", "month", "year"):
            found = all_of(company.as_("manager"), f"{whose}&window={window}&day=2026-11-23&limit={limit}")
            assert [item["work_order_id"] for item in found] == expected, (limit, window)


def test_work_across_the_end_of_a_month_is_read_in_each(company, bus, clock):
    clock.advance(days=7)  # 30 November
    order = company.brought_to("completed", "2026-11-30T01:00:00Z")
    clock.advance(days=1)
    company.done(company.as_("manager"), order, "rate", {"score": 4})
    bus.deliver()
    whose = f"department={company.service}"
    for window, day, worked_on in [
        ("month", "2026-11-30", "2026-11-30"),
        ("month", "2026-12-01", "2026-12-01"),
        ("week", "2026-12-01", "2026-12-01"),
    ]:
        (item,) = all_of(company.as_("manager"), f"{whose}&window={window}&day={day}")
        assert (item["work_order_id"], item["worked_on"]) == (order, worked_on)


def test_one_sees_ones_own_and_that_of_whom_one_oversees(company, done):
    head_id = company.member("technician", "head")["id"]
    company.admin.patch(f"/v1/departments/{company.service}", {"head_ids": [head_id]})
    own = company.member("technician")["id"]
    asked = {
        "own": f"member={own}",
        "me": "member=me",
        "department": f"department={company.service}",
        "other": f"department={company.other_service}",
    }

    def may(caller: Caller) -> set[str]:
        return {
            name
            for name, whose in asked.items()
            if caller.get(f"/v1/stats/digest?{whose}&{WEEK}").status == 200
        }

    assert may(company.as_("technician")) == {"own", "me"}
    assert may(company.as_("technician", "stranger")) == {"me"}
    assert may(company.as_("technician", "head")) == {"own", "me", "department"}
    assert may(company.as_("manager")) == set(asked)
    assert company.resident.get(f"/v1/stats/digest?member=me&{WEEK}").status == 403


def test_an_order_that_went_out_of_sight_keeps_its_figures_alone(company, bus):
    order = company.brought_to("accepted", NOW)
    company.done(company.as_("technician"), order, "decline", {"reason": "not mine to do"})
    company.done(
        company.as_("dispatcher"),
        order,
        "assign",
        {"assignee_id": company.member("technician", "other")["id"]},
    )
    bus.deliver()
    (item,) = all_of(company.as_("technician"), f"member=me&{WEEK}")
    assert (item["work_order_id"], item["is_visible"]) == (order, False)
    assert item["counts"]["respond_met"] == 1 and item["number"].startswith("WO-2026-")
    assert item["title"] is None and item["steps"] == []
    assert set(item["deadlines"].values()) == {None}
    (seen,) = all_of(company.as_("manager"), f"member={company.member('technician')['id']}&{WEEK}")
    held = [one["member_name"] for one in seen["steps"] if one["member_name"]]
    assert held == [company.member("technician")["name"]] * 2 + [
        company.member("technician", "other")["name"]
    ]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("day=2026-11-23", 422),
        ("member=me&department=dp_1&day=2026-11-23", 422),
        ("member=me", 422),
        ("member=me&window=decade&day=2026-11-23", 422),
        ("member=me&day=2026-11-23&limit=51", 422),
        ("member=mb_nobody&day=2026-11-23", 404),
        ("department=dp_nothing&day=2026-11-23", 404),
        ("member=me&day=2026-11-23&cursor=abc", 400),
        ("member=me&day=0001-01-01", 422),
        ("member=me&window=week&day=9999-12-31", 422),
    ],
)
def test_what_cannot_be_answered_is_refused(company, query, status):
    answer = company.as_("manager").get(f"/v1/stats/digest?{query}")
    assert answer.status == status, answer


def test_a_file_of_it_holds_what_the_pages_do(company, exports, bus, done):
    manager = company.as_("manager")
    whose = {"department": company.service, "window": "month", "day": "2026-11-25"}
    asked = {format: exports.ask(manager, "digest", format, filters=whose) for format in ("csv", "xlsx")}
    for id in asked.values():
        exports.finish(id)
    heading, row = exports.rows(asked["csv"])
    found = dict(zip(heading, row, strict=True))
    assert found["Order ID"] == done and found["Manager's score"] == "5"
    assert found["Accepted at"] == "2026-11-23T11:00:00+08:00"
    name = company.member("technician")["name"]
    assert (
        f"assigned ({name}) 120 min → accepted ({name}) 10 min → on_site ({name}) 20 min" in found["Process"]
    )
    assert found["Response: kept"] == "breached" and int(found["Response: seconds left (negative: late)"]) < 0
    assert exports.rows(asked["xlsx"], "xlsx")[0] == heading
    own = exports.ask(company.as_("technician"), "digest", filters={"member": "me", "day": "2026-11-25"})
    exports.finish(own)
    assert [row[-1] for row in exports.rows(own)[1:]] == [done]


def test_nobody_gets_a_file_of_what_they_may_not_see(company, exports, done):
    other = company.member("technician", "other")["id"]
    id = exports.ask(company.as_("technician"), "digest", filters={"member": other, "day": "2026-11-25"})
    exports.finish(id)
    assert company.as_("technician").get(f"/v1/exports/{id}").json["reason"] == "not_found"


def test_a_year_reads_the_months_in_which_something_counted_alone(company, bus, clock):
    first = date(2026, 11, 23)
    order = company.brought_to("completed", NOW)
    bus.deliver()
    clock.advance(days=40)
    bus.deliver()
    day = first + timedelta(days=30)
    (item,) = all_of(company.as_("manager"), f"department={company.service}&window=year&day={day}")
    assert item["work_order_id"] == order
