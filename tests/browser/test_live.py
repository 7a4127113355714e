"""What somebody else changes is on the screens of those concerned within two seconds, without a look at the clock."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, WebSocket, expect

from tests.browser.device import Device
from tests.browser.words import Words
from tests.journeys.firm import Firm

pytestmark = pytest.mark.stack
WITHIN_S = 2.0


def live(device: Device) -> list[WebSocket]:
    """The sockets of a device's page, from now on."""
    sockets: list[WebSocket] = []

    def opened(socket: WebSocket) -> None:  # Playwright takes no method of a list
        sockets.append(socket)

    device.page.on("websocket", opened)
    return sockets


def is_heard(device: Device, sockets: list[WebSocket]) -> None:
    """Wait until the page has been welcomed, and has asked for what it shows once more."""
    deadline = time.monotonic() + 60
    while not sockets and time.monotonic() < deadline:
        device.page.wait_for_timeout(100)
    assert sockets, "no page connected"
    device.page.wait_for_timeout(3_000)


def until(shown: Locator) -> float:
    """Seconds until it is there."""
    since = time.monotonic()
    expect(shown).to_be_visible()
    return time.monotonic() - since


def test_a_change_is_seen_by_console_technician_and_resident_within_two_seconds(
    firm: Firm, device: Callable[..., Device]
) -> None:
    category, home = firm.category(names={"zh-CN": "Live", "en": "Live"}), firm.household()
    say = {app: Words(app, "en") for app in ("resident", "technician", "console")}
    order = firm.report(home.resident, category, home.unit_id, title="Seen at once")
    firm.assign(order)

    console, phone, portal = device("console", size="desk"), device("technician"), device("resident")
    sockets = {one.app: live(one) for one in (console, phone, portal)}
    console.sign_in(f"dispatcher@{firm.slug}")
    console.go("orders")
    phone.sign_in(f"technician@{firm.slug}")
    expect(phone.page.get_by_role("link", name=order["number"])).to_be_visible()
    portal.sign_in(home.sign_in_name)
    portal.go(f"orders/{order['id']}")
    row = console.page.get_by_role("row").filter(has_text=order["number"])
    expect(row).to_be_visible()
    for one in (console, phone, portal):
        is_heard(one, sockets[one.app])

    firm.act(firm.technician, order, "accept")
    seconds = {"console": until(row.get_by_text(say["console"]("ui:status.accepted"), exact=True))}
    second = firm.report(home.resident, category, home.unit_id, title="Comes while one looks")
    firm.assign(second)
    seconds["technician"] = until(phone.page.get_by_role("link", name=second["number"]))
    firm.arrive(order)
    on_site = say["resident"]("standing.on_site", name="technician")
    seconds["resident"] = until(portal.page.get_by_text(on_site))
    assert max(seconds.values()) < WITHIN_S, seconds


def test_without_live_updates_the_page_looks_by_itself(firm: Firm, device: Callable[..., Device]) -> None:
    category, home = firm.category(), firm.household()
    order = firm.report(home.resident, category, home.unit_id, title="Seen in the end")
    console = device("console", size="desk")
    console.context.add_init_script("delete window.WebSocket")
    console.sign_in(f"dispatcher@{firm.slug}")
    console.go("orders")
    row = console.page.get_by_role("row").filter(has_text=order["number"])
    expect(row).to_be_visible()
    firm.assign(order)
    assigned = row.get_by_text(Words("console", "en")("ui:status.assigned"), exact=True)
    expect(assigned).to_be_visible(timeout=20_000)
