"""The report of how long orders stood, by department, member or category."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from chalicelib.insights import service as insights
from chalicelib.insights.positions import store
from chalicelib.insights.positions.durations import Durations, Grouping, Spent, summed
from chalicelib.insights.positions.model import State
from chalicelib.insights.visibility import visible_to
from chalicelib.kernel.context import Context


@dataclass(frozen=True)
class DurationsReport:
    """The durations of a window of days in the tenant's zone, both ends included, by name."""

    group_by: Grouping
    first: date
    last: date
    items: tuple[Durations, ...]


def report(context: Context, group_by: Grouping, first: date, last: date) -> DurationsReport:
    """How long the orders stood that left a state from `first` to `last`; who sees which rows is as with the figures.

    One Query, and what the rows' names and the caller's departments take.
    """
    visible = visible_to(context, group_by)
    if visible is not None and not visible:
        return DurationsReport(group_by, first, last, ())
    counted = _counted(context, group_by, first, last)
    rows = summed((key, spent) for key, spent in counted if visible is None or key in visible)
    names = insights.names(context, group_by, [row.key for row in rows])
    named = [replace(row, name=name) for row, name in zip(rows, names, strict=True)]
    return DurationsReport(group_by, first, last, tuple(sorted(named, key=lambda row: (row.name, row.key))))


def _counted(
    context: Context, group_by: Grouping, first: date, last: date
) -> Iterable[tuple[str, Mapping[State, Spent]]]:
    if group_by == "category":
        return store.spent_in_categories(context.table, first, last)
    found = store.spent_in_places(context.table, first, last)
    if group_by == "department":
        return ((department, spent) for (department, _), spent in found)
    return ((member, spent) for (_, member), spent in found if member)
