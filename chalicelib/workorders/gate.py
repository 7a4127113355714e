"""The payment gate: who is held back, and how a held order goes on.

It has no race. A report commits only while the account is at the version that was judged, a resumption judges the
account anew in its own transaction, and holds are found by a strongly consistent read: whichever of report and payment
commits second sees the first. An order leaves `suspended` once, because its version allows it once.
"""

from datetime import datetime
from functools import partial

from chalicelib.billing import service as billing
from chalicelib.categories.service import Category
from chalicelib.contracts import workorders as events
from chalicelib.contracts.workorders import Amount, Hold
from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.changes import guard
from chalicelib.kernel.context import Context, retried
from chalicelib.tenants import audit
from chalicelib.tenants import service as tenants
from chalicelib.tenants.service import Tenant
from chalicelib.workorders import access, store
from chalicelib.workorders.change import change
from chalicelib.workorders.lifecycle import demand
from chalicelib.workorders.model import WorkOrder, draft


def arrears(
    category: Category, kind: str, account: billing.Account | None, tenant: Tenant, now: datetime
) -> Hold | None:
    """What the household owes, if that matters to an order of this category and kind. Pure."""
    if category.gate == "exempt" or kind == "task":
        return None
    standing = billing.standing(account, tenant.policies.gate, tenants.local_date(tenant, now))
    if standing.standing == "clear":
        return None
    amount = Amount(amount=standing.amount_due, currency=tenant.currency)
    return Hold(reason="arrears", amount_due=amount, since=standing.since)


def resume_cleared(context: Context, unit_id: str) -> list[str]:
    """Resume every suspended order of a unit whose account is clear. Answers with the ids that it resumed."""
    return [
        order_id
        for order_id in store.holds(context.table, unit_id)
        if retried(partial(_resume_if_clear, context, unit_id, order_id))
    ]


def waive(context: Context, order_id: str, reason: str) -> WorkOrder:
    """Let a held order go on although the household owes; the reason is kept."""
    order, clocks = context.load(store.order_ref(order_id), deadlines.clocks_ref(order_id))
    order = access.demand_sight(context.actor, order)
    context.check_match(order)
    access.demand_scope(context, order)
    demand("release", order.status)
    drafts = [
        draft(order, context.stamp).event(events.WorkOrderResumed, cause="waived", status="open", text=reason)
    ]
    after, parts = change(context, order, clocks, drafts, deadlines.Start())
    told = audit.recorded(
        context, "work_order", order.id, "hold_waived", name=order.number, data={"reason": reason}
    )
    context.commit(parts, told, answer=after)
    return after


def _resume_if_clear(context: Context, unit_id: str, order_id: str) -> bool:
    """Judge one held order anew. The account must not change while it resumes."""
    account_ref = billing.account_ref(unit_id)
    order, clocks, account, tenant = context.load(
        store.order_ref(order_id), deadlines.clocks_ref(order_id), account_ref, tenants.tenant_ref()
    )
    if order is None or order.status != "suspended":
        return False
    today = tenants.local_date(tenant, context.now)
    if billing.standing(account, tenant.policies.gate, today).standing != "clear":
        return False
    drafts = [draft(order, context.stamp).event(events.WorkOrderResumed, cause="cleared", status="open")]
    _, parts = change(context, order, clocks, drafts, deadlines.Start())
    context.commit(parts, [guard(account_ref, account)])
    return True
