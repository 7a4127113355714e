"""Text that would be a script somewhere else: whatever people write is shown, and never run."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.device import Device
from tests.browser.pages import PAGES, Page
from tests.browser.settings import settled
from tests.builders.photos import photo
from tests.journeys.firm import Firm, fen
from tests.stack import Stack

SCRIPT = (
    """"><img src=x onerror="window.wasRun=1"><script>window.wasRun=1</script>"""
    """{{constructor.constructor('window.wasRun=1')()}}"""
)

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def hostile(stack: Stack) -> tuple[Firm, dict[str, str], str]:
    """A company in which every text that somebody can write is a script; the places of its pages; a resident."""
    firm = Firm(stack)
    admin, manager = firm.admin, firm.manager
    admin.patch("/v1/tenant", {"name": SCRIPT, "payment_instructions": {"zh-CN": SCRIPT, "en": SCRIPT}})
    admin.patch(f"/v1/departments/{firm.service_id}", {"name": SCRIPT})
    admin.patch(f"/v1/members/{firm.ids['technician']}", {"name": SCRIPT})
    admin.patch(f"/v1/buildings/{firm.building_id}", {"name": SCRIPT})
    community = admin.get(f"/v1/buildings/{firm.building_id}")["community_id"]
    admin.patch(f"/v1/communities/{community}", {"name": SCRIPT})
    home = firm.household()
    admin.patch(f"/v1/units/{home.unit_id}", {"name": SCRIPT})
    admin.patch(f"/v1/residents/{home.resident_id}", {"name": SCRIPT})
    code = firm.category(names={"zh-CN": SCRIPT, "en": SCRIPT}, gate="notify")
    label = SCRIPT[:60]
    charge = {
        "unit_id": home.unit_id,
        "kind": label,
        "period": label,
        "due_on": "2026-01-01",
        "amount": fen(100),
    }
    firm.clerk.post("/v1/charges", charge)
    order = firm.report(home.resident, code, home.unit_id, title=SCRIPT, description=SCRIPT)
    firm.assign(order)
    home.resident.upload(order["id"], "evidence", photo())
    firm.act(firm.technician, order, "accept")
    for by, action in ((home.resident, "comments"), (manager, "directives"), (manager, "nudges")):
        firm.act(by, order, action, {"text": SCRIPT})
    due = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    firm.act(manager, order, "plan", {"milestones": [{"name": SCRIPT, "due_at": due}]})
    firm.act(firm.technician, order, "progress", {"text": SCRIPT, "percent": 50})
    firm.act(firm.technician, order, "pause", {"reason": SCRIPT, "expected_on": "2100-01-01"})
    survey = firm.survey(home, names={"zh-CN": SCRIPT, "en": SCRIPT}, gate="notify")
    call = firm.call(home, SCRIPT, names={"zh-CN": SCRIPT, "en": SCRIPT}, gate="notify")
    places = {
        "id": order["id"],
        "code": code,
        "unit": home.unit_id,
        "survey": survey,
        "call": call,
        # what a template may not do is refused when it is written
        **settled(firm, SCRIPT.partition("{{")[0], SCRIPT),
    }
    return firm, places, home.sign_in_name


@pytest.mark.parametrize(("app", "role"), sorted({(page.app, page.role) for page in PAGES}))
def test_no_text_is_run(
    app: Any, role: str, hostile: tuple[Firm, dict[str, str], str], device: Callable[..., Device]
) -> None:
    firm, places, resident = hostile
    person = device(app, "en", size="desk" if app == "console" else "phone")
    person.sign_in(resident if role == "resident" else f"{role}@{firm.slug}")
    of_this: list[Page] = [page for page in PAGES if (page.app, page.role) == (app, role)]
    was_shown = False
    for page in of_this:
        shown = person.go(page.path.format(**places))
        expect(shown.get_by_role("main").first).to_be_visible()
        expect(shown.locator(".loading, .ant-skeleton, .ant-spin-spinning")).to_have_count(0)
        if page.name in ("map", "places"):  # what others draw into a page comes after it
            expect(shown.locator(".leaflet-tooltip").first).to_be_visible()
        assert shown.evaluate("window.wasRun") is None, page
        assert person.complaints == [], page
        was_shown = was_shown or shown.get_by_text("onerror=").count() > 0
    assert was_shown, "the text is to be read somewhere"
