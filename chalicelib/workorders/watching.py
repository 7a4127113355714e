"""What a write of an order, as the table's stream tells of it, is to those who look at orders."""

from dataclasses import dataclass

from chalicelib.kernel.actor import Actor
from chalicelib.kernel.stream import Written
from chalicelib.workorders import access
from chalicelib.workorders.model import WorkOrder

KIND = WorkOrder.__name__


@dataclass(frozen=True)
class OrderChange:
    """An order has a new version. `seen` is the order before, if there was one, and after."""

    order_id: str
    version: int
    seen: tuple[WorkOrder, ...]

    def concerns(self, actor: Actor) -> bool:
        """Whether the order is this person's to see, or was until now: it has to go from their lists."""
        return any(access.can_see(actor, order) for order in self.seen)


def order_change(write: Written) -> OrderChange:
    """The change that a write of kind `KIND` is."""
    order = WorkOrder.model_validate_json(write.data)
    before = (WorkOrder.model_validate_json(write.former),) if write.former else ()
    return OrderChange(order.id, write.version, (*before, order))
