"""How all units stand: page by page over the units, each with its account as it is today."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.billing import store
from chalicelib.billing.model import Account, StandingName
from chalicelib.billing.standing import Standing, standing
from chalicelib.estates import service as estates
from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Listing, ListQuery
from chalicelib.tenants import service as tenants
from chalicelib.tenants.service import Tenant

_BATCH = 99  # accounts of one read, beside the tenant


@dataclass(frozen=True)
class UnitStanding:
    """A unit with its standing; one that was never charged owes nothing."""

    unit: estates.Unit
    standing: Standing
    currency: str


def list_standings(
    context: Context,
    page: ListQuery,
    *,
    building_id: str | None,
    community_id: str | None,
    wanted: StandingName | None,
) -> Listing[UnitStanding]:
    """How units stand today, all or those of a building, of a community, or of one standing; newest unit first.

    A page looks at as many units as its limit says, so that one with a filter may be short and still have a cursor: one
    Query of units and one batched read of their accounts (another for each further 99). The standing is computed, not
    looked up: an account falls into arrears by the date alone.
    """
    purpose = ("accounts", community_id or "", wanted or "")
    units = estates.list_units(context, page, building_id, *purpose)
    within = [unit for unit in units.items if community_id in (None, unit.community_id)]
    tenant, accounts = _accounts(context, within)
    day = tenants.today(tenant, context.now)
    found = [
        UnitStanding(unit, standing(account, tenant.policies.gate, day), tenant.currency)
        for unit, account in zip(within, accounts, strict=True)
    ]
    return Listing(
        [one for one in found if wanted in (None, one.standing.standing)], next_cursor=units.next_cursor
    )


def _accounts(context: Context, units: Sequence[estates.Unit]) -> tuple[Tenant, list[Account | None]]:
    """The tenant, and each unit's account, None where there is none."""
    tenant: Any = None
    accounts: list[Account | None] = []
    for start in range(0, max(len(units), 1), _BATCH):
        refs = [store.account_ref(unit.id) for unit in units[start : start + _BATCH]]
        tenant, *some = context.load(tenants.tenant_ref(), *refs)
        accounts += some
    return tenant, accounts
