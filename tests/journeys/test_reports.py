"""Reports, files and the week with everything deployed: everybody gets their own, and a week comes by mail."""

import csv
import io
import json
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import openpyxl
import pytest

from infra.client import Caller
from tests.journeys.firm import Firm
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack


def test_a_shared_report_shows_each_reader_what_they_may_see(stack: Stack, firm: Firm) -> None:
    firm.assign(order := firm.report(firm.manager, firm.category(photos_required=0)))
    firm.finish(order)
    body = {
        "name": "Done",
        "group_by": "member",
        "measures": ["completed"],
        "window": {"period": "this_year"},
    }
    saved = firm.assessor.post("/v1/reports", body)

    def rows(reader: Caller) -> dict[str, Any]:
        items = reader.get(f"/v1/reports/{saved['id']}/figures")["items"]
        return {one["key"]: one["values"]["completed"] for one in items}

    done = eventually(lambda: rows(firm.assessor).get(firm.ids["technician"]))
    assert done >= 1
    firm.technician.refusal("GET", f"/v1/reports/{saved['id']}/figures", status=404)

    firm.assessor.patch(f"/v1/reports/{saved['id']}", {"shared": "company"})
    assert rows(firm.technician) == {firm.ids["technician"]: done}
    assert rows(firm.clerk) == {}  # has no figures, and oversees nobody
    firm.technician.refusal("PATCH", f"/v1/reports/{saved['id']}", {"name": "Mine"}, status=403)

    table = read_csv(fetched(exported(firm.assessor, "report", "csv", {"report": saved["id"]})))
    figures = {row["ID"]: row["completed"] for row in table}
    assert figures == {key: f"{value}" for key, value in rows(firm.assessor).items()}


def test_a_file_is_the_list_of_whoever_asked_for_it(stack: Stack, firm: Firm) -> None:
    category = firm.category()
    titles = ["=2+5", "漏水", "-1 tap"]
    orders = [firm.report(firm.manager, category, title=title) for title in titles]
    firm.assign(orders[1])
    query = f"/v1/work-orders?limit=200&category={category}"
    listed = {one["id"]: one for one in firm.manager.get(query)["items"]}
    assert set(listed) == {one["id"] for one in orders}

    for_manager = exported(firm.manager, "work_orders", "csv", {"category": category})
    assert (for_manager["rows"], for_manager["is_cut"]) == (3, False)
    table = {row["Order ID"]: row for row in read_csv(fetched(for_manager))}
    assert table.keys() == listed.keys()
    for id, row in table.items():
        assert (row["Number"], row["Status"]) == (listed[id]["number"], listed[id]["status"])
    assert [table[one["id"]]["Title"] for one in orders] == ["'=2+5", "漏水", "'-1 tap"]

    own = exported(firm.technician, "work_orders", "xlsx", {"category": category})
    seen = [one["id"] for one in firm.technician.get(query)["items"]]
    assert orders[1]["id"] in seen and [row["Order ID"] for row in read_xlsx(fetched(own))] == seen
    everything = exported(firm.manager, "work_orders", "xlsx", {"category": category})
    found = {row["Order ID"]: row["Title"] for row in read_xlsx(fetched(everything))}
    assert found == {one["id"]: title for one, title in zip(orders, titles, strict=True)}

    # The file is its owner's: nobody else finds the export, and the bucket gives it to nobody without the link.
    firm.technician.refusal("GET", f"/v1/exports/{for_manager['id']}", status=404)
    assert httpx.get(for_manager["url"].partition("?")[0], timeout=30).status_code == 403
    eventually(lambda: news(firm.technician, "export_ready"))
    firm.clerk.refusal("POST", "/v1/exports", {"kind": "facts", "format": "csv", "filters": {}}, status=422)


def test_a_digest_of_work_says_how_each_order_went_and_comes_as_a_file(stack: Stack, firm: Firm) -> None:
    category = firm.category(photos_required=0, sla={"respond": "PT30M", "complete": "P1D"})
    firm.assign(order := firm.report(firm.manager, category, title="Pump"))
    firm.finish(order)
    firm.manager.post(f"/v1/work-orders/{order['id']}/rate", {"score": 4})
    day = datetime.now(ZoneInfo("Asia/Shanghai")).date()

    def worked(reader: Caller, whose: str, window: str = "day") -> Any:
        page = reader.get(f"/v1/stats/digest?{whose}&window={window}&day={day}&limit=50")
        found = [one for one in page["items"] if one["work_order_id"] == order["id"]]
        return found[0] if found and found[0]["rating"] and "rated" in found[0]["counts"] else None

    own = eventually(lambda: worked(firm.technician, "member=me"))
    technician = firm.ids["technician"]
    assert (own["title"], own["status"], own["rating"]) == ("Pump", "completed", 4)
    assert own["counts"]["completed"] == own["counts"]["complete_met"] == 1
    held = [(one["status"], one["member_id"]) for one in own["steps"]]
    assert held == [
        ("open", None),
        *((status, technician) for status in ("assigned", "accepted", "on_site", "completed")),
    ]
    assert own["deadlines"]["respond"]["state"] == own["deadlines"]["complete"]["state"] == "met"
    assert 0 < own["deadlines"]["respond"]["remaining_s"] <= 1800 and own["deadlines"]["arrive"] is None
    for window in ("week", "month", "year"):
        assert worked(firm.manager, f"department={firm.service_id}", window)["steps"] == own["steps"]
    firm.technician.refusal("GET", f"/v1/stats/digest?department={firm.service_id}&day={day}", status=404)
    filters = {"department": firm.service_id, "window": "week", "day": f"{day}"}
    (row,) = [
        row
        for row in read_xlsx(fetched(exported(firm.manager, "digest", "xlsx", filters)))
        if row["Order ID"] == order["id"]
    ]
    assert (row["Title"], row["Manager's score"], row["Completion: kept"]) == ("Pump", 4, "met")


