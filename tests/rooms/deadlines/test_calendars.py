"""Calendars in the API: what is refused when they are defined, and what each day is."""

from datetime import date, datetime

import pytest

from chalicelib.deadlines import calendars, public_holidays, store
from chalicelib.deadlines.calendar_model import MOST_CALENDARS, Calendar
from chalicelib.tenants import service as tenants
from tests.builders.api import made_by
from tests.builders.cloud import outbox

OFFICE = [{"start": "09:00", "end": "12:00"}, {"start": "13:00", "end": "18:00"}]
WEEK = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), OFFICE)
LUNCH = [{"start": "11:00", "end": "14:00"}]
NIGHT = [{"start": "22:00", "end": "06:00"}]

#: working days of 2026 at weekends, and the weekdays off, as the State Council announced them in November 2025
CHINA_2026_WORKED = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
CHINA_2026_OFF = [
    *(
        "01-01",
        "01-02",
        "02-16",
        "02-17",
        "02-18",
        "02-19",
        "02-20",
        "02-23",
        "04-06",
        "05-01",
        "05-04",
        "05-05",
    ),
    *("06-19", "09-25", "10-01", "10-02", "10-05", "10-06", "10-07"),
]


@pytest.fixture
def admin(api):
    return api.as_(api.found().admin)


def body(**fields):
    return {"name": "Office", "zone": "Asia/Shanghai", "week": WEEK, **fields}


def days(admin, calendar, first, last):
    return admin.get(f"/v1/calendars/{calendar['id']}/days?from={first}&to={last}").json["items"]


def test_a_calendar_is_made_read_listed_and_changed(admin):
    made = made_by(admin.post("/v1/calendars", body(week={"monday": NIGHT})))
    assert made["id"].startswith("cl_")
    assert made["week"]["monday"] == NIGHT and made["week"]["sunday"] == []
    path = f"/v1/calendars/{made['id']}"
    assert admin.get(path).json == made
    assert admin.get("/v1/calendars").json["items"] == [made]
    stale = admin.patch(path, {"name": "Nights"}, headers={"If-Match": '"7"'})
    assert stale.status == 412
    changed = admin.patch(path, {"name": "Nights", "week": WEEK}).json
    assert (changed["name"], changed["week"]["monday"], changed["version"]) == ("Nights", OFFICE, 2)
    told = [one for one in outbox() if one["type"] == "CalendarChanged"]
    assert [(one["detail"]["entity"], one["detail"]["sequence"]) for one in told] == [(made["id"], 2)]
    entries = [(one["entity"]["kind"], one["action"]) for one in admin.get("/v1/audit").json["items"]]
    assert entries[:2] == [("calendar", "changed"), ("calendar", "created")]


