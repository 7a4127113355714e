"""One piece of news leaves by every channel; one that fails leaves the others alone, and is redriven."""

from typing import Any

import pytest

from infra.deployment import Deployment
from infra.paths import REGION, STACK_NAME
from infra.redrive import Parked, Redrive
from tests.budgets.walk import WECHAT_ACCOUNT
from tests.builders.outside import PUSH, WECOM, Outside, fresh
from tests.journeys.firm import Firm
from tests.rooms.notifications.browser import Browser
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack
SEND = "steward-notifications-send"
MINI_PROGRAM = {"mini_program_app_id": "wxfedcba0987654321", "mini_program_page": "pages/order"}


@pytest.fixture
def stand_ins() -> Any:
    with fresh() as here:
        yield here


def statuses(firm: Firm, order: Any) -> dict[str, str]:
    return {channel: one["status"] for channel, one in firm.sendings(order).items()}


def mails_of(stack: Stack, firm: Firm, order: Any) -> list[Any]:
    """The mails to the manager that name the order."""
    address = f"manager@{firm.slug}.example"
    return [mail for mail in stack.mail() if address in str(mail) and order["number"] in str(mail)]


def test_a_breach_leaves_by_every_channel_and_what_failed_goes_out_when_it_is_redriven(
    stack: Stack, firm: Firm, stand_ins: Outside
) -> None:
    browser = Browser()
    firm.manager.post("/v1/me/endpoints", browser.subscription)
    firm.admin.http.put("/v1/wechat-account", json=WECHAT_ACCOUNT | MINI_PROGRAM).raise_for_status()
    firm.manager.post("/v1/me/endpoints/wechat", {"code": "041pK1000dxUuK1Pw8"})
    webhook = f"https://{WECOM}/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0"
    chat = {"department_id": firm.service_id, "kind": "wecom", "name": "Team", "webhook": webhook}
    assert "webhook" not in firm.admin.post("/v1/chat-channels", chat)
    phone = firm.admin.get(f"/v1/members/{firm.ids['manager']}")["phone"]
    stack.messages("DeadLettersUrl")

    functions = stack.client("lambda")
    variables = functions.get_function_configuration(FunctionName=SEND)["Environment"]["Variables"]
    unknown = {"Variables": variables | {"MAIL_FROM": "nobody@elsewhere.example"}}
    functions.update_function_configuration(FunctionName=SEND, Environment=unknown)
    try:
        order = firm.breached()
        eventually(lambda: statuses(firm, order).get("email") == "failed", timeout=150)
    finally:
        functions.update_function_configuration(FunctionName=SEND, Environment={"Variables": variables})

    told = firm.told(firm.manager, order, "deadline_breached")
    assert len(told) == 1, "in the inbox, whatever the channels do"
    assert statuses(firm, order) == {"email": "failed", "sms": "sent", "web_push": "sent", "wechat": "sent"}
    assert firm.sendings(order)["email"]["attempts"] == 6
    assert [order["number"] in text for text in stack.text_messages(phone)].count(True) == 1
    read = [browser.reads(one.body) for one in stand_ins.of(PUSH)]
    assert [one["work_order_id"] for one in read if one["kind"] == "deadline_breached"] == [order["id"]]
    pages = [one.json["miniprogram"]["pagepath"] for one in stand_ins.of("/cgi-bin/message/template/send")]
    assert pages.count(f"pages/order?work_order={order['id']}") >= 1
    posted = [one for one in stand_ins.of(WECOM) if order["number"] in one.body.decode()]
    assert len(posted) == 1, "the queue's news, once, in the department's chat"
    assert mails_of(stack, firm, order) == []

    redrive = Redrive(Deployment(STACK_NAME, stack.client, stack.outputs, stack.api_url, REGION))
    waiting: list[Parked] = []  # the dispatcher's mail failed, too

    def is_parked() -> bool:
        waiting.extend(one for one in redrive.parked() if "sending" in one.body)
        return told[0]["id"] in [one.body["sending"]["id"] for one in waiting]

    eventually(is_parked)
    assert {one.body["sending"]["channel"] for one in waiting} == {"email"}
    for one in waiting:
        redrive.send(one)
    eventually(lambda: statuses(firm, order).get("email") == "sent")
    assert len(mails_of(stack, firm, order)) == 1
    assert [order["number"] in text for text in stack.text_messages(phone)].count(True) == 1
