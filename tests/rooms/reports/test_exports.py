"""Exports, run by run."""

import json

import pytest

from chalicelib.kernel.aws import client
from chalicelib.reports import export as model
from chalicelib.reports import exporting, sources, triggers
from tests.builders.cloud import outbox
from tests.rooms.reports.conftest import BUCKET, saved

NOW = "2026-11-23T01:00:00Z"


def _told(type: str) -> list[dict]:
    return [one["detail"] for one in outbox() if one["type"] == type]


@pytest.fixture
def small(monkeypatch):
    """Pages of two and pieces of two pages."""
    monkeypatch.setattr(sources, "_AT_ONCE", 2)
    monkeypatch.setattr(exporting, "PAGES", 2)


def _listed(caller, path: str) -> list[dict]:
    found, cursor = [], ""
    while cursor is not None:
        page = caller.get(f"{path}{'&' if '?' in path else '?'}limit=3{cursor and '&cursor=' + cursor}").json
        found += page["items"]
        cursor = page["next_cursor"]
    return found


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_file_of_many_pieces_is_the_list(company, exports, small, format):
    numbers = [company.reported(company.as_("manager")) for _ in range(11)]
    manager = company.as_("manager")
    id = exports.ask(manager, "work_orders", format)
    assert manager.get(f"/v1/exports/{id}").json["status"] == "queued"
    exports.run(id)
    assert {k: manager.get(f"/v1/exports/{id}").json[k] for k in ("status", "rows", "url")} == {
        "status": "running", "rows": 4, "url": None,
    }  # fmt: skip
    exports.finish(id)
    heading, *rows = exports.rows(id, format)
    listed = _listed(manager, "/v1/work-orders")
    assert len(listed) == len(numbers) == 11
    where = {name: heading.index(name) for name in ("Order ID", "Number", "Title", "Status")}
    assert [[row[where[name]] for name in where] for row in rows] == [
        [one["id"], one["number"], one["title"], one["status"]] for one in listed
    ]
    shown = manager.get(f"/v1/exports/{id}").json
    assert (shown["status"], shown["rows"], shown["is_cut"]) == ("ready", 11, False)
    assert f"/exports/{company.tenancy.id}/{id}/file.{format}" in shown["url"]


def test_every_run_may_come_twice_late_or_be_cut_short(company, exports, small):
    for _ in range(9):
        company.reported(company.as_("manager"))
    id = exports.ask(company.as_("manager"), "work_orders")
    events = []
    while exports.state(id) not in ("ready", "failed"):
        events.append(exports.wanted(id))
        triggers.on_wanted(events[-1], None)
        for event in events:  # all that came before comes again
            triggers.on_wanted(event, None)
    assert len(exports.rows(id)) == 1 + 9
    assert len({row[0] for row in exports.rows(id)}) == 1 + 9
    assert len(_told("ExportReady")) == 1
    assert [one["sequence"] for one in _told("ExportWanted")] == [1, 2, 3, 4]


def test_a_run_that_ends_before_its_transaction_is_done_again(company, exports, small, monkeypatch):
    for _ in range(5):
        company.reported(company.as_("manager"))
    id = exports.ask(company.as_("manager"), "work_orders")
    put = exporting.files.write_piece
    cut = iter((True, False, True, False, False, False))

    def write(*arguments):
        put(*arguments)
        if next(cut):
            raise ConnectionError("the run ends here")

    monkeypatch.setattr(exporting.files, "write_piece", write)
    exports.finish(id)
    assert len(exports.rows(id)) == 1 + 5


def test_it_sees_what_its_person_sees_at_the_time_of_the_run(company, exports, small):
    manager, technician = company.as_("manager"), company.as_("technician")
    mine = company.brought_to("assigned", NOW)
    company.brought_to("accepted", NOW)
    company.reported(category=company.category("garden", department_id=company.other_service))
    every, own = exports.ask(manager, "work_orders"), exports.ask(technician, "work_orders")
    for id in (every, own):
        exports.finish(id)
    assert len(exports.rows(every)) == 1 + 3
    assert mine in {row[-1] for row in exports.rows(own)}
    assert len(exports.rows(own)) == 1 + len(_listed(technician, "/v1/work-orders")) == 1 + 2


