"""Signing in as people do: by a first password, a forgotten one, and a code by text message."""

import itertools
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser import people
from tests.browser.device import App, Device
from tests.browser.words import Words
from tests.journeys.firm import PASSWORD, Firm
from tests.stack import eventually

pytestmark = pytest.mark.stack

_counter = itertools.count(1)
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


def test_what_was_typed_stays_while_the_console_loads_its_chinese(
    firm: Firm, device: Callable[..., Device]
) -> None:
    somebody = device("console", "zh-CN", size="desk")
    page = somebody.page
    username, password = page.locator("input[name=username]"), page.locator("input[name=password]")

    def type_before_it_comes(chinese: Route) -> None:
        username.fill(f"dispatcher@{firm.slug}")
        chinese.continue_()

    page.route("**/zh_CN-*.js", type_before_it_comes)
    with page.expect_response("**/zh_CN-*.js"):
        somebody.go()
    page.wait_for_load_state("networkidle")
    password.fill(PASSWORD)
    expect(username).to_have_value(f"dispatcher@{firm.slug}")
    people.press(somebody, Words("ui", "zh-CN")("sign_in.submit"))
    expect(password).to_have_count(0)


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


@pytest.mark.parametrize("app", ["technician", "console"])
def test_a_first_password_is_replaced_and_a_forgotten_one_set_anew(
    firm: Firm, device: Callable[..., Device], app: App
) -> None:
    number = next(_counter)
    mail = f"forgetful{number}@firm.example"
    role = {"technician": "technician", "console": "dispatcher"}[app]
    asked = {"username": f"forgetful{number}", "name": "Fo", "email": mail, "roles": [role]}
    invited = firm.admin.post("/v1/members", asked | {"department_ids": [firm.service_id]})
    words = Words("ui", "en")
    somebody = device(app)
    page = somebody.go()
    username, password = page.locator("input[name=username]"), page.locator("input[name=password]")

    username.fill(invited["sign_in_name"])
    password.fill(invited["temporary_password"])
    people.press(somebody, words("sign_in.submit"))
    expect(page.get_by_text(words("sign_in.new_password_why"))).to_be_visible()
    expect(password).to_have_value("")
    password.fill("First-Passw0rd-1")
    people.press(somebody, words("sign_in.set_password"))
    expect(password).to_have_count(0)

    another = device(app)
    page = another.go()
    people.press(another, words("sign_in.forgotten"))
    page.locator("input[name=username]").fill(invited["sign_in_name"])
    people.press(another, words("sign_in.send_code"))
    page.locator("input[name=code]").fill(eventually(lambda: mailed_code(firm, mail)))
    page.locator("input[name=password]").fill("Second-Passw0rd-2")
    people.press(another, words("sign_in.set_password"))
    expect(page.locator("input[name=password]")).to_have_count(0)


def mailed_code(firm: Firm, address: str) -> str | None:
    """The code that was sent to whoever forgot a password."""
    texts = [str(mail) for mail in firm.stack.mail() if address in str(mail)]
    return next((found[0] for text in texts if (found := _CODE.findall(text))), None)
