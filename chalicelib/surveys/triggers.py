"""What surveys do when work is completed, and once a day."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from chalice.app import Blueprint

from chalicelib.contracts.workorders import WorkOrderCompleted
from chalicelib.kernel.observability import Failed
from chalicelib.kernel.tenancy import all_tenants
from chalicelib.kernel.triggers import consumer, observed, parse
from chalicelib.surveys import days, service

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
    """End what nobody answered, for every tenant, or for the one that the event names (`tenant`).

    An event may also name the moment as of which that is done (`at`, RFC 3339). Raises Failed in the end if something
    could not be ended, so that the platform tries again.
    """
    _run(event, days.expire_due, "expired")


@triggers.lambda_function(name="surveys_remind")
@observed
def on_morning(event: dict[str, Any], context: Any) -> None:
    """Remind those who have not answered; `tenant`, `at` and failures as of `on_day`."""
    _run(event, days.remind_due, "reminded of")


def _run(event: dict[str, Any], serve: Callable[[str, datetime | None], list[str]], what: str) -> None:
    named, moment = event.get("tenant"), event.get("at")
    at = datetime.fromisoformat(moment) if moment else None
    failed = [id for tenant in ([named] if named else all_tenants()) for id in serve(tenant, at)]
    if failed:
        raise Failed(f"{len(failed)} surveys could not be {what}")
