"""What was counted, read by the month: months that are over are kept together, and made when somebody first asks.

A report of two years reads its settled months, a few items each, and the counters of the days around them. A month is
kept by whoever reads its counters first; a correction that comes later makes it untrue (months/store.py), and the
next reader keeps it anew. So it needs no schedule, and is never behind.
"""

from contextlib import suppress
from datetime import date, timedelta

from chalicelib.insights.calendar import days_of, days_of_month, runs, settled_months, start_of
from chalicelib.insights.model import Cell, Space, add
from chalicelib.insights.months import store
from chalicelib.insights.months.store import Kept
from chalicelib.insights.store import counts
from chalicelib.insights.sums import Family, Numbers
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import Busy, VersionConflict

_CLOCKS_APART = timedelta(days=1)  # and more: who counts just now may still take a month for unsettled
_AT_ONCE = 10  # parts of months that one transaction writes: it may hold 4 MB


def counted(
    context: Context, edition: int, space: Space, family: Family, first: date, last: date
) -> list[tuple[Cell, date, Numbers]]:
    """What the counters of a family say of the days from `first` to `last`; that of a settled month on its first day.

    One Query of the months, if the window holds a settled one, and one for each stretch of days around them; what was
    not kept yet is read from the counters and written, ten parts a transaction.
    """
    settled = settled_months(first, last, context.now.date() - _CLOCKS_APART)
    known = store.months(context.table, edition, space, family, settled[0], settled[-1]) if settled else {}
    kept = {month: known.get(month, Kept()) for month in settled}
    found: list[tuple[Cell, date, Numbers]] = []
    loose = days_of(first, last)
    for month, one in kept.items():
        if one.cells is not None:
            loose -= days_of_month(month)
            found += [(cell, month, numbers) for cell, numbers in one.cells]
    made: dict[date, dict[Cell, dict[str, int]]] = {
        month: {} for month in settled if kept[month].cells is None
    }
    for start, end in runs(loose):
        for cell, day, numbers in counts(context.table, edition, space, family, start, end):
            cells = made.get(start_of(day, "month"))
            if cells is None:
                found.append((cell, day, numbers))
            else:
                add(cells.setdefault(cell, {}), numbers)
    found += [(cell, month, numbers) for month, cells in made.items() for cell, numbers in cells.items()]
    parts = [
        part
        for month, cells in made.items()
        for part in store.keep_month(edition, space, family, month, kept[month].corrections, cells.items())
    ]
    with suppress(Busy, VersionConflict):  # somebody else keeps it, or will: the figures are read
        for at in range(0, len(parts), _AT_ONCE):
            context.table.commit(parts[at : at + _AT_ONCE])
    return found
