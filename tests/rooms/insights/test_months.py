"""Months that are over are kept together: a report reads few items and says what the counters say, whatever is late."""

import random
from datetime import date, datetime, timedelta

import boto3
import pytest

from chalicelib.insights import service, store
from chalicelib.insights.calendar import is_settled, settled_months
from chalicelib.insights.measures import MEASURES
from chalicelib.insights.model import Cell, Slice
from chalicelib.insights.months import store as months
from chalicelib.insights.service import Asked
from chalicelib.insights.sums import FAMILIES
from tests.builders.events import card, completed, rated, reopened, reported
from tests.builders.meter import counted
from tests.rooms.insights.conftest import hear

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
OCTOBER = date(2026, 10, 1)
DIMENSIONS = ("member", "department", "community", "category")


def at(day: date) -> datetime:
    """Noon in Shanghai."""
    return datetime.fromisoformat(f"{day}T04:00:00Z")


def shown(context, group_by: str, first: date = FIRST, last: date = LAST) -> dict[str, dict[str, int]]:
    """The sums of a report's rows."""
    rows = service.report(context, Asked(group_by, {}, first, last)).items
    return {row.key: dict(row.numbers) for row in rows}


def plainly(context, group_by: str, first: date = FIRST, last: date = LAST) -> dict[str, dict[str, int]]:
    """The same, from the counters of each day."""
    found: dict[str, dict[str, int]] = {}
    for row, _, numbers in service.counted(context, 1, Slice(group_by), FAMILIES, first, last):
        sums = found.setdefault(row, {})
        for name, number in numbers.items():
            sums[name] = sums.get(name, 0) + number
    return found


