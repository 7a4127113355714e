"""A department's group chats: each service in its own form, and every refusal heard, with whatever status it came."""

import base64
import hashlib
import hmac

import pytest

from chalicelib.contracts import workorders as orders
from chalicelib.contracts.deadlines import DeadlineNear
from chalicelib.kernel.context import for_system
from chalicelib.kernel.errors import NotFound
from chalicelib.notifications import connecting, store
from chalicelib.notifications.accounts import ChatSilent
from chalicelib.notifications.channels.webhooks import NoWebhook, tokens
from chalicelib.notifications.model import notification_id
from tests.builders.outside import DINGTALK, FEISHU, SLACK, WECOM, Said
from tests.conftest import TENANT
from tests.rooms.notifications.conftest import bodies_of
from tests.rooms.notifications.events import event

OPEN = {"status": "open", "assignee_id": None}
NEWS = event(orders.WorkOrderReported, OPEN)
TEAMS_URL = (
    "https://prod-01.chinaeast.logic.azure.com:443/workflows/0123456789abcdef/triggers/manual/paths/invoke"
    "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=abcdefgh-ijk_lm"
)
WEBHOOKS = {
    "wecom": f"https://{WECOM}/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0",
    "dingtalk": f"https://{DINGTALK}/robot/send?access_token=0123456789abcdef",
    "feishu": f"https://{FEISHU}/open-apis/bot/v2/hook/01234567-89ab-cdef",
    "slack": f"https://{SLACK}/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
    "teams": TEAMS_URL,
}


@pytest.fixture
def connected(stand_ins, acting):
    def connect(kind, secret=None):
        return connecting.connect_chat(
            acting("tenant_admin"),
            department_id="dp_1",
            kind=kind,
            name="工程部群",
            webhook=WEBHOOKS[kind],
            secret=secret,
        )

    return connect


def outcome(channel):
    id = notification_id(NEWS, channel.id, "queued")
    sending = for_system(TENANT, "tests").find(store.delivery_ref("wo_1", id)).sendings[0]
    return sending.status, sending.error


@pytest.mark.parametrize("kind", WEBHOOKS)
def test_news_of_the_queue_is_posted_to_the_departments_chat(stand_ins, connected, plan, sent, kind):
    channel = connected(kind)
    plan(NEWS)
    assert sent(bodies_of("chat")) == [] and outcome(channel) == ("sent", None)
    (asked,) = stand_ins.asked
    assert "WO-2026-000123" in asked.body.decode("unicode_escape") and asked.path.rstrip("/") in WEBHOOKS[
        kind
    ].replace(":443", "")


def test_each_service_is_written_to_in_its_own_form(stand_ins, connected, plan, sent):
    for kind in WEBHOOKS:
        connected(kind)
    plan(NEWS)
    sent(bodies_of("chat"))
    forms = {one.host: one.json for one in stand_ins.asked}
    assert forms[WECOM]["msgtype"] == "text" and forms[WECOM]["text"]["content"]
    assert forms[FEISHU]["msg_type"] == "text" and forms[FEISHU]["content"]["text"]
    assert forms[DINGTALK]["msgtype"] in ("text", "markdown")
    assert forms[SLACK]["attachments"]
    card = forms["prod-01.chinaeast.logic.azure.com"]
    assert card["attachments"][0]["contentType"] == "application/vnd.microsoft.card.adaptive"


def test_dingtalk_gets_the_signature_that_its_robot_asks_for(stand_ins, connected, plan, sent):
    connected("dingtalk", "SEC0123456789abcdef")
    plan(NEWS)
    sent(bodies_of("chat"))
    query = stand_ins.of(DINGTALK)[0].query
    signed = f"{query['timestamp']}\nSEC0123456789abcdef".encode()
    wanted = hmac.new(b"SEC0123456789abcdef", signed, hashlib.sha256).digest()
    assert base64.b64decode(query["sign"]) == wanted


