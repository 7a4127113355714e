"""Where months that are over lie: what their counters say, kept together (docs/decisions/0028).

A partition for each space and family, in it for each month the parts that it is cut into, `<month>#<part>`, and beside
them how often it was corrected, `<month>#late`. Whoever counts in a month that is settled adds to that number in the
same transaction. What is kept is true as long as it was made at this number; else it is made again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from chalicelib.insights.calendar import is_settled
from chalicelib.insights.model import SPACES, Cell, Space
from chalicelib.insights.store import PARTS, cell_of_key, values_of
from chalicelib.insights.sums import FAMILIES, Family, Numbers, family_of, name_of, stored_name
from chalicelib.kernel.changes import Add, Record, Remove
from chalicelib.kernel.entity import Entity, Key
from chalicelib.kernel.table import TenantTable

_EVERYTHING = 1_000_000
_REMOVED = 100  # items that one transaction removes
_CELLS = 500  # of a part: some 100 KB of the 400 that an item may have
_LATE = "late"


class Month(Entity):
    """A part of what a family's counters say of a month: its cells, each by its two values, with its sums.

    `parts` is how many there are; `corrections` is how often the month had been corrected when they were made.
    """

    corrections: int = 0
    parts: int = 1
    cells: tuple[tuple[str, str, dict[str, int]], ...] = ()


@dataclass(frozen=True)
class Kept:
    """What is kept of a month: how often it was corrected, and its cells, None unless they are true."""

    corrections: int = 0
    cells: Sequence[tuple[Cell, Numbers]] | None = None


def corrections(edition: int, marks: Iterable[tuple[Cell, date, Numbers]], today: date) -> list[Add]:
    """The parts that make untrue what is kept of the months that are settled by `today`, and counted in all the same.

    They belong into the transaction of `additions`.
    """
    late = {
        Key(months_of(edition, space, family_of(name)), f"{_month(day)}#{_LATE}"): None
        for _, day, numbers in marks
        if is_settled(day, today)
        for space in SPACES
        for name in numbers
    }
    return [Add(key, {_LATE: 1}, parts=PARTS) for key in late]


def months(
    table: TenantTable, edition: int, space: Space, family: Family, first: date, last: date
) -> dict[date, Kept]:
    """What is kept of the months from that of `first` to that of `last`, by their first days. One Query.

    A month of which nothing is kept, and which was never corrected, is left out.
    """
    rows, _ = table.query(
        months_of(edition, space, family),
        after=f"{_month(first)}#",
        before=f"{_month(last)}#~",  # after all parts
        limit=_EVERYTHING,
    )
    corrected: dict[date, int] = {}
    parts: dict[date, list[Month]] = {}
    for row in rows:
        month = date.fromisoformat(f"{row.sk.partition('#')[0]}-01")
        if _LATE in row.numbers:
            corrected[month] = corrected.get(month, 0) + row.numbers[_LATE]
        else:
            parts.setdefault(month, []).append(row.load(Month))
    found = {}
    for month in corrected.keys() | parts.keys():
        number = corrected.get(month, 0)
        true = [part for part in parts.get(month, []) if part.corrections == number]
        cells = [
            (cell_of_key(space, *values), {name_of(family, stored): n for stored, n in numbers.items()})
            for part in true
            for *values, numbers in part.cells
        ]
        found[month] = Kept(number, cells if true and len(true) == true[0].parts else None)
    return found


def keep_month(
    edition: int,
    space: Space,
    family: Family,
    month: date,
    corrected: int,
    cells: Iterable[tuple[Cell, Numbers]],
) -> list[Record]:
    """The parts that keep what counters say of a month.

    They follow from the counters: two who make them after as many corrections make the same.
    """
    named = sorted(
        (*values_of(space, cell), {stored_name(name): number for name, number in numbers.items() if number})
        for cell, numbers in cells
    )
    pieces = [named[start : start + _CELLS] for start in range(0, len(named), _CELLS)]
    pk = months_of(edition, space, family)
    return [
        Record(
            Key(pk, f"{_month(month)}#{number:03}"),
            Month(corrections=corrected, parts=len(pieces), cells=tuple(piece)),
        )
        for number, piece in enumerate(pieces)
    ]


def remainders(table: TenantTable, edition: int) -> Iterator[list[Remove]]:
    """The parts that remove all months of an edition, in transactions of what one may hold."""
    for space in SPACES:
        for family in FAMILIES:
            pk = months_of(edition, space, family)
            while rows := table.query(pk, limit=_REMOVED)[0]:
                yield [Remove(Key(pk, row.sk)) for row in rows]


def months_of(edition: int, space: Space, family: Family) -> str:
    """The partition of a family's months."""
    return f"MONTHS#{edition}#{space}#{family}"


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
