"""Saved reports through the API."""

from tests.rooms.reports.conftest import saved

NOW = "2026-11-23T01:00:00Z"

WEEK = "from=2026-11-23&to=2026-11-23"


def test_a_saved_report_shows_the_figures_of_the_stats(company, bus):
    company.reported()
    bus.deliver()
    manager = company.as_("manager")
    report = saved(manager, group_by="category", measures=["reported_share"], window={"period": "this_week"})
    shown = manager.get(f"/v1/reports/{report['id']}/figures")
    asked = manager.get(f"/v1/stats/work-orders?group_by=category&measures=reported_share&{WEEK}")
    assert shown.status == 200
    assert shown.json == asked.json
    assert [row["reported"] for row in shown.json["items"]] == [1]


def test_whoever_opens_a_shared_report_sees_their_own_figures(company, bus):
    company.brought_to("completed", NOW)
    bus.deliver()
    report = saved(company.as_("manager"), shared="company", window={"period": "this_week"})
    other = company.as_("technician", "idle", [company.other_service])
    path = f"/v1/reports/{report['id']}/figures"
    assert [row["completed"] for row in company.as_("manager").get(path).json["items"]] == [1]
    assert other.get(path).json["items"] == []
    assert company.as_("technician").get(path).json["items"][0]["completed"] == 1


def test_a_report_is_for_whom_it_is_shared_with(company):
    manager, technician = company.as_("manager"), company.as_("technician")
    hidden = saved(manager, name="Hidden")
    open_ = saved(manager, name="Open", shared="company")
    for verb, path, body in (
        ("GET", "", None),
        ("GET", "/figures", None),
        ("PATCH", "", {"name": "Theirs"}),
        ("DELETE", "", None),
    ):
        assert technician.request(verb, f"/v1/reports/{hidden['id']}{path}", body).status == 404
    assert [one["name"] for one in technician.get("/v1/reports").json["items"]] == ["Open"]
    assert [one["name"] for one in manager.get("/v1/reports").json["items"]] == ["Open", "Hidden"]
    refused = technician.patch(f"/v1/reports/{open_['id']}", {"name": "Theirs"})
    assert (refused.status, refused.json["code"]) == (403, "not_owner")
    assert not technician.get(f"/v1/reports/{open_['id']}").json["is_own"]


def test_a_report_changes_and_goes_and_the_trail_tells_of_shared_ones(company):
    manager = company.as_("manager")
    own = saved(manager)
    shared = saved(manager, shared="company", filters={"department": company.service})
    changed = manager.patch(f"/v1/reports/{shared['id']}", {"filters": {}, "window": {"period": "last_year"}})
    assert changed.json["filters"]["department"] is None
    assert changed.json["window"] == {"period": "last_year", "from": None, "to": None}
    for one in (own, shared):
        assert manager.request("DELETE", f"/v1/reports/{one['id']}").status == 200
        assert manager.get(f"/v1/reports/{one['id']}").status == 404
    trail = [
        one
        for one in company.admin.get("/v1/audit?limit=200").json["items"]
        if one["entity"]["kind"] == "report"
    ]
    assert [(one["entity"]["id"], one["action"]) for one in trail] == [
        (shared["id"], action) for action in ("removed", "changed", "created")
    ]


def test_a_list_goes_on_over_the_reports_of_others(company):
    manager, technician = company.as_("manager"), company.as_("technician")
    for number in range(3):
        saved(technician, name=f"T{number}")
        saved(manager, name=f"M{number}")
    found, cursor = [], ""
    while cursor is not None:
        page = manager.get(f"/v1/reports?limit=1{cursor and '&cursor=' + cursor}").json
        found += [one["name"] for one in page["items"]]
        cursor = page["next_cursor"]
    assert found == ["M2", "M1", "M0"]


def test_what_cannot_be_counted_is_refused_when_it_is_saved(company):
    manager = company.as_("manager")
    body = {"name": "x", "group_by": "member", "window": {"period": "this_month"}}
    for wrong in (
        {"filters": {"category": "leak"}},
        {"measures": ["beauty"]},
        {"window": {}},
        {"window": {"period": "this_month", "from": "2026-11-01", "to": "2026-11-02"}},
        {"window": {"from": "2026-11-02", "to": "2026-11-01"}},
        {"window": {"from": "2026-11-02"}},
    ):
        assert manager.post("/v1/reports", body | wrong).status == 422, wrong
    kept = saved(manager, filters={"department": company.service})
    assert manager.patch(f"/v1/reports/{kept['id']}", {"group_by": "category"}).status == 422
