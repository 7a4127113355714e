"""The work order, and how each event changes it. Replaying an order's events gives the order."""

import functools
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from pydantic import Field

from chalicelib.contracts import workorders as events
from chalicelib.contracts.envelope import Stamp, Who, envelope
from chalicelib.contracts.workorders import Due, Hold, Milestone, OrderCard, Terms, WorkOrderEvent
from chalicelib.kernel.entity import Entity, Value
from chalicelib.workorders.lifecycle import TRANSITIONS, Status

#: how long somebody who has nudged an order waits before they may again
NUDGE_EVERY = timedelta(minutes=1)


class Pause(Value):
    """Why the order waits, until about when, and where it goes on from."""

    reason: str
    expected_on: date
    from_status: Status


class WorkOrder(Entity):
    """One piece of work. Ids and times are those of the events that made it so.

    `nudges` are the last ones, by who nudged, as far back as they matter.
    """

    #: what no list shows: five indexes need not hold it
    unlisted: ClassVar[frozenset[str]] = frozenset(
        {"description", "terms", "nudges", "completions", "sequence", "milestones"}
    )

    id: str
    number: str
    kind: str
    category: str
    title: str
    description: str = ""
    source: str
    status: Status
    status_since: datetime
    priority: str
    is_emergency: bool
    department_id: str
    assignee_id: str | None = None
    reporter: Who
    setter_id: str | None = None
    contact_id: str | None = None
    unit_id: str | None = None
    building_id: str | None = None
    community_id: str | None = None
    unit_name: str | None = None
    building_name: str | None = None
    collaborator_ids: tuple[str, ...] = ()
    hold: Hold | None = None
    pause: Pause | None = None
    due: Due = Due()
    was_late: bool = False
    reported_at: datetime
    accepted_at: datetime | None = None
    arrived_at: datetime | None = None
    completed_at: datetime | None = None
    nudges: dict[str, datetime] = Field(default_factory=dict)
    visit: int = 0
    completions: int = 0
    rating: int | None = None
    score: int | None = None
    milestones: tuple[Milestone, ...] = ()
    incident_of: str | None = None
    terms: Terms = Terms()
    sequence: int = 0

    @property
    def card(self) -> OrderCard:
        """The order as events and other rooms see it."""
        return OrderCard(**{name: getattr(self, name) for name in OrderCard.model_fields})

    def is_late(self, now: datetime) -> bool:
        """Whether a deadline was missed, or is being missed now."""
        waiting_for = {
            "open": self.due.respond_by,
            "assigned": self.due.respond_by,
            "accepted": self.due.arrive_by,
            "on_site": self.due.complete_by,
        }.get(self.status)
        overdue = [due for due in (waiting_for, self._end) if due is not None and due < now]
        return self.was_late or bool(overdue)

    @property
    def _end(self) -> datetime | None:
        return self.due.complete_by if self.status in ("open", "assigned", "accepted", "on_site") else None


class Draft:
    """Makes an order's next events, numbered; their card is set when the whole change is known."""

    def __init__(self, stamp: Stamp, order_id: str, sequence: int, card: OrderCard) -> None:
        self._stamp, self._order_id, self._sequence, self._card = stamp, order_id, sequence, card

    def event(self, kind: type[WorkOrderEvent], **fields: Any) -> WorkOrderEvent:
        """The next event."""
        self._sequence += 1
        return kind(**envelope(self._stamp, self._order_id, self._sequence), card=self._card, **fields)


def draft(order: WorkOrder, stamp: Stamp) -> Draft:
    """For the events that follow on what is there."""
    return Draft(stamp, order.id, order.sequence, order.card)


def evolve(order: WorkOrder | None, event: WorkOrderEvent) -> WorkOrder:
    """The order after the event. The only place where an order changes."""
    if isinstance(event, events.WorkOrderReported):
        return _reported(event)
    assert order is not None, "the first event of an order is its report"
    fields = _effect(order, event)
    if fields.get("status", order.status) != order.status:
        fields["status_since"] = event.at
    return order.model_copy(update={**fields, "sequence": event.sequence, "due": event.card.due})


def replay(history: Sequence[WorkOrderEvent], order: WorkOrder | None = None) -> WorkOrder:
    """The order that `history` leads to, from `order` or from nothing."""
    result = functools.reduce(evolve, history, order)
    assert result is not None, "nothing has happened"
    return result


