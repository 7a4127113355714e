"""Random lives of an order, made from the transition table: what hypothesis draws from."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from chalicelib.contracts import workorders as events
from chalicelib.contracts.envelope import Stamp, Who
from chalicelib.contracts.workorders import Amount, Due, Hold, OrderCard, Place, Terms, WorkOrderEvent
from chalicelib.workorders.lifecycle import TRANSITIONS, Action
from chalicelib.workorders.model import Draft, WorkOrder, draft, evolve

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
HOLD = Hold(reason="arrears", amount_due=Amount(amount=12050, currency="CNY"), since=date(2026, 10, 1))


def stamp(at: datetime, person: str = "mb_a") -> Stamp:
    return Stamp(tenant="tn_one", at=at, actor=Who(id=person, kind="member", name="A"))


def card(**fields) -> OrderCard:
    base = {
        "number": "WO-2026-000001",
        "kind": "repair",
        "category": "leak",
        "title": "Water drips",
        "status": "open",
        "is_emergency": False,
        "department_id": "dp_a",
        "assignee_id": None,
        "reporter": Who(id="rs_a", kind="resident", name="R"),
        "setter_id": None,
        "contact_id": None,
        "unit_id": "un_a",
        "building_id": "bd_a",
        "community_id": "cm_a",
        "reported_at": START,
        "due": Due(respond_by=START + timedelta(minutes=30)),
    }
    return OrderCard(**(base | fields))


def reported(is_held: bool = False) -> list[WorkOrderEvent]:
    drafts = Draft(stamp(START), "wo_a", 0, card())
    terms = Terms(gate="blocked", photos_required=1, place=Place(lat=30.0, lon=120.0, radius_m=150))
    first = [drafts.event(events.WorkOrderReported, text="d", priority="normal", intake="api", terms=terms)]
    return [*first, drafts.event(events.WorkOrderSuspended, hold=HOLD)] if is_held else first


def event_for(action: Action, order: WorkOrder, at: datetime) -> WorkOrderEvent:
    """The event that an action leaves."""
    make = draft(order, stamp(at)).event
    check_in = {
        "visit": order.visit + 1,
        "lat": 30.0,
        "lon": 120.0,
        "accuracy_m": 5.0,
        "distance_m": 3,
        "captured_at": at,
        "skew_s": 0,
        "is_late": False,
    }
    done = {"visit": order.visit, "completion": order.completions + 1, "minutes": 5, "parts": (), "photos": 1}
    match action:
        case "release":
            return make(events.WorkOrderResumed, cause="cleared", status="open")
        case "assign":
            return make(events.WorkOrderAssigned, assignee_id="mb_t", department_id="dp_b")
        case "take" | "accept":
            return make(events.WorkOrderAccepted, is_late=False)
        case "decline":
            return make(events.WorkOrderDeclined, text="no")
        case "requeue":
            return make(events.WorkOrderRequeued, previous_assignee_id=order.assignee_id)
        case "plan":
            again = (events.Milestone(name="half", due_at=at + timedelta(hours=1)),)
            return make(events.WorkOrderPlanned, milestones=(*order.milestones[1:], *again)[:1])
        case "progress":
            name = order.milestones[0].name if order.milestones else None
            return make(events.WorkOrderProgressed, text="half", percent=50, milestone=name)
        case "reclassify":
            elsewhere = order.model_copy(update={"category": "lift", "department_id": "dp_c"})
            return draft(elsewhere, stamp(at)).event(
                events.WorkOrderReclassified,
                previous_category=order.category,
                priority="high",
                terms=order.terms,
                is_requeued=order.department_id != "dp_c",
            )
        case "check_in":
            return make(events.WorkOrderCheckedIn, **check_in)
        case "pause":
            waiting = {"expected_on": date(2026, 12, 1), "from_status": order.status}
            return make(events.WorkOrderPaused, text="parts", **waiting)
        case "resume":
            return make(events.WorkOrderResumed, cause="continued", status=order.pause.from_status)
        case "complete":
            return make(events.WorkOrderCompleted, text="done", is_late=False, **done)
        case "cancel" | "withdraw":
            return make(events.WorkOrderCancelled, text="no need")
        case "rework":
            return make(events.WorkOrderReopened, cause="demanded", text="again")
        case "close":
            return make(events.WorkOrderClosed, cause="survey", score=5)
        case "rate":
            return make(events.WorkOrderRated, score=4)


@st.composite
def lives(draw) -> list[WorkOrderEvent]:
    """The events of an order that only did what the table allows."""
    history = reported(is_held=draw(st.booleans()))
    order = None
    for event in history:
        order = evolve(order, event)
    at = START
    for _ in range(draw(st.integers(0, 25))):
        possible = [name for name, t in TRANSITIONS.items() if order.status in t.sources]
        if not possible:
            break
        at += timedelta(seconds=draw(st.integers(1, 10_000)))
        event = event_for(draw(st.sampled_from(possible)), order, at)
        history.append(event)
        order = evolve(order, event)
    return history
