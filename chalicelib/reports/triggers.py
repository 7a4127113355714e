"""What the bus brings: exports to go on with; and what a schedule does: tell people of their week."""

from datetime import datetime
from typing import Any

from chalice.app import Blueprint

from chalicelib.contracts.reports import ExportWanted
from chalicelib.kernel.context import for_system
from chalicelib.kernel.tenancy import for_each_tenant
from chalicelib.kernel.triggers import consumer, observed, parse
from chalicelib.reports import exporting, weekly

triggers = Blueprint(__name__)


@triggers.lambda_function(name="reports_export")
@consumer
def on_wanted(event: dict[str, Any], context: Any) -> None:
    """Do what comes next for an export."""
    wanted = parse(event, ExportWanted)
    assert isinstance(wanted, ExportWanted)
    exporting.go_on(for_system(wanted.tenant, "reports"), wanted)


@triggers.lambda_function(name="reports_tell_week")
@observed
def on_schedule(event: dict[str, Any], context: Any) -> None:
    """Tell members of their last week where it is Monday morning; of one tenant if the event names one (`tenant`).

    An event may also name the moment as of which that is done (`at`, RFC 3339). A tenant with which it fails does not
    keep the others waiting; then the run fails, to be tried again.
    """
    moment = event.get("at")
    at = datetime.fromisoformat(moment) if moment else None
    for_each_tenant(event, lambda tenant: weekly.tell(tenant, at), "week not told")
