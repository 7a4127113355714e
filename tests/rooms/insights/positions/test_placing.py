"""Events move orders, gauges and durations together: once, whatever the bus, the clock or a crash does to them."""

import random
from collections import Counter
from contextlib import contextmanager

import boto3

from bench.units import size
from chalicelib.insights.positions import store, triggers
from chalicelib.insights.positions.durations import Stay, stays
from chalicelib.insights.positions.model import STATES, Position
from chalicelib.kernel.aws import client
from chalicelib.kernel.changes import Save
from chalicelib.kernel.entity import Key
from chalicelib.kernel.table import TenantTable
from chalicelib.tenants.service import local_date
from tests.builders.boundary import answering, error
from tests.builders.events import MORNING, breached, on_bus
from tests.builders.meter import counted
from tests.conftest import OTHER_TENANT, TENANT
from tests.rooms.insights.positions.lives import STEPS, Story, told

STEP_SEEDS = range(12)


def _hear(*events) -> None:
    for event in events:
        triggers.on_event(on_bus(event), None)


def _positions(table: TenantTable, *orders: str) -> list[Position]:
    return [one for one in table.load(*map(store.position_ref, orders)) if one]


def _counted(positions: list[Position]) -> dict:
    """The gauges that the positions themselves make."""
    sums: dict = {}
    for position in positions:
        for holder, numbers in position.counts.items():
            sums.setdefault(holder, Counter()).update(numbers)
    return sums


def _gauged(table: TenantTable) -> dict:
    found = store.gauges(table).items()
    return {holder: kept for holder, numbers in found if (kept := {n: v for n, v in numbers.items() if v})}


def _spent(table: TenantTable) -> dict[tuple[str, str], tuple[int, int]]:
    """(member or queue, state) -> how often it was left, after how many seconds."""
    days = MORNING.date().replace(day=1), MORNING.date().replace(month=12, day=31)
    return {
        (holder[1] or holder[0], state): (one.count, one.seconds)
        for holder, spent in store.spent_in_places(table, *days)
        for state, one in spent.items()
        if one.count
    }


def _some_life(seed: int, order_id: str):
    """A life of up to ten steps, and its events as a bad bus delivers them."""
    chance = random.Random(seed)
    story = Story(order_id)
    story.report(is_suspended=chance.random() < 0.2)
    for _ in range(chance.randint(1, 10)):
        if not (steps := STEPS[story.card.status]):
            break
        story.wait(chance.randint(0, 50_000))
        story.step(
            chance.choice(steps), chance.choice(("mb_tom", "mb_una", "mb_flora")), chance.randint(0, 9_000)
        )
    delivered = [*story.told, *chance.choices(story.told, k=3), breached(entity=order_id)]
    chance.shuffle(delivered)
    return story.told, delivered


@contextmanager
def _unheard():
    """The first transaction has its effect, and the process that made it dies before it knows."""
    hooks, event = client("dynamodb").meta.events, "after-call.dynamodb.TransactWriteItems"

    def die(**_) -> None:
        hooks.unregister(event, die)
        raise RuntimeError("killed")

    hooks.register(event, die)
    try:
        yield
    finally:
        hooks.unregister(event, die)


def test_gauges_are_the_count_of_the_positions_whatever_the_bus_does(tenant, acting):
    table = acting("manager").table
    lives = {f"wo_{seed}": _some_life(seed, f"wo_{seed}") for seed in STEP_SEEDS}
    together = [event for _, delivered in lives.values() for event in delivered]
    random.Random(1).shuffle(together)
    for number, event in enumerate(together):
        _hear(event)
        if number % 20 == 0:
            assert _gauged(table) == _counted(_positions(table, *lives))
    positions = _positions(table, *lives)
    assert _gauged(table) == _counted(positions)
    for position in positions:
        assert position.state == lives[position.order_id][0][-1].card.status
    expected: Counter = Counter()
    for position in positions:
        for stay in stays(position.trail):
            expected[stay.holder[1] or stay.holder[0], stay.state] += stay.seconds
    assert {key: seconds for key, (_, seconds) in _spent(table).items()} == dict(expected)


def test_an_attempt_that_went_through_unheard_is_not_counted_twice(tenant, acting):
    table = acting("manager").table
    for event in told("assign", "accept"):
        with _unheard():
            _hear(event)
    assert _gauged(table) == {("dp_repairs", "mb_tom"): {"accepted": 1}}
    assert _spent(table) == {("dp_repairs", "open"): (1, 600), ("mb_tom", "assigned"): (1, 600)}


def test_an_order_that_another_event_moved_meanwhile_is_placed_anew(tenant, acting):
    table = acting("manager").table
    first, second, third = told("assign", "accept")
    _hear(first)
    stale = error("TransactionCanceledException", CancellationReasons=[{"Code": "ConditionalCheckFailed"}])
    with answering("dynamodb", "TransactWriteItems", stale):
        _hear(second)
    _hear(third)
    assert _gauged(table) == {("dp_repairs", "mb_tom"): {"accepted": 1}}