@pytest.mark.parametrize(
    ("kind", "answer", "status"),
    [
        ("wecom", Said(body={"errcode": 93000, "errmsg": "invalid webhook url"}), "refused"),
        ("wecom", Said(body={"errcode": 45009, "errmsg": "api freq out of limit"}), "pending"),
        ("dingtalk", Said(body={"errcode": 310000, "errmsg": "keywords not in content"}), "refused"),
        ("dingtalk", Said(body={"errcode": 130101, "errmsg": "send too fast"}), "pending"),
        ("feishu", Said(body={"code": 19001, "msg": "param invalid", "data": {}}), "refused"),
        ("feishu", Said(body={"code": 11232, "msg": "frequency limited", "data": {}}), "pending"),
        ("slack", Said(404, b"no_service"), "refused"),
        ("slack", Said(429, b"", {"Retry-After": "30"}), "pending"),
        ("teams", Said(502, b""), "unknown"),
        ("teams", Said(None), "unknown"),
    ],
)
def test_a_refusal_is_heard_whatever_status_it_came_with(
    stand_ins, connected, plan, sent, kind, answer, status
):
    channel = connected(kind)
    plan(NEWS)
    bodies = bodies_of("chat")
    path = WEBHOOKS[kind].partition("?")[0].replace(":443", "").rpartition("/")[2]
    stand_ins.plan(path, answer)
    assert (sent(bodies) == bodies) is (status == "pending")
    assert outcome(channel)[0] == status


def test_a_redirect_to_another_host_is_not_followed(stand_ins, connected, plan, sent):
    connected("slack")
    plan(NEWS)
    stand_ins.plan(
        "XXXXXXXXXXXXXXXXXXXXXXXX", Said(302, b"", {"Location": f"{stand_ins.url}/169.254.169.254/latest"})
    )
    sent(bodies_of("chat"))
    assert {one.host for one in stand_ins.asked} == {SLACK}


def test_news_of_one_persons_own_is_not_posted(connected, plan):
    connected("wecom")
    plan(event(orders.WorkOrderCommented))
    plan(event(DeadlineNear))
    assert bodies_of("chat") == []


def test_another_departments_chat_hears_nothing(connected, plan):
    connected("wecom")
    plan(event(orders.WorkOrderReported, {**OPEN, "department_id": "dp_other"}))
    assert bodies_of("chat") == []


def test_an_event_that_comes_twice_is_posted_once(stand_ins, connected, plan, sent):
    connected("wecom")
    for _ in range(2):
        plan(NEWS)
    sent(bodies_of("chat"))
    plan(NEWS)
    sent(bodies_of("chat"))
    assert len(stand_ins.asked) == 1


def test_a_chat_that_was_disconnected_meanwhile_gets_nothing(stand_ins, acting, connected, plan, sent):
    channel = connected("wecom")
    plan(NEWS)
    connecting.disconnect_chat(acting("tenant_admin"), channel.id)
    assert sent(bodies_of("chat")) == [] and stand_ins.asked == []
    assert outcome(channel) == ("refused", "no_chat_channel")


def test_a_trial_is_posted_at_once_and_a_refusal_is_said(stand_ins, acting, connected):
    channel = connected("wecom")
    admin = acting("tenant_admin")
    assert connecting.try_chat(admin, channel.id) == channel
    (asked,) = stand_ins.asked
    assert "Steward" in asked.json["text"]["content"]
    stand_ins.plan("/cgi-bin/webhook/send", Said(200, {"errcode": 93000, "errmsg": "invalid webhook url"}))
    with pytest.raises(ChatSilent) as refused:
        connecting.try_chat(admin, channel.id)
    assert refused.value.details["reason"] == "93000"
    with pytest.raises(NotFound):
        connecting.try_chat(admin, "ch_nowhere")


@pytest.mark.parametrize("kind", WEBHOOKS)
@pytest.mark.parametrize(
    "twist",
    [
        lambda url: url.replace("https://", "http://"),
        lambda url: "https://127.0.0.1/" + url.partition("//")[2].partition("/")[2],
        lambda url: "https://169.254.169.254/latest/meta-data/",
        lambda url: url + ("&" if "?" in url else "?") + "template=file:///etc/passwd",
        lambda url: url + ("&" if "?" in url else "?") + "verify=no&rto=999",
        lambda url: url.replace("https://", "https://user@"),
        lambda url: url + "\n",
        lambda url: url.replace("https://", "json://"),
        lambda url: "https://evil.example/?x=" + url,
        lambda url: url.replace(".com", ".com.evil.example").replace(".cn", ".cn.evil.example"),
    ],
)
def test_nothing_but_the_services_own_form_of_address_is_a_webhook(kind, twist):
    assert tokens(kind, WEBHOOKS[kind])
    with pytest.raises(NoWebhook):
        tokens(kind, twist(WEBHOOKS[kind]))


def test_the_table_holds_no_webhook_and_no_secret(connected):
    connected("dingtalk", "SEC0123456789abcdef")
    stored = for_system(TENANT, "tests").find(store.chats_ref()).model_dump_json()
    assert "0123456789abcdef" not in stored and "SEC01" not in stored
