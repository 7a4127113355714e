"""What the consumer kept live is what the timelines say."""

import json

import boto3
import pytest

from chalicelib.insights.positions import store
from chalicelib.kernel.packed import unpack
from chalicelib.kernel.table import TenantTable
from infra.rebuild_positions import rebuild
from tests.builders.bus import Bus
from tests.builders.company import Company

NOW = "2026-11-23T01:00:00Z"
KEPT = ("#POSITION#", "#BOARD", "#TIMES#")


@pytest.fixture
def company(api, clock) -> Company:
    """Orders in every state that people lead them to, some of them through several hands."""
    company = Company(api, api.found())
    for status in ("open", "assigned", "accepted", "on_site", "completed"):
        company.brought_to(status, NOW)
        clock.advance(minutes=7)
    technician = company.as_("technician")
    order = company.reported()
    company.done(technician, order, "take")
    clock.advance(hours=3)
    company.done(technician, order, "pause", {"reason": "a valve", "expected_on": "2026-11-25"})
    clock.advance(days=1)
    company.done(technician, order, "resume")
    company.done(technician, order, "decline", {"reason": "no time"})
    company.charge()
    company.reported(category=company.leak)  # suspended
    cancelled = company.reported()
    company.done(company.as_("manager"), cancelled, "cancel", {"reason": "twice"})
    return company


def _kept() -> dict[tuple[str, str], dict]:
    """What lies there of positions, without how often it was written, what it was told by, and what is 0."""
    items = boto3.resource("dynamodb").Table("steward").scan()["Items"]
    found = {}
    for item in items:
        if any(part in item["PK"] for part in KEPT):
            numbers = {name: value for name, value in item.items() if value and name not in ("v", "more")}
            found[item["PK"], item["SK"]] = numbers
            if "data" in item:
                numbers["data"] = json.loads(unpack(item["data"])) | {"version": None}
    return {key: numbers for key, numbers in found.items() if len(numbers) > len(("PK", "SK"))}


def _forget() -> None:
    table = boto3.resource("dynamodb").Table("steward")
    for pk, sk in _kept():
        table.delete_item(Key={"PK": pk, "SK": sk})
    for item in table.scan()["Items"]:
        if any(part in item["PK"] for part in KEPT):
            table.delete_item(Key={"PK": item["PK"], "SK": item["SK"]})


def test_what_is_rebuilt_from_the_timelines_is_what_was_kept_live(company):
    Bus().deliver(times=2)
    live = _kept()
    assert any("#TIMES#" in pk for pk, _ in live)
    _forget()
    assert _kept() == {}
    rebuilt = rebuild(company.tenancy.id)
    assert (rebuilt.orders, rebuilt.differences) == (8, {})
    assert _kept() == live


def test_rebuilding_over_what_was_kept_changes_nothing(company):
    Bus().deliver()
    live = _kept()
    rebuild(company.tenancy.id)
    assert _kept() == live


def test_a_gauge_that_counts_something_else_is_told(company):
    Bus().deliver()
    table = TenantTable(company.tenancy.id)
    table.commit(store.gauge({(company.service, None): {"open": 1}}))
    ((holder, (counted, found)),) = rebuild(company.tenancy.id).differences.items()
    assert holder == (company.service, None)
    assert counted["open"] == found["open"] + 1
