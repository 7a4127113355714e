"""The orders that somebody worked with on some days, each once, with all that it counted for them there."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from chalicelib.insights import store
from chalicelib.insights.calendar import periods, start_of
from chalicelib.insights.drilldown import facts_on
from chalicelib.insights.facts import Fact
from chalicelib.insights.model import Figures, Slice, add
from chalicelib.insights.service import Asked, counted, counted_by_month, live_edition
from chalicelib.insights.sums import FAMILIES, Family, Numbers
from chalicelib.insights.visibility import visible_slice
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound

#: family, day, what was counted
Marks = list[tuple[Family, date, Numbers]]
_SHORT = timedelta(days=31)  # of such a window the days are read at once, of a longer one month by month
_MOST_READ = 2_000  # facts that a page looks at; it may be short, and says where to go on


@dataclass(frozen=True)
class Worked:
    """An order that counted for somebody, last on `day`; `numbers` are the sums that it is part of."""

    order_id: str
    number: str
    day: date
    numbers: Numbers


@dataclass(frozen=True)
class Work:
    """Some orders, the last worked with first. The numbers of all pages' orders add up to those of `figures`.

    The figures are read first: what is counted between the two reads is on the page already, and in the next figures.
    """

    asked: Asked
    figures: Figures
    items: tuple[Worked, ...]
    next_cursor: str | None


def worked(context: Context, asked: Asked, key: str, limit: int, cursor: str | None) -> Work:
    """What one row of a report counted, and the orders it is made of. Raises NotFound for a row the caller may not see.

    Which edition is live, and a Query of the counters for each family, which say on which days something counted; one
    for each stretch of such days, and one for each order, which says what else it counted for. Of a window of more than
    a month the figures are read as a report reads them, and the days of each month that the page comes to.
    """
    slice_ = visible_slice(context, asked.group_by, asked.values).row(key)
    if slice_.is_empty:
        raise NotFound()
    scope = (
        *(context.actor.tenant, context.actor.id, "worked"),
        f"{asked.first}/{asked.last}",
        f"{asked.group_by} {key} {sorted(asked.values.items())}",
    )
    before = cursors.verify(cursor, *scope) if cursor else None
    edition = live_edition(context)
    window = _Window(context, edition, slice_, asked.first, asked.last)
    is_long = asked.last - asked.first > _SHORT
    marks = window.marks(counted_by_month if is_long else counted)
    sums: dict[str, int] = {}
    for _, _, numbers in marks:
        add(sums, numbers)
    figures = Figures(key, sums, whole=sums)
    stretches = window.months({start_of(day, "month") for _, day, _ in marks}, before) if is_long else [marks]
    found: list[Worked] = []
    looked_at: set[str] = set()
    position, read = "", 0
    facts = _facts(context, edition, stretches, before)
    for (day, order_id), together in groupby(facts, key=lambda fact: (fact.day, fact.order_id)):
        if len(found) == limit or read >= _MOST_READ or len(looked_at) >= 2 * limit:
            return Work(asked, figures, tuple(found), cursors.sign(position, *scope))
        of_order = tuple(together)
        position, read = f"{day}#{order_id}", read + len(of_order)
        if order_id in looked_at or not any(slice_.row_of(fact.cell) for fact in of_order):
            continue
        looked_at.add(order_id)
        one = _worked(slice_, asked, store.facts_of_order(context.table, edition, order_id))
        if one and one.day == day:  # else it lies on the page of a later day
            found.append(one)
    return Work(asked, figures, tuple(found), None)


def _worked(slice_: Slice, asked: Asked, facts: Iterable[Fact]) -> Worked | None:
    """What the facts of an order are to a slice on the days that are asked for."""
    counting = [
        fact
        for fact in facts
        if asked.first <= fact.day <= asked.last and fact.counted and slice_.row_of(fact.cell)
    ]
    if not counting:
        return None
    numbers: dict[str, int] = {}
    for fact in counting:
        add(numbers, fact.counted)
    last = max(counting, key=lambda fact: fact.day)
    return Worked(last.order_id, last.number, last.day, numbers)


def _facts(context: Context, edition: int, stretches: Iterable[Marks], before: str | None) -> Iterator[Fact]:
    """The facts of all families on the days that have marks, the newest day first, order by order."""
    for marks in stretches:
        streams = []
        for family in FAMILIES:
            busy = {day for of, day, numbers in marks if of == family and any(numbers.values())}
            streams.append(facts_on(context, edition, family, busy, before))
        yield from heapq.merge(*streams, key=store.position_of, reverse=True)


@dataclass(frozen=True)
class _Window:
    """The days from `first` to `last`, as the counters of a slice tell of them."""

    context: Context
    edition: int
    slice_: Slice
    first: date
    last: date

    def marks(self, read: Callable[..., Iterable[tuple[str, date, Numbers]]]) -> Marks:
        """What was counted of each family, day by day or, of settled months, by month."""
        place = (self.context, self.edition, self.slice_)
        return [
            (family, day, numbers)
            for family in FAMILIES
            for _, day, numbers in read(*place, [family], self.first, self.last)
        ]

    def months(self, busy: set[date], before: str | None) -> Iterator[Marks]:
        """The same day by day, of one month after the other, the newest first; those that counted something."""
        for first, last in reversed(list(periods(self.first, self.last, "month"))):
            if start_of(first, "month") in busy and (before is None or before >= str(first)):
                yield replace(self, first=first, last=last).marks(counted)
