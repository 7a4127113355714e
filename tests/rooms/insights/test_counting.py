"""Events become counters and facts: each once, whatever the bus does to their order."""

from datetime import UTC, date, datetime, timedelta

import boto3

from bench.units import size
from chalicelib.contracts.workorders import Due
from chalicelib.insights import counting, store
from chalicelib.insights.model import SPACES, cell_of
from chalicelib.insights.service import Asked, report
from chalicelib.insights.sums import FAMILIES, SUMS, bin_name, family_of
from chalicelib.kernel.changes import Save
from chalicelib.kernel.entity import Key
from tests.builders.boundary import answering, error
from tests.builders.events import MORNING, accepted, breached, card, checked_in, completed, reported
from tests.builders.meter import counted
from tests.conftest import OTHER_TENANT, TENANT
from tests.rooms.insights.conftest import hear
from tests.rooms.insights.lives import DUE, LIFE, NOON

WEEK = "2026-11-23"
PEOPLE = f"T#{TENANT}#STATS#1#people#"
PLACES = f"T#{TENANT}#STATS#1#places#"


def items() -> list[dict]:
    return boto3.resource("dynamodb").Table("steward").scan()["Items"]


def counters() -> dict[tuple[str, str], dict[str, int]]:
    """The counters, without zeros, and without the bins of durations."""
    return {
        (item["PK"], item["SK"]): numbers
        for item in items()
        if "#STATS#" in item["PK"]
        and (
            numbers := {
                name: int(n) for name, n in item.items() if name not in ("PK", "SK") and n and name[0] != "B"
            }
        )
    }


def test_an_event_counts_for_people_and_places_on_its_day_of_the_week(tenant):
    hear(reported())  # on a Monday
    assert counters() == {
        (PEOPLE + "intake#2026", f"{WEEK}#dp_service#mb_tech"): {"r1": 1},
        (PLACES + "intake#2026", f"{WEEK}#co_one#leak"): {"r1": 1},
    }


def test_an_order_of_nobody_in_no_community_counts_for_its_department_and_category(tenant):
    hear(reported(card=card(assignee_id=None, community_id=None)))
    assert set(counters()) == {
        (PEOPLE + "intake#2026", f"{WEEK}#dp_service#-"),
        (PLACES + "intake#2026", f"{WEEK}#-#leak"),
    }


def test_days_are_those_of_the_tenants_zone(tenant):
    hear(reported(at=datetime(2026, 11, 29, 16, 30, tzinfo=UTC)))  # half past midnight in Shanghai
    assert counters()[PLACES + "intake#2026", "2026-11-30#co_one#leak"] == {"r1": 1}


def test_a_late_completion_on_another_day_is_one_transaction_of_both_days(tenant):
    with counted() as calls:
        hear(completed(at=NOON + timedelta(days=1), is_late=True, card=card(due=DUE)))
    found = {"c2": 1, "f2": 1, "x2": 1, "dc1": 1, "d1": 1, "b1": 1}
    assert counters()[PEOPLE + "completion#2026", f"{WEEK}#dp_service#mb_tech"] == found
    assert [call.name for call in calls] == ["BatchGetItem", "TransactWriteItems"]


def test_a_busy_week_of_any_family_is_one_write_unit(tenant, acting):
    days = [NOON.date() + timedelta(days=n) for n in range(7)]
    cell = cell_of(card(community_id="co_01M82YNFM0DAEGDJCA15QACGJP", category="water_heating"))
    for name in SUMS:
        marks = [(cell, day, {name: 10_000}) for day in days]
        acting("manager").commit(store.additions(1, marks))
    for sketch in ("response", "arrival", "completion"):
        marks = [(cell, day, {bin_name(sketch, 70 + number): 3}) for number in range(8) for day in days]
        acting("manager").commit(store.additions(1, marks))
    found = [
        item for item in boto3.client("dynamodb").scan(TableName="steward")["Items"] if "STATS" in str(item)
    ]
    assert len(found) == len(SPACES) * len(FAMILIES)
    assert max(size(item) for item in found) < 1024


