"""Signing in without a password: a code by text message, in the apps as people use them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import people
from tests.browser.device import App, Device
from tests.browser.words import Words
from tests.journeys.firm import Firm
from tests.stack import eventually

pytestmark = pytest.mark.stack

_CODE = re.compile(r"\b\d{6}\b")


def codes(firm: Firm, phone: str) -> list[str]:
    """The codes that came to a telephone so far."""
    return [_CODE.findall(text)[0] for text in firm.stack.text_messages(phone) if "code to sign in" in text]


def ask_for_a_code(device: Device, words: Words, name: str) -> None:
    page = device.go()
    people.press(device, words("sign_in.by_code"))
    page.locator("input[name=username]").fill(name)
    people.press(device, words("sign_in.send_code"))
    expect(page.locator("input[name=code]")).to_be_visible()


@pytest.mark.parametrize("app", ["resident", "console"])
def test_a_wrong_code_is_refused_and_the_right_one_lets_in(
    firm: Firm, device: Callable[..., Device], app: App
) -> None:
    home = firm.household()
    words = Words("ui", "en")
    somebody = device(app)
    ask_for_a_code(somebody, words, home.sign_in_name)
    (code,) = eventually(lambda: codes(firm, home.phone))
    page = somebody.page
    wrong = f"{(int(code) + 1) % 10**6:06}"
    page.locator("input[name=code]").fill(wrong)
    people.press(somebody, words("sign_in.submit"))
    expect(page.get_by_text(words("problem.CodeMismatchException"))).to_be_visible()
    page.locator("input[name=code]").fill(code)
    people.press(somebody, words("sign_in.submit"))
    expect(page.locator("input[name=code]")).to_have_count(0)
    assert codes(firm, home.phone) == [code]
