"""The bus of the fast tests: hands recorded events to the real consumers, until nothing new is recorded."""

from collections.abc import Callable
from typing import Any

from chalicelib.deadlines import triggers as deadlines
from chalicelib.insights import triggers as insights
from chalicelib.insights.positions import triggers as positions
from chalicelib.notices import triggers as notices
from chalicelib.notifications import triggers as notifications
from chalicelib.notifications.rules import EVENTS
from chalicelib.organization import triggers as organization
from chalicelib.reports import triggers as reports
from chalicelib.surveys import triggers as surveys
from chalicelib.workorders import triggers as workorders
from tests.builders.cloud import bus_event, outbox, queued

Consumer = Callable[[dict[str, Any], Any], Any]

CONSUMERS: dict[str, tuple[Consumer, ...]] = {
    "ParticularsChanged": (organization.on_particulars,),
    "StandingChanged": (workorders.on_standing_changed,),
    "AttachmentFlagged": (workorders.on_trouble,),
    "DeadlineBreached": (workorders.on_trouble,),
    "WorkOrderCompleted": (surveys.on_completed,),
    "CalendarAssigned": (workorders.on_calendar_changed,),
    "CalendarChanged": (workorders.on_calendar_changed,),
    "RecountWanted": (workorders.on_calendar_changed,),
    "ExportWanted": (reports.on_wanted,),
    "NoticeWanted": (notices.on_wanted,),
    "TimerArmed": (deadlines.on_timer_wanted,),
    "TimerStopped": (deadlines.on_timer_wanted,),
}


def consumers_of(kind: str) -> tuple[Consumer, ...]:
    """Whom the bus hands an event of this kind to."""
    found = CONSUMERS.get(kind, ())
    if kind in {event.__name__ for event in EVENTS}:
        found += (notifications.on_event,)
    if kind in insights.TAKES:
        found += (insights.on_event,)
    if kind in positions.TAKES:
        found += (positions.on_event,)
    return found


def hand(event: dict[str, Any], times: int = 1) -> None:
    """Hand one recorded event to each of its consumers, `times` times."""
    for consumer in consumers_of(event["type"]):
        for _ in range(times):
            consumer(bus_event(event), None)
    for batch in queued():
        for _ in range(times):
            notifications.on_sendings(batch, None)


def _invoke(consumer: Consumer, event: dict[str, Any]) -> None:
    consumer(event, None)


class Bus:
    """Remembers what it has delivered. `invoke` runs a consumer. What is queued to leave the house leaves it."""

    def __init__(self, invoke: Callable[[Consumer, dict[str, Any]], Any] = _invoke) -> None:
        self._invoke = invoke
        self._delivered: set[tuple[str, str, int]] = set()

    def deliver(self, times: int = 1) -> None:
        """Deliver what is new, `times` times each, and what that brings."""
        while new := [event for event in outbox() if self._key(event) not in self._delivered]:
            for event in new:
                self._delivered.add(self._key(event))
                for consumer in consumers_of(event["type"]):
                    for _ in range(times):
                        self._invoke(consumer, bus_event(event))
            for batch in queued():
                for _ in range(times):
                    self._invoke(notifications.on_sendings, batch)

    @staticmethod
    def _key(event: dict) -> tuple[str, str, int]:
        return (event["source"], event["detail"]["entity"], event["detail"]["sequence"])
