"""Calls every operation of the API at least once, in each of the ways that cost differently."""

from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.context import for_system
from chalicelib.notifications.unsubscribing import link_of
from tests.builders.api import Caller, made_by
from tests.builders.bus import Bus
from tests.builders.cloud import outbox
from tests.builders.company import Company

NOW = "2026-11-23T01:00:00Z"
WEEK = "from=2026-11-20&to=2026-11-26"
NEAR = [{"after": "-PT10M", "notify": ["head"]}]  # ten minutes before five have passed: at once
REASON = {"reason": "because"}
KEYS = {
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}
WECHAT_ACCOUNT = {
    "app_id": "wx1234567890abcdef",
    "app_secret": "0123456789abcdef0123456789abcdef",
    "template_id": "ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY",
    "fields": {"thing1": "title"},
}
HALF = {"name": "Half", "due_at": "2026-11-24T01:00:00Z"}


def ok(answer):
    """The JSON of an answer that must be a success."""
    assert answer.status < 400, answer
    return answer.json


def walk(company: Company, bus: Bus | None = None) -> None:
    """All of it; a part may rest on what an earlier one made. `bus` brings the events that a part waits for."""
    _people(company)
    _places(company)
    _money(company)
    _categories(company)
    _rotas(company)
    _calendars(company)
    _orders(company)
    _life_of_an_order(company)
    _survey(company, bus or Bus())
    _callback(company)
    _reports(company)


def _people(company: Company) -> None:
    admin = company.admin
    ok(admin.get("/v1/tenant"))
    ok(admin.patch("/v1/tenant", {"name": "Harbour"}))
    ok(admin.get("/v1/audit"))
    ok(admin.get("/v1/me"))
    ok(admin.patch("/v1/me", {"language": "en"}))
    ok(admin.get("/v1/openapi.json"))
    ok(admin.get("/v1/docs"))
    top = made_by(admin.post("/v1/departments", {"name": "Top", "kind": "management"}))["id"]
    below = made_by(admin.post("/v1/departments", {"name": "Low", "kind": "service", "parent_id": top}))["id"]
    ok(admin.get("/v1/departments"))
    ok(admin.get(f"/v1/departments/{below}"))
    ok(admin.patch(f"/v1/departments/{below}", {"name": "Lower"}))
    ok(admin.patch(f"/v1/departments/{company.service}", {"parent_id": below}))
    member = company.member("technician", "gone")["id"]
    ok(admin.get("/v1/members"))
    ok(admin.get(f"/v1/members?department={company.service}"))
    ok(admin.get(f"/v1/members/{member}"))
    ok(admin.patch(f"/v1/members/{member}", {"name": "Gone"}))
    ok(admin.patch(f"/v1/members/{member}", {"department_ids": [company.service, below]}))
    ok(admin.post(f"/v1/members/{member}/revoke"))


def _places(company: Company) -> None:
    admin, building, unit = company.admin, company.building, company.unit
    community = building["community_id"]
    resident = made_by(
        admin.post(
            "/v1/residents",
            {"name": "Rob", "phone": "+8613800000001", "unit_ids": [unit], "relation": "renter"},
        )
    )["id"]
    for path in ("communities", "buildings", "units", "residents"):
        ok(admin.get(f"/v1/{path}"))
    ok(admin.get(f"/v1/buildings?community={community}"))
    ok(admin.get(f"/v1/units?building={building['id']}"))
    ok(admin.get(f"/v1/residents?unit={unit}"))
    for path, id in [
        ("communities", community),
        ("buildings", building["id"]),
        ("units", unit),
        ("residents", resident),
    ]:
        ok(admin.get(f"/v1/{path}/{id}"))
        ok(admin.patch(f"/v1/{path}/{id}", {"name": "New"}))


def _money(company: Company) -> None:
    clerk = company.as_("billing_clerk")
    unit = company.new_unit("102")
    charge = company.charge(unit=unit)["id"]
    ok(clerk.post(f"/v1/charges/{charge}/dispute", REASON))
    ok(clerk.post(f"/v1/charges/{charge}/settle-dispute", REASON))
    payment = ok(company.pay(unit=unit))["id"]
    ok(company.pay(unit=unit))  # the provider tells it twice
    ok(clerk.get(f"/v1/units/{unit}/account"))
    ok(clerk.get("/v1/accounts"))
    ok(clerk.get(f"/v1/accounts?building={company.building['id']}&standing=arrears"))
    ok(clerk.post(f"/v1/payments/{payment}/reversal", REASON))
    ok(clerk.post(f"/v1/charges/{charge}/reversal", REASON))


