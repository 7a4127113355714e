"""The human numbers of orders."""

from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.kernel.context import Context
from chalicelib.tenants.service import Tenant
from chalicelib.workorders import store


def next_number(context: Context, tenant: Tenant) -> str:
    """The next human number of the tenant's year, such as WO-2026-000123. A failed report leaves a gap."""
    local: datetime = context.now.astimezone(ZoneInfo(tenant.time_zone))
    return f"WO-{local.year}-{context.table.next_number(store.number_counter(local.year)):06d}"
