"""Events become counters: each once, whatever the bus does to their order."""

from datetime import UTC, datetime, timedelta

import boto3
import pytest

from bench.units import size
from chalicelib.insights import service, store, triggers
from chalicelib.kernel.changes import Save
from chalicelib.kernel.entity import Key
from chalicelib.tenants.service import Tenant
from tests.builders.boundary import answering, error
from tests.builders.events import breached, card, completed, on_bus, reported
from tests.builders.meter import counted
from tests.conftest import OTHER_TENANT, TENANT
from tests.rooms.insights.lives import DUE, LIFE, NOON


@pytest.fixture
def tenant(cloud, clock, acting) -> Tenant:
    """A tenant in Shanghai."""
    tenant = Tenant(
        id=TENANT,
        slug="one",
        name="One",
        locale="en",
        time_zone="Asia/Shanghai",
        currency="CNY",
        jurisdiction="CN",
    )
    acting("manager").commit(Save(Key("TENANT"), tenant))
    return tenant


def _counters() -> dict[tuple[str, str], dict[str, int]]:
    items = boto3.resource("dynamodb").Table("steward").scan()["Items"]
    return {
        (item["PK"], item["SK"]): {name: int(n) for name, n in item.items() if name not in ("PK", "SK") and n}
        for item in items
        if "#STATS#" in item["PK"]
    }


def _hear(*events) -> None:
    for event in events:
        triggers.on_event(on_bus(event), None)


def test_an_event_counts_for_everyone_it_concerns_on_its_day_of_the_week(tenant):
    _hear(completed())  # on a Monday
    assert _counters() == {
        (f"T#{TENANT}#STATS#{dimension}", f"2026-11-23#{value}"): {"c1": 1, "d1": 1, "dc1": 1}
        for dimension, value in [
            ("member", "mb_tech"),
            ("department", "dp_service"),
            ("category", "leak"),
            ("community", "co_one"),
        ]
    }


def test_days_are_those_of_the_tenants_zone(tenant):
    _hear(reported(at=datetime(2026, 11, 29, 16, 30, tzinfo=UTC)))  # half past midnight in Shanghai
    assert _counters()[f"T#{TENANT}#STATS#category", "2026-11-30#leak"] == {"r1": 1}


def test_a_late_completion_on_another_day_is_one_transaction_of_both_days(tenant):
    _hear(completed(at=NOON + timedelta(days=1), is_late=True, card=card(due=DUE)))
    counted = {"c2": 1, "dc1": 1, "d1": 1, "cb1": 1}
    assert _counters()[f"T#{TENANT}#STATS#member", "2026-11-23#mb_tech"] == counted


def test_a_week_that_has_counted_everything_a_million_times_is_one_write_unit(tenant, acting):
    days = [NOON.date() + timedelta(days=n) for n in range(7)]
    numbers = dict.fromkeys(store._STORED, 1_000_000)
    (added,) = store.additions(
        {"community": "co_01M82YNFM0DAEGDJCA15QACGJP"}, [(day, numbers) for day in days]
    )
    acting("manager").commit(added)
    found = boto3.client("dynamodb").scan(TableName="steward")["Items"]
    (item,) = [item for item in found if "#STATS#" in item["PK"]["S"]]
    assert len(item) == 2 + 7 * 13
    assert size(item) < 1024


def test_duplicates_and_reordering_change_nothing(tenant, acting):
    _hear(*reversed(LIFE), *LIFE[1:7:2])
    days = (NOON.date() - timedelta(days=1), NOON.date() + timedelta(days=30))
    (shown,) = service.report(acting("manager"), "department", *days).items
    assert {name: number for name, number in shown.numbers.items() if number} == {
        "reported": 1,
        "respond_breached": 1,
        "arrive_met": 1,
        "complete_breached": 1,
        "completed": 1,
        "due": 1,
        "due_completed": 1,
        "rated": 2,
        "score_sum": 9,
        "excellent": 1,
    }


def test_a_counter_that_another_transaction_holds_is_counted_on_in_a_part_and_read_whole(tenant, acting):
    _hear(reported())
    held = error("TransactionCanceledException", CancellationReasons=[{"Code": "TransactionConflict"}])
    with answering("dynamodb", "TransactWriteItems", held, held):
        _hear(reported(sequence=2))
    parts = sorted(sk for pk, sk in _counters() if pk == f"T#{TENANT}#STATS#category")
    assert len(parts) == 2 and parts[1].startswith(f"{parts[0]}#")
    (leak,) = service.report(acting("manager"), "category", NOON.date(), NOON.date()).items
    assert (leak.key, leak.of("reported")) == ("leak", 2)


def test_what_one_event_counts_is_one_transaction_unless_some_of_it_has_been_counted(tenant):
    with counted() as calls:
        _hear(completed(card=card(due=DUE)))
    assert [call.name for call in calls] == ["GetItem", "TransactWriteItems"]
    with counted() as calls:
        _hear(completed(card=card(due=DUE), sequence=9))  # completed again within the same deadline
    assert [call.name for call in calls] == ["GetItem", *["TransactWriteItems"] * 3]
    assert _counters()[f"T#{TENANT}#STATS#department", "2026-11-23#dp_service"] == {
        "c1": 2,
        "d1": 2,
        "dc1": 2,
        "cm1": 1,
    }


def test_an_event_counts_for_the_tenant_it_names(tenant, acting):
    other = tenant.model_copy(update={"id": OTHER_TENANT})
    acting("manager", tenant=OTHER_TENANT).commit(Save(Key("TENANT"), other))
    _hear(reported(), reported(tenant=OTHER_TENANT))
    assert _counters()[f"T#{TENANT}#STATS#category", "2026-11-23#leak"] == {"r1": 1}
    assert _counters()[f"T#{OTHER_TENANT}#STATS#category", "2026-11-23#leak"] == {"r1": 1}


def test_an_event_that_nobody_wants_counted_costs_no_call(acting):
    service.count(acting("manager"), breached(is_first=False))  # there is no cloud here
