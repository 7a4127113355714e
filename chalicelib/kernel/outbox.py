"""The transactional outbox: an event is an item, written in the transaction of the change that it tells of.

The table's stream carries it to `relay`, which puts it on the bus. An entity's events lie under the entity's own
partition, sorted by their sequence, so that the outbox is the timeline as well.
"""

from typing import Any

from chalicelib.contracts.envelope import Event
from chalicelib.kernel.packed import pack

SK_PREFIX = "EV#"


def sort_key(sequence: int) -> str:
    """The sort key of an entity's event number `sequence`."""
    return f"{SK_PREFIX}{sequence:08d}"


def item(event: Event) -> dict[str, Any]:
    """The event's attributes, the key excepted."""
    return {
        "kind": {"S": event.type},
        "source": {"S": event.source},
        "data": {"S": pack(event.model_dump_json())},
    }
