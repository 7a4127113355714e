"""Events as the rooms publish them, for the tests of those who consume them."""

from datetime import UTC, datetime
from typing import Any

from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.contracts.envelope import Event, Who
from chalicelib.contracts.surveys import SurveyAnswered, SurveyInvited
from chalicelib.contracts.workorders import (
    Due,
    OrderCard,
    Terms,
    WorkOrderAccepted,
    WorkOrderCheckedIn,
    WorkOrderCompleted,
    WorkOrderProgressed,
    WorkOrderRated,
    WorkOrderReopened,
    WorkOrderReported,
)

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NOBODY = Who(id="system:tests", kind="system")


def card(**fields: Any) -> OrderCard:
    """An order's card; `fields` replace what it says by default."""
    standing: dict[str, Any] = {
        "number": "WO-2026-000001",
        "kind": "repair",
        "category": "leak",
        "title": "Leak under the sink",
        "status": "assigned",
        "is_emergency": False,
        "department_id": "dp_service",
        "assignee_id": "mb_tech",
        "reporter": Who(id="rs_one", kind="resident"),
        "setter_id": None,
        "contact_id": None,
        "unit_id": "un_one",
        "building_id": "bd_one",
        "community_id": "co_one",
        "reported_at": MORNING,
        "due": Due(),
    }
    return OrderCard(**{**standing, **fields})


def _event(kind: type[Event], defaults: dict[str, Any], fields: dict[str, Any]) -> Any:
    envelope = {"tenant": "tn_one", "entity": "wo_one", "sequence": 1, "at": MORNING, "actor": NOBODY}
    return kind(**{**envelope, "card": card(), **defaults, **fields})


def reported(**fields: Any) -> WorkOrderReported:
    """Somebody reported an order."""
    return _event(
        WorkOrderReported, {"priority": "normal", "intake": "resident_app", "terms": Terms()}, fields
    )


def accepted(**fields: Any) -> WorkOrderAccepted:
    """The assignee accepted, in time."""
    return _event(WorkOrderAccepted, {"is_late": False}, fields)


def checked_in(**fields: Any) -> WorkOrderCheckedIn:
    """The assignee checked in, in time."""
    position = {"lat": 31.23, "lon": 121.47, "accuracy_m": 8.0, "distance_m": 12}
    return _event(
        WorkOrderCheckedIn,
        {**position, "visit": 1, "captured_at": MORNING, "skew_s": 0, "is_late": False},
        fields,
    )


def completed(**fields: Any) -> WorkOrderCompleted:
    """The assignee completed, in time."""
    defaults = {"visit": 1, "completion": 1, "minutes": None, "parts": (), "photos": 1, "is_late": False}
    return _event(WorkOrderCompleted, defaults, fields)


def reopened(**fields: Any) -> WorkOrderReopened:
    """The order went back for rework."""
    return _event(WorkOrderReopened, {"cause": "demanded"}, fields)


def rated(**fields: Any) -> WorkOrderRated:
    """A manager gave five points."""
    return _event(WorkOrderRated, {"score": 5}, fields)


def progressed(**fields: Any) -> WorkOrderProgressed:
    """The technician reported of the work, in time."""
    return _event(WorkOrderProgressed, {"sequence": 4, "is_late": False}, fields)


def invited(**fields: Any) -> SurveyInvited:
    """The resident was asked how it went."""
    defaults = {"entity": "sv_one", "order_id": "wo_one", "resident_id": "rs_one", "link": "/s/token"}
    return _event(SurveyInvited, defaults, fields)


def answered(**fields: Any) -> SurveyAnswered:
    """The resident gave five points."""
    defaults = {
        "entity": "sv_one",
        "sequence": 2,
        "order_id": "wo_one",
        "score": 5,
        "tags": (),
        "is_fixed": True,
    }
    return _event(SurveyAnswered, defaults, fields)


def breached(**fields: Any) -> DeadlineBreached:
    """The first step after a breach was climbed."""
    defaults = {"kind": "complete", "step": 0, "due_at": MORNING, "recipient_ids": (), "is_first": True}
    return _event(DeadlineBreached, defaults, fields)


def on_bus(event: Event) -> dict[str, Any]:
    """An event as the bus delivers it to a rule's target."""
    return {
        "id": event.id,
        "source": event.source,
        "detail-type": event.type,
        "detail": event.model_dump(mode="json"),
    }
