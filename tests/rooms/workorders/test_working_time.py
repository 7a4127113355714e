"""Orders whose deadlines count a department's working time: reported, given away, classified anew, and recounted."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.context import for_system
from chalicelib.kernel.entity import Key
from chalicelib.workorders import counting, triggers
from tests.builders.bus import Bus
from tests.builders.cloud import bus_event, outbox
from tests.builders.company import Company
from tests.builders.meter import counted

#: Friday noon in China, an hour before the afternoon's shift
FRIDAY = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MONDAY_OFF = {"exceptions": [{"date": "2026-11-30", "shifts": [], "reason": "Stocktaking"}]}


def at(day: int, hour: int, minute: int = 0) -> str:
    """A moment in China, by the day counted from the beginning of November 2026."""
    moment = datetime(2026, 11, 1, hour, minute, tzinfo=UTC) + timedelta(days=day - 1) - 8 * HOUR
    return moment.isoformat()


@pytest.fixture
def company(api, clock) -> Company:
    clock.now = FRIDAY
    return Company(api, api.found())


@pytest.fixture
def office(company) -> str:
    return company.working_time()


@pytest.fixture
def visit(company) -> str:
    return company.category(
        "visit", sla={**company.WORKING, "complete": "PT8H"}, photos_required=0, gate="exempt"
    )


def due(company, order) -> dict:
    return company.as_("manager").get(f"/v1/work-orders/{order}").json["deadlines"]


def left(company, order, kind="complete") -> timedelta:
    items = company.as_("manager").get(f"/v1/work-orders/{order}/deadlines").json["items"]
    return timedelta(seconds=next(item["remaining_s"] for item in items if item["kind"] == kind))


def seconds(text: str) -> datetime:
    return datetime.fromisoformat(text)


def same(moment: str, expected: str) -> bool:
    return seconds(moment) == seconds(expected)


def test_one_category_counts_working_time_and_another_around_the_clock(company, office, visit):
    order, other = company.reported(category=visit), company.reported(category=company.leak_without_photos)
    assert same(due(company, order)["respond_by"], at(27, 14))  # an hour from when the afternoon begins
    assert same(due(company, order)["complete_by"], at(30, 12))  # five hours on Friday, three on Monday
    assert seconds(due(company, other)["respond_by"]) == FRIDAY + HOUR / 2


def test_an_emergency_waits_for_no_morning(company, office):
    refused = company.admin.post(
        "/v1/categories",
        {
            "code": "gas",
            "names": {"zh-CN": "燃气", "en": "Gas"},
            "department_id": company.service,
            "kind": "repair",
            "emergency": True,
            "sla": company.WORKING,
        },
    )
    assert (refused.status, refused.json["errors"][0]["loc"]) == (422, ["body", "sla", "hours"])
    gas = company.category("gas", emergency=True, gate="exempt", sla={"respond": "PT10M"})
    assert seconds(due(company, company.reported(category=gas))["respond_by"]) == FRIDAY + HOUR / 6


def test_without_a_calendar_working_time_is_all_time(company, visit):
    assert seconds(due(company, company.reported(category=visit))["respond_by"]) == FRIDAY + HOUR


def test_a_department_without_a_calendar_goes_by_the_tenants(company, visit):
    nights = [{"start": "22:00", "end": "06:00"}]
    calendar = company.calendar(week=dict.fromkeys(("friday", "saturday"), nights))
    company.admin.patch("/v1/tenant", {"policies": {"calendar_id": calendar}})
    assert same(due(company, company.reported(category=visit))["respond_by"], at(27, 23))


def test_a_pause_and_a_weekend_cost_nothing(company, office, visit, clock):
    order, worker = company.reported(category=visit), company.as_("technician")
    company.done(worker, order, "take")
    clock.now = FRIDAY + 3 * HOUR  # 15:00, two hours of work
    company.done(worker, order, "pause", {"reason": "parts", "expected_on": "2026-11-30"})
    assert left(company, order) == 6 * HOUR
    clock.now = FRIDAY + timedelta(days=2)
    company.done(worker, order, "resume")
    assert same(due(company, order)["complete_by"], at(30, 16))
    assert left(company, order) == 6 * HOUR


def test_another_priority_promises_otherwise_and_keeps_what_was_used(company, office, visit, clock):
    order, manager = company.reported(category=visit), company.as_("manager")
    clock.now = FRIDAY + HOUR + timedelta(minutes=4)
    answer = manager.patch(f"/v1/work-orders/{order}", {"priority": "urgent"})
    assert same(answer.json["deadlines"]["respond_by"], at(27, 13, 10))
    assert same(answer.json["deadlines"]["complete_by"], at(30, 12))
    answer = manager.patch(f"/v1/work-orders/{order}", {"priority": "low"})
    assert same(answer.json["deadlines"]["respond_by"], at(27, 14))


def test_given_to_another_departments_technician_it_is_counted_by_their_calendar(
    company, office, visit, clock
):
    saturdays = {"week": {"saturday": [{"start": "09:00", "end": "18:00"}]}}
    company.working_time(company.other_service, **saturdays)
    order = company.reported(category=visit)
    clock.now = FRIDAY + 3 * HOUR
    gardener = company.member("technician", "gardener", [company.other_service])["id"]
    company.done(company.as_("dispatcher"), order, "assign", {"assignee_id": gardener})
    assert left(company, order) == 6 * HOUR
    assert same(due(company, order)["complete_by"], at(28, 15))


# -- classified anew --------------------------------------------------------------------------------


def test_another_category_takes_it_to_its_departments_queue_and_keeps_what_was_used(
    company, office, visit, clock
):
    order, worker = company.reported(category=visit), company.as_("technician")
    company.done(worker, order, "take")
    clock.now = FRIDAY + 3 * HOUR
    hedge = company.category(
        "hedge",
        department_id=company.other_service,
        priority="low",
        sla={"respond": "PT1H", "complete": "PT10H"},
    )
    moved = company.done(company.as_("manager"), order, "reclassify", {"category": hedge})
    assert (moved["category"], moved["department_id"]) == (hedge, company.other_service)
    assert (moved["status"], moved["assignee_id"], moved["priority"]) == ("open", None, "low")
    assert left(company, order) == 8 * HOUR  # of ten, two were used, and these are counted around the clock
    assert seconds(moved["deadlines"]["complete_by"]) == clock.now + 8 * HOUR
    assert seconds(moved["deadlines"]["respond_by"]) == clock.now + HOUR  # somebody else has to answer
    gardener = company.as_("technician", "gardener", [company.other_service])
    assert [one["id"] for one in gardener.get("/v1/work-orders").json["items"]] == [order]
    kinds = [
        one["kind"] for one in company.as_("manager").get(f"/v1/work-orders/{order}/timeline").json["items"]
    ]
    assert kinds[-1] == "reclassified"


def test_within_the_department_it_stays_with_whom_it_is(company, office, visit):
    order, worker = company.reported(category=visit), company.as_("technician")
    company.done(worker, order, "take")
    lamp = company.category("lamp", sla={"respond": "PT1H", "arrive": "PT2H"}, gate="exempt")
    moved = company.done(company.as_("dispatcher"), order, "reclassify", {"category": lamp})
    assert (moved["status"], moved["assignee_id"]) == ("accepted", company.member("technician")["id"])
    assert moved["deadlines"]["complete_by"] is None
    again = company.done(company.as_("dispatcher"), order, "reclassify", {"category": lamp})
    assert again["version"] == moved["version"]


def test_what_arrears_held_goes_on_when_it_turns_out_to_be_an_emergency(company):
    gas = company.category("gas", emergency=True, gate="exempt", sla={"respond": "PT10M"})
    company.charge()
    order = company.reported(category=company.leak)
    moved = company.done(company.as_("manager"), order, "reclassify", {"category": gas})
    assert (moved["status"], moved["hold"], moved["priority"]) == ("open", None, "urgent")
    assert seconds(moved["deadlines"]["respond_by"]) == FRIDAY + HOUR / 6
    company.pay()
    Bus().deliver()  # nothing is held there any more
    assert company.as_("manager").get(f"/v1/work-orders/{order}").json["version"] == moved["version"]


@pytest.mark.parametrize(
    ("fields", "code", "status"),
    [({}, "nowhere", 404), ({"kind": "complaint"}, "noise", 422), (None, "noise", 422)],
)
def test_a_category_that_does_not_fit_is_refused(company, visit, fields, code, status):
    order = company.reported(category=visit)
    if code == "noise":
        company.category("noise", **(fields or {}))
    if fields is None:
        company.admin.patch("/v1/categories/noise", {"active": False})
    answer = company.act(company.as_("manager"), order, "reclassify", {"category": code})
    assert (answer.status, answer.json["errors"][0]["loc"]) == (status, ["body", "category"])


def test_finished_work_is_not_classified_anew(company, visit):
    order = company.brought_to("completed", FRIDAY.isoformat())
    answer = company.act(company.as_("manager"), order, "reclassify", {"category": visit})
    assert (answer.status, answer.json["code"]) == (409, "invalid_transition")


# -- a calendar changes -----------------------------------------------------------------------------


def recounts() -> list[str]:
    return [one["detail"]["entity"] for one in outbox() if one["type"] == "WorkOrderRescheduled"]


def test_open_orders_follow_a_calendar_that_changes_once(company, office, visit):
    orders = [company.reported(category=visit) for _ in range(3)]
    always = company.reported(category=company.leak_without_photos)
    Bus().deliver()
    company.admin.patch(f"/v1/calendars/{office}", MONDAY_OFF)
    Bus().deliver(times=2)
    assert sorted(recounts()) == sorted(orders)
    for order in orders:
        assert same(due(company, order)["complete_by"], at(31, 12))
        assert left(company, order) == 8 * HOUR
    assert seconds(due(company, always)["respond_by"]) == FRIDAY + HOUR / 2
    Bus().deliver()  # everything once more: nothing changes
    assert len(recounts()) == 3


def test_a_department_that_goes_by_another_calendar_takes_its_orders_along(company, office, visit):
    order = company.reported(category=visit)
    path = f"/v1/departments/{company.service}"
    company.admin.patch(
        path, {"calendar_id": company.calendar(week={"saturday": [{"start": "09:00", "end": "18:00"}]})}
    )
    Bus().deliver()
    assert same(due(company, order)["complete_by"], at(28, 17))
    company.admin.patch(path, {"calendar_id": None})
    Bus().deliver()
    assert seconds(due(company, order)["complete_by"]) == FRIDAY + 8 * HOUR
    company.admin.patch("/v1/tenant", {"policies": {"calendar_id": office}})
    Bus().deliver()
    assert same(due(company, order)["complete_by"], at(30, 12))


def test_many_orders_are_counted_anew_some_in_each_run(company, office, visit, monkeypatch):
    monkeypatch.setattr(counting, "_PAGE", 2)
    orders = [company.reported(category=visit) for _ in range(5)]
    Bus().deliver()
    company.admin.patch(f"/v1/calendars/{office}", MONDAY_OFF)
    Bus().deliver(times=2)
    assert sorted(recounts()) == sorted(orders)
    pages = [
        one["detail"]["after"]
        for one in outbox()
        if one["type"] == "RecountWanted" and "cl_" in one["detail"]["entity"]
    ]
    assert sorted(pages, key=str) == sorted([None, orders[1], orders[3]], key=str)


def test_an_order_already_counted_by_a_version_costs_reads_and_no_transaction(company, office, visit):
    order = company.reported(category=visit)
    with counted() as calls:
        assert not counting._recount_one(for_system(company.tenancy.id, "workorders"), order)
    assert "TransactWriteItems" not in [call.name for call in calls]


def test_a_suspended_order_follows_too_and_starts_by_the_calendar_of_the_day(company, office):
    held = company.category("held", sla=company.WORKING)
    company.charge()
    order = company.reported(category=held)
    company.admin.patch(
        f"/v1/calendars/{office}", {"week": {"saturday": [{"start": "09:00", "end": "18:00"}]}}
    )
    Bus().deliver()
    company.pay()
    Bus().deliver()
    assert same(due(company, order)["respond_by"], at(28, 10))


def test_rework_is_counted_by_the_calendar_as_it_is_by_then(company, office, visit, clock):
    order, worker = company.reported(category=visit), company.as_("technician")
    company.done(worker, order, "take")
    company.done(worker, order, "check-in", company.here(FRIDAY.isoformat()))
    company.done(worker, order, "complete", {"summary": "done"})
    company.admin.patch(f"/v1/calendars/{office}", MONDAY_OFF)
    company.done(company.as_("manager"), order, "rework", {"reason": "still drips"})
    assert same(due(company, order)["complete_by"], at(31, 12))


def test_the_night_takes_holidays_anew_and_finds_whom_a_change_has_missed(company, visit, clock):
    office = company.working_time(region="CN")
    order = company.reported(category=visit)
    told = [one for one in outbox() if one["type"] == "CalendarChanged"]
    company.admin.patch(f"/v1/calendars/{office}", MONDAY_OFF)
    missed = [one for one in outbox() if one["type"] == "CalendarChanged" and one not in told]
    assert missed  # and nobody hears of it
    assert triggers.on_night({"id": "1"}, None) == {"renewed": 0}
    wanted = [one for one in outbox() if one["type"] == "RecountWanted"]
    for event in wanted * 2:
        triggers.on_calendar_changed(bus_event(event), None)
    assert recounts() == [order]
    clock.now = datetime(2027, 1, 1, 17, 20, tzinfo=UTC)
    assert triggers.on_night({"id": "2", "tenant": company.tenancy.id}, None) == {"renewed": 1}


def test_a_calendar_that_changes_while_an_order_is_counted_makes_it_count_again(
    company, office, visit, acting
):
    order = company.reported(category=visit)
    context = for_system(company.tenancy.id, "workorders")
    company.admin.patch(f"/v1/calendars/{office}", MONDAY_OFF)
    calendar, guards = counting._calendar(context, company.service)
    company.admin.patch(f"/v1/calendars/{office}", {"name": "Newer"})
    assert counting._recount_one(context, order)
    clocks = context.table.get(deadlines.clocks_ref(order))
    assert clocks.hours.version == 3 and calendar.version == 2
    assert Key(f"CALENDAR#{office}") in [one.key for one in guards]
