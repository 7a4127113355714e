"""A manager at the console: a plan and another category in the order's drawer, a figure and what is behind it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.device import Device
from tests.browser.words import Words
from tests.journeys.firm import Firm
from tests.stack import eventually

pytestmark = pytest.mark.stack


def test_a_manager_plans_reclassifies_and_looks_behind_a_figure(
    firm: Firm, device: Callable[..., Device]
) -> None:
    words = Words("console", "en")
    home = firm.household()
    code = firm.category(sla={"respond": "PT30M", "complete": "P1D"})
    other = firm.category(names={"zh-CN": "供电", "en": "Power"}, priority="high", sla={"complete": "P2D"})
    order, _ = (firm.report(home.resident, code, home.unit_id, title=title) for title in ("Pump", "Tap"))
    firm.assign(order)
    person = device("console", "en", size="desk")
    person.sign_in(f"manager@{firm.slug}")

    # A milestone, in the company's time.
    page = person.go(f"orders?order={order['id']}")
    page.get_by_role("button", name=words("order:plan.make")).click()
    page.get_by_label(words("order:plan.name_of", number=1), exact=True).fill("Pump in")
    due = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(days=2)
    local = (due + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M")
    page.get_by_label(words("order:plan.due_of", number=1), exact=True).fill(local)
    page.get_by_role("button", name=words("ui:action.save"), exact=True).click()
    plan = page.get_by_role("region", name=words("order:plan.title"))
    expect(plan.get_by_text("Pump in")).to_be_visible()
    (milestone,) = firm.order(order)["milestones"]
    assert datetime.fromisoformat(milestone["due_at"]) == due

    # Another category, which says before what it does to priority and deadlines.
    page.get_by_role("button", name=words("intervention.reclassify.do"), exact=True).click()
    page.get_by_role("combobox", name=words("question.category")).fill("Power")
    page.get_by_title("Power", exact=True).click()
    promise = words("order:reclassify.promise", deadline=words("ui:deadline.complete"), length="2 days")
    expect(page.get_by_role("dialog").get_by_text(promise)).to_be_visible()
    page.get_by_role("dialog").last.get_by_role(
        "button", name=words("intervention.reclassify.do"), exact=True
    ).click()
    eventually(lambda: firm.order(order)["category"] == other)

    # A figure, and the orders behind it: as many as it says.
    first, last = _this_month()
    figures = f"/v1/stats/work-orders?group_by=department&from={first}&to={last}"
    counted = eventually(
        lambda: [row["reported"] for row in firm.manager.get(figures)["items"] if row["reported"] >= 2]
    )[0]
    page = person.go("kpis?topic=demand")
    name = words(
        "figures:behind.open", measure=words("figures:measure.reported"), name="service", value=counted
    )
    page.get_by_role("button", name=name).click()
    expect(page.get_by_text(words("figures:behind.adds", shown=counted, figure=counted))).to_be_visible()
    expect(page.get_by_role("dialog").get_by_role("button", name=order["number"])).to_be_visible()


def test_a_manager_reads_what_a_department_and_a_person_worked_with(
    firm: Firm, device: Callable[..., Device]
) -> None:
    words = Words("console", "en")
    code = firm.category(photos_required=0, sla={"respond": "PT30M", "complete": "P1D"})
    firm.assign(order := firm.report(firm.manager, code, title="Pump"))
    firm.finish(order)
    firm.manager.post(f"/v1/work-orders/{order['id']}/rate", {"score": 4})
    day = (datetime.now(UTC) + timedelta(hours=8)).date()
    path = f"/v1/stats/digest?department={firm.service_id}&day={day}"
    eventually(
        lambda: [
            one
            for one in firm.manager.get(path)["items"]
            if one["work_order_id"] == order["id"] and "rated" in one["counts"]
        ]
    )
    person = device("console", "en", size="desk")
    person.sign_in(f"manager@{firm.slug}")

    # From the figures to the digest, of the department.
    page = person.go("kpis?by=department")
    page.get_by_role("link", name=words("figures:digest")).click()
    expect(page.get_by_role("heading", name=words("page.digest"))).to_be_visible()
    page.get_by_role("combobox", name=words("digest:whose")).fill("service")
    page.get_by_title("service", exact=True).click()
    page.get_by_text(words("figures:window.week"), exact=True).click()
    row = page.get_by_role("row").filter(has_text=order["number"])
    expect(row).to_contain_text("Pump")
    expect(row.get_by_text("kept,").first).to_be_visible()
    expect(page.get_by_role("table").first).to_contain_text(words("figures:measure.completion_rate"))

    # Opened, who had it; and the order itself a click away.
    row.get_by_role("button", name="Expand row").click()
    process = page.locator(".digest-process li")
    expect(process).to_have_count(5)
    expect(process.nth(2)).to_contain_text("technician")
    row.get_by_role("button", name=order["number"]).click()
    expect(page.get_by_role("dialog").get_by_text("Pump").first).to_be_visible()

    # Nobody's work whom one does not oversee.
    page = person.go("digest?member=mb_nobody")
    expect(page.get_by_text(words("digest:not_yours"))).to_be_visible()


def _this_month() -> tuple[str, str]:
    """First day and today, in the company's zone."""
    today = (datetime.now(UTC) + timedelta(hours=8)).date()
    return str(today.replace(day=1)), str(today)
