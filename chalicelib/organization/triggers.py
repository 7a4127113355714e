"""What the bus brings: people whose particulars the user pool has to learn of."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.contracts.organization import ParticularsChanged
from chalicelib.kernel.triggers import consumer, parse
from chalicelib.organization import particulars

triggers = Blueprint(__name__)
TAKES = ("ParticularsChanged",)


@triggers.lambda_function(name="organization_carry")
@consumer
def on_particulars(event: dict[str, Any], context: Any) -> None:
    """Let the user pool have a person's name and addresses as they are now."""
    changed = parse(event, ParticularsChanged)
    assert isinstance(changed, ParticularsChanged)
    particulars.carry(changed)
