"""What was counted, as a report, as a series, and as the facts behind a figure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from chalicelib.estates.service import community_ref
from chalicelib.insights import store
from chalicelib.insights.calendar import Window, days_of, periods, window_before
from chalicelib.insights.measures import Measure
from chalicelib.insights.model import Cell, Dimension, Figures, Slice, add, space_of
from chalicelib.insights.months import service as months
from chalicelib.insights.store import Editions
from chalicelib.insights.sums import FAMILIES, Family, Numbers
from chalicelib.insights.visibility import visible_slice
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.organization.service import department_ref, member_ref

_BATCH = 100  # refs that one call reads
_NAMED: dict[Dimension, Callable[[str], Ref[Any]]] = {
    "member": member_ref,
    "department": department_ref,
    "community": community_ref,
}


@dataclass(frozen=True)
class Asked:
    """Which figures: rows by `group_by`, of what has these `values`, from `first` to `last`, both included.

    Days are those of the tenant's zone.
    """

    group_by: Dimension
    values: Mapping[Dimension, str]
    first: date
    last: date
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True)
class Report:
    """The figures of a window, a row for each value of a dimension, by name."""

    asked: Asked
    items: tuple[Figures, ...]


@dataclass(frozen=True)
class Period:
    """The figures of some days together, first and last included."""

    first: date
    last: date
    figures: Figures


@dataclass(frozen=True)
class Series:
    """The figures of a window, period by period: of one row, or of all that may be seen together."""

    asked: Asked
    key: str | None
    window: Window
    items: tuple[Period, ...]


def report(context: Context, asked: Asked) -> Report:
    """What the caller may see of the figures.

    Which edition is live; for each family of sums one Query, or up to three where the window holds settled months
    (insights/months/), and as many again if a measure compares with the window before; one read of names for each
    hundred rows. `visible_slice` says what it costs to know who may see what.
    """
    slice_ = visible_slice(context, asked.group_by, asked.values)
    if slice_.is_empty:
        return Report(asked, ())
    edition = live_edition(context)
    sums = _by_row(counted_by_month(context, edition, slice_, FAMILIES, asked.first, asked.last))
    before: dict[str, dict[str, int]] = {}
    if compared := [one for one in asked.measures if one.is_compared]:
        before = _by_row(
            counted_by_month(
                context, edition, slice_, families_of(compared), *window_before(asked.first, asked.last)
            )
        )
    whole: dict[str, int] = {}
    for numbers in sums.values():
        add(whole, numbers)
    rows = [
        Figures(key, sums.get(key, {}), before=before.get(key, {}), whole=whole)
        for key in sorted(sums.keys() | before.keys())
    ]
    called = names(context, asked.group_by, [row.key for row in rows])
    named = [replace(row, name=name) for row, name in zip(rows, called, strict=True)]
    return Report(asked, tuple(sorted(named, key=lambda row: (row.name, row.key))))


def series(context: Context, asked: Asked, window: Window, key: str | None) -> Series:
    """The figures period by period, of one row or of all that the caller may see together.

    Which edition is live, and one Query for each family that the measures need.
    """
    slice_ = visible_slice(context, asked.group_by, asked.values)
    if key is not None:
        slice_ = slice_.row(key)
    days: dict[date, dict[str, int]] = {}
    if not slice_.is_empty:
        edition, families = live_edition(context), families_of(asked.measures)
        read = counted_by_month if window in ("month", "year") else counted
        for _, day, numbers in read(context, edition, slice_, families, asked.first, asked.last):
            add(days.setdefault(day, {}), numbers)
    items: list[Period] = []
    before: Numbers = {}
    for first, last in periods(asked.first, asked.last, window):
        sums: dict[str, int] = {}
        for day in days.keys() & days_of(first, last):
            add(sums, days[day])
        items.append(Period(first, last, Figures(key or "", sums, before=before, whole=sums)))
        before = sums
    return Series(asked, key, window, tuple(items))


def live_edition(context: Context) -> int:
    """The edition of the figures that is read."""
    return (context.table.get(store.editions_ref()) or Editions()).live


def families_of(measures: Iterable[Measure]) -> tuple[Family, ...]:
    """The families that hold what these measures need."""
    wanted = {family for measure in measures for family in measure.families}
    return tuple(family for family in FAMILIES if family in wanted)


def counted(
    context: Context, edition: int, slice_: Slice, families: Sequence[Family], first: date, last: date
) -> Iterator[tuple[str, date, Numbers]]:
    """What was counted in the rows of a slice, day by day. One Query for each family."""
    space = space_of(slice_.group_by)
    for family in families:
        yield from _in_rows(slice_, store.counts(context.table, edition, space, family, first, last))


def counted_by_month(
    context: Context, edition: int, slice_: Slice, families: Sequence[Family], first: date, last: date
) -> Iterator[tuple[str, date, Numbers]]:
    """The same, a month that is settled on its first day (insights/months/)."""
    space = space_of(slice_.group_by)
    for family in families:
        yield from _in_rows(slice_, months.counted(context, edition, space, family, first, last))


def _in_rows(
    slice_: Slice, found: Iterable[tuple[Cell, date, Numbers]]
) -> Iterator[tuple[str, date, Numbers]]:
    rows: dict[Cell, str | None] = {}
    for cell, day, numbers in found:
        if cell not in rows:
            rows[cell] = slice_.row_of(cell)
        if row := rows[cell]:
            yield row, day, numbers


def _by_row(found: Iterable[tuple[str, date, Numbers]]) -> dict[str, dict[str, int]]:
    sums: dict[str, dict[str, int]] = {}
    for row, _, numbers in found:
        add(sums.setdefault(row, {}), numbers)
    return sums


def names(context: Context, group_by: Dimension, keys: Sequence[str]) -> list[str]:
    """The name of each value; a category goes by its code, and so does what is no longer there."""
    ref = _NAMED.get(group_by)
    if ref is None:
        return list(keys)
    found: list[str] = []
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        named = context.load(*map(ref, batch))
        found += [one.name if one else key for key, one in zip(batch, named, strict=True)]
    return found
