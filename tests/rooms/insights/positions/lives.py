"""Lives of orders as events: any that the rules of work orders allow, by two departments and three members."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from chalicelib.contracts import workorders as events
from chalicelib.contracts.workorders import OrderCard, Terms, WorkOrderEvent
from tests.builders.events import MORNING, NOBODY, card

MEMBERS = {"mb_tom": "dp_repairs", "mb_una": "dp_repairs", "mb_flora": "dp_gardens"}
#: state -> the steps that lead out of it
STEPS: dict[str, tuple[str, ...]] = {
    "suspended": ("release", "cancel"),
    "open": ("assign", "take", "cancel", "prioritise"),
    "assigned": ("accept", "decline", "requeue", "assign", "cancel", "prioritise"),
    "accepted": ("check_in", "check_in_offline", "pause", "decline", "assign", "cancel"),
    "on_site": ("complete", "pause", "assign"),
    "paused": ("resume", "assign", "cancel"),
    "completed": ("close", "rework"),
    "closed": ("rework",),
    "cancelled": (),
}


@dataclass
class Story:
    """Writes an order's events as the room of work orders would."""

    order_id: str = "wo_one"
    at: datetime = MORNING
    sequence: int = 0
    before_pause: str = "accepted"
    card: OrderCard = field(
        default_factory=lambda: card(
            status="open", department_id="dp_repairs", assignee_id=None, category="leak"
        )
    )
    told: list[WorkOrderEvent] = field(default_factory=list)
    places: Mapping[str, str] = field(default_factory=lambda: MEMBERS)  # member -> department

    def tell(self, kind: type[WorkOrderEvent], **fields: Any) -> None:
        """One event, with the card as it is."""
        self.sequence += 1
        envelope = {"tenant": "tn_one", "entity": self.order_id, "sequence": self.sequence}
        self.told.append(kind(**envelope, at=self.at, actor=NOBODY, card=self.card, **fields))

    def become(self, status: str, **fields: Any) -> None:
        """The card says something else from now on."""
        self.card = self.card.model_copy(update={"status": status, **fields})

    def wait(self, seconds: float) -> None:
        """Time goes by."""
        self.at += timedelta(seconds=seconds)

    def report(self, *, is_suspended: bool = False) -> None:
        self.become("suspended" if is_suspended else "open")
        self.tell(events.WorkOrderReported, priority="normal", intake="manager", terms=Terms())
        if is_suspended:
            hold = {"reason": "arrears", "amount_due": {"amount": 1, "currency": "CNY"}, "since": None}
            self.tell(events.WorkOrderSuspended, hold=hold)

    def step(self, name: str, member: str = "mb_tom", aside: float = 0) -> None:
        """What somebody does."""
        match name:
            case "release":
                self.become("open")
                self.tell(events.WorkOrderResumed, cause="cleared", status="open")
            case "assign" | "take":
                status = "assigned" if name == "assign" else "accepted"
                self.become(status, assignee_id=member, department_id=self.places[member])
                self.tell(events.WorkOrderAssigned, assignee_id=member, department_id=self.card.department_id)
                if name == "take":
                    self.tell(events.WorkOrderAccepted, is_late=False)
            case "accept":
                self.become("accepted")
                self.tell(events.WorkOrderAccepted, is_late=False)
            case "decline":
                self.become("open", assignee_id=None)
                self.tell(events.WorkOrderDeclined)
            case "requeue":
                self.become("open", assignee_id=None)
                self.tell(events.WorkOrderRequeued, previous_assignee_id=member)
            case "check_in" | "check_in_offline":
                self.become("on_site")
                captured = self.at - timedelta(seconds=aside if name == "check_in_offline" else 0)
                self._check_in(captured)
            case "pause":
                self.before_pause = self.card.status
                self.become("paused")
                self.tell(events.WorkOrderPaused, expected_on=self.at.date(), from_status=self.before_pause)
            case "resume":
                self.become(self.before_pause)
                self.tell(events.WorkOrderResumed, cause="continued", status=self.before_pause)
            case "complete":
                self.become("completed")
                self.tell(
                    events.WorkOrderCompleted,
                    visit=1,
                    completion=1,
                    minutes=None,
                    parts=(),
                    photos=1,
                    is_late=False,
                )
            case "rework":
                self.become("assigned")
                self.tell(events.WorkOrderReopened, cause="demanded")
            case "close":
                self.become("closed")
                self.tell(events.WorkOrderClosed, cause="survey")
            case "cancel":
                self.become("cancelled")
                self.tell(events.WorkOrderCancelled)
            case "prioritise":
                self.tell(events.WorkOrderPriorityChanged, priority="high")

    def _check_in(self, captured_at: datetime) -> None:
        position = {"lat": 31.0, "lon": 121.0, "accuracy_m": 8.0, "distance_m": 12}
        skew = round((self.at - captured_at).total_seconds())
        self.tell(
            events.WorkOrderCheckedIn,
            **position,
            visit=1,
            captured_at=captured_at,
            skew_s=skew,
            is_late=False,
            is_clock_skewed=skew > 3600,
        )


def told(*steps: str, order_id: str = "wo_one", every: float = 600) -> list[WorkOrderEvent]:
    """The events of a life in which something happens every ten minutes."""
    story = Story(order_id)
    story.report()
    for step in steps:
        story.wait(every)
        story.step(step)
    return story.told


@st.composite
def lives(draw: st.DrawFn, order_id: str = "wo_one") -> list[WorkOrderEvent]:
    """The events of some life, in the order in which they happened."""
    story = Story(order_id, at=datetime(2026, 11, 21, 10, tzinfo=UTC))
    story.report(is_suspended=draw(st.booleans()))
    for _ in range(draw(st.integers(0, 12))):
        steps = STEPS[story.card.status]
        if not steps:
            break
        story.wait(draw(st.floats(0, 40_000)))
        story.at = story.at.replace(microsecond=story.at.microsecond // 1000 * 1000)
        member = draw(st.sampled_from(sorted(MEMBERS)))
        story.step(draw(st.sampled_from(steps)), member, draw(st.floats(0, 20_000)))
    return story.told


@st.composite
def deliveries(draw: st.DrawFn, told: list[WorkOrderEvent]) -> list[WorkOrderEvent]:
    """The events in any order, each at least once."""
    again = draw(st.lists(st.sampled_from(told), max_size=6))
    return draw(st.permutations([*told, *again]))
