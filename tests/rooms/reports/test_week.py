"""Members are told on Monday morning what the last week brought them: theirs alone, once, in the tenant's own time."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.insights import store as insights
from chalicelib.insights.model import Cell
from chalicelib.kernel.actor import Assignment
from chalicelib.kernel.aws import client
from chalicelib.kernel.context import for_system
from chalicelib.kernel.observability import Failed
from chalicelib.organization import store as organization
from chalicelib.organization.model import Department, Member
from chalicelib.reports import triggers
from chalicelib.reports.week import figures, headed, is_empty, week_to_tell
from chalicelib.reports.weekly import AT_ONCE
from tests.builders.boundary import answering, before_writing, error
from tests.builders.cloud import outbox

MONDAY = date(2026, 11, 23)
NOW = "2026-11-23T01:00:00Z"
NEXT_MONDAY = "2026-11-30T08:30:00+08:00"
WEEK = "from=2026-11-23&to=2026-11-29"


def run(company, at=NEXT_MONDAY):
    triggers.on_schedule({"tenant": company.tenancy.id, "at": at}, None)


def told() -> dict[str, dict]:
    """What each member was told of a week; nobody may have been told twice."""
    found = [one["detail"] for one in outbox() if one["type"] == "WeekReported"]
    assert len({one["person_id"] for one in found}) == len(found)
    return {one["person_id"]: one for one in found}


# -- when ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "week"),
    [
        ("2026-11-30T07:59:00+08:00", None),
        ("2026-11-30T08:00:00+08:00", MONDAY),
        ("2026-11-30T23:59:00+08:00", MONDAY),
        ("2026-12-01T08:00:00+08:00", None),
        ("2026-11-29T08:00:00+08:00", None),
    ],
)
def test_a_week_is_told_of_on_the_monday_after_it(at, week):
    assert week_to_tell(datetime.fromisoformat(at)) == week


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Asia/Kolkata", "Pacific/Chatham"])
@given(week=st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_an_hourly_run_meets_each_week_in_every_zone(zone, week):
    monday = week - timedelta(days=week.weekday())
    begin = datetime(monday.year, monday.month, monday.day, 0, 5, tzinfo=UTC) - timedelta(days=1)
    runs = (begin + timedelta(hours=number) for number in range(72))
    met = {week_to_tell(at.astimezone(ZoneInfo(zone))) for at in runs}
    assert met == {None, monday - timedelta(days=7)}


def test_nobody_is_told_on_another_day_or_before_the_morning(company, bus):
    company.brought_to("completed", NOW)
    bus.deliver()
    for at in ("2026-11-30T07:59:00+08:00", "2026-11-29T09:00:00+08:00"):
        run(company, at)
    assert not told()


# -- what ---------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9), st.integers(0, 9)), max_size=10))
def test_the_days_add_up_to_the_week(counted):
    days: dict[date, dict[str, int]] = {}
    for day, completed, due in counted:
        days[MONDAY + timedelta(days=day)] = {"completed": completed, "due": due}
    week = figures("", MONDAY, days)
    assert week.completed == sum(week.days) and len(week.days) == 7
    assert week.due == sum(numbers["due"] for numbers in days.values())
    assert is_empty(week) == (week.completed == week.due == 0)


def test_heads_are_those_who_may_see_the_departments_figures():
    own = Department(id="dp_1", name="Own", kind="service", head_ids=("mb_1",))
    headless = Department(id="dp_2", name="Headless", kind="service")

    def heading(id: str, *roles: Assignment, departments: tuple[str, ...] = ("dp_1", "dp_2")) -> list[str]:
        member = Member(id=id, name=id, sign_in_name=id, assignments=roles, department_ids=departments)
        return [one.id for one in headed(member, [own, headless])]

    assert heading("mb_1") == ["dp_1"]
    assert heading("mb_1", departments=("dp_2",)) == []  # whose head works elsewhere sees no figures of it
    assert heading("mb_2") == []
    assert heading("mb_2", Assignment(role="manager")) == ["dp_2"]
    assert heading("mb_2", Assignment(role="manager"), departments=()) == []
    assert heading("mb_2", Assignment(role="assessor")) == []


def test_everybody_is_told_what_the_stats_would_show_them_and_no_more(company, bus):
    head = company.as_("technician", "head")
    head_id = company.member("technician", "head")["id"]
    company.admin.patch(f"/v1/departments/{company.service}", {"head_ids": [head_id]})
    company.as_("technician", "idle")
    company.brought_to("completed", NOW)
    company.brought_to("completed", NOW, technician="head")
    company.brought_to("completed", NOW, technician="other")
    bus.deliver()
    run(company)

    by_id = {one["id"]: name for name, one in company.members.items()}
    assert {by_id[id] for id in told()} == {"technician", "head", "other"}
    for name in ("technician", "other"):
        report = told()[company.member("technician", name)["id"]]
        assert (report["own"]["completed"], report["departments"]) == (1, [])
        (row,) = (
            company.as_("technician", name).get(f"/v1/stats/work-orders?group_by=member&{WEEK}").json["items"]
        )
        assert (report["own"]["completed"], report["own"]["due"]) == (row["completed"], row["due"])
        assert report["own"]["in_time"] == row["timeliness"]["complete"]["rate"]
    report = told()[head_id]
    (row,) = head.get(f"/v1/stats/work-orders?group_by=department&{WEEK}").json["items"]
    (own,) = report["departments"]
    assert (own["name"], own["completed"], own["due"]) == (row["name"], row["completed"], row["due"])
    assert report["own"]["completed"] == 1 and own["days"] == [3, 0, 0, 0, 0, 0, 0]
    assert (report["first"], report["last"]) == ("2026-11-23", "2026-11-29")


def test_whoever_works_at_the_console_is_led_to_the_orders_behind_their_figures(company, bus):
    company.admin.patch(f"/v1/departments/{company.service}", {"head_ids": [company.member("manager")["id"]]})
    company.brought_to("completed", NOW)
    bus.deliver()
    run(company)
    links = {id: one["digest"] for id, one in told().items()}
    assert links[company.member("technician")["id"]] is None  # the technicians' app has no such page
    (link,) = filter(None, links.values())
    address, _, query = link.partition("?")
    assert address == "https://steward.example/console/digest"
    assert query == f"department={company.service}&window=week&day=2026-11-23"
    (item,) = company.as_("manager").get(f"/v1/stats/digest?{query}").json["items"]
    assert item["counts"]["completed"] == 1


def test_who_has_gone_is_told_nothing(company, bus):
    company.brought_to("completed", NOW)
    bus.deliver()
    company.admin.post(f"/v1/members/{company.member('technician')['id']}/revoke")
    run(company)
    assert not told()


# -- once ---------------------------------------------------------------------------------------------------------


def test_runs_that_come_again_or_at_once_tell_nobody_twice(company, bus):
    company.brought_to("completed", NOW)
    bus.deliver()
    with before_writing(lambda: run(company)):
        run(company)
    run(company)
    run(company, "2026-11-30T15:05:00+08:00")
    assert len(told()) == 1
    bus.deliver(times=2)
    inbox = company.as_("technician").get("/v1/notifications?limit=50").json["items"]
    assert Counter(one["kind"] for one in inbox)["week_reported"] == 1


@pytest.fixture
def crowd(company) -> list[str]:
    """Members for three transactions, each with a completion in the week."""
    context = for_system(company.tenancy.id, "tests")
    ids = [f"mb_{number:04d}" for number in range(2 * AT_ONCE + 5)]
    for id in ids:
        member = Member(id=id, name=id, sign_in_name=id, department_ids=(company.service,))
        cell = Cell(member=id, department=company.service)
        done = insights.additions(1, [(cell, MONDAY, {"completed": 1})])
        context.commit(organization.save_member(member), done)
    return ids


def test_a_run_that_was_cut_short_is_taken_up_where_it_was(company, crowd):
    with (
        answering("dynamodb", "TransactWriteItems", None, error("AccessDeniedException")),
        pytest.raises(Failed),
    ):
        run(company)
    assert 0 < len(told()) <= AT_ONCE
    run(company)
    assert told().keys() == set(crowd)


def test_a_member_costs_a_fraction_of_a_call(company, crowd):
    asked = Counter[str]()

    def counting(model, **_):
        asked[model.name] += 1

    events = client("dynamodb").meta.events
    events.register("before-call", counting)
    try:
        run(company)
    finally:
        events.unregister("before-call", counting)
    # the tenant, the week, the edition; departments and the four reads of counters; members three times
    assert asked == {"GetItem": 3, "Query": 5 + 3, "TransactWriteItems": 3}
    assert asked.total() / len(crowd) < 0.15
