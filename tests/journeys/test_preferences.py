"""Who is told when and in which words: quiet hours, a digest, a company's own words in Chinese.

Messages wait for hours: the schedule is run as of the moment when they end.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.firm import Firm
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack
RELEASE = "steward-notifications-release"
OWN = {"title": "【花园物业】请接单：{{ subject }}", "body": "{{ actor }} 派给您 {{ number }}。"}


def release(stack: Stack, firm: Firm, **asked: Any) -> None:
    """The schedule runs for the firm."""
    payload = json.dumps({"tenant": firm.tenant_id, **asked}).encode()
    answer = stack.client("lambda").invoke(FunctionName=RELEASE, Payload=payload)
    assert "FunctionError" not in answer, answer["Payload"].read()


def mails(stack: Stack, firm: Firm, *words: str) -> list[Any]:
    """The mails to the technician that say all of these."""
    found = [str(mail) for mail in stack.mail() if f"technician@{firm.slug}.example" in str(mail)]
    return [mail for mail in found if all(word in mail for word in words)]


def going_out(firm: Firm, order: Any, kind: str) -> list[Any]:
    """The messages of a kind about an order to the technician, sent or to be sent at once."""
    found = firm.admin.get(f"/v1/deliveries?work_order={order['id']}&person={firm.ids['technician']}")[
        "items"
    ]
    return [one for one in found if one["kind"] == kind]


def choose(firm: Firm, **chosen: Any) -> None:
    firm.technician.http.put("/v1/me/preferences", json=chosen).raise_for_status()


def in_the_hands_of_the_technician(firm: Firm) -> Any:
    order = firm.report(firm.manager, firm.category())
    firm.assign(order)
    return order


@pytest.fixture(scope="module", autouse=True)
def chinese(firm: Firm) -> Iterator[None]:
    """The technician reads Chinese; the firm's other journeys read English."""
    member = f"/v1/members/{firm.ids['technician']}"
    firm.admin.patch(member, {"language": "zh-CN"})
    yield
    firm.admin.patch(member, {"language": "en"})


def test_a_company_says_in_its_own_words_that_there_is_work(stack: Stack, firm: Firm) -> None:
    words = "/v1/templates/assigned/zh-CN"
    refused = firm.admin.refusal("PUT", words, {**OWN, "body": "{{ nobody }}"}, status=422)
    assert "unknown variable" in refused["errors"][0]["message"]
    firm.admin.http.put(words, json=OWN).raise_for_status()
    assert firm.admin.post(f"{words}/preview")["title"] == "【花园物业】请接单：厨房漏水"
    order = in_the_hands_of_the_technician(firm)
    eventually(lambda: mails(stack, firm, "【花园物业】请接单：Water drips", f"派给您 {order['number']}。"))
    firm.admin.http.delete(words).raise_for_status()
    later = in_the_hands_of_the_technician(firm)
    eventually(lambda: mails(stack, firm, "工单已指派", later["number"]))


def test_a_message_waits_for_the_end_of_quiet_hours_and_comes_once(stack: Stack, firm: Firm) -> None:
    order = in_the_hands_of_the_technician(firm)
    here = datetime.now(ZoneInfo("Asia/Shanghai"))
    ends = (here + timedelta(hours=2)).replace(second=0, microsecond=0)
    quiet = {"starts": f"{here - timedelta(hours=1):%H:%M}", "ends": f"{ends:%H:%M}"}
    choose(firm, quiet_hours=quiet, digest={"on": False})
    firm.act(firm.manager, order, "directives", {"text": "Bring a ladder"})
    eventually(lambda: firm.told(firm.technician, order, "directed"))
    for early in (here, ends - timedelta(seconds=1)):
        release(stack, firm, at=early.isoformat())
    assert going_out(firm, order, "directed") == []
    for _ in range(2):
        release(stack, firm, at=ends.isoformat())
    eventually(lambda: mails(stack, firm, "Bring a ladder"))
    choose(firm)
    assert len(going_out(firm, order, "directed")) == 1
    assert len(mails(stack, firm, "Bring a ladder")) == 1


def test_what_is_minor_comes_as_one_message(stack: Stack, firm: Firm) -> None:
    choose(firm, digest={"on": True, "hour": 12})
    orders = [in_the_hands_of_the_technician(firm) for _ in range(2)]
    for number, order in enumerate(orders):
        firm.act(firm.manager, order, "comments", {"text": f"Minor {number}"})
        eventually(lambda order=order: firm.told(firm.technician, order, "commented"))
    release(stack, firm)
    assert not mails(stack, firm, "Minor")
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    for _ in range(2):
        release(stack, firm, at=tomorrow)
    eventually(lambda: mails(stack, firm, "Minor 0", "Minor 1", "2 条通知"))
    choose(firm)
    assert len(mails(stack, firm, "Minor")) == 1
