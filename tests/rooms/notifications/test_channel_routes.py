"""What the routes take and answer: no secret comes back, and no address but the services' own goes in."""

import json

import pytest

from chalicelib.notifications.channels.webhooks import NoWebhook
from tests.budgets.walk import KEYS, WECHAT_ACCOUNT
from tests.builders.api import made_by
from tests.builders.company import Company
from tests.rooms.notifications.browser import Browser
from tests.rooms.notifications.test_chat import WEBHOOKS


@pytest.fixture
def company(api, clock) -> Company:
    return Company(api, api.found())


def answers(caller, *calls):
    return [caller.request(*call) for call in calls]


def test_no_secret_is_ever_answered(company):
    admin = company.admin
    connected = {
        "department_id": company.service,
        "kind": "dingtalk",
        "name": "Team",
        "webhook": WEBHOOKS["dingtalk"],
        "secret": "SEC0123456789abcdef",
    }
    said = answers(
        admin,
        ("PUT", "/v1/wechat-account", WECHAT_ACCOUNT),
        ("GET", "/v1/wechat-account"),
        ("POST", "/v1/chat-channels", connected),
        ("GET", "/v1/chat-channels"),
        ("GET", "/v1/audit"),
        ("POST", "/v1/me/endpoints", Browser().subscription),
        ("GET", "/v1/me/endpoints"),
    )
    assert all(one.status < 300 for one in said)
    text = json.dumps([one.json for one in said])
    for secret in (WECHAT_ACCOUNT["app_secret"], "access_token", "SEC0123456789abcdef", "fcm/send"):
        assert secret not in text
    trail = json.dumps(said[4].json)
    assert "wechat_account" in trail and "chat_channel" in trail


@pytest.mark.parametrize(
    "url",
    [
        "http://fcm.googleapis.com/fcm/send/one",
        "https://127.0.0.1/one",
        "https://fcm.googleapis.com.evil.example/one",
        "https://user@fcm.googleapis.com/one",
        "https://fcm.googleapis.com:8443/one",
        "https://169.254.169.254/latest/meta-data",
        "https://xfcm.googleapis.com/one",
    ],
)
def test_a_browsers_messages_go_to_a_push_service_and_nowhere_else(company, url):
    answer = company.resident.post("/v1/me/endpoints", {"endpoint": url, "keys": KEYS})
    assert (answer.status, answer.json["code"]) == (422, "invalid")


def test_a_browser_is_registered_once_and_taken_off(company):
    subscription = Browser().subscription
    first, again = (made_by(company.resident.post("/v1/me/endpoints", subscription)) for _ in range(2))
    assert first["id"] == again["id"]
    assert len(company.resident.get("/v1/me/endpoints").json["endpoints"]) == 1
    path = f"/v1/me/endpoints/{first['id']}"
    assert company.resident.request("DELETE", path).json["endpoints"] == []
    assert company.resident.request("DELETE", path).status == 404


def test_nobody_registers_browsers_without_end(company):
    for number in range(10):
        made_by(
            company.resident.post(
                "/v1/me/endpoints", Browser(f"https://web.push.apple.com/{number}").subscription
            )
        )
    answer = company.resident.post("/v1/me/endpoints", Browser().subscription)
    assert (answer.status, answer.json["code"]) == (409, "too_many_endpoints")


def test_wechat_needs_the_companys_account(company):
    answer = company.resident.post("/v1/me/endpoints/wechat", {"code": "041pK1000dxUuK1Pw8"})
    assert (answer.status, answer.json["code"]) == (409, "no_wechat_account")
    assert company.admin.get("/v1/wechat-account").status == 404


def test_a_webhook_of_another_form_is_refused_by_name(company):
    body = {"department_id": company.service, "kind": "slack", "name": "T", "webhook": WEBHOOKS["wecom"]}
    answer = company.admin.post("/v1/chat-channels", body)
    assert (answer.status, answer.json["code"]) == (422, "no_webhook")
    chinese = company.admin.request("POST", "/v1/chat-channels", body, {"Accept-Language": "zh-CN"})
    assert chinese.json["errors"] == [{"loc": ["body", "webhook"], "message": NoWebhook.texts["zh-CN"]}]


def test_a_chat_of_a_department_that_is_not_there_is_refused(company):
    body = {"department_id": "dp_nowhere", "kind": "wecom", "name": "T", "webhook": WEBHOOKS["wecom"]}
    assert company.admin.post("/v1/chat-channels", body).status == 404


def test_the_log_is_the_managers_and_administrators(company):
    assert company.as_("manager").get("/v1/deliveries").status == 200
    assert company.resident.get("/v1/deliveries").status == 403
    assert company.as_("technician").get("/v1/deliveries").status == 403
