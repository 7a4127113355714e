"""A technician's day without network: everything is kept, and arrives once and in order when it is back."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import people
from tests.browser.device import Device
from tests.browser.words import Words
from tests.journeys.firm import PASSWORD, Firm
from tests.stack import eventually

say = Words("technician", "en")
#: an order's whole work, as its timeline tells it
WORK = ["accepted", "checked_in", "completed"]

pytestmark = pytest.mark.stack


@pytest.fixture
def order(firm: Firm) -> Any:
    """An order that is the technician's to accept."""
    category = firm.category(names={"zh-CN": "灯", "en": "Light"}, photos_required=1)
    made = firm.report(firm.manager, category, title=f"Dark stairs {category}")
    firm.assign(made)
    return made


@pytest.fixture
def technician(firm: Firm, device: Callable[..., Device], order: Any) -> Device:
    """Has seen the order, and can open the app without network."""
    found = device("technician", "en")
    found.sign_in(f"technician@{firm.slug}")
    people.open_order(found, order)
    expect(found.page.get_by_role("button", name=say("step.accept"), exact=True)).to_be_visible()
    found.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    expect(found.page.get_by_role("region", name=say("photo.title"))).to_be_visible()
    return found


def work(technician: Device, picture: Path) -> None:
    """Accept, check in, take the photo and complete."""
    people.press(technician, say("step.accept"))
    people.check_in(technician, say)
    people.complete(technician, say, picture, "New bulb")


def told(firm: Firm, order: Any) -> list[str]:
    """What the technician did, as the server knows it."""
    return [kind for kind in firm.timeline(order) if kind in WORK]


def test_a_whole_job_without_network_arrives_once_and_in_order(
    firm: Firm, technician: Device, order: Any, tmp_path: Path
) -> None:
    technician.offline()
    work(technician, people.camera(tmp_path))
    bar = people.status_bar(technician, say)
    expect(bar).to_have_text(say("bar.offline_waiting_other", count=4))
    technician.page.reload()
    expect(technician.page.get_by_role("heading", level=1, name=order["title"])).to_be_visible()
    assert told(firm, order) == []
    technician.offline(False)
    expect(bar).to_have_text(say("bar.sent"), timeout=60_000)
    assert told(firm, order) == WORK
    assert firm.order(order)["status"] == "completed"


def test_a_report_of_the_work_made_without_network_arrives_with_its_milestone(
    firm: Firm, technician: Device, order: Any
) -> None:
    due = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    firm.act(firm.manager, order, "plan", {"milestones": [{"name": "Cable laid", "due_at": due}]})
    page = technician.page
    plan = page.get_by_role("region", name=say("progress.panel"))
    expect(plan.get_by_text("Cable laid")).to_be_visible()
    technician.offline()
    people.press(technician, say("step.accept"))
    plan.get_by_role("link", name=say("progress.title")).click()
    page.get_by_label(say("progress.text")).fill("The cable is in")
    page.get_by_text(say("progress.of_hundred", value=50), exact=True).click()
    page.get_by_text("Cable laid", exact=True).click()
    people.press(technician, say("progress.submit"))
    expect(plan.get_by_text(say("waiting"))).to_be_visible()
    assert "progressed" not in firm.timeline(order)
    technician.offline(False)
    expect(people.status_bar(technician, say)).to_have_text(say("bar.sent"), timeout=60_000)
    assert firm.timeline(order).count("progressed") == 1
    (milestone,) = firm.order(order)["milestones"]
    assert milestone["done_at"]
    expect(page.get_by_text(f"Cable laid · {say('progress.of_hundred', value=50)}")).to_be_visible()


def test_what_was_refused_stays_with_its_reason_until_it_is_seen_to(
    firm: Firm, technician: Device, order: Any
) -> None:
    technician.offline()
    people.press(technician, say("step.accept"))
    expect(people.status_bar(technician, say)).to_have_text(say("bar.offline_waiting_one", count=1))
    firm.act(firm.manager, order, "cancel", {"reason": "It was the neighbour's"})
    technician.offline(False)
    expect(people.status_bar(technician, say)).to_have_text(say("bar.refused_one", count=1), timeout=60_000)
    page = technician.go("outbox")
    expect(page.get_by_role("alert")).to_be_visible()
    people.press(technician, say("outbox.discard"))
    page.locator(".adm-dialog").get_by_role("button", name=say("outbox.discard")).click()
    expect(page.get_by_text(say("outbox.empty"))).to_be_visible()
    assert told(firm, order) == []


def test_a_tab_that_is_killed_while_it_sends_loses_and_doubles_nothing(
    firm: Firm, technician: Device, order: Any, tmp_path: Path
) -> None:
    technician.offline()
    work(technician, people.camera(tmp_path))
    expect(people.status_bar(technician, say)).to_have_text(say("bar.offline_waiting_other", count=4))
    technician.offline(False)
    eventually(lambda: told(firm, order))  # the first has arrived, perhaps without its answer
    technician.page.close(run_before_unload=False)
    technician.open_tab()
    technician.go()
    expect(people.status_bar(technician, say)).to_have_text(say("bar.sent"), timeout=60_000)
    assert told(firm, order) == WORK


def test_a_session_that_ended_meanwhile_is_renewed_over_the_page_and_what_waits_is_sent(
    firm: Firm, technician: Device, order: Any
) -> None:
    technician.offline()
    people.press(technician, say("step.accept"))
    page = technician.page
    # As after a month offline: neither token is good any more.
    page.evaluate(
        """async () => {
          const db = await new Promise((done) => {
            const asked = indexedDB.open('steward-session')
            asked.onsuccess = () => done(asked.result)
          })
          const store = db.transaction('session', 'readwrite').objectStore('session')
          const kept = await new Promise((done) => {
            const asked = store.get('current')
            asked.onsuccess = () => done(asked.result)
          })
          store.put({ ...kept, tokens: { ...kept.tokens, refresh: 'gone', expires_at: 0 } }, 'current')
        }"""
    )
    technician.offline(False)
    again = page.get_by_role("dialog")
    expect(again).to_be_visible(timeout=60_000)
    expect(again.get_by_text(Words("ui", "en")("sign_in.again"))).to_be_visible()
    again.locator("input[name=password]").fill(PASSWORD)
    again.locator("button[type=submit]").click()
    expect(again).to_have_count(0)
    expect(people.status_bar(technician, say)).to_have_text(say("bar.sent"), timeout=60_000)
    expect(page.get_by_role("button", name=re.compile(say("step.check-in")))).to_be_visible()
    assert told(firm, order) == ["accepted"]
