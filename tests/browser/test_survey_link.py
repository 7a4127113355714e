"""A survey opened from the link of a mail: the choice is made, and only the button sends it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.device import Device
from tests.browser.words import Words
from tests.journeys.firm import Firm
from tests.stack import eventually

pytestmark = pytest.mark.stack
say = Words("resident", "en")
TEMPLATE = {
    "code": "punctual",
    "name": "Punctual",
    "questions": [{"code": "speed", "texts": {"zh-CN": "快吗？", "en": "Was it fast?"}}],
    "tags": [{"code": "tidy", "texts": {"zh-CN": "整洁", "en": "Left it tidy"}}],
}


@pytest.fixture(scope="module")
def template(firm: Firm) -> str:
    firm.admin.post("/v1/survey-templates", TEMPLATE)
    return "punctual"


def asked(firm: Firm, token: str) -> Any:
    """What the API says of a survey."""
    with firm.stack.http() as visitor:
        return visitor.get(f"/v1/surveys/{token}").json()


def test_a_link_chooses_a_score_and_the_button_sends_it(
    firm: Firm, device: Callable[..., Device], template: str
) -> None:
    token = firm.survey(firm.household(), survey={"template": template})
    resident = device("resident", "zh-CN")  # the browser is Chinese, the resident reads English
    page = resident.go(f"surveys/{token}?score=4")
    overall = page.get_by_role("group", name=say("verdict.how"))
    chosen = overall.get_by_role("button", name=say("verdict.score_other", count=4))
    expect(chosen).to_have_attribute("aria-pressed", "true")
    assert not asked(firm, token)["is_answered"]
    speed = page.get_by_role("group", name="Was it fast?")
    speed.get_by_role("button", name=say("verdict.score_other", count=5)).click()
    page.get_by_role("button", name="Left it tidy").click()
    page.get_by_role("button", name=say("verdict.send")).click()
    expect(page.get_by_text(say("verdict.thanks"))).to_be_visible()
    assert asked(firm, token)["is_answered"]
    page.reload()
    expect(page.get_by_text(say("verdict.answered"))).to_be_visible()


def test_a_link_that_says_half_fixed_sends_the_order_back(firm: Firm, device: Callable[..., Device]) -> None:
    home = firm.household()
    token = firm.survey(home)
    page = device("resident", "en").go(f"surveys/{token}?outcome=half_fixed")
    expect(page.get_by_role("radio", name=say("verdict.half_fixed"))).to_be_checked()
    page.get_by_role("button", name=re.compile(say("verdict.send"))).click()
    expect(page.get_by_text(say("verdict.goes_back"))).to_be_visible()
    (order,) = home.resident.get("/v1/work-orders")["items"]
    eventually(lambda: firm.order(order)["status"] == "assigned")