def without_zeros(rows: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    return {key: {name: n for name, n in sums.items() if n} for key, sums in rows.items()}


def parts() -> list[dict]:
    """The parts of months that lie in the table."""
    items = boto3.resource("dynamodb").Table("steward").scan()["Items"]
    return [item for item in items if item.get("kind") == "Month"]


def test_a_month_is_settled_a_week_after_its_end_and_counts_where_the_window_holds_it_whole():
    assert not is_settled(date(2026, 10, 5), date(2026, 11, 7))
    assert is_settled(date(2026, 10, 5), date(2026, 11, 8))
    assert not is_settled(date.max, date(2026, 11, 8))
    assert settled_months(date(2026, 8, 2), date.max, date(2026, 11, 8)) == [date(2026, 9, 1), OCTOBER]
    assert settled_months(date(2026, 8, 1), date(2026, 9, 29), date(2026, 11, 8)) == [date(2026, 8, 1)]


def test_a_month_is_kept_by_who_asks_first_and_its_counters_are_read_no_more(tenant, clock, acting):
    clock.now = at(date(2026, 10, 20))
    hear(*(completed(entity=f"wo_{n}", at=clock.now - timedelta(days=n)) for n in range(15)))
    clock.now = at(date(2026, 11, 20))
    context = acting("manager")
    first = shown(context, "member")
    assert {part["SK"] for part in parts()} == {"2026-10#000"}
    with counted() as calls:
        again = shown(context, "member")
    asked = [call.asked["ExpressionAttributeValues"] for call in calls if call.name == "Query"]
    read = [values for values in asked if values[":pk"]["S"].endswith("#people#completion#2026")]
    assert first == again == plainly(context, "member")
    assert read
    assert not [one for one in read if one[":low"]["S"] <= "2026-10-12#" <= one[":high"]["S"]]
    assert not [call for call in calls if call.name == "TransactWriteItems"]


def test_what_comes_late_is_in_the_next_report_and_kept_with_the_month(tenant, clock, acting):
    clock.now = at(date(2026, 10, 20))
    hear(completed(at=clock.now), rated(at=clock.now, score=5, sequence=5))
    clock.now = at(date(2026, 11, 20))
    context = acting("manager")
    assert shown(context, "member")["mb_tech"]["fixed_first_time"] == 1
    hear(reopened(at=clock.now, sequence=6))  # the completion of October is no longer fixed at first
    late = completed(entity="wo_late", at=at(date(2026, 10, 9)), card=card(assignee_id="mb_late"))
    hear(late, late)
    for _ in range(2):
        rows = without_zeros(shown(context, "member"))
        assert rows == without_zeros(plainly(context, "member"))
        assert "fixed_first_time" not in rows["mb_tech"]
        assert rows["mb_late"]["completed"] == 1
    assert without_zeros(shown(context, "member", OCTOBER, date(2026, 10, 31)))["mb_late"]["completed"] == 1


def test_a_month_that_was_corrected_while_it_was_being_kept_is_not_true(tenant, clock, acting):
    clock.now = at(date(2026, 10, 20))
    hear(completed(at=clock.now))
    clock.now = at(date(2026, 11, 20))
    context = acting("manager")
    counters = store.counts(context.table, 1, "people", "completion", OCTOBER, LAST)
    read = [(cell, numbers) for cell, _, numbers in counters]
    hear(completed(entity="wo_late", at=at(date(2026, 10, 9))))
    context.table.commit(months.keep_month(1, "people", "completion", OCTOBER, 0, read))
    for _ in range(2):
        assert shown(context, "member")["mb_tech"]["completed"] == 2


def test_a_month_of_many_cells_lies_in_parts_that_are_true_together(tenant, clock, acting):
    clock.now = at(date(2026, 11, 20))
    table = acting("manager").table
    cells = [
        (Cell(department="dp_1", member=f"mb_{n}"), {"completed": n, "completion~70": 1})
        for n in range(1, 1_102)
    ]
    kept = months.keep_month(1, "people", "completion", OCTOBER, 0, cells)
    assert [part.key.sk for part in kept] == ["2026-10#000", "2026-10#001", "2026-10#002"]
    table.commit(kept[:2])
    assert months.months(table, 1, "people", "completion", OCTOBER, OCTOBER)[OCTOBER].cells is None
    table.commit(kept[2:])
    found = months.months(table, 1, "people", "completion", OCTOBER, OCTOBER)[OCTOBER]
    assert found.corrections == 0
    assert sorted(found.cells or (), key=str) == sorted(cells, key=str)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_reports_say_what_the_counters_say_whenever_anybody_asks(tenant, clock, acting, seed):
    chance = random.Random(seed)
    for step in range(40):
        clock.now = at(date(2026, 9, 1) + timedelta(days=3 * step))
        day = clock.now - timedelta(days=chance.choice([0, 0, 1, 20, 50, 80]))
        who = card(assignee_id=f"mb_{chance.randrange(3)}", category=f"c{chance.randrange(2)}")
        about = {"entity": f"wo_{chance.randrange(15)}", "card": who, "at": day}
        hear(chance.choice([completed, reopened, reported])(**about, sequence=step + 1))
        if chance.random() < 0.4:
            context = acting("manager")
            first = FIRST + timedelta(days=chance.randrange(280))
            last = first + timedelta(days=chance.randrange(300))
            for group_by in DIMENSIONS:
                assert without_zeros(shown(context, group_by, first, last)) == without_zeros(
                    plainly(context, group_by, first, last)
                )


def test_a_series_by_month_reads_what_is_kept_and_one_by_week_what_is_not(tenant, clock, acting):
    clock.now = at(date(2026, 9, 20))
    hear(*(completed(entity=f"wo_{n}", at=clock.now - timedelta(days=n)) for n in range(40)))
    clock.now = at(date(2026, 11, 20))
    context = acting("manager")
    asked = Asked("member", {}, date(2026, 8, 1), date(2026, 9, 30), (MEASURES["completed"],))
    for window, expected in {"month": [20, 20], "year": [40]}.items():
        for _ in range(2):
            found = service.series(context, asked, window, None).items
            assert [period.figures.numbers["completed"] for period in found] == expected
    weeks = service.series(context, asked, "week", None).items
    assert sum(period.figures.numbers.get("completed", 0) for period in weeks) == 40