def test_nobody_exports_what_they_may_no_longer(company, exports, bus):
    manager = company.as_("manager")
    company.reported(manager)
    id = exports.ask(manager, "work_orders")
    admin, member = company.admin, company.member("manager")["id"]
    assert admin.post(f"/v1/members/{member}/revoke").status == 200
    exports.finish(id)
    (failed,) = _told("ExportFailed")
    assert failed["reason"] == "not_allowed"
    keys = client("s3").list_objects_v2(Bucket=BUCKET, Prefix="exports/")
    assert keys["KeyCount"] == 0


def test_roles_taken_between_two_pieces_end_what_is_seen(company, exports, small):
    dispatcher = company.as_("dispatcher")
    for _ in range(8):
        company.reported(company.as_("manager"))
    id = exports.ask(dispatcher, "work_orders")
    exports.run(id)
    member = company.member("dispatcher")["id"]
    assert company.admin.patch(f"/v1/members/{member}", {"roles": ["data_steward"]}).status == 200
    exports.finish(id)
    assert len(exports.rows(id)) == 1 + 4


def test_an_export_is_its_owners_alone(company, exports):
    id = exports.ask(company.as_("manager"), "stalls")
    assert company.as_("dispatcher").get(f"/v1/exports/{id}").status == 404
    assert company.admin.get(f"/v1/exports/{id}").status == 404
    assert company.resident.get(f"/v1/exports/{id}").status == 403


def test_its_owner_is_told_and_the_trail_knows(company, exports, bus):
    manager = company.as_("manager")
    company.reported(manager)
    id = exports.ask(manager, "work_orders", "xlsx", filters={"status": "open"})
    bus.deliver(times=2)
    (note,) = [one for one in manager.get("/v1/notifications").json["items"] if one["kind"] == "export_ready"]
    assert "1 rows" in note["body"]
    assert note["work_order_id"] is None
    (entry,) = [
        one for one in company.admin.get("/v1/audit").json["items"] if one["entity"]["kind"] == "export"
    ]
    assert (entry["entity"]["id"], entry["action"]) == (id, "requested")
    assert entry["data"]["filters"] == {"status": "open"}


def test_figures_facts_stalls_and_saved_reports_are_what_the_api_says(company, exports, bus):
    company.brought_to("completed", NOW)
    company.reported()
    bus.deliver()
    manager = company.as_("manager")
    window = {"from": "2026-11-23", "to": "2026-11-23"}
    query = "from=2026-11-23&to=2026-11-23"
    figures = exports.ask(
        manager, "figures", filters={"group_by": "category", "measures": "reported_share", **window}
    )
    report = saved(manager, group_by="category", measures=["reported_share"], window={"period": "this_day"})
    kept = exports.ask(manager, "report", "xlsx", filters={"report": report["id"]})
    facts = exports.ask(manager, "facts", filters={"group_by": "member", "measure": "completed", **window})
    stalls = exports.ask(manager, "stalls", filters={"older_than": "PT0S"})
    for id in (figures, kept, facts, stalls):
        exports.finish(id)
    asked = manager.get(f"/v1/stats/work-orders?group_by=category&measures=reported_share&{query}").json[
        "items"
    ]
    assert [row[-1] for row in exports.rows(figures)] == ["reported_share", "1.0"]
    assert [row[1] for row in exports.rows(figures)[1:]] == [str(one["reported"]) for one in asked]
    assert exports.rows(kept, "xlsx")[1][:4] == [
        asked[0]["name"], asked[0]["reported"], asked[0]["completed"], asked[0]["due"],
    ]  # fmt: skip
    behind = manager.get(f"/v1/stats/work-orders/facts?group_by=member&measure=completed&{query}").json
    assert [row[-1] for row in exports.rows(facts)[1:]] == [one["work_order_id"] for one in behind["items"]]
    standing = manager.get("/v1/boards/stalls").json["items"]
    assert [row[-1] for row in exports.rows(stalls)[1:]] == [one["work_order_id"] for one in standing] != []