def test_a_gauge_that_another_transaction_holds_is_counted_on_in_a_part_and_read_whole(tenant, acting):
    table = acting("manager").table
    _hear(*told(order_id="wo_1"))
    held = error("TransactionCanceledException", CancellationReasons=[{"Code": "TransactionConflict"}])
    with answering("dynamodb", "TransactWriteItems", held, held):
        _hear(*told(order_id="wo_2"))
    assert _gauged(table) == {("dp_repairs", None): {"open": 2}}


def test_durations_count_on_the_tenants_day_on_which_the_order_left(tenant, acting):
    story = Story()  # at nine on Monday morning in Shanghai
    story.report()
    story.wait(15.5 * 3600)  # half past midnight there, and Monday in UTC
    story.step("assign")
    _hear(*story.told)
    table, tuesday = acting("manager").table, local_date(tenant, story.at)
    assert tuesday.isoweekday() == 2
    (spent,) = [one for _, one in store.spent_in_categories(table, tuesday, tuesday)]
    assert (spent["open"].count, spent["open"].seconds) == (1, 55_800)
    assert list(store.spent_in_categories(table, MORNING.date(), MORNING.date())) == []


def test_a_late_event_moves_what_was_counted_to_the_window_it_belongs_to(tenant, acting):
    table = acting("manager").table
    life = told("assign", "accept", every=86_400)
    _hear(life[0], life[2])  # it looked as if it had been accepted from the queue
    assert _spent(table) == {("dp_repairs", "open"): (1, 172_800)}
    _hear(life[1])
    assert _spent(table) == {("dp_repairs", "open"): (1, 86_400), ("mb_tom", "assigned"): (1, 86_400)}


def test_a_breach_that_comes_before_anything_else_is_kept_until_the_order_stands_somewhere(tenant, acting):
    table = acting("manager").table
    _hear(breached())
    assert _gauged(table) == {}
    _hear(*told())
    assert _gauged(table) == {("dp_repairs", None): {"open": 1, "late": 1}}


def test_an_event_costs_one_read_and_one_transaction_and_a_repeated_one_the_read(tenant):
    first, second = told("assign")
    for event, calls in [
        (first, ["BatchGetItem", "TransactWriteItems"]),
        (second, ["BatchGetItem", "TransactWriteItems"]),
        (first, ["BatchGetItem"]),
    ]:
        with counted() as made:
            _hear(event)
        assert [call.name for call in made] == calls


def test_the_position_of_a_usual_life_is_one_kilobyte_all_along(tenant):
    ids = {kind: f"{kind}_01M82YNFM0DAEGDJCA15QACGJP" for kind in ("wo", "dp", "co", "mb")}
    story = Story(ids["wo"], places={ids["mb"]: ids["dp"]})
    story.become("open", department_id=ids["dp"], community_id=ids["co"], title="厨房天花板漏水，每小时一杯")
    story.report()
    for step in ("assign", "accept", "pause", "resume", "check_in", "complete", "close"):
        story.wait(4_000.123)
        story.step(step, ids["mb"])
    for event in story.told:
        _hear(event)
        found = boto3.client("dynamodb").scan(TableName="steward")["Items"]
        (item,) = [item for item in found if "#POSITION#" in item["PK"]["S"]]
        assert size(item) < 1024, event.type


def test_a_week_in_which_a_member_left_every_state_a_million_times_is_one_write_unit(tenant, acting):
    days = [MORNING.date().replace(day=day) for day in range(23, 30)]
    holder = ("dp_01M82YNFM0DAEGDJCA15QACGJP", "mb_01M82YNFM0DAEGDJCA15QACGJP")
    changes = [
        (day, Stay(state, holder, "leak", MORNING, MORNING.replace(hour=23)), 1_000_000)
        for day in days
        for state in STATES
    ]
    acting("manager").commit(store.durations(changes))
    found = boto3.client("dynamodb").scan(TableName="steward")["Items"]
    item = next(item for item in found if "#TIMES#place" in item["PK"]["S"])
    assert len(item) == 2 + 7 * 7 * 2
    assert size(item) < 1024


def test_an_order_stands_with_the_tenant_its_events_name(tenant, acting):
    other = tenant.model_copy(update={"id": OTHER_TENANT})
    acting("manager", tenant=OTHER_TENANT).commit(Save(Key("TENANT"), other))
    (event,) = told()
    _hear(event, event.model_copy(update={"tenant": OTHER_TENANT}))
    for name in (TENANT, OTHER_TENANT):
        assert _gauged(acting("manager", tenant=name).table) == {("dp_repairs", None): {"open": 1}}
