"""Placing orders: each event once, whatever the bus does to it."""

from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.contracts.workorders import WorkOrderEvent
from chalicelib.insights.positions import durations, store
from chalicelib.insights.positions.model import difference, placed
from chalicelib.kernel.context import Context, retried
from chalicelib.tenants.service import Tenant, local_date, tenant_ref


def place(context: Context, event: WorkOrderEvent | DeadlineBreached) -> None:
    """Move an order to where an event puts it, with the gauges and the durations that follow from it.

    One batched read, and one transaction if the event says anything new. The position says what has been heard, so no
    mark of the event is needed. Raises NotFound for a tenant that is not there.
    """
    retried(lambda: _place(context, event))


def _place(context: Context, event: WorkOrderEvent | DeadlineBreached) -> None:
    tenant: Tenant
    tenant, before = context.load(tenant_ref(), store.position_ref(event.entity))
    after = placed(before, event)
    if after is before:
        return
    after = after.model_copy(update={"version": after.version + 1})
    stays = durations.changed(before.trail if before else (), after.trail)
    context.commit(
        store.save(after),
        store.gauge(difference(before.counts if before else {}, after.counts)),
        store.durations((local_date(tenant, stay.until), stay, times) for stay, times in stays.items()),
    )
