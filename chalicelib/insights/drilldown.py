"""The facts behind a figure. The counters are their index: only days that counted something are looked at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from chalicelib.insights import store
from chalicelib.insights.calendar import runs
from chalicelib.insights.facts import Fact
from chalicelib.insights.measures import Measure, total
from chalicelib.insights.service import Asked, counted, live_edition
from chalicelib.insights.sums import Family
from chalicelib.insights.visibility import visible_slice
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.context import Context

_AT_ONCE = 200  # facts that one Query reads
_MOST_READ = 2_000  # facts that a page looks at; it may be short, and says where to go on


@dataclass(frozen=True)
class Behind:
    """What an order contributed to a figure on a day."""

    order_id: str
    number: str
    day: date
    value: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Facts:
    """A page of what is behind a figure, the newest day first. The values of all pages add up to `figure`.

    The figure is read first: what is counted between the two reads is on the page already, and in the next figure.
    """

    asked: Asked
    measure: Measure
    key: str | None
    figure: int
    items: tuple[Behind, ...]
    next_cursor: str | None


def behind(
    context: Context, asked: Asked, measure: Measure, key: str | None, limit: int, cursor: str | None
) -> Facts:
    """The orders behind a count, of one row or of all that the caller may see.

    Which edition is live, one Query of the counters, and one for each stretch of days that counted something, until
    the page is full.
    """
    assert measure.weights is not None
    weights, (family,) = measure.weights, measure.families
    slice_ = visible_slice(context, asked.group_by, asked.values)
    if key is not None:
        slice_ = slice_.row(key)
    scope = _scope(context, asked, measure, key)
    before = cursors.verify(cursor, *scope) if cursor else None
    if slice_.is_empty:
        return Facts(asked, measure, key, 0, (), None)
    edition = live_edition(context)
    days: dict[date, int] = {}
    for _, day, numbers in counted(context, edition, slice_, [family], asked.first, asked.last):
        days[day] = days.get(day, 0) + total(weights, numbers)
    busy = [day for day, number in days.items() if number]
    facts = facts_on(context, edition, family, busy, before)
    found: list[Behind] = []
    position, read = "", 0
    for (day, order_id), together in groupby(facts, key=lambda fact: (fact.day, fact.order_id)):
        if len(found) == limit or read >= _MOST_READ:
            more = cursors.sign(position, *scope)
            return Facts(asked, measure, key, sum(days.values()), tuple(found), more)
        of_order = tuple(together)
        position, read = f"{day}#{order_id}", read + len(of_order)
        counting = tuple(
            fact for fact in of_order if slice_.row_of(fact.cell) and total(weights, fact.counted)
        )
        if counting:
            value = sum(total(weights, fact.counted) for fact in counting)
            found.append(Behind(order_id, counting[0].number, day, value, counting))
    return Facts(asked, measure, key, sum(days.values()), tuple(found), None)


def facts_on(
    context: Context, edition: int, family: Family, days: Iterable[date], before: str | None
) -> Iterator[Fact]:
    """The facts of these days, the newest day first, before a position; read as they are asked for."""
    for first, last in runs(days):
        if before and before < str(first):
            continue
        end, has_more = before, True
        while has_more:
            found, has_more = store.facts(
                context.table, edition, family, first, last, before=end, limit=_AT_ONCE
            )
            yield from found
            end = store.position_of(found[-1]) if found else end


def _scope(context: Context, asked: Asked, measure: Measure, key: str | None) -> tuple[str, ...]:
    """What a cursor is good for: this person's list of these facts."""
    window = f"{asked.first}/{asked.last}"
    values = sorted(asked.values.items())
    return (
        context.actor.tenant,
        context.actor.id,
        "facts",
        measure.name,
        window,
        f"{asked.group_by} {key} {values}",
    )
