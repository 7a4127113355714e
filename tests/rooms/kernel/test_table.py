"""The table, on every engine: what it keeps, what it refuses, what a query finds."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import product

import pytest

from chalicelib.kernel import lookups
from chalicelib.kernel.actor import PLATFORM
from chalicelib.kernel.aws import client
from chalicelib.kernel.changes import Add, Claim, Emit, Founding, Guard, Lead, Record, Remove, guard
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.errors import StaleRead
from chalicelib.kernel.settings import settings
from chalicelib.kernel.table import TenantTable
from tests.builders.events import MORNING
from tests.builders.rows import plain
from tests.conftest import OTHER_TENANT, TENANT
from tests.engines import ENGINES_APART
from tests.rooms.kernel.things import Missing, Note, Taken, Thing, ThingHappened, happened, ref, save

HERE = Key("SHELF", "1")


@pytest.fixture
def table(database, clock) -> TenantTable:
    return TenantTable(TENANT)


# -- versions ---------------------------------------------------------------------------------------


def test_a_thing_is_read_as_it_was_saved(table):
    thing = Thing(name="灯 \U0001f4a1", story="long")
    table.commit([save(thing)])
    assert table.get(ref()) == thing


def test_a_new_thing_demands_that_nothing_is_there(table):
    table.commit([save(Thing())])
    with pytest.raises(StaleRead):
        table.commit([save(Thing())])


def test_a_change_demands_the_version_before(table):
    first = Thing()
    table.commit([save(first)])
    second = first.changed(name="second")
    table.commit([save(second)])
    with pytest.raises(StaleRead):
        table.commit([save(first.changed(name="other"))])
    assert table.get(ref()) == second


def test_a_change_of_what_is_not_there_is_refused(table):
    with pytest.raises(StaleRead):
        table.commit([save(Thing().changed())])


def test_a_save_may_name_its_own_refusal(table):
    table.commit([save(Thing())])
    with pytest.raises(Taken):
        table.commit([save(Thing(), refusal=Taken())])


@pytest.mark.parametrize(
    "engine", ENGINES_APART, indirect=True
)  # moto's transactions are not safe between threads
def test_of_two_who_save_the_same_version_one_wins(table):
    table.commit([save(Thing())])

    def change(name):
        try:
            table.commit([save(Thing().changed(name=name))])
        except StaleRead:
            return None
        return name

    with ThreadPoolExecutor(4) as pool:
        won = [name for name in pool.map(change, "abcd") if name]
    assert won == [table.get(ref()).name]


@pytest.mark.parametrize("version", [0, 1, 2])
def test_a_guard_demands_the_version_that_was_seen(table, version):
    table.commit([save(Thing())])
    if version == 1:
        table.commit([Guard(ref().key, version), Record(HERE, Note(text="written"))])
    else:
        with pytest.raises(StaleRead):
            table.commit([Guard(ref().key, version), Record(HERE, Note(text="written"))])
    assert (table.get(Ref(HERE, Note)) is not None) == (version == 1)


def test_a_guard_on_nothing_demands_that_nothing_has_come(table):
    table.commit([guard(ref(), None), Record(HERE, Note(text="written"))])
    table.commit([save(Thing())])
    with pytest.raises(StaleRead):
        table.commit([guard(ref(), None)])
    table.commit([guard(ref(), Thing())])


# -- claims and leads -------------------------------------------------------------------------------


def test_a_claim_is_taken_once(table):
    table.commit([Claim(HERE, Note(text="mine"), Taken())])
    with pytest.raises(Taken):
        table.commit([Claim(HERE, Note(text="yours"), Taken())])
    assert table.get(Ref(HERE, Note)).text == "mine"


def test_a_claim_that_has_expired_is_free_though_it_still_lies_there(table, clock):
    def claim(text):
        return Claim(HERE, Note(text=text), Taken(), expires_at=clock.now + timedelta(days=1))

    table.commit([claim("mine")])
    clock.advance(hours=23, minutes=59)
    with pytest.raises(Taken):
        table.commit([claim("yours")])
    clock.advance(minutes=2)
    table.commit([claim("yours")])
    assert table.get(Ref(HERE, Note)).text == "yours"


def test_a_claim_without_an_end_never_expires(table, clock):
    table.commit([Claim(HERE, Note(text="mine"), Taken())])
    clock.advance(days=10_000)
    with pytest.raises(Taken):
        table.commit([Claim(HERE, Note(text="yours"), Taken())])


def test_a_name_leads_to_one_id_of_one_tenant(table):
    table.commit([Lead("sign_in", "ada@harbour", "mb_1", Taken())])
    with pytest.raises(Taken):
        TenantTable(OTHER_TENANT).commit([Lead("sign_in", "ada@harbour", "mb_2", Taken())])
    assert lookups.find("sign_in", "ada@harbour") == lookups.Found(TENANT, "mb_1")


def test_a_name_of_one_kind_leads_nowhere_as_another(table):
    table.commit([Lead("sign_in", "harbour", "mb_1", Taken())])
    assert lookups.find("tenant_slug", "harbour") is None
    assert lookups.find("sign_in", "Harbour") is None


# -- records, removals, numbers, events -------------------------------------------------------------


def test_a_record_replaces_what_was_there(table):
    for text in ("first", "second"):
        table.commit([Record(HERE, Note(text=text))])
    assert table.get(Ref(HERE, Note)).text == "second"


def test_a_removal_needs_nothing_to_be_there_unless_it_says_so(table):
    table.commit([Remove(HERE)])
    with pytest.raises(Missing):
        table.commit([Remove(HERE, refusal=Missing())])
    table.commit([Record(HERE, Note(text="x"))])
    table.commit([Remove(HERE, refusal=Missing())])
    assert table.get(Ref(HERE, Note)) is None


def test_numbers_are_added_up_and_labels_stand_beside_them(table):
    table.commit([Add(HERE, {"met": 2, "late": 1}, {"name": "Ada"})])
    table.commit([Add(HERE, {"met": 3, "late": -4})])
    (row,), _ = table.query("SHELF")
    assert (row.numbers, row.labels) == ({"met": 5, "late": -3}, {"name": "Ada"})


def test_an_event_is_recorded_once_under_its_number(table):
    table.commit([Emit("THING#1", happened(1)), Emit("THING#1", happened(2))])
    with pytest.raises(StaleRead):
        table.commit([Emit("THING#1", happened(2, text="another"))])
    rows, _ = table.query("THING#1", prefix="EV#")
    assert [(row.kind, row.load(ThingHappened)) for row in rows] == [
        ("ThingHappened", happened(1)),
        ("ThingHappened", happened(2)),
    ]


@pytest.mark.parametrize("engine", ENGINES_APART, indirect=True)
def test_counters_count_from_one_and_nobody_gets_a_number_twice(table):
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda _: table.next_number(HERE), range(20)))
    assert sorted(numbers) == list(range(1, 21))
    assert TenantTable(OTHER_TENANT).next_number(HERE) == 1


# -- transactions -----------------------------------------------------------------------------------


def moved_on(table: TenantTable, now: int, most: int = 100) -> int | None:
    return table.move_on(HERE, now=now, step=10, most=most, expires_at=MORNING)


def test_a_number_moves_on_from_itself_or_from_now_up_to_a_bound(table):
    assert moved_on(table, 5) == 15
    assert moved_on(table, 10, most=15) == 25  # from itself
    assert not moved_on(table, 10, most=24)
    assert moved_on(table, 25, most=25) == 35  # from now, which it has come to
    assert moved_on(table, 1_000, most=0) == 1_010  # from now again, far behind
    assert not moved_on(table, 999, most=1_009)
    assert TenantTable(OTHER_TENANT).move_on(HERE, now=0, step=1, most=0, expires_at=MORNING)


@pytest.mark.parametrize("engine", ENGINES_APART, indirect=True)
def test_of_many_who_move_a_number_at_once_no_more_get_through_than_the_bound_lets(table):
    with ThreadPoolExecutor(10) as pool:
        through = list(pool.map(lambda _: moved_on(table, 0, most=40), range(20)))
    assert sorted(number for number in through if number) == [10, 20, 30, 40, 50]


def test_the_refusal_of_the_first_part_that_fails_is_raised_and_nothing_is_written(table):
    table.commit([Claim(HERE, Note(text="mine"), Taken())])
    parts = [
        Record(Key("SHELF", "2"), Note(text="written")),
        Remove(Key("SHELF", "9"), refusal=Missing()),
        Claim(HERE, Note(text="yours"), Taken()),
    ]
    with pytest.raises(Missing):
        table.commit(parts)
    with pytest.raises(Taken):
        table.commit([parts[0], parts[2], parts[1]])
    rows, _ = table.query("SHELF")
    assert [row.sk for row in rows] == ["1"]


def test_nothing_to_write_is_no_call(table):
    table.commit([])


# -- batched reads ----------------------------------------------------------------------------------


def test_a_batch_answers_in_the_order_of_the_question(table):
    table.commit([save(Thing(name="a"), "a"), save(Thing(name="b"), "b")])
    found = table.load(ref("b"), None, ref("none"), ref("a"), ref("b"))
    assert [thing and thing.name for thing in found] == ["b", None, None, "a", "b"]
    assert table.load(None, None) == (None, None)
    assert table.load() == ()


# -- queries ----------------------------------------------------------------------------------------

KEYS = ["A#1", "A#2", "A#3", "B", "B#", "B#1", "B#10", "B#2", "B#é", "B#\U0001f4a1", "C#1", "STATE"]
BOUNDS = [None, "A#2", "B#", "B#10", "B#15", "Z"]


def test_a_query_finds_what_a_sorted_list_would(table):
    table.commit([Record(Key("SHELF", key), Note(text=key), {"GSI1": ("LIST", key)}) for key in KEYS])
    wrong = []
    for index, prefix, after, before in product([None, "GSI1"], ["", "B#", "Q"], BOUNDS, BOUNDS):
        wanted = [
            key
            for key in sorted(KEYS)
            if key.startswith(prefix) and (after is None or key > after) and (before is None or key < before)
        ]
        for limit, newest_first in [(3, False), (2, True), (20, True)]:
            rows, has_more = table.query(
                "LIST" if index else "SHELF",
                index=index,
                prefix=prefix,
                after=after,
                before=before,
                limit=limit,
                newest_first=newest_first,
            )
            expected = wanted[::-1] if newest_first else wanted
            found = [row.sk for row in rows]
            if (found, has_more) != (expected[:limit], len(expected) > limit):
                wrong.append((index, prefix, after, before, limit, newest_first, found, has_more))
    assert wrong == []


def test_a_query_goes_on_where_one_megabyte_did_not_hold_it(table):
    for number in range(4):
        table.commit([Record(Key("SHELF", str(number)), Note(text="x" * 350_000))])
    for limit, newest_first in product([3, 4, 5], [False, True]):
        rows, has_more = table.query("SHELF", limit=limit, newest_first=newest_first)
        expected = ["3", "2", "1", "0"] if newest_first else ["0", "1", "2", "3"]
        assert ([row.sk for row in rows], has_more) == (expected[:limit], limit < 4)


def test_lists_do_not_carry_what_is_unlisted_and_single_reads_do(table):
    thing = Thing(name="lamp", story="found in the cellar")
    table.commit([save(thing)])
    (listed,), _ = table.query("THINGS", index="GSI1")
    assert listed.load(Thing) == thing.model_copy(update={"story": ""})
    assert table.get(ref()) == thing
    assert table.load(ref()) == (thing,)


@pytest.mark.parametrize("fields", [{}, {"story": "long"}, {"name": "y"}, {"name": "y", "story": "long"}])
def test_what_has_its_default_value_is_not_stored_and_read_all_the_same(table, fields):
    table.commit([save(Thing(**fields))])
    assert table.get(ref()) == Thing(**fields)
    key = {"PK": {"S": "T#tn_one#THING#1"}, "SK": {"S": "STATE"}}
    item = client("dynamodb").get_item(TableName=settings().table_name, Key=key)["Item"]
    stored = plain(item)
    stored = json.loads(stored["data"]) | json.loads(stored.get("more", "{}"))
    assert stored == fields


def test_an_item_leaves_the_index_that_its_next_version_does_not_name(table):
    thing = Thing()
    table.commit([save(thing)])
    part = save(thing.changed())
    table.commit([type(part)(part.key, part.entity)])
    assert table.query("THINGS", index="GSI1") == ([], False)


# -- tenants ----------------------------------------------------------------------------------------


def test_tenants_cannot_reach_each_others_keys(table):
    other = TenantTable(OTHER_TENANT)
    table.commit([save(Thing(name="ours")), Add(HERE, {"n": 1})])
    assert other.get(ref()) is None
    assert other.load(ref(), ref("2")) == (None, None)
    assert other.query("THINGS", index="GSI1") == ([], False)
    assert other.query("THING#1") == ([], False)
    other.commit([save(Thing(name="theirs")), Remove(HERE)])
    assert table.get(ref()).name == "ours"
    assert len(table.query("SHELF")[0]) == 1


def test_no_tenants_name_can_be_taken_for_another_and_a_key(table):
    TenantTable("tn").commit([Record(Key("one#THINGS"), Note(text="x"))])
    with pytest.raises(ValueError):
        TenantTable("tn#one")
    with pytest.raises(ValueError):
        TenantTable("")


def test_only_the_platform_writes_into_the_tenant_that_it_founds(table):
    part = Founding(OTHER_TENANT, save(Thing(name="first"), refusal=Taken()))
    with pytest.raises(ValueError):
        table.commit([part])
    TenantTable(PLATFORM).commit([part])
    assert TenantTable(OTHER_TENANT).get(ref()).name == "first"
    with pytest.raises(Taken):
        TenantTable(PLATFORM).commit([part])
