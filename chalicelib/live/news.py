"""What listeners are told: that something has a new version, never what is in it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel

from chalicelib.kernel.actor import Actor
from chalicelib.kernel.stream import Written
from chalicelib.workorders import watching
from chalicelib.workorders.watching import OrderChange

#: what notifications keeps of each entry of an inbox
_ENTRY = "Notification"


class _Entry(BaseModel):
    """What is looked at of an entry of an inbox: whose it is."""

    person_id: str


@dataclass(frozen=True)
class News:
    """What one batch of the stream has to tell within one tenant."""

    orders: tuple[OrderChange, ...]
    inboxes: frozenset[str]

    def message(self, actor: Actor) -> str | None:
        """What this person is told: `{"orders": {id: version}, "inbox": whether theirs changed}`; None if nothing."""
        orders: dict[str, int] = {}
        for change in self.orders:
            if change.concerns(actor):
                orders[change.order_id] = max(change.version, orders.get(change.order_id, 0))
        inbox = actor.id in self.inboxes
        return json.dumps({"orders": orders, "inbox": inbox}) if orders or inbox else None


def news(writes: Iterable[Written]) -> News:
    """The news in writes of one tenant; kinds that nobody is told of are left out."""
    orders, inboxes = [], set()
    for write in writes:
        if write.kind == watching.KIND:
            orders.append(watching.order_change(write))
        elif write.kind == _ENTRY:
            inboxes.add(_Entry.model_validate_json(write.data).person_id)
    return News(tuple(orders), frozenset(inboxes))