def _categories(company: Company) -> None:
    asked = {"code": "default", "name": "All", "questions": [], "tags": []}
    ok(company.admin.post("/v1/survey-templates", asked))
    ok(company.admin.get("/v1/survey-templates"))
    ok(company.admin.get("/v1/survey-templates/default"))
    ok(company.admin.patch("/v1/survey-templates/default", {"takes_text": True}))
    company.category("lift")
    ok(company.admin.get("/v1/categories"))
    ok(company.admin.get("/v1/categories/lift"))
    ok(company.admin.patch("/v1/categories/lift", {"photos_required": 2}))


def _rotas(company: Company) -> None:
    member, path = company.member("technician")["id"], f"/v1/rotas/{company.service}"
    rota = {"department_id": company.service, "member_ids": [member], "starts_on": "2026-11-23"}
    made_by(company.admin.post("/v1/rotas", rota))
    ok(company.admin.get("/v1/rotas"))
    ok(company.admin.get(path))
    ok(company.admin.patch(path, {"turn_days": 1}))
    ok(company.as_("manager").post(f"/v1/departments/{company.service}/nudges", {"text": "hurry"}))


def _calendars(company: Company) -> None:
    admin, week = company.admin, {"monday": [{"start": "09:00", "end": "18:00"}]}
    body = {"name": "Office", "zone": "Asia/Shanghai", "week": week, "region": "CN"}
    calendar = made_by(admin.post("/v1/calendars", body))["id"]
    ok(admin.get("/v1/calendars"))
    ok(admin.get(f"/v1/calendars/{calendar}"))
    ok(admin.get(f"/v1/calendars/{calendar}/days?{WEEK}"))
    ok(admin.patch(f"/v1/calendars/{calendar}", {"name": "Hours"}))
    ok(admin.patch(f"/v1/departments/{company.service}", {"calendar_id": calendar}))
    ok(admin.patch("/v1/tenant", {"policies": {"calendar_id": calendar}}))


def _orders(company: Company) -> None:
    manager, technician, order = company.as_("manager"), company.as_("technician"), company.reported()
    number = ok(manager.get(f"/v1/work-orders/{order}"))["number"]
    company.reported(building_id=company.building["id"])
    common = company.category("hall", common_area=True, gate="exempt")
    company.reported(category=common, unit_id=None)
    for query in (
        "",
        "?status=open",
        "?status=closed",
        "?category=drip",
        f"?{WEEK}",
        f"?q={number}",
        "?q=WO-2026-999999",
    ):
        ok(manager.get(f"/v1/work-orders{query}"))
    head = company.caller(
        company.api.member(
            company.tenancy,
            {"role": "manager", "department_id": company.service},
            username="head",
        )["sign_in_name"]
    )
    for reader in (technician, head, company.resident):
        ok(reader.get("/v1/work-orders"))
    ok(head.get(f"/v1/work-orders?department={company.service}"))
    ok(manager.patch(f"/v1/work-orders/{order}", {"priority": "high"}))
    first = ok(manager.get(f"/v1/work-orders/{order}/timeline?limit=1"))
    ok(manager.get(f"/v1/work-orders/{order}/timeline?limit=1&cursor={first['next_cursor']}"))
    ok(manager.get(f"/v1/work-orders/{order}/deadlines"))
    ok(manager.get(f"/v1/work-orders/{order}/people"))


def _life_of_an_order(company: Company) -> None:
    manager, technician = company.as_("manager"), company.as_("technician")
    visit = company.category("visit", sla=company.WORKING, gate="exempt")
    other = company.category("hedge", sla=company.WORKING, department_id=company.other_service)
    counted = company.reported(category=visit)
    ok(manager.patch(f"/v1/work-orders/{counted}", {"priority": "urgent"}))
    company.done(manager, counted, "reclassify", {"category": other})
    company.done(manager, counted, "reclassify", {"category": company.leak_without_photos})
    dispatcher, assignee = company.as_("dispatcher"), {"assignee_id": company.member("technician")["id"]}
    order = company.reported()
    company.done(technician, order, "take")
    company.done(technician, order, "decline", {"reason": "no time"})
    company.done(dispatcher, order, "assign", assignee)
    company.done(technician, order, "accept")
    company.done(technician, order, "plan", {"milestones": [HALF]})
    company.done(technician, order, "progress", {"text": "half", "milestone": HALF["name"]})
    company.done(technician, order, "pause", {**REASON, "expected_on": "2026-11-25"})
    company.done(technician, order, "resume")
    company.done(technician, order, "check-in", company.here(NOW))
    photo = {"role": "after", "content_type": "image/jpeg", "size": 1000}
    made_by(technician.post(f"/v1/work-orders/{order}/attachments", photo))
    ok(technician.get(f"/v1/work-orders/{order}/attachments"))
    company.done(company.resident, order, "comments", {"text": "hello"})
    company.done(manager, order, "directives", {"text": "hurry"})
    company.done(company.resident, order, "nudges")
    company.done(manager, order, "collaborators", {"member_id": company.member("manager")["id"]})
    company.done(technician, order, "complete", {"summary": "done"})
    company.done(manager, order, "rate", {"score": 5})
    company.done(manager, order, "rework", REASON)
    company.done(manager, order, "cancel", REASON)
    alarm = company.category("alarm", sla={"respond": "PT5M"}, ladder=NEAR, gate="exempt")
    escalated = company.reported(category=alarm)
    deadlines.fire(for_system(company.tenancy.id, "deadlines"), escalated, 1)
    company.done(manager, escalated, "acknowledge", {"deadline": "respond"})
    company.charge()
    held = company.reported()
    company.done(manager, held, "waive-hold", REASON)
    company.pay(reference="p-9")