def test_moments_are_those_of_the_tenants_clocks(company, exports):
    company.reported(company.as_("manager"))
    id = exports.ask(company.as_("manager"), "work_orders")
    exports.finish(id)
    heading, row = exports.rows(id)
    assert row[heading.index("Reported at")] == "2026-11-23T09:00:00+08:00"


def test_a_report_that_went_meanwhile_ends_its_export(company, exports):
    manager = company.as_("manager")
    report = saved(manager)
    id = exports.ask(manager, "report", filters={"report": report["id"]})
    manager.request("DELETE", f"/v1/reports/{report['id']}")
    exports.finish(id)
    assert _told("ExportFailed")[0]["reason"] == "not_found"
    assert manager.get(f"/v1/exports/{id}").json["reason"] == "not_found"


def test_a_file_holds_so_much_and_says_so(company, exports, small, monkeypatch):
    monkeypatch.setattr(model, "MOST_ROWS", 5)
    for _ in range(7):
        company.reported(company.as_("manager"))
    manager = company.as_("manager")
    id = exports.ask(manager, "work_orders")
    exports.finish(id)
    assert len(exports.rows(id)) == 1 + 5
    assert manager.get(f"/v1/exports/{id}").json["is_cut"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": "work_orders", "filters": {"colour": "red"}}, "colour"),
        ({"kind": "work_orders", "filters": {"cursor": "x"}}, "cursor"),
        ({"kind": "work_orders", "filters": {"from": "yesterday"}}, "from"),
        ({"kind": "figures", "filters": {}}, "group_by"),
        ({"kind": "report"}, "report"),
        ({"kind": "stalls", "filters": {"report": "rp_1"}}, "report"),
    ],
)
def test_what_no_list_takes_is_refused_at_once(company, fields, why):
    refused = company.as_("manager").post("/v1/exports", {"format": "csv", **fields})
    assert refused.status == 422
    assert why in json.dumps(refused.json)


def test_a_report_of_somebody_else_is_not_exported(company):
    report = saved(company.as_("manager"))
    body = {"kind": "report", "format": "csv", "filters": {"report": report["id"]}}
    assert company.as_("technician").post("/v1/exports", body).status == 404


def test_a_week_later_it_is_gone(company, exports, clock):
    manager = company.as_("manager")
    id = exports.ask(manager, "stalls")
    clock.advance(days=7)
    assert manager.get(f"/v1/exports/{id}").status == 404


def test_filters_name_what_is_there(company):
    manager = company.as_("manager")
    for filters in ({"member": "mb_nobody"}, {"department": "dp_nowhere"}):
        body = {"kind": "stalls", "format": "csv", "filters": filters}
        assert manager.post("/v1/exports", body).status == 404
        kept = {"name": "x", "group_by": "member", "window": {"period": "this_day"}, "filters": filters}
        assert manager.post("/v1/reports", kept).status == 404
    own = {"kind": "work_orders", "format": "csv", "filters": {"assignee": "me"}}
    assert manager.post("/v1/exports", own).status == 202


def test_own_exports_are_listed_newest_first_until_their_files_are_gone(company, exports, clock):
    manager, worker = company.as_("manager"), company.as_("technician")
    first = exports.ask(manager, "stalls", "csv")
    clock.advance(days=2)
    others = exports.ask(worker, "stalls", "csv")
    second = exports.ask(manager, "work_orders", "xlsx")
    exports.finish(second)
    page = manager.get("/v1/exports?limit=1").json
    rest = manager.get(f"/v1/exports?limit=1&cursor={page['next_cursor']}").json
    assert [one["id"] for one in (*page["items"], *rest["items"])] == [second, first]
    assert page["items"][0] == manager.get(f"/v1/exports/{second}").json | {"url": page["items"][0]["url"]}
    assert page["items"][0]["url"]
    assert [one["id"] for one in worker.get("/v1/exports").json["items"]] == [others]
    assert company.as_("dispatcher").get(f"/v1/exports?cursor={page['next_cursor']}").status == 400
    clock.advance(days=5, seconds=1)
    assert [one["id"] for one in manager.get("/v1/exports").json["items"]] == [second]
