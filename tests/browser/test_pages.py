"""Every page, as its people see it: nothing serious for axe-core, no error, and a picture of it to look at."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from infra.paths import ROOT
from tests.browser.device import SIZES, App, Device, Language
from tests.browser.pages import PAGES, Page
from tests.browser.settings import settled
from tests.journeys.firm import Firm, Household

AXE = (ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
#: what each app is made for; it is looked at in the other size too
LOOKS: dict[App, tuple[str, Language]] = {
    "technician": ("phone", "zh-CN"),
    "resident": ("phone", "zh-CN"),
    "console": ("desk", "en"),
}
#: axe-core's grades that no page may have
SERIOUS = ("serious", "critical")

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def home(firm: Firm) -> Household:
    """A household with a bill, and a neighbour without one."""
    firm.household()
    return firm.household(owes=12_050)


@pytest.fixture(scope="module")
def places(firm: Firm, home: Household) -> dict[str, str]:
    """What the addresses name: an order in work, with some history, and what it is about."""
    code = firm.category(
        names={"zh-CN": "水管漏水", "en": "Leaking pipe"},
        icon="water",
        gate="notify",
        sla={"respond": "PT30M", "arrive": "PT2H", "complete": "P1D"},
        ladder=[
            {"after": "-PT10M", "notify": ["assignee"]},
            {"after": "PT0S", "notify": ["assignee", "head"]},
        ],
        photos_required=1,
    )
    order = firm.report(home.resident, code, home.unit_id, title="Water under the sink")
    firm.assign(order)
    firm.act(firm.technician, order, "accept")
    firm.arrive(order)
    firm.act(
        firm.manager, order, "comments", {"text": "The caretaker has the key.", "visibility": "internal"}
    )
    firm.act(firm.manager, order, "directives", {"text": "Shut the main valve first."})
    due = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    firm.act(firm.manager, order, "plan", {"milestones": [{"name": "New pipe in", "due_at": due}]})
    how_far = {"text": "The old pipe is out.", "percent": 40}
    firm.act(firm.technician, order, "progress", how_far)
    firm.report(home.resident, code, home.unit_id, title="A tap that drips")
    survey = firm.survey(firm.household())
    call = firm.call(firm.household(), "It drips again.", names={"zh-CN": "水龙头", "en": "Tap"})
    return {
        "id": order["id"],
        "code": code,
        "unit": home.unit_id,
        "survey": survey,
        "call": call,
        **settled(firm, "Plumbing", "Reported by category"),
    }


@pytest.fixture(scope="module")
def signed_in(browser: Browser, web_url: str, firm: Firm, home: Household) -> Iterator[Callable[..., Device]]:
    """A device for each person, signed in once."""
    found: dict[Any, Device] = {}

    def of(page: Page) -> Device:
        key = (page.app, page.role)
        if key not in found:
            name = home.sign_in_name if page.role == "resident" else f"{page.role}@{firm.slug}"
            size, language = LOOKS[page.app]
            found[key] = Device(browser, web_url, page.app, language, size=size)
            found[key].sign_in(name)
        return found[key]

    yield of
    for device in found.values():
        device.close()


@pytest.mark.parametrize("page", PAGES, ids=[f"{page.app}-{page.name}" for page in PAGES])
def test_a_page_is_whole_and_for_everybody(
    page: Page,
    signed_in: Callable[..., Device],
    places: dict[str, str],
    pictures: Path,
) -> None:
    device = signed_in(page)
    shown = device.go(page.path.format(**places))
    expect(shown.get_by_role("main").first).to_be_visible()
    expect(shown.get_by_role("heading").first).to_be_visible()
    # Skeletons and spinners go when what they stand for is there.
    expect(shown.locator(".loading, .ant-skeleton, .ant-spin-spinning")).to_have_count(0)
    shown.evaluate(f"{AXE}; 0")
    found = shown.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    serious = [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]
    assert serious == []
    own, _ = LOOKS[page.app]
    for size in sorted(SIZES, key=lambda size: size == own):  # its own last: the next page begins with it
        width, height = SIZES[size]
        shown.set_viewport_size({"width": width, "height": height})
        device.picture(pictures, f"{page.app}-{page.name}-{size}")
    assert device.complaints == []