@pytest.mark.parametrize(
    ("fields", "code", "loc"),
    [
        ({"zone": "Asia/Peking"}, "unknown_zone", ["body", "zone"]),
        ({"region": "XX"}, "unknown_holidays", ["body", "region"]),
        ({"region": "DE-XX"}, "unknown_holidays", ["body", "region"]),
        ({"week": {}}, "calendar_empty", ["body", "week"]),
        ({"week": {"monday": [{"start": "09:00", "end": "09:00"}]}}, "shift_empty", ["body", "week", "monday"]),
        ({"week": {"monday": [*OFFICE, *LUNCH]}}, "shifts_overlap", ["body", "week", "monday"]),
        (
            {"week": {"sunday": NIGHT, "monday": [{"start": "05:00", "end": "10:00"}]}},
            "shifts_overlap",
            ["body", "week", "sunday"],
        ),
        (
            {"week": WEEK, "exceptions": [{"date": "2026-12-05", "shifts": [{"start": "22:00", "end": "21:00"}]},
                                          {"date": "2026-12-06", "shifts": OFFICE}]},
            "shifts_overlap",
            ["body", "exceptions", "2026-12-05"],
        ),
        (
            {"week": {"monday": [{"start": "09:00", "end": "09:30"}]}},
            "calendar_too_short",
            ["body", "week"],
        ),
        (
            {"week": {"monday": [{"start": "09:00", "end": "10:30"}]}, "exceptions": "all Mondays"},
            "calendar_too_short",
            ["body", "week"],
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_by_is_refused_in_both_languages(api, fields, code, loc):
    if fields.get("exceptions") == "all Mondays":
        mondays = [date.fromordinal(date(2026, 11, 23).toordinal() + 7 * week) for week in range(53)]
        fields = fields | {"exceptions": [{"date": day.isoformat(), "shifts": []} for day in mondays]}
    for locale, sign in (("en", "."), ("zh-CN", "。")):
        admin = api.as_(api.found(f"Firm {locale}", locale=locale).admin)
        refused = admin.post("/v1/calendars", body(**fields))
        assert (refused.status, refused.json["code"]) == (422, code)
        assert refused.json["errors"][0]["loc"] == loc
        assert refused.json["detail"].endswith(sign)
        assert admin.get("/v1/calendars").json["items"] == []


@pytest.mark.parametrize(
    "fields",
    [
        {"week": {"monday": OFFICE * 4}},
        {"week": {"someday": OFFICE}},
        {"week": {"monday": [{"start": "24:00", "end": "25:00"}]}},
        {"exceptions": [{"date": "2026-12-24", "shifts": []}] * 2},
        {"exceptions": [{"date": f"{year}-12-24", "shifts": []} for year in range(2027, 2428)]},
        {"region": "China"},
    ],
)  # fmt: skip
def test_what_is_not_a_calendar_at_all_is_refused(admin, fields):
    assert admin.post("/v1/calendars", body(**fields)).status == 422


def test_a_tenant_has_a_number_of_calendars_and_no_more(admin, acting, api):
    tenant = admin.get("/v1/tenant").json["id"]
    table = acting("tenant_admin", tenant=tenant).table
    for number in range(MOST_CALENDARS):
        made = Calendar(id=f"cl_{number:03}", name="x", zone="UTC", week=(((0, 60),),) * 7)
        table.commit([store.save_calendar(made)])
    refused = admin.post("/v1/calendars", body())
    assert (refused.status, refused.json["code"]) == (422, "too_many_calendars")


def test_each_day_is_shown_with_what_it_is_and_why(admin):
    own = [{"date": "2026-10-02", "shifts": OFFICE[:1], "reason": "Stand-by"}]
    calendar = made_by(admin.post("/v1/calendars", body(region="CN", exceptions=own)))
    found = {day["date"][5:]: day for day in days(admin, calendar, "2026-09-30", "2026-10-11")}
    kinds = {name: (day["kind"], day["working_s"]) for name, day in found.items()}
    assert kinds["09-30"] == ("week", 28_800)
    assert kinds["10-01"] == ("holiday", 0)
    assert kinds["10-02"] == ("exception", 10_800)
    assert kinds["10-10"] == ("make_up", 28_800)
    assert kinds["10-11"] == ("week", 0)
    assert (found["10-01"]["reason"], found["10-02"]["reason"]) == ("National Day", "Stand-by")
    assert found["10-10"]["shifts"] == OFFICE and found["09-30"]["reason"] is None


def test_a_day_on_which_clocks_change_is_as_long_as_it_is(admin):
    calendar = made_by(
        admin.post("/v1/calendars", body(zone="Europe/Berlin", week={"saturday": NIGHT, "sunday": NIGHT}))
    )
    found = days(admin, calendar, "2026-10-24", "2026-10-25")
    assert [day["working_s"] for day in found] == [9 * 3600, 8 * 3600]


@pytest.mark.parametrize(
    "window", ["from=2026-10-02&to=2026-10-01", "from=2026-10-01&to=2029-10-01", "from=2026-10-01"]
)
def test_a_window_of_days_has_to_be_one(admin, window):
    calendar = made_by(admin.post("/v1/calendars", body()))
    assert admin.get(f"/v1/calendars/{calendar['id']}/days?{window}").status == 422


def test_chinas_year_is_as_it_was_announced():
    known = public_holidays.of("CN", 2026, 2026)
    worked = [day for day, holiday in known.items() if holiday.is_workday]
    assert [day.isoformat()[5:] for day in worked] == CHINA_2026_WORKED
    off = [day for day, holiday in known.items() if not holiday.is_workday and day.weekday() < 5]
    assert [day.isoformat()[5:] for day in off] == CHINA_2026_OFF
    assert known[date(2026, 10, 1)].names == {"zh-CN": "国庆节", "en": "National Day"}


def test_the_tenants_exceptions_go_before_what_the_package_says(admin):
    """The make-up days of a year that is not announced, or announced otherwise."""
    own = [
        {"date": "2026-10-10", "shifts": [], "reason": "Not here"},
        {"date": "2027-02-20", "shifts": OFFICE, "reason": "Made up for Spring Festival"},
    ]
    calendar = made_by(admin.post("/v1/calendars", body(region="CN", exceptions=own)))
    (first,), (second,) = (days(admin, calendar, day, day) for day in ("2026-10-10", "2027-02-20"))
    assert (first["working_s"], second["working_s"]) == (0, 28_800)


def test_public_holidays_of_a_part_of_a_country_are_known(admin):
    calendar = made_by(admin.post("/v1/calendars", body(region="DE-BY", zone="Europe/Berlin")))
    (day,) = days(admin, calendar, "2027-01-06", "2027-01-06")
    assert (day["kind"], day["reason"]) == ("holiday", "Epiphany")


def test_a_new_year_brings_its_holidays_once(admin, api, acting, clock):
    calendar = made_by(admin.post("/v1/calendars", body(region="CN")))
    plain = made_by(admin.post("/v1/calendars", body()))
    tenant = admin.get("/v1/tenant").json["id"]
    assert calendars.renew(acting("system", tenant=tenant)) == 0
    clock.now = datetime.fromisoformat("2027-01-02T00:00:00+00:00")
    assert calendars.renew(acting("system", tenant=tenant)) == 1
    assert calendars.renew(acting("system", tenant=tenant)) == 0
    versions = {one["id"]: one["version"] for one in admin.get("/v1/calendars").json["items"]}
    assert versions == {calendar["id"]: 2, plain["id"]: 1}
    (day,) = days(admin, calendar, "2028-10-02", "2028-10-02")
    assert day["kind"] == "holiday"


def test_a_department_and_a_tenant_go_by_a_calendar_that_is_there(api):
    tenancy = api.found()
    admin = api.as_(tenancy.admin)
    calendar = made_by(admin.post("/v1/calendars", body()))["id"]
    path = f"/v1/departments/{api.department(tenancy)}"
    refused = admin.patch(path, {"calendar_id": "cl_unknown"})
    assert (refused.status, refused.json["errors"][0]["loc"]) == (404, ["body", "calendar_id"])
    assert admin.patch(path, {"calendar_id": calendar}).json["calendar_id"] == calendar
    assert admin.patch(path, {"name": "Same"}).json["calendar_id"] == calendar
    assert admin.patch(path, {"calendar_id": None}).json["calendar_id"] is None

    refused = admin.patch("/v1/tenant", {"policies": {"calendar_id": "cl_unknown"}})
    assert (refused.status, refused.json["errors"][0]["loc"]) == (404, ["body", "policies", "calendar_id"])
    for value in (calendar, None):
        answer = admin.patch("/v1/tenant", {"policies": {"calendar_id": value}})
        assert answer.json["policies"]["calendar_id"] == value
    assert (
        admin.patch("/v1/tenant", {"policies": {"skew_limit_s": 60}}).json["policies"]["calendar_id"] is None
    )
    told = [one["detail"]["entity"] for one in outbox() if one["type"] == "CalendarAssigned"]
    assert sorted(told) == sorted([path.rpartition("/")[2]] * 2 + [tenancy.id] * 2)


def test_lower_rooms_look_for_a_calendar_where_it_lies():
    assert tenants.calendar_ref("cl_1").key == store.calendar_ref("cl_1").key
