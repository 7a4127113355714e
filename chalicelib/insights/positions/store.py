"""Where positions, gauges and durations lie.

A position is one item for each order; while the company has the order, `GSI2` holds it in its department's partition,
sorted by since when it stands there, so that the oldest is the first. A gauge is one item for each department and
member (`-`: with nobody), with a number for each state: the numbers of a department are the sum of its items. So a
change of state writes one gauge, or two when the order changes hands. Durations are kept like the other counters, one
item a week (docs/decisions/0016): for each department and member, and for each category.

Gauges and durations may lie in parts (docs/decisions/0012).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from chalicelib.insights.calendar import week_of, weekdays
from chalicelib.insights.positions.durations import Spent, Stay
from chalicelib.insights.positions.model import STATES, Holder, Numbers, Position, State
from chalicelib.insights.store import PARTS
from chalicelib.kernel.changes import Add, Save
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.items import Row
from chalicelib.kernel.table import TenantTable

_INDEX = "GSI2"
_GAUGES = "BOARD"
_NOBODY = "-"
_LAST = "~"  # sorts after all ids and moments
_EVERYTHING = 1_000_000
#: a state's letter in the counters of durations: whole names would not fit into 1 KB
_LETTERS: dict[str, str] = dict(zip(STATES, ("u", "o", "a", "c", "w", "p", "d"), strict=True))
_STATES: dict[str, State] = {letter: state for state, letter in zip(STATES, _LETTERS.values(), strict=True)}


def position_ref(order_id: str) -> Ref[Position]:
    """Where an order stands."""
    return Ref(Key(f"POSITION#{order_id}"), Position)


def save(position: Position) -> Save:
    """Write a position, on the version before."""
    indexes = {}
    if position.is_standing:
        indexes[_INDEX] = (_standing_in(position.department_id), _sort_key(position))
    return Save(position_ref(position.order_id).key, position, indexes=indexes)


def gauge(changes: Mapping[Holder, Numbers]) -> list[Add]:
    """The parts that change the gauges."""
    return [
        Add(Key(_GAUGES, f"{department}#{member or _NOBODY}"), numbers, parts=PARTS)
        for (department, member), numbers in changes.items()
    ]


def gauges(table: TenantTable, department_id: str | None = None) -> dict[Holder, dict[str, int]]:
    """The gauges of a department or of all, by who has the orders. One Query."""
    rows, _ = table.query(_GAUGES, prefix=f"{department_id}#" if department_id else "", limit=_EVERYTHING)
    found: dict[Holder, dict[str, int]] = {}
    for row in rows:
        department, member = row.sk.split("#")[:2]
        sums = found.setdefault((department, None if member == _NOBODY else member), {})
        for name, number in row.numbers.items():
            sums[name] = sums.get(name, 0) + number
    return found


def oldest(
    table: TenantTable, department_id: str, *, after: str | None, until: str | None, limit: int
) -> tuple[list[Row], bool]:
    """The positions of a department after a sort key and up to a moment, oldest first. One Query."""
    return table.query(
        _standing_in(department_id),
        index=_INDEX,
        after=after,
        before=f"{until}{_LAST}" if until else None,
        limit=limit,
    )


def durations(changes: Iterable[tuple[date, Stay, int]]) -> list[Add]:
    """The parts that add stays, each so many times, to the counters of the day on which the order left."""
    sums: dict[Key, dict[str, int]] = {}
    for day, stay, times in changes:
        department, member = stay.holder
        week = week_of(day)
        for key in (
            Key(_times("place"), f"{week}#{department}#{member or _NOBODY}"),
            Key(_times("category"), f"{week}#{stay.category}"),
        ):
            counter = sums.setdefault(key, {})
            letter = _LETTERS[stay.state]
            for name, number in (("s", stay.seconds), ("n", 1)):
                stored = f"{letter}{name}{day.isoweekday()}"
                counter[stored] = counter.get(stored, 0) + times * number
    found = [
        Add(key, {name: number for name, number in numbers.items() if number}, parts=PARTS)
        for key, numbers in sums.items()
    ]
    return [one for one in found if one.numbers]


def spent_in_places(
    table: TenantTable, first: date, last: date
) -> Iterator[tuple[Holder, dict[State, Spent]]]:
    """What orders spent with each holder, in the states they left on the days from `first` to `last`. One Query."""
    for names, spent in _spent(table, "place", first, last):
        department, member = names[:2]
        yield (department, None if member == _NOBODY else member), spent


def spent_in_categories(
    table: TenantTable, first: date, last: date
) -> Iterator[tuple[str, dict[State, Spent]]]:
    """What orders of each category spent in the states they left on the days from `first` to `last`. One Query."""
    for names, spent in _spent(table, "category", first, last):
        yield names[0], spent


def _spent(
    table: TenantTable, dimension: str, first: date, last: date
) -> Iterator[tuple[list[str], dict[State, Spent]]]:
    rows, _ = table.query(
        _times(dimension), after=f"{week_of(first)}#", before=f"{week_of(last)}#{_LAST}", limit=_EVERYTHING
    )
    for row in rows:
        week, *names = row.sk.split("#")
        days = weekdays(date.fromisoformat(week), first, last)
        if spent := _of_days(row.numbers, days):
            yield names, spent


def _of_days(stored: Numbers, days: range) -> dict[State, Spent]:
    """The durations of these days of a week."""
    found: dict[State, Spent] = {}
    for name, number in stored.items():
        if int(name[2]) in days:
            state = _STATES[name[0]]
            one = Spent(count=number) if name[1] == "n" else Spent(seconds=number)
            found[state] = found.get(state, Spent()) + one
    return found


def _standing_in(department_id: str) -> str:
    return f"POSITIONS#{department_id}"


def _sort_key(position: Position) -> str:
    assert position.since is not None, "what stands somewhere has stood there since some moment"
    return f"{position.since.isoformat(timespec='milliseconds')}#{position.order_id}"


def _times(dimension: str) -> str:
    return f"TIMES#{dimension}"
