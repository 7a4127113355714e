"""What surveys do when work is completed, and once a day."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.contracts.workorders import WorkOrderCompleted
from chalicelib.kernel.observability import Failed
from chalicelib.kernel.tenancy import all_tenants
from chalicelib.kernel.triggers import consumer, observed, parse
from chalicelib.surveys import service

triggers = Blueprint(__name__)


@triggers.lambda_function(name="surveys_invite")
@consumer
def on_completed(event: dict[str, Any], context: Any) -> None:
    """Ask the resident whether it is fixed."""
    completed = parse(event, WorkOrderCompleted)
    assert isinstance(completed, WorkOrderCompleted)
    service.invite(completed)


@triggers.lambda_function(name="surveys_expire")
@observed
def on_day(event: dict[str, Any], context: Any) -> None:
    """Close what nobody answered, for every tenant, or for the one that the event names (`tenant`).

    Raises Failed in the end if something could not be closed, so that the platform tries again.
    """
    named = event.get("tenant")
    failed = [id for tenant in ([named] if named else all_tenants()) for id in service.expire_due(tenant)]
    if failed:
        raise Failed(f"{len(failed)} surveys could not be expired")
