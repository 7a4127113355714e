"""Counting everything anew, beside what is live: a new edition of the figures (docs/decisions/0028).

From `begin` on every event is counted in both editions; whoever counts anew says all that was ever told in the new one,
in any order and as often as they like, since a fact is counted once; then `adopt` lets everybody read it.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import get_args

from chalicelib.insights import store
from chalicelib.insights.counting import count_in
from chalicelib.insights.facts import Counted, is_counted, said
from chalicelib.insights.model import SPACES
from chalicelib.insights.months import store as months
from chalicelib.insights.store import Editions
from chalicelib.insights.sums import FAMILIES
from chalicelib.kernel.changes import Save
from chalicelib.kernel.context import Context
from chalicelib.tenants.service import local_date, tenant_ref

#: the kinds of events that are counted, by their names in the outbox
KINDS: dict[str, type[Counted]] = {kind.__name__: kind for kind in get_args(Counted)}
_FIRST_YEAR = 2025  # nobody had figures before
#: space, family, cell, day and sum
Place = tuple[str, str, str, date, str]


def begin(context: Context) -> tuple[int, int]:
    """Let every event be counted in a new edition as well, from now on; answers the live one and the new one.

    One that was begun before is gone on with: what it has is counted once all the same.
    """
    editions = context.table.get(store.editions_ref()) or Editions(version=0)
    if editions.growing is not None:
        return editions.live, editions.growing
    growing = editions.last + 1
    _save(context, editions.changed(growing=growing, last=growing))
    return editions.live, growing


def replay(context: Context, edition: int, events: Iterable[Counted]) -> int:
    """Count what was told, in one edition. Answers how many events there were."""
    tenant = context.find(tenant_ref())
    told = [event for event in events if is_counted(event)]
    for event in told:
        count_in(context, edition, said(event, lambda at: local_date(tenant, at)))
    return len(told)


def sums(context: Context, edition: int) -> Counter[Place]:
    """Every number of every counter of an edition that is not zero."""
    found: Counter[Place] = Counter()
    years = _years(context)
    window = date(years[0], 1, 1), date(years[-1], 12, 31)
    for space in SPACES:
        for family in FAMILIES:
            for cell, day, numbers in store.counts(context.table, edition, space, family, *window):
                for name, number in numbers.items():
                    found[space, family, cell.model_dump_json(), day, name] += number
    return Counter({place: number for place, number in found.items() if number})


def adopt(context: Context) -> None:
    """Let everybody read the edition that was counted anew. Raises ValueError when there is none."""
    editions = context.find(store.editions_ref())
    if editions.growing is None:
        raise ValueError("nothing is being counted anew")
    _save(context, editions.changed(live=editions.growing, growing=None))


def discard(context: Context, edition: int) -> None:
    """Remove the counters, the months and the facts of an edition that nobody reads or counts in any more."""
    for removed in store.remainders(context.table, edition, _years(context)):
        context.commit(removed)
    for removed in months.remainders(context.table, edition):
        context.commit(removed)


def differences(context: Context, one: int, other: int) -> dict[Place, int]:
    """By how much the second edition's numbers are more than the first's, where they are not the same.

    People work meanwhile, so that an event may lie between two looks: a difference is one that both of two looks find.
    """
    first, second = (_difference(context, one, other) for _ in range(2))
    return {place: number for place, number in first.items() if second.get(place) == number}


def _difference(context: Context, one: int, other: int) -> Counter[Place]:
    found = sums(context, other)
    found.subtract(sums(context, one))
    return Counter({place: number for place, number in found.items() if number})


def _years(context: Context) -> range:
    """The years that counters may be of; a week of the first may begin in the one before."""
    return range(_FIRST_YEAR - 1, context.now.year + 2)


def _save(context: Context, editions: Editions) -> None:
    context.commit(Save(store.editions_ref().key, editions))
