"""A notice from its draft to telephone, WeChat, mail and inbox of everybody in its scope, with everything deployed."""

from typing import Any
from uuid import uuid4

import pytest

from tests.budgets.walk import WECHAT_ACCOUNT
from tests.builders.outside import Outside, fresh
from tests.journeys.firm import Firm, Household
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack
WORDS = {
    "zh-CN": {"title": "停水通知", "body": "因水泵检修停水，请提前储水。"},
    "en": {"title": "No water", "body": "The pump is being overhauled."},
}
WINDOW = {"starts_at": "2026-12-01T01:00:00Z", "ends_at": "2026-12-01T04:00:00Z"}
SEND = "/cgi-bin/message/template/send"


@pytest.fixture
def stand_ins() -> Any:
    with fresh() as here:
        yield here


def counted(firm: Firm, notice: Any) -> Any:
    """Whom a draft would reach, once all homes have been looked at."""

    def complete() -> Any:
        foreseen = firm.admin.get(f"/v1/notices/{notice['id']}")["foreseen"]
        return foreseen if foreseen["is_complete"] else None

    return eventually(complete)


def sent(firm: Firm, notice: Any) -> Any:
    """What became of a notice, once every message has left."""
    firm.admin.post(f"/v1/notices/{notice['id']}/send")

    def over() -> Any:
        shown = firm.admin.get(f"/v1/notices/{notice['id']}")
        told = shown["told"]
        ended = told["reached"] + told["failed"] + told["inside"]
        left = not any(one["pending"] for one in told["channels"].values())
        return shown if told["is_complete"] and left and ended == told["people"] else None

    return eventually(over, timeout=90)


def neighbour(firm: Firm, home: Household, name: str, **fields: Any) -> Any:
    """Somebody else in a home, whose telephone is their own."""
    body = {"name": name, "phone": f"+8613{uuid4().int % 10**9:09}", "unit_ids": [home.unit_id]}
    return firm.admin.post("/v1/residents", body | {"relation": "family", **fields})


def inbox(home: Household, kind: str) -> list[Any]:
    return [one for one in home.resident.get("/v1/notifications")["items"] if one["kind"] == kind]


def test_an_outage_reaches_everybody_in_the_scope_by_their_ways_and_so_does_its_end(
    stack: Stack, firm: Firm, stand_ins: Outside
) -> None:
    firm.admin.http.put("/v1/wechat-account", json=WECHAT_ACCOUNT).raise_for_status()
    home, owing, elsewhere = firm.household(), firm.household(owes=12_050), firm.household()
    home.resident.post("/v1/me/endpoints/wechat", {"code": "041pK1000dxUuK1Pw8"})
    home.resident.http.patch("/v1/me", json={"language": "en"}).raise_for_status()
    chinese = neighbour(firm, home, "Bao", language="zh-CN", email="bao@notices.example")
    owner = neighbour(firm, owing, "Cai", language="zh-CN")
    body = {
        "kind": "outage",
        "words": WORDS,
        "scope": {"unit_ids": [home.unit_id, owing.unit_id]},
        **WINDOW,
    }
    refused = firm.admin.refusal("POST", "/v1/notices", body | {"payers": "paid_up"}, status=422)
    assert refused["errors"][0]["loc"] == ["body", "payers"]
    firm.technician.refusal("POST", "/v1/notices", body, status=403)

    draft = firm.admin.post("/v1/notices", body)
    foreseen = counted(firm, draft)
    assert (foreseen["people"], foreseen["excluded"]) == (4, 0)
    assert foreseen["channels"]["sms"] == 4 and foreseen["channels"]["wechat"] == 1
    assert not inbox(home, "notice_outage"), "a draft is told to nobody"

    told = sent(firm, draft)["told"]
    assert (told["people"], told["reached"], told["failed"]) == (4, 4, 0)
    assert told["channels"]["sms"]["sent"] == 4 and told["channels"]["wechat"]["sent"] == 1
    (shown,) = inbox(home, "notice_outage")
    assert shown["title"] == "Planned outage: No water"
    assert shown["body"] == "1 December 09:00 to 1 December 12:00\nThe pump is being overhauled."
    for person in (chinese, owner):
        assert stack.text_messages(person["phone"]) == ["【停供】停水通知 12月1日 09:00 至 12月1日 12:00"]
    (wechat,) = stand_ins.of(SEND)
    assert "Planned outage" in wechat.json["data"]["thing1"]["value"], "as much as the field takes"
    mails = [one for one in stack.mail() if "bao@notices.example" in one["To"]]
    assert ["停水通知" in one["Subject"] for one in mails] == [True]
    assert not inbox(elsewhere, "notice_outage")

    moved_in = neighbour(firm, home, "Dan", language="zh-CN")
    words = {
        "zh-CN": {"title": "已恢复供水", "body": "谢谢。"},
        "en": {"title": "Water is back", "body": "Thank you."},
    }
    after = firm.admin.post(f"/v1/notices/{draft['id']}/follow-ups", {"as": "ended", "words": words})
    assert sent(firm, after)["told"]["people"] == 4
    assert [one["title"] for one in inbox(home, "notice_outage")] == [
        "Over: Water is back",
        "Planned outage: No water",
    ]
    assert len(stack.text_messages(chinese["phone"])) == 2
    assert stack.text_messages(moved_in["phone"]) == []


def test_what_is_for_the_paid_up_leaves_out_who_owes(stack: Stack, firm: Firm) -> None:
    home, owing = firm.household(), firm.household(owes=12_050)
    scope = {"unit_ids": [home.unit_id, owing.unit_id]}
    body = {"kind": "general", "words": WORDS, "scope": scope, "payers": "paid_up", "channels": []}
    draft = firm.admin.post("/v1/notices", body)
    foreseen = counted(firm, draft)
    assert (foreseen["people"], foreseen["excluded"]) == (1, 1)
    told = sent(firm, draft)["told"]
    assert (told["people"], told["excluded"], told["inside"]) == (1, 1, 1)
    assert len(inbox(home, "notice_general")) == 1
    assert inbox(owing, "notice_general") == []
