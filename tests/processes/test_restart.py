"""Stopping and starting keeps everything: what was stored, what was running, and what was still to come."""

from pathlib import Path

import pytest

from infra.cloud import Cloud, free_port
from infra.run import bring_up
from tests.journeys.firm import PASSWORD, Firm
from tests.stack import Stack, eventually

pytestmark = pytest.mark.stack


def test_a_stopped_stack_goes_on_where_it_was(tmp_path: Path) -> None:
    port, web_url = free_port(), "http://127.0.0.1:8080"
    cloud = Cloud(tmp_path / "cloud", port).start()
    try:
        outputs = bring_up(cloud, tmp_path / "build", web_url).outputs
        firm = Firm(Stack(cloud, outputs))
        home = firm.household(owes=10_000)
        suspended = firm.report(home.resident, firm.category(), home.unit_id)
        waiting = firm.report(firm.manager, firm.category(sla={"respond": "PT20S"}))
        eventually(lambda: firm.stack.executions(waiting["id"]))
        firm.take_photo(waiting, role="evidence", by=firm.manager)
    finally:
        cloud.stop()

    cloud = Cloud(tmp_path / "cloud", port).start()
    try:
        again = bring_up(cloud, tmp_path / "build", web_url)
        assert again.outputs == outputs
        assert not again.changed
        firm.manager = firm.enter(f"manager@{firm.slug}", PASSWORD)
        assert firm.order(suspended)["hold"] == suspended["hold"]
        (photo,) = firm.manager.get(f"/v1/work-orders/{waiting['id']}/attachments")["items"]
        assert firm.manager.http.get(photo["url"]).status_code == 200

        firm.pay(home, 10_000)
        eventually(lambda: firm.order(suspended)["status"] == "open")
        eventually(lambda: firm.deadline(waiting)["state"] == "breached")
    finally:
        cloud.stop()
