"""What work orders do when other rooms' events arrive."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.contracts.attachments import AttachmentFlagged
from chalicelib.contracts.billing import StandingChanged
from chalicelib.contracts.deadlines import CalendarChanged, DeadlineBreached
from chalicelib.contracts.organization import CalendarAssigned
from chalicelib.contracts.workorders import RecountWanted
from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.context import for_system, retried
from chalicelib.kernel.tenancy import for_each_tenant
from chalicelib.kernel.triggers import Repeated, consumer, observed, parse
from chalicelib.workorders import counting, escalation, gate, photos

triggers = Blueprint(__name__)


@triggers.lambda_function(name="workorders_resume")
@consumer
def on_standing_changed(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Resume what the payment gate holds, if the account is clear now. The event's own word is not taken for it."""
    changed = parse(event, StandingChanged)
    return {"resumed": gate.resume_cleared(for_system(changed.tenant, "workorders"), changed.entity)}


@triggers.lambda_function(name="workorders_escalate")
@consumer
def on_trouble(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Write on the order's timeline that a step was climbed, or a photo is doubtful, with what follows, once."""
    trouble = parse(event, DeadlineBreached, AttachmentFlagged)

    def record() -> None:
        system = for_system(trouble.tenant, "workorders")
        if isinstance(trouble, DeadlineBreached):
            escalation.record(system, trouble)
        elif isinstance(trouble, AttachmentFlagged):
            photos.record_flag(system, trouble)

    try:
        retried(record)
    except Repeated:
        return {"recorded": False}
    return {"recorded": True}


@triggers.lambda_function(name="workorders_recount")
@consumer
def on_calendar_changed(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Find the departments that a calendar's change concerns, and count their open orders anew, some in each run."""
    changed = parse(event, CalendarChanged, CalendarAssigned, RecountWanted)
    system = for_system(changed.tenant, "workorders")
    if isinstance(changed, RecountWanted):
        return {"recounted": counting.recount(system, changed)}
    cause = f"{changed.entity}/{changed.sequence}"
    return {"departments": counting.want(system, cause, counting.departments(system, changed))}


@triggers.lambda_function(name="workorders_renew_calendars")
@observed
def on_night(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Take public holidays anew, and count anew whatever is counted by an old calendar; of one tenant if it is named.

    Harmless to repeat. A tenant that fails does not keep the others waiting; then the run fails, to be tried again.
    """
    return {"renewed": sum(for_each_tenant(event, _renew, "calendars not renewed"))}


def _renew(tenant: str) -> int:
    system = for_system(tenant, "workorders")
    renewed = deadlines.renew_calendars(system)
    counting.want(system, f"night/{system.now.date()}", counting.departments(system))
    return renewed
