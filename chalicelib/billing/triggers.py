"""What runs on a schedule for accounts."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.billing import service
from chalicelib.kernel.context import for_system
from chalicelib.kernel.tenancy import for_each_tenant
from chalicelib.kernel.triggers import observed

triggers = Blueprint(__name__)


@triggers.lambda_function(name="billing_publish_standing")
@observed
def on_schedule(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Tell every standing that changed with the date alone; of one tenant if the event names one (`tenant`).

    Harmless to repeat. A tenant that fails does not keep the others waiting; then the run fails, to be tried
    again.
    """
    published = for_each_tenant(
        event,
        lambda tenant: service.publish_standing(for_system(tenant, "billing")),
        "standing not published",
    )
    return {"published": sum(published)}
