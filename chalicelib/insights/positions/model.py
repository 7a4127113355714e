"""Where an order stands, worked out from its events in whatever order and however often they come. Pure.

An event leaves a mark: its number in the order's own count, its moment, and how the order stood after it. The marks
sorted by their numbers are the order's trail. Everything here follows from the trail alone, so that the same events
lead to the same place whatever the bus did to them, and what a late event changes is the difference of two trails.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Literal, NamedTuple, cast

from pydantic import field_serializer, field_validator

from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.contracts.workorders import (
    OrderCard,
    WorkOrderAccepted,
    WorkOrderAssigned,
    WorkOrderCancelled,
    WorkOrderCheckedIn,
    WorkOrderClosed,
    WorkOrderCompleted,
    WorkOrderDeclined,
    WorkOrderEvent,
    WorkOrderPaused,
    WorkOrderPriorityChanged,
    WorkOrderReclassified,
    WorkOrderReopened,
    WorkOrderReported,
    WorkOrderRequeued,
    WorkOrderRescheduled,
    WorkOrderResumed,
    WorkOrderSuspended,
)
from chalicelib.kernel.entity import Entity

State = Literal["suspended", "open", "assigned", "accepted", "on_site", "paused", "completed"]
#: the states of an order that is not done, in the order of a usual life
STATES: tuple[State, ...] = ("suspended", "open", "assigned", "accepted", "on_site", "paused", "completed")
#: those in which the company has it: what is completed waits for the resident's word
STANDING: tuple[State, ...] = STATES[:-1]
#: the deadlines that are still ahead of an order in a state; the clocks stand still in the others
_AHEAD: dict[str, tuple[str, ...]] = {
    "open": ("respond_by", "arrive_by", "complete_by"),
    "assigned": ("respond_by", "arrive_by", "complete_by"),
    "accepted": ("arrive_by", "complete_by"),
    "on_site": ("complete_by",),
}

#: the events that may change where an order stands, or what is to be said of it there
MOVES: tuple[type[WorkOrderEvent], ...] = (
    WorkOrderAccepted,
    WorkOrderAssigned,
    WorkOrderCancelled,
    WorkOrderCheckedIn,
    WorkOrderClosed,
    WorkOrderCompleted,
    WorkOrderDeclined,
    WorkOrderPaused,
    WorkOrderPriorityChanged,
    WorkOrderReclassified,
    WorkOrderReopened,
    WorkOrderReported,
    WorkOrderRequeued,
    WorkOrderRescheduled,
    WorkOrderResumed,
    WorkOrderSuspended,
)

#: what is heard of an order
Move = WorkOrderEvent | DeadlineBreached
#: (department, member or None): who has an order
Holder = tuple[str, str | None]
Numbers = Mapping[str, int]


class Mark(NamedTuple):
    """How an order stood after event number `sequence`. `device_at` is when somebody's device says it happened."""

    sequence: int
    at: datetime
    state: str
    department_id: str
    member_id: str | None
    category: str
    device_at: datetime | None = None

    @property
    def standing(self) -> tuple[str, str, str | None]:
        """What a new mark has to change for the order to stand somewhere else."""
        return (self.state, self.department_id, self.member_id)


class Position(Entity):
    """Where one order stands. It stays when the order is done, so that an event that comes later still finds it."""

    #: the lists of positions need not hold it
    unlisted: ClassVar[frozenset[str]] = frozenset({"trail", "prioritised"})

    order_id: str
    number: str
    title: str
    category: str
    community_id: str | None = None
    priority: str = "normal"
    prioritised: int = 0  # the number of the event that told the priority
    due_at: datetime | None = (
        None  # the earliest deadline that is still ahead of it, or is missed in this state
    )
    is_late: bool = False  # a deadline was missed
    state: str | None = None  # None until the first mark
    department_id: str = ""
    member_id: str | None = None
    since: datetime | None = None
    trail: tuple[Mark, ...] = ()

    @field_serializer("trail", when_used="json")
    def _shorten(self, trail: tuple[Mark, ...]) -> dict[str, Any]:
        """The trail as it is stored: each name once, so that the item of a usual life is one kilobyte."""
        names = list(dict.fromkeys(name for mark in trail for name in mark[2:6] if name))
        marks = [
            [*mark[:2], *(names.index(name) if name else None for name in mark[2:6]), mark[6]]
            for mark in trail
        ]
        return {"names": names, "marks": marks}

    @field_validator("trail", mode="before")
    @classmethod
    def _lengthen(cls, stored: Any) -> Any:
        if not isinstance(stored, dict):
            return stored
        names = stored["names"]
        return [
            [*mark[:2], *(None if at is None else names[at] for at in mark[2:6]), mark[6]]
            for mark in stored["marks"]
        ]

    @property
    def holder(self) -> Holder:
        """Who has it."""
        return self.department_id, self.member_id

    @property
    def is_standing(self) -> bool:
        """Whether the company has it."""
        return self.state in STANDING

    @property
    def counts(self) -> dict[Holder, Numbers]:
        """What it adds to the gauge of who has it."""
        if self.state not in STATES:
            return {}
        late = {"late": 1} if self.is_late and self.is_standing else {}
        return {self.holder: {self.state: 1, **late}}


