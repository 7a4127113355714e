"""Counting events: each once, however often and in whatever order they come."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from chalicelib.insights import store
from chalicelib.insights.facts import Counted, Fact, is_counted, merged, said
from chalicelib.insights.model import Cell
from chalicelib.insights.months.store import corrections
from chalicelib.insights.store import Editions
from chalicelib.insights.sums import Numbers
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context, retried
from chalicelib.kernel.errors import StaleRead
from chalicelib.tenants.service import local_date, tenant_ref


def count(context: Context, event: Counted) -> None:
    """Count an event for all it concerns, in every edition that is counted.

    One read (the tenant's calendar, the editions) and one transaction. Where something is known already of what it
    tells, one read and one transaction more; none of the latter if it says nothing new.
    """
    if not is_counted(event):
        return
    tenant, editions = context.load(tenant_ref(), store.editions_ref())
    told = said(event, lambda at: local_date(tenant, at))
    for edition in (editions or Editions()).counted:
        count_in(context, edition, told)


def count_in(context: Context, edition: int, told: Sequence[Fact]) -> None:
    """Count what was said of some facts in one edition."""
    try:
        _commit(context, edition, ((None, fact) for fact in told))
    except StaleRead:
        retried(lambda: _count_on(context, edition, told))


def _count_on(context: Context, edition: int, told: Sequence[Fact]) -> None:
    """The same, with what is known already. Raises StaleRead when somebody has said something meanwhile."""
    known = context.load(*(store.fact_ref(edition, fact.order_id, fact.name) for fact in told))
    pairs = [(old, merged(old, new) if old else new) for old, new in zip(known, told, strict=True)]
    changed = [(old, new.changed() if old else new) for old, new in pairs if new != old]
    _commit(context, edition, changed)


def _commit(context: Context, edition: int, changed: Iterable[tuple[Fact | None, Fact]]) -> None:
    saves: list[Change] = []
    marks: list[tuple[Cell, date, Numbers]] = []
    for old, new in changed:
        saves.append(store.save_fact(edition, new, context.now))
        marks += _difference(old, new)
    today = context.now.date()
    context.commit(saves, store.additions(edition, marks), corrections(edition, marks, today))


def _difference(old: Fact | None, new: Fact) -> Iterator[tuple[Cell, date, Numbers]]:
    """What the counters are to be given: what the fact says now, less what it said before."""
    if old:
        yield old.cell, old.day, {name: -number for name, number in old.counted.items()}
    yield new.cell, new.day, new.counted
