"""Where figures lie: counters that add them up, and the facts that are behind them (docs/decisions/0028).

**Counters.** A partition for each space, family of sums and year of weeks, in it one item for each week and cell:
`<Monday>#<department>#<member>` or `<Monday>#<community>#<category>`, `-` for none. Its numbers are those of its days:
`c3` is what was completed on Wednesday. A counter that many events want at once lies in parts, `…#<part>` beside it
(docs/decisions/0012).

**Facts.** Those of an order share a partition; an index holds them by family and day.

**Editions.** Both carry the number of the edition they belong to, so that a new one can be counted beside the live one.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import chain
from typing import get_args

from chalicelib.insights.calendar import week_of
from chalicelib.insights.facts import Fact
from chalicelib.insights.model import SPACES, Cell, Space
from chalicelib.insights.sums import Family, Numbers, family_of, name_of, stored_name
from chalicelib.kernel.changes import Add, Remove, Save
from chalicelib.kernel.entity import Entity, Key, Ref
from chalicelib.kernel.table import TenantTable

_REMEMBERED = timedelta(
    days=800
)  # longer than any window, and a deadline may be answered long after it was missed
_EVERYTHING = 1_000_000
_NONE = "-"
_FACTS_INDEX = "GSI1"
_REMOVED = 100  # items that one transaction removes
PARTS = 8  # of a crowded counter


class Editions(Entity):
    """Which edition of the figures is read, and which is being counted anew beside it, if any; `last` is the newest."""

    live: int = 1
    growing: int | None = None
    last: int = 1

    @property
    def counted(self) -> tuple[int, ...]:
        """The editions that an event is counted in."""
        return (self.live,) if self.growing is None else (self.live, self.growing)


def editions_ref() -> Ref[Editions]:
    """Which editions there are; nothing lies there as long as there was only the first."""
    return Ref(Key("EDITIONS"), Editions)


def additions(edition: int, marks: Iterable[tuple[Cell, date, Numbers]]) -> list[Add]:
    """The parts that add numbers to the counters of their cells: one for each item, as a transaction demands.

    What adds up to nothing is left out.
    """
    sums: dict[Key, dict[str, int]] = {}
    for cell, day, numbers in marks:
        for space in SPACES:
            for name, number in numbers.items():
                key = _counter(edition, space, family_of(name), week_of(day), cell)
                stored = f"{stored_name(name)}{day.isoweekday()}"
                counter = sums.setdefault(key, {})
                counter[stored] = counter.get(stored, 0) + number
    changed = {key: {name: n for name, n in counter.items() if n} for key, counter in sums.items()}
    return [Add(key, numbers, parts=PARTS) for key, numbers in changed.items() if numbers]


def counts(
    table: TenantTable, edition: int, space: Space, family: Family, first: date, last: date
) -> Iterator[tuple[Cell, date, Numbers]]:
    """What the counters of a family say of the days from `first` to `last`. One Query for each year and megabyte."""
    weeks = week_of(first), week_of(last)
    rows = chain.from_iterable(
        table.query(
            counters(edition, space, family, year),
            after=f"{weeks[0]}#",
            before=f"{weeks[1]}#~",  # after all ids and codes
            limit=_EVERYTHING,
        )[0]
        for year in range(weeks[0].year, weeks[1].year + 1)
    )
    for row in rows:
        monday, *values = row.sk.split("#")[:3]
        week = date.fromisoformat(monday)
        cell = cell_of_key(space, *values)
        days: dict[date, dict[str, int]] = {}
        for stored, number in row.numbers.items():
            day = week + timedelta(days=int(stored[-1]) - 1)
            if first <= day <= last:
                days.setdefault(day, {})[name_of(family, stored[:-1])] = number
        for day, numbers in days.items():
            yield cell, day, numbers


def fact_ref(edition: int, order_id: str, name: str) -> Ref[Fact]:
    """One fact of an order."""
    return Ref(Key(_of_order(edition, order_id), name), Fact)


def facts_of_order(table: TenantTable, edition: int, order_id: str) -> list[Fact]:
    """Everything that happened to an order. One Query."""
    return [row.load(Fact) for row in table.query(_of_order(edition, order_id), limit=_EVERYTHING)[0]]


def save_fact(edition: int, fact: Fact, now: datetime) -> Save:
    """Write a fact, if nobody else has since it was read; what counts for something is listed."""
    listed = (facts_of(edition, fact.family), position_of(fact))
    return Save(
        fact_ref(edition, fact.order_id, fact.name).key,
        fact,
        indexes={_FACTS_INDEX: listed} if fact.counted else {},
        expires_at=now + _REMEMBERED,
    )


def facts(
    table: TenantTable,
    edition: int,
    family: Family,
    first: date,
    last: date,
    *,
    before: str | None,
    limit: int,
) -> tuple[list[Fact], bool]:
    """At most `limit` facts of some days, the newest day first, before a position; and whether there are more.

    One Query; follows the counters within well under a second.
    """
    end = f"{last}#~"  # after all ids
    rows, has_more = table.query(
        facts_of(edition, family),
        index=_FACTS_INDEX,
        after=f"{first}#",
        before=min(before, end) if before else end,
        limit=limit,
        newest_first=True,
    )
    return [row.load(Fact) for row in rows], has_more


def remainders(table: TenantTable, edition: int, years: range) -> Iterator[list[Remove]]:
    """The parts that remove all counters and listed facts of an edition, in transactions of what one may hold.

    `years` are those of its counters. Facts that count for nothing are in no list; they expire.
    """
    for family in get_args(Family):
        for space in SPACES:
            for year in years:
                pk = counters(edition, space, family, year)
                while rows := table.query(pk, limit=_REMOVED)[0]:
                    yield [Remove(Key(pk, row.sk)) for row in rows]
        after: str | None = None
        while rows := table.query(facts_of(edition, family), index=_FACTS_INDEX, after=after, limit=_REMOVED)[
            0
        ]:
            after = rows[-1].sk
            found = [row.load(Fact) for row in rows]
            yield [Remove(fact_ref(edition, fact.order_id, fact.name).key) for fact in found]


def position_of(fact: Fact) -> str:
    """Where a fact lies among those of its family."""
    return f"{fact.day}#{fact.order_id}#{fact.name}"


def counters(edition: int, space: Space, family: Family, year: int) -> str:
    """The partition of a family's counters of the weeks that begin in a year."""
    return f"STATS#{edition}#{space}#{family}#{year}"


def facts_of(edition: int, family: Family) -> str:
    """The index's partition of a family's facts."""
    return f"FACTS#{edition}#{family}"


@lru_cache(maxsize=10_000)
def cell_of_key(space: Space, *values: str) -> Cell:
    """The cell of a counter's key: made once, for a report names the same few in every week and family."""
    named = zip(SPACES[space], values, strict=True)
    return Cell(**{dimension: None if value == _NONE else value for dimension, value in named})


def _counter(edition: int, space: Space, family: Family, week: date, cell: Cell) -> Key:
    return Key(counters(edition, space, family, week.year), "#".join([str(week), *values_of(space, cell)]))


def _of_order(edition: int, order_id: str) -> str:
    return f"COUNTED#{edition}#{order_id}"


def values_of(space: Space, cell: Cell) -> tuple[str, str]:
    """A cell's values as keys carry them."""
    first, second = (cell.of(dimension) or _NONE for dimension in SPACES[space])
    return first, second
