"""Placing orders: each event once, whatever the bus does to it."""

import functools
from collections.abc import Sequence

from chalicelib.insights.positions import durations, store
from chalicelib.insights.positions.model import Move, Position, difference, placed
from chalicelib.kernel.context import Context, retried
from chalicelib.kernel.errors import NotFound
from chalicelib.tenants.service import Tenant, local_date, tenant_ref


def place(context: Context, order_id: str, *events: Move) -> None:
    """Move an order to where its events put it, with the gauges and the durations that follow from it.

    One batched read, and one transaction if the events say anything new. The position says what has been heard, so no
    mark of an event is needed. Raises NotFound for a tenant that is not there.
    """
    retried(lambda: _place(context, order_id, events))


def _place(context: Context, order_id: str, events: Sequence[Move]) -> None:
    tenant: Tenant | None
    before: Position | None
    tenant, before = context.load(tenant_ref(), store.position_ref(order_id))
    if tenant is None:
        raise NotFound()
    after = functools.reduce(placed, events, before)
    if after is None or after is before:
        return
    after = after.model_copy(update={"version": after.version + 1})
    stays = durations.changed(before.trail if before else (), after.trail)
    context.commit(
        store.save(after),
        store.gauge(difference(before.counts if before else {}, after.counts)),
        store.durations((local_date(tenant, stay.until), stay, times) for stay, times in stays.items()),
    )
