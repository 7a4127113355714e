"""The log of what left the house: read by order, by person, or by what did not arrive."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Listing
from chalicelib.notifications import store
from chalicelib.notifications.model import Channel, Delivery, Status

_ROUTE = "GET /v1/deliveries"
_READ = 100  # deliveries that one request looks at


@dataclass(frozen=True)
class Sought:
    """Which deliveries are wanted; without an order and a person, those that a channel did not bring."""

    work_order_id: str | None
    person_id: str | None
    channel: Channel | None
    status: Status | None


def deliveries(context: Context, sought: Sought, limit: int, cursor: str | None) -> Listing[Delivery]:
    """A page of the log, newest first, as far as the caller oversees it. Raises InvalidCursor.

    Narrowing reads a bounded number and may answer a short page with a cursor to go on from. One Query; by person the
    inbox's, and one BatchGetItem.
    """
    scope = (context.actor.tenant, context.actor.id, _ROUTE, str(sought))
    before = cursors.verify(cursor, *scope) if cursor else None
    found, has_more = _read(context, sought, before)
    kept: list[Delivery] = []
    position = None
    for id, delivery in found:
        if len(kept) == limit:
            has_more = True
            break
        position = id
        if delivery and _is_wanted(context, sought)(delivery):
            kept.append(delivery)
    return Listing(kept, cursors.sign(position, *scope) if has_more and position else None)


def _read(
    context: Context, sought: Sought, before: str | None
) -> tuple[list[tuple[str, Delivery | None]], bool]:
    """Ids and deliveries, newest first, and whether there may be more."""
    if sought.work_order_id:
        found, has_more = store.deliveries(context.table, sought.work_order_id, before, _READ)
    elif sought.person_id:
        told, has_more = store.told(context.table, sought.person_id, before, _READ)
        logs = context.load(*(store.delivery_ref(one.work_order_id or one.person_id, one.id) for one in told))
        return [(one.id, log) for one, log in zip(told, logs, strict=True)], has_more
    else:
        found, has_more = store.troubled(context.table, before, _READ)
    return [(one.notification_id, one) for one in found], has_more


def _is_wanted(context: Context, sought: Sought) -> Callable[[Delivery], bool]:
    """Whether a delivery lies in a department that the caller oversees, and is what is sought."""

    def wanted(delivery: Delivery) -> bool:
        if context.scope is not None and delivery.department_id not in context.scope:
            return False
        if sought.person_id and delivery.person_id != sought.person_id:
            return False
        if not sought.channel and not sought.status:
            return True
        return any(
            sought.channel in (None, one.channel) and sought.status in (None, one.status)
            for one in delivery.sendings
        )

    return wanted
