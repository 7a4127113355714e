"""What an item of the table says, as the product reads it: both parts, and the defaults that it leaves out."""

import json
from collections.abc import Mapping
from typing import Any

from chalicelib.billing.model import Account
from chalicelib.deadlines.model import Clocks
from chalicelib.kernel.entity import Entity
from chalicelib.notifications.model import Notification
from chalicelib.surveys.model import Survey
from chalicelib.workorders.model import WorkOrder

_ENTITIES: dict[str, type[Entity]] = {
    kind.__name__: kind for kind in (Account, Clocks, Notification, Survey, WorkOrder)
}


def whole(row: Mapping[str, str]) -> str:
    """The JSON of an item's two parts."""
    more = row.get("more", "{}")
    return json.dumps(json.loads(row["data"]) | json.loads(more))


def read(row: Mapping[str, str]) -> Any:
    """An entity or an event as plain JSON."""
    kind = _ENTITIES.get(row["kind"])
    return (
        json.loads(row["data"])
        if kind is None
        else json.loads(kind.model_validate_json(whole(row)).model_dump_json())
    )
