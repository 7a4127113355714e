"""What the bus brings: exports to go on with."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.contracts.reports import ExportWanted
from chalicelib.kernel.context import for_system
from chalicelib.kernel.triggers import consumer, parse
from chalicelib.reports import exporting

triggers = Blueprint(__name__)


@triggers.lambda_function(name="reports_export")
@consumer
def on_wanted(event: dict[str, Any], context: Any) -> None:
    """Do what comes next for an export."""
    wanted = parse(event, ExportWanted)
    assert isinstance(wanted, ExportWanted)
    exporting.go_on(for_system(wanted.tenant, "reports"), wanted)
