"""Bad weather: what fails is said where it fails, with what to do next, and nothing typed is lost."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Route, expect

from tests.browser import people
from tests.browser.device import Device
from tests.browser.words import Words
from tests.builders.photos import photo
from tests.journeys.firm import Firm
from tests.stack import eventually

MOST_BYTES = 600_000

pytestmark = pytest.mark.stack


def test_without_leave_to_know_the_position_the_technician_reads_how_to_give_it(
    firm: Firm, device: Callable[..., Device]
) -> None:
    say = Words("technician", "en")
    order = firm.report(firm.manager, firm.category(), title="No position")
    firm.assign(order)
    firm.act(firm.technician, order, "accept")
    technician = device("technician", allow_position=False)
    technician.sign_in(f"technician@{firm.slug}")
    page = technician.go(f"orders/{order['id']}/check-in")
    expect(page.get_by_text(say("check_in.denied"))).to_be_visible()
    expect(page.get_by_role("button", name=say("check_in.submit"))).to_be_disabled()
    expect(page.get_by_role("button", name=say("check_in.again"))).to_be_visible()


def test_who_is_elsewhere_is_told_how_far_and_may_ask_for_an_exception(
    firm: Firm, device: Callable[..., Device], tmp_path: Path
) -> None:
    say = Words("technician", "en")
    order = firm.report(firm.manager, firm.category(), title="Far away")
    firm.assign(order)
    firm.act(firm.technician, order, "accept")
    technician = device("technician", metres_off=900)
    technician.sign_in(f"technician@{firm.slug}")
    page = technician.go(f"orders/{order['id']}/check-in")
    people.press(technician, say("check_in.submit"))
    expect(page.get_by_role("alert").filter(has_text=re.compile(r"(899|900) m"))).to_be_visible()
    page.get_by_label(say("exception.reason")).fill("The gate is on the other side")
    page.get_by_label(say("exception.photo")).set_input_files(people.camera(tmp_path))
    people.press(technician, say("exception.submit"))
    eventually(lambda: firm.order(order)["status"] == "on_site")


@pytest.mark.parametrize("status", [429, 500])
def test_a_report_that_the_server_cannot_take_now_is_kept_and_sent_later(
    firm: Firm, device: Callable[..., Device], status: int
) -> None:
    say = Words("resident", "en")
    name = f"Noise {status}"
    category = firm.category(names={"zh-CN": name, "en": name})
    home = firm.household()
    resident = device("resident")
    resident.sign_in(home.sign_in_name)
    page = resident.page

    def refuse(route: Route) -> None:
        if route.request.method == "POST":
            # Long enough that it is the button that sends it: the portal sends by itself when the time has come.
            route.fulfill(status=status, body="{}", headers={"Retry-After": "600"})
        else:
            route.continue_()

    page.route("**/v1/work-orders", refuse)
    people.report(resident, say, name, "every night")
    expect(page.get_by_text(say("outbox.waiting", title=f"{name}: every night"))).to_be_visible()
    page.unroute("**/v1/work-orders")
    page.get_by_role("button", name=say("outbox.send_now")).click()

    def reported() -> list[str]:
        found = home.resident.get("/v1/work-orders")["items"]
        return [one["title"] for one in found if one["category"] == category]

    assert eventually(reported) == [f"{name}: every night"]


def test_a_large_photo_leaves_the_phone_small(
    firm: Firm, device: Callable[..., Device], tmp_path: Path
) -> None:
    say = Words("resident", "en")
    category = firm.category(names={"zh-CN": "照片", "en": "Large photo"})
    home = firm.household()
    noise = Image.frombytes("L", (1000, 750), random.Random(7).randbytes(750_000))
    large = tmp_path / "large.jpg"
    large.write_bytes(photo(image=noise.resize((4000, 3000)).convert("RGB"), quality=95))
    assert large.stat().st_size > 4 * MOST_BYTES
    resident = device("resident")
    resident.sign_in(home.sign_in_name)
    people.report(resident, say, "Large photo", "see the photo", large)

    def sent() -> list[int]:
        orders = home.resident.get("/v1/work-orders")["items"]
        found = [one["id"] for one in orders if one["category"] == category]
        return [
            one["size"]
            for id in found
            for one in home.resident.get(f"/v1/work-orders/{id}/attachments")["items"]
        ]

    (size,) = eventually(sent)
    assert size <= MOST_BYTES