def _survey(company: Company, bus: Bus) -> None:
    for body in ({"score": 5}, {"score": 1, "not_fixed": True}):
        order = company.brought_to("completed", NOW)
        bus.deliver()
        token = _token(order)
        visitor = company.api.with_header(None)
        ok(visitor.get(f"/v1/surveys/{token}"))
        ok(visitor.post(f"/v1/surveys/{token}", body))


def _callback(company: Company) -> None:
    """Whoever found that nothing is fixed is called."""
    manager = company.as_("manager")
    (listed,) = ok(manager.get("/v1/callbacks"))["items"]
    path = f"/v1/callbacks/{listed['id']}"
    ok(manager.get(path))
    ok(manager.post(f"{path}/claim"))
    ok(manager.get(f"/v1/callbacks?department={listed['work_order']['department_id']}"))
    ok(manager.get(path))
    ok(manager.post(f"{path}/attempts", {"note": "engaged"}))
    ok(manager.post(f"{path}/outcome", {"outcome": "fixed"}))


def _token(order: str) -> str:
    """The end of the link that the order's resident was sent."""
    invited = [event["detail"] for event in outbox() if event["type"] == "SurveyInvited"]
    return next(event["link"].rpartition("/")[2] for event in invited if event["order_id"] == order)


def _reports(company: Company) -> None:
    reader: Caller = company.as_("manager")
    inbox = ok(company.resident.get("/v1/notifications?limit=1"))
    ok(company.resident.get(f"/v1/notifications?limit=1&cursor={inbox['next_cursor']}"))
    ok(company.resident.post(f"/v1/notifications/{inbox['items'][0]['id']}/read"))
    _ways_out(company)
    ok(company.resident.get("/v1/me/preferences"))
    ok(company.resident.request("PUT", "/v1/me/preferences", {"digest": {"on": False}}))
    link = link_of(company.tenancy.id, company.member("technician")["id"], "conversation")
    page, visitor = f"/v1/{link.partition('/v1/')[2]}", company.api.with_header(None)
    assert visitor.get(page).status == 200
    for _ in range(2):
        assert visitor.post(page).status == 200
    words = "/v1/templates/commented/en"
    admin = company.admin
    ok(admin.get("/v1/templates"))
    ok(admin.get(words))
    ok(admin.request("PUT", words, {"title": "{{ subject }}", "body": "{{ text }}"}))
    ok(admin.post(f"{words}/preview"))
    ok(admin.request("DELETE", words))
    for group_by in ("member", "category"):
        ok(reader.get(f"/v1/stats/work-orders?group_by={group_by}&{WEEK}"))
        ok(company.as_("technician").get(f"/v1/stats/work-orders?group_by={group_by}&{WEEK}"))
    ok(reader.get(f"/v1/stats/work-orders/series?group_by=category&measures=completed&{WEEK}"))
    ok(reader.get(f"/v1/stats/work-orders/facts?group_by=category&measure=completed&{WEEK}"))
    ok(reader.get("/v1/stats/measures"))
    ok(company.caller("head@" + company.tenancy.slug).get(f"/v1/stats/work-orders?group_by=member&{WEEK}"))
    _boards(company)
    _kept(company)
    _notices(company)


