"""A digest of work: what somebody, or a department, worked with on some days, and how each of it went."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from chalicelib.deadlines import service as deadlines
from chalicelib.deadlines.service import DeadlineView
from chalicelib.insights import service as insights
from chalicelib.insights.calendar import Window, period_of
from chalicelib.insights.model import Dimension, Figures
from chalicelib.insights.positions.durations import stays
from chalicelib.insights.positions.model import Position
from chalicelib.insights.positions.store import position_ref
from chalicelib.insights.service import Asked
from chalicelib.insights.worked import Worked, worked
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.table import MOST_READ
from chalicelib.organization import service as organization
from chalicelib.workorders import access
from chalicelib.workorders import service as workorders
from chalicelib.workorders.model import WorkOrder

_AT_ONCE = MOST_READ // 3  # orders, each with where it stood and its deadlines
_KINDS = ("respond", "arrive", "complete")
_WHOSE: Mapping[Dimension, Callable[[str], Ref[Any]]] = {
    "member": organization.member_ref,
    "department": organization.department_ref,
}


@dataclass(frozen=True)
class Step:
    """An order was in a state, with somebody of a department or in its queue; `until` is None for where it is now."""

    state: str
    department_id: str
    member_id: str | None
    since: datetime
    until: datetime | None
    department_name: str = ""
    member_name: str | None = None


@dataclass(frozen=True)
class Item:
    """An order of a digest. What is not the reader's to see any more comes with its figures alone."""

    worked: Worked
    order: WorkOrder | None
    steps: tuple[Step, ...]
    deadlines: Mapping[str, DeadlineView]


@dataclass(frozen=True)
class Digest:
    """A page of a digest, the order that was worked with last first; the figures are those of all pages."""

    group_by: Dimension
    key: str
    name: str
    first: date
    last: date
    figures: Figures
    items: tuple[Item, ...]
    next_cursor: str | None


def digest(
    context: Context, group_by: Dimension, key: str, window: Window, day: date, limit: int, cursor: str | None
) -> Digest:
    """What a member or a department worked with in the day, week, month or year that holds a day.

    Raises NotFound for whose figures the caller may not see. Beside what `insights.worked` reads: whose they are, the
    orders with where they stood and their deadlines, thirty-three a read, and the names of who had them.
    """
    first, last = period_of(day, window)
    work = worked(context, Asked(group_by, {}, first, last), key, limit, cursor)
    whose = context.table.get(_WHOSE[group_by](key))
    if whose is None:
        raise NotFound()
    items = _named(context, list(_items(context, work.items)))
    return Digest(group_by, key, whose.name, first, last, work.figures, items, work.next_cursor)


def _items(context: Context, found: Sequence[Worked]) -> Iterator[Item]:
    for start in range(0, len(found), _AT_ONCE):
        batch = found[start : start + _AT_ONCE]
        ids = [one.order_id for one in batch]
        refs = [ref(id) for id in ids for ref in (workorders.order_ref, position_ref, deadlines.clocks_ref)]
        read = context.load(*refs)
        for one, order, position, clocks in zip(batch, read[::3], read[1::3], read[2::3], strict=True):
            if order is None or not access.can_see(context.actor, order):
                yield Item(one, None, (), {})
                continue
            views = deadlines.describe(clocks, context.now) if clocks else []
            by_kind: dict[str, DeadlineView] = {view.kind: view for view in views if view.kind in _KINDS}
            yield Item(one, order, tuple(_steps(position)), by_kind)


def _steps(position: Position | None) -> Iterator[Step]:
    """The states of an order one after the other, the one that it is in last."""
    if position is None or position.since is None or position.state is None:
        return
    for stay in stays(position.trail):
        yield Step(stay.state, *stay.holder, stay.since, stay.until)
    yield Step(position.state, *position.holder, position.since, None)


def _named(context: Context, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items with the names of who had the orders; an id where there is no such department or member any more."""
    steps = [step for item in items for step in item.steps]
    departments = _names(context, "department", (step.department_id for step in steps))
    members = _names(context, "member", (step.member_id for step in steps if step.member_id))

    def named(step: Step) -> Step:
        member = members[step.member_id] if step.member_id else None
        return replace(step, department_name=departments[step.department_id], member_name=member)

    return tuple(replace(item, steps=tuple(map(named, item.steps))) for item in items)


def _names(context: Context, dimension: Dimension, ids: Iterable[str]) -> dict[str, str]:
    found = sorted(set(ids))
    return dict(zip(found, insights.names(context, dimension, found), strict=True))
