"""The main job in three browsers at once: a resident, a dispatcher and a technician, in both languages."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser import people
from tests.browser.device import Device
from tests.browser.words import Words
from tests.journeys.firm import Firm
from tests.stack import eventually

pytestmark = pytest.mark.stack


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_leak_is_reported_fixed_and_found_to_be_fixed(
    firm: Firm, device: Callable[..., Device], language: Literal["zh-CN", "en"], tmp_path: Path
) -> None:
    name = {"zh-CN": "厨房漏水", "en": "Kitchen leak"}[language]
    category = firm.category(names={"zh-CN": name, "en": name}, icon="water", photos_required=1)
    home = firm.household()
    picture = people.camera(tmp_path)
    say = {app: Words(app, language) for app in ("resident", "technician", "console")}

    resident = device("resident", language)
    resident.sign_in(home.sign_in_name)
    people.report(resident, say["resident"], name, "under the sink", picture)
    expect(resident.page.get_by_text(re.compile(r"WO-\d{4}-\d{6}")).first).to_be_visible()
    (order,) = [one for one in home.resident.get("/v1/work-orders")["items"] if one["category"] == category]
    expect(resident.page.get_by_text(say["resident"]("standing.open"))).to_be_visible()

    dispatcher = device("console", language, size="desk")
    dispatcher.sign_in(f"dispatcher@{firm.slug}")
    page = dispatcher.go(f"board?department={firm.service_id}")
    card = page.get_by_role("article").filter(has_text=order["number"])
    technicians = page.get_by_role("complementary", name=say["console"]("board.technicians"))
    card.drag_to(technicians.get_by_text("technician", exact=True))
    lane = page.get_by_role("region", name=re.compile(re.escape(say["console"]("ui:status.assigned"))))
    expect(lane.get_by_text(order["number"])).to_be_visible()
    expect(resident.page.get_by_text(say["resident"]("standing.assigned", name="technician"))).to_be_visible()

    technician = device("technician", language)
    technician.sign_in(f"technician@{firm.slug}")
    people.open_order(technician, order)
    people.press(technician, say["technician"]("step.accept"))
    people.check_in(technician, say["technician"])
    expect(resident.page.get_by_text(say["resident"]("standing.on_site", name="technician"))).to_be_visible()
    people.complete(technician, say["technician"], picture, "New gasket")
    # The bar says that all is sent until the phone has kept the completion as well: the order is asked first.
    eventually(lambda: firm.order(order)["status"] == "completed")
    sent = people.status_bar(technician, say["technician"])
    expect(sent).to_have_text(say["technician"]("bar.sent"), timeout=60_000)

    expect(resident.page.get_by_role("heading", name=say["resident"]("verdict.ask"))).to_be_visible()
    resident.page.get_by_role("button", name=re.compile("5")).click(timeout=60_000)
    expect(resident.page.get_by_text(say["resident"]("verdict.thanks"))).to_be_visible()
    expect(resident.page.get_by_text(say["resident"]("standing.closed"))).to_be_visible(timeout=60_000)
    assert firm.order(order)["status"] == "closed"


def test_a_household_in_arrears_reads_why_it_waits_and_sees_it_go_on(
    firm: Firm, device: Callable[..., Device]
) -> None:
    firm.category(names={"zh-CN": "门锁", "en": "Door lock"}, icon="door")
    home = firm.household(owes=48_000)
    say = Words("resident", "en")
    resident = device("resident", "en")
    resident.sign_in(home.sign_in_name)
    people.report(resident, say, "Door lock", "does not close")
    page = resident.page
    expect(page.get_by_text(say("standing.suspended"))).to_be_visible()
    expect(page.get_by_text("480.00").first).to_be_visible()
    firm.pay(home, 48_000)
    expect(page.get_by_text(say("standing.open"))).to_be_visible(timeout=60_000)