def placed(before: Position | None, event: Move) -> Position:
    """The position after an event; `before` itself when the event changes nothing."""
    position = before or _unplaced(event)
    if isinstance(event, DeadlineBreached):
        return position if position.is_late else position.model_copy(update={"is_late": True})
    trail = _with(position.trail, _mark(event))
    fields = {**_details(position, event), "trail": trail, **_standing(trail)}
    after = position.model_copy(update=fields)
    return position if after == position else after


def starts(trail: tuple[Mark, ...]) -> list[datetime]:
    """The moment at which each mark counts: the device's if it can be true, never before the mark ahead of it."""
    found: list[datetime] = []
    for mark in trail:
        earliest = found[-1] if found else mark.at
        is_credible = mark.device_at is not None and mark.device_at >= earliest
        found.append(cast("datetime", mark.device_at) if is_credible else max(mark.at, earliest))
    return found


def difference(
    before: Mapping[Holder, Numbers], after: Mapping[Holder, Numbers]
) -> dict[Holder, dict[str, int]]:
    """What to add to the gauges when a position changes; nothing where nothing changes."""
    found: dict[Holder, dict[str, int]] = {}
    for holder in (*before, *(one for one in after if one not in before)):
        change = Counter(after.get(holder, {}))
        change.subtract(before.get(holder, {}))
        if numbers := {name: number for name, number in change.items() if number}:
            found[holder] = numbers
    return found


def _unplaced(event: Move) -> Position:
    """An order that has been heard of, but not where it stands."""
    card = event.card
    return Position(
        order_id=event.entity,
        number=card.number,
        title=card.title,
        category=card.category,
        community_id=card.community_id,
        version=0,
    )


def _mark(event: WorkOrderEvent) -> Mark:
    card = event.card
    device_at = None
    if isinstance(event, WorkOrderCheckedIn) and not event.is_clock_skewed and event.captured_at <= event.at:
        device_at = event.captured_at if event.captured_at != event.at else None
    return Mark(
        event.sequence,
        event.at,
        card.status,
        card.department_id,
        card.assignee_id,
        card.category,
        device_at,
    )


def _due_at(card: OrderCard) -> datetime | None:
    """The earliest deadline that the order's state leads to."""
    ahead = [getattr(card.due, name) for name in _AHEAD.get(card.status, ())]
    return min((moment for moment in ahead if moment), default=None)


def _with(trail: tuple[Mark, ...], mark: Mark) -> tuple[Mark, ...]:
    """The trail with one more mark; the same if it says nothing new.

    Events of one change carry the same card and moment, and nothing lies between them: one mark is enough for all.
    """
    for known in trail:
        is_beside = abs(known.sequence - mark.sequence) == 1
        if known.sequence == mark.sequence or (is_beside and known[1:] == mark[1:]):
            return trail
    return tuple(sorted((*trail, mark)))


def _standing(trail: tuple[Mark, ...]) -> dict[str, object]:
    """Where the last mark of a trail puts the order, and since when it has not been elsewhere."""
    last = trail[-1]
    since = None
    for mark, start in zip(reversed(trail), reversed(starts(trail)), strict=True):
        if mark.standing != last.standing:
            break
        since = start
    return {
        "state": last.state,
        "department_id": last.department_id,
        "member_id": last.member_id,
        "since": since,
    }


def _details(position: Position, event: WorkOrderEvent) -> dict[str, object]:
    """What the event says of the order beside where it stands; an older event says less."""
    fields: dict[str, object] = {}
    if not position.trail or event.sequence > position.trail[-1].sequence:
        fields |= {"category": event.card.category, "due_at": _due_at(event.card)}
    if (
        isinstance(event, WorkOrderReported | WorkOrderPriorityChanged | WorkOrderReclassified)
        and event.sequence > position.prioritised
    ):
        fields |= {"priority": event.priority, "prioritised": event.sequence}
    if isinstance(event, WorkOrderAccepted | WorkOrderCheckedIn | WorkOrderCompleted) and event.is_late:
        fields["is_late"] = True
    return fields
