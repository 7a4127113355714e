"""What an administrator has set up before a test looks at the settings."""

from tests.journeys.firm import Firm
from tests.stack import eventually

WEBHOOK = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0"
WECHAT = {
    "app_id": "wx1234567890abcdef",
    "app_secret": "0123456789abcdef0123456789abcdef",
    "template_id": "ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY",
    "fields": {"thing1": "title", "thing2": "body", "time3": "time"},
}


def settled(firm: Firm, text: str, report: str) -> dict[str, str]:
    """What the pages' addresses name of settings and notices, which say `text`, and of the reports, named `report`."""
    return {
        "template": settle(firm, text),
        "technician": firm.ids["technician"],
        "report": keep_report(firm, report),
        **keep_notices(firm, text),
    }


def settle(firm: Firm, text: str) -> str:
    """A group chat, an official account, own words for a message, a survey template, all with `text`; its code."""
    chat = {"department_id": firm.service_id, "kind": "wecom", "name": text, "webhook": WEBHOOK}
    firm.admin.post("/v1/chat-channels", chat)
    firm.admin.http.put("/v1/wechat-account", json=WECHAT).raise_for_status()
    for language in ("zh-CN", "en"):
        words = {"title": f"{text}: {{{{ amount }}}}", "body": f"{text} {{{{ number }}}}"}
        firm.admin.http.put(f"/v1/templates/suspended/{language}", json=words).raise_for_status()
    phrase = {"code": "one", "texts": {"zh-CN": text, "en": text}}
    survey = {
        "code": "plumbing",
        "name": text,
        "questions": [phrase],
        "tags": [phrase],
        "script": phrase["texts"],
    }
    firm.admin.post("/v1/survey-templates", survey)
    return "plumbing"


def keep_report(firm: Firm, name: str) -> str:
    """A report of the manager's for everybody, with a file of it under way; the report's id."""
    body = {
        "name": name,
        "group_by": "category",
        "measures": ["reported", "completion_rate", "response_p90"],
        "window": {"period": "this_month"},
        "shared": "company",
    }
    report: str = firm.manager.post("/v1/reports", body)["id"]
    firm.manager.post("/v1/exports", {"kind": "report", "format": "xlsx", "filters": {"report": report}})
    return report


def keep_notices(firm: Firm, text: str) -> dict[str, str]:
    """A notice that the building was sent, and a draft of what follows it, which say `text`; their ids."""
    said = {"title": text[:60], "body": text}
    body = {
        "kind": "outage",
        "words": {"zh-CN": said, "en": said},
        "scope": {"building_ids": [firm.building_id]},
        "starts_at": "2026-12-01T01:00:00Z",
        "ends_at": "2026-12-01T04:00:00Z",
    }
    notice: str = firm.admin.post("/v1/notices", body)["id"]
    firm.admin.post(f"/v1/notices/{notice}/send")
    eventually(lambda: firm.admin.get(f"/v1/notices/{notice}")["status"] == "sent")
    draft: str = firm.admin.post(f"/v1/notices/{notice}/follow-ups", {"as": "ended"})["id"]
    return {"notice": notice, "draft": draft}