def _reported(event: events.WorkOrderReported) -> WorkOrder:
    card = event.card
    shared = {
        name: getattr(card, name)
        for name in OrderCard.model_fields
        if name not in ("status", "assignee_id", "collaborator_ids")
    }
    return WorkOrder(
        **shared,
        id=event.entity,
        description=event.text,
        source=event.intake,
        status="open",
        status_since=event.at,
        priority=event.priority,
        terms=event.terms,
        unit_name=event.unit_name,
        building_name=event.building_name,
        incident_of=event.incident_of,
        sequence=event.sequence,
    )


def _effect(order: WorkOrder, event: WorkOrderEvent) -> dict[str, Any]:
    """The fields that the event changes."""
    match event:
        case events.WorkOrderSuspended():
            return {"status": "suspended", "hold": event.hold}
        case events.WorkOrderResumed():
            return {"status": event.status, "hold": None, "pause": None}
        case events.WorkOrderAssigned():
            return {
                "status": TRANSITIONS["assign"].target,
                "assignee_id": event.assignee_id,
                "department_id": event.department_id,
                "pause": None,
            }
        case events.WorkOrderAccepted():
            return {
                "status": "accepted",
                "accepted_at": event.at,
                "was_late": order.was_late or event.is_late,
            }
        case events.WorkOrderDeclined() | events.WorkOrderRequeued():
            return {"status": "open", "assignee_id": None}
        case events.WorkOrderCheckedIn():
            late = order.was_late or event.is_late
            return {"status": "on_site", "arrived_at": event.at, "visit": event.visit, "was_late": late}
        case events.WorkOrderPaused():
            pause = Pause(reason=event.text, expected_on=event.expected_on, from_status=order.status)
            return {"status": "paused", "pause": pause}
        case events.WorkOrderCompleted():
            late = order.was_late or event.is_late
            done = {"completed_at": event.at, "completions": event.completion}
            return {"status": "completed", "was_late": late, **done}
        case events.WorkOrderReopened():
            return {"status": "assigned"}
        case events.WorkOrderClosed():
            return {"status": "closed", "score": event.score if event.score is not None else order.score}
        case events.WorkOrderCancelled():
            return {"status": "cancelled", "hold": None, "pause": None}
        case events.WorkOrderReclassified():
            return _reclassified(order, event)
        case events.WorkOrderEscalated():
            return {"was_late": order.was_late or event.deadline != "resolution"}
        case events.WorkOrderPlanned() | events.WorkOrderProgressed():
            return {"milestones": _milestones(order, event)}
        case _:
            return _side_effect(order, event)


def _side_effect(order: WorkOrder, event: WorkOrderEvent) -> dict[str, Any]:
    """The fields that an event changes which leaves the order where it stands."""
    match event:
        case events.WorkOrderNudged():
            recent = {id: at for id, at in order.nudges.items() if event.at - at < NUDGE_EVERY}
            return {"nudges": recent | {event.actor.id: event.at}}
        case events.WorkOrderCollaboratorAdded():
            return {"collaborator_ids": (*order.collaborator_ids, event.member_id)}
        case events.WorkOrderRated():
            return {"rating": event.score}
        case events.WorkOrderPriorityChanged():
            return {"priority": event.priority}
        case _:
            return {}


def _milestones(
    order: WorkOrder, event: events.WorkOrderPlanned | events.WorkOrderProgressed
) -> tuple[Milestone, ...]:
    """The plan after it was made anew, which leaves alone what is done, or after one of its milestones was."""
    if isinstance(event, events.WorkOrderPlanned):
        done = {one.name: one for one in order.milestones if one.done_at}
        return tuple(done.get(one.name, one) for one in event.milestones)
    return tuple(
        one.model_copy(update={"done_at": event.at}) if one.name == event.milestone else one
        for one in order.milestones
    )


def _reclassified(order: WorkOrder, event: events.WorkOrderReclassified) -> dict[str, Any]:
    card = event.card
    fields = {name: getattr(card, name) for name in ("category", "department_id", "is_emergency")}
    fields |= {"priority": event.priority, "terms": event.terms}
    if event.is_requeued and order.status != "suspended":
        fields |= {"status": "open", "assignee_id": None, "pause": None}
    return fields