def everything(acting) -> dict[str, dict]:
    """The sums of each row of the reports of the life's window, without zeros."""
    days = (NOON.date() - timedelta(days=1), NOON.date() + timedelta(days=30))
    return {
        f"{dimension} {row.key}": {name: n for name, n in row.numbers.items() if n}
        for dimension in ("member", "department", "category", "community")
        for row in report(acting("manager"), Asked(dimension, {}, *days)).items
        if any(row.numbers.values())
    }


def test_duplicates_and_reordering_change_nothing(tenant, acting):
    hear(*reversed(LIFE), *LIFE[1:7:2])
    shown = everything(acting)["department dp_service"]
    assert {name: number for name, number in shown.items() if "~" not in name} == {
        "reported": 1,
        "respond_breached": 1,
        "arrive_met": 1,
        "complete_breached": 1,
        "completed": 2,
        "first_completed": 1,
        "reworked": 1,
        "due": 2,
        "due_completed": 2,
        "invited": 1,
        "answered": 1,
        "outcome_fixed": 1,
        "score_4": 1,
        "score_5": 1,
    }
    assert everything(acting)["member mb_before"] == {"complete_breached": 1, "due": 1, "due_completed": 1}


def test_a_counter_that_another_transaction_holds_is_counted_on_in_a_part_and_read_whole(tenant, acting):
    hear(reported())
    held = error("TransactionCanceledException", CancellationReasons=[{"Code": "TransactionConflict"}])
    with answering("dynamodb", "TransactWriteItems", held, held):
        hear(reported(entity="wo_two"))
    parts = sorted(sk for pk, sk in counters() if pk == PLACES + "intake#2026")
    assert len(parts) == 2 and parts[1].startswith(f"{parts[0]}#")
    assert everything(acting)["category leak"] == {"reported": 2}


def test_what_says_nothing_new_is_read_and_not_written(tenant):
    hear(completed(card=card(due=DUE)))
    with counted() as calls:
        hear(completed(card=card(due=DUE)))
    assert [call.name for call in calls] == ["BatchGetItem", "TransactWriteItems", "BatchGetItem"]


def test_a_late_correction_is_applied_to_the_day_and_the_person_it_belongs_to(tenant):
    due = NOON + timedelta(days=1)
    breach = breached(kind="arrive", due_at=due, card=card(assignee_id="mb_before"))
    sent = due + timedelta(days=9)
    hear(breach)
    assert counters()[PEOPLE + "arrival#2026", f"{WEEK}#dp_service#mb_before"] == {"b2": 1}
    hear(checked_in(at=sent, captured_at=NOON, card=card(due=Due(arrive_by=due))))
    assert counters() == {
        (PEOPLE + "arrival#2026", f"{WEEK}#dp_service#mb_tech"): {"m1": 1},
        (PLACES + "arrival#2026", f"{WEEK}#co_one#leak"): {"m1": 1},
    }


def test_an_event_counts_for_the_tenant_it_names(tenant, acting):
    other = tenant.model_copy(update={"id": OTHER_TENANT})
    acting("manager", tenant=OTHER_TENANT).commit(Save(Key("TENANT"), other))
    hear(reported(), reported(tenant=OTHER_TENANT))
    found = [key for key in counters() if key[0].endswith("#places#intake#2026")]
    assert sorted(pk.split("#")[1] for pk, _ in found) == [TENANT, OTHER_TENANT]


def test_an_event_that_nobody_wants_counted_costs_no_call(acting):
    counting.count(acting("manager"), breached(is_first=False))  # there is no cloud here


def test_a_fact_is_kept_as_long_as_a_window_may_reach_back(tenant, clock):
    hear(accepted())
    (fact,) = (item for item in items() if item.get("kind") == "Fact")
    kept_until = datetime.fromtimestamp(int(fact["expires_at"]), UTC)
    assert kept_until - clock.now > timedelta(days=2 * 366 + 14)
    assert fact["GSI1PK"] == f"T#{TENANT}#FACTS#1#{family_of('respond_met')}"
    assert fact["GSI1SK"].startswith(str(date(2026, 11, 23))) and MORNING.date() == date(2026, 11, 23)