def test_members_are_told_of_their_week_with_a_picture_and_once(stack: Stack) -> None:
    firm = Firm(stack)  # of its own: what others have done a moment ago may not be counted yet
    firm.admin.patch(f"/v1/departments/{firm.service_id}", {"head_ids": [firm.ids["manager"]]})
    firm.assign(order := firm.report(firm.manager, firm.category(photos_required=0)))
    firm.finish(order)
    today = datetime.now(ZoneInfo("Asia/Shanghai"))
    monday = today.date() - timedelta(days=today.weekday())
    week = f"from={monday}&to={monday + timedelta(days=6)}"

    def is_counted() -> bool:
        items = firm.technician.get(f"/v1/stats/work-orders?group_by=member&{week}")["items"]
        return bool(items) and items[0]["completed"] == 1

    eventually(is_counted)
    at = datetime.combine(monday + timedelta(days=7), time(8, 30), ZoneInfo("Asia/Shanghai"))
    event = json.dumps({"tenant": firm.tenant_id, "at": at.isoformat()})
    for _ in range(2):
        answer = stack.client("lambda").invoke(FunctionName="steward-reports-tell-week", Payload=event)
        assert "FunctionError" not in answer, answer["Payload"].read()

    def letters(username: str) -> list[Any]:
        mine = f"{username}@{firm.slug}.example"
        return [one for one in stack.mail() if mine in one["To"] and "Your week" in one["Subject"]]

    (letter,) = eventually(lambda: letters("technician"))
    assert letter["Subject"] == "Your week: 1 completed"
    assert "You: 1 completed" in letter["BodyText"]
    assert "service:" not in letter["BodyText"]
    assert 'src="cid:chart"' in letter["BodyHtml"] and "Completed from Monday to Sunday" in letter["BodyHtml"]
    (to_head,) = eventually(lambda: letters("manager"))
    department = next(
        one
        for one in firm.manager.get(f"/v1/stats/work-orders?group_by=department&{week}")["items"]
        if one["key"] == firm.service_id
    )
    assert f"service: {department['completed']} completed" in to_head["BodyText"]
    (link,) = [line for line in to_head["BodyText"].splitlines() if "/console/digest?" in line]
    assert f'href="{link.replace("&", "&amp;")}"' in to_head["BodyHtml"]
    assert "/console/digest?" not in letter["BodyText"]  # the technicians' app has no such page
    behind = firm.manager.get(f"/v1/stats/digest?{link.partition('?')[2]}")
    assert behind["figures"]["completed"] == department["completed"]
    assert len(news(firm.technician, "week_reported")) == 1
    assert not letters("assessor") and not letters("billing-clerk")
    assert len(letters("technician")) == len(letters("manager")) == 1


def exported(person: Caller, kind: str, format: str, filters: dict[str, str]) -> Any:
    """An export that the background function has made."""
    asked = person.post("/v1/exports", {"kind": kind, "format": format, "filters": filters})
    assert asked["status"] == "queued" and asked["url"] is None

    def ended() -> Any:
        export = person.get(f"/v1/exports/{asked['id']}")
        return export if export["status"] in ("ready", "failed") else None

    export = eventually(ended)
    assert export["status"] == "ready", export
    assert datetime.fromisoformat(export["gone_at"]) > datetime.now(UTC)
    return export


def fetched(export: Any) -> bytes:
    """The file behind the link."""
    answer = httpx.get(export["url"], timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.content


def read_csv(data: bytes) -> list[dict[str, str]]:
    """The rows by heading."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes) -> list[dict[str, Any]]:
    """The rows by heading."""
    headings, *rows = openpyxl.load_workbook(io.BytesIO(data), read_only=True).active.iter_rows(
        values_only=True
    )
    return [dict(zip(headings, row, strict=True)) for row in rows]


def news(person: Caller, kind: str) -> list[Any]:
    """The entries of a kind in somebody's inbox."""
    return [one for one in person.get("/v1/notifications?limit=200")["items"] if one["kind"] == kind]
