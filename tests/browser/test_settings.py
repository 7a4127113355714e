"""An administrator at the console: finding people, the official account, and how a department asks."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.device import Device
from tests.browser.settings import WECHAT
from tests.browser.words import Words
from tests.journeys.firm import Firm
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def firm(stack: Stack) -> Firm:
    """A company of its own: the others' has its official account connected already."""
    return Firm(stack)


def in_pool(firm: Firm, sign_in_name: str) -> dict[str, str]:
    """What the user pool knows of somebody."""
    pool = firm.stack.outputs["UserPoolId"]
    user = firm.stack.client("cognito-idp").admin_get_user(UserPoolId=pool, Username=sign_in_name)
    return {one["Name"]: one["Value"] for one in user["UserAttributes"]}


def test_an_administrator_finds_people_connects_the_official_account_and_says_how_a_department_asks(
    firm: Firm, device: Callable[..., Device]
) -> None:
    words = Words("console", "en")
    homes = [firm.household() for _ in range(2)]
    for number, home in enumerate(homes):
        person: dict[str, Any] = {"name": f"Finch {number}", "phone": f"+86138001380{number:02}"}
        firm.admin.patch(f"/v1/residents/{home.resident_id}", person)
    firm.admin.patch(f"/v1/residents/{homes[0].resident_id}", {"email": "finch@example.com"})
    # Whoever has forgotten their password is written to at the new address.
    found = eventually(lambda: _with(in_pool(firm, homes[0].sign_in_name), "email", "finch@example.com"))
    assert (found["email_verified"], found["phone_number"]) == ("true", "+8613800138000")

    admin = device("console", "en", size="desk")
    admin.sign_in(f"admin@{firm.slug}")
    page = admin.go("residents")
    search = page.get_by_role("searchbox", name=words("places.search_residents"))
    for sought in ("finch 1", "38001", "13800138001"):
        search.fill(sought)
        search.press("Enter")
        expect(page.get_by_role("cell", name="Finch 1", exact=True)).to_be_visible()
        expect(page.get_by_role("cell", name="Finch 0", exact=True)).to_have_count(0)

    # The official account, whose secret is asked for and never shown.
    page = admin.go("chats")
    page.get_by_role("button", name=words("messages:wechat.open")).click()
    for field in ("app_id", "app_secret", "template_id"):
        page.get_by_label(words(f"messages:wechat.{field}"), exact=True).fill(str(WECHAT[field]))
    page.get_by_label(words("messages:wechat.field"), exact=True).fill("thing1")
    page.get_by_role("button", name=words("messages:wechat.connect"), exact=True).click()
    connected = words("messages:wechat.connected", app_id=WECHAT["app_id"])
    expect(page.get_by_text(connected)).to_be_visible()
    account = firm.admin.get("/v1/wechat-account")
    assert (account["template_id"], account["fields"]) == (WECHAT["template_id"], {"thing1": "title"})

    # A department that would rather call than write.
    page = admin.go("departments")
    page.get_by_role("button", name=words("people.change", name="service"), exact=True).click()
    # The drawer takes the focus once it has come in, which shuts a list that was opened before.
    page.wait_for_timeout(1000)
    page.get_by_role("combobox", name=words("surveys:asking.whom")).click()
    page.get_by_title(words("surveys:asking.way.callback_only"), exact=True).click()
    page.get_by_role("button", name=words("ui:action.save"), exact=True).click()
    eventually(
        lambda: firm.admin.get(f"/v1/departments/{firm.service_id}")["asking"] == "callback_only", timeout=15
    )


def _with(found: dict[str, str], name: str, value: str) -> dict[str, str] | None:
    return found if found.get(name) == value else None
