"""Orders and clocks as the tests of this room need them."""

from datetime import UTC, datetime, timedelta

from chalicelib.contracts.envelope import Who
from chalicelib.contracts.workorders import OrderCard
from chalicelib.deadlines.ladder import Ladder, Sla, Step
from chalicelib.deadlines.model import Clocks, opened

ORDER = "wo_01J9Z0000000000000000000AB"
DEPARTMENT = "dp_service"
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SLA = Sla(respond=HOUR, arrive=3 * HOUR, complete=8 * HOUR)
LADDER = (
    Step(after=-10 * MINUTE, notify=("assignee",)),
    Step(after=timedelta(0), notify=("assignee", "assessment")),
    Step(after=30 * MINUTE, notify=("head", "setter", "mb_director")),
)


def card(**fields: object) -> OrderCard:
    """An order with an assignee and a setter; `fields` replace its own."""
    return OrderCard.model_validate(
        {
            "number": "WO-2026-000001",
            "kind": "repair",
            "category": "leak",
            "title": "Leak",
            "status": "assigned",
            "is_emergency": False,
            "department_id": DEPARTMENT,
            "assignee_id": "mb_technician",
            "reporter": Who(id="rs_1", kind="resident"),
            "setter_id": "mb_setter",
            "contact_id": None,
            "unit_id": None,
            "building_id": None,
            "community_id": None,
            "reported_at": NOON,
        }
        | fields
    )


def running(sla: Sla = SLA, ladder: Ladder = LADDER, now: datetime = NOON) -> Clocks:
    """Clocks that have just started."""
    return opened(ORDER, card(), sla, ladder, "running", now)


def held(sla: Sla = SLA, ladder: Ladder = LADDER) -> Clocks:
    """Clocks of a suspended order."""
    return opened(ORDER, card(), sla, ladder, "held", NOON)
