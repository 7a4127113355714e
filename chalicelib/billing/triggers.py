"""What runs on a schedule for accounts."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.billing import service
from chalicelib.kernel.context import for_system
from chalicelib.kernel.observability import Failed, log_failure
from chalicelib.kernel.tenancy import all_tenants
from chalicelib.kernel.triggers import observed

triggers = Blueprint(__name__)


@triggers.lambda_function(name="billing_publish_standing")
@observed
def on_schedule(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Tell every standing that changed with the date alone; of one tenant if the event names one (`tenant`).

    Harmless to repeat. A tenant that fails does not keep the others waiting; then the run fails, to be tried
    again.
    """
    published = 0
    failed: list[str] = []
    for tenant in [event["tenant"]] if "tenant" in event else all_tenants():
        try:
            published += service.publish_standing(for_system(tenant, "billing"))
        except Exception as failure:  # noqa: BLE001 - whatever it was, the others go on; the run fails at its end
            log_failure("standing not published", failure, tenant=tenant)
            failed.append(tenant)
    if failed:
        raise Failed(f"standing not published for {failed}")
    return {"published": published}
