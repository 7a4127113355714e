"""Where an order's clocks lie: one item, in a partition of its own together with the events of this room."""

from chalicelib.contracts.deadlines import DeadlineEvent
from chalicelib.deadlines.model import Clocks
from chalicelib.kernel.changes import Emit, Save
from chalicelib.kernel.entity import Key, Ref


def clocks_ref(order_id: str) -> Ref[Clocks]:
    """Where the clocks of an order lie; every order that this room was told of has them."""
    return Ref(Key(_partition(order_id)), Clocks)


def save(clocks: Clocks) -> Save:
    """Write the clocks, if nobody else has since they were read."""
    return Save(clocks_ref(clocks.order_id).key, clocks)


def emit(event: DeadlineEvent) -> Emit:
    """Record an event in the outbox."""
    return Emit(_partition(event.entity), event)


def _partition(order_id: str) -> str:
    return f"DEADLINES#{order_id}"
