"""What work orders do when other rooms' events arrive."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.contracts.billing import StandingChanged
from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.kernel.context import for_system, retried
from chalicelib.kernel.triggers import Repeated, consumer, parse
from chalicelib.workorders import escalation, gate

triggers = Blueprint(__name__)


@triggers.lambda_function(name="workorders_resume")
@consumer
def on_standing_changed(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Resume what the payment gate holds, if the account is clear now. The event's own word is not taken for it."""
    changed = parse(event, StandingChanged)
    return {"resumed": gate.resume_cleared(for_system(changed.tenant, "workorders"), changed.entity)}


@triggers.lambda_function(name="workorders_escalate")
@consumer
def on_deadline_breached(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Write the step that was climbed on the order's timeline, once."""
    breached = parse(event, DeadlineBreached)
    assert isinstance(breached, DeadlineBreached)
    try:
        retried(lambda: escalation.record(for_system(breached.tenant, "workorders"), breached))
    except Repeated:
        return {"recorded": False}
    return {"recorded": True}
