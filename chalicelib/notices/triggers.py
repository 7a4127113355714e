"""What the bus brings: notices to go on with."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.contracts.notices import NoticeWanted
from chalicelib.kernel.context import for_system
from chalicelib.kernel.triggers import consumer, parse
from chalicelib.notices import walking

triggers = Blueprint(__name__)


@triggers.lambda_function(name="notices_walk")
@consumer
def on_wanted(event: dict[str, Any], context: Any) -> None:
    """Count or tell the next people of a notice."""
    wanted = parse(event, NoticeWanted)
    assert isinstance(wanted, NoticeWanted)
    walking.go_on(for_system(wanted.tenant, "notices"), wanted)