def _kept(company: Company) -> None:
    """Saved reports and exports."""
    manager = company.as_("manager")
    ok(manager.get(f"/v1/stats/digest?department={company.service}&limit=1&day=2026-11-23"))
    ok(manager.get("/v1/stats/digest?member=me&day=2026-11-23"))
    body = {"name": "Ours", "group_by": "category", "window": {"period": "this_week"}, "shared": "company"}
    report = made_by(manager.post("/v1/reports", body))["id"]
    ok(manager.get("/v1/reports"))
    ok(manager.get(f"/v1/reports/{report}"))
    ok(manager.patch(f"/v1/reports/{report}", {"name": "All of ours"}))
    ok(manager.get(f"/v1/reports/{report}/figures"))
    asked = {"kind": "report", "format": "csv", "filters": {"report": report}}
    ok(manager.post("/v1/exports", asked))
    listed = {"kind": "work_orders", "format": "xlsx", "filters": {"status": "open"}}
    export = ok(manager.post("/v1/exports", listed))["id"]
    ok(manager.get("/v1/exports"))
    ok(manager.get(f"/v1/exports/{export}"))
    spare = made_by(manager.post("/v1/reports", body))["id"]
    ok(manager.request("DELETE", f"/v1/reports/{spare}"))


def _notices(company: Company) -> None:
    """A notice drafted, sent and followed up, and a draft that is not."""
    words = {"en": {"title": "No water", "body": "On Tuesday."}}
    whole = {"kind": "outage", "words": words, "scope": {"company": True}}
    manager = company.as_("manager")
    notice = made_by(manager.post("/v1/notices", {**whole, "scope": {"unit_ids": [company.unit]}}))["id"]
    path = f"/v1/notices/{notice}"
    ok(manager.get(path))
    ok(manager.patch(path, {"scope": {"building_ids": [company.building["id"]]}}))
    ok(manager.post(f"{path}/send"))
    Bus().deliver()
    ok(manager.get(path))
    made_by(manager.post(f"{path}/follow-ups", {"as": "ended"}))
    spare = made_by(manager.post("/v1/notices", whole))["id"]
    ok(manager.request("DELETE", f"/v1/notices/{spare}"))
    ok(manager.get("/v1/notices"))


def _boards(company: Company) -> None:
    manager, technician = company.as_("manager"), company.as_("technician")
    for group_by in ("member", "department", "category"):
        ok(manager.get(f"/v1/stats/durations?group_by={group_by}&{WEEK}"))
    for group_by in ("member", "category"):
        ok(technician.get(f"/v1/stats/durations?group_by={group_by}&{WEEK}"))
    ok(manager.get("/v1/boards/departments"))
    ok(manager.get(f"/v1/boards/departments/{company.service}"))
    ok(manager.get("/v1/boards/stalls"))
    ok(manager.get(f"/v1/boards/stalls?department={company.service}&older_than=PT0S"))
    idle = company.other_service
    ok(manager.get(f"/v1/boards/departments/{idle}"))
    gardener = company.as_("technician", "gardener", [idle])
    ok(gardener.get("/v1/boards/departments"))
    ok(gardener.get("/v1/boards/stalls"))


def _ways_out(company: Company) -> None:
    """Endpoints, what a company connects, and the log of what left; WeChat is a stand-in."""
    admin, resident = company.admin, company.resident
    ok(resident.get("/v1/me/endpoints/key"))
    url = "https://fcm.googleapis.com/fcm/send/dK2x"
    first = made_by(resident.post("/v1/me/endpoints", {"endpoint": url, "keys": KEYS}))["id"]
    ok(admin.request("PUT", "/v1/wechat-account", WECHAT_ACCOUNT))
    ok(admin.get("/v1/wechat-account"))
    ok(resident.post("/v1/me/endpoints/wechat", {"code": "041pK1000dxUuK1Pw8"}))
    ok(resident.get("/v1/me/endpoints"))
    ok(resident.request("DELETE", f"/v1/me/endpoints/{first}"))
    person = company.member("technician")["id"]
    ok(admin.get(f"/v1/people/{person}/addresses"))
    ok(admin.post(f"/v1/people/{person}/addresses/mended", {"channel": "email"}))
    webhook = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0"
    chat = {"department_id": company.service, "kind": "wecom", "name": "Team", "webhook": webhook}
    channel = made_by(admin.post("/v1/chat-channels", chat))["id"]
    ok(admin.get("/v1/chat-channels"))
    ok(admin.post(f"/v1/chat-channels/{channel}/trial"))
    ok(admin.request("DELETE", f"/v1/chat-channels/{channel}"))
    order = company.reported()
    for query in ("", f"?work_order={order}", f"?person={person}", "?channel=email&status=failed"):
        ok(admin.get(f"/v1/deliveries{query}"))
