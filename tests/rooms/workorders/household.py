"""A household behind the payment gate, spoken to through the services: quicker than through the API."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from chalicelib.billing import service as billing
from chalicelib.categories import store as categories
from chalicelib.categories.model import Category
from chalicelib.contracts import workorders as events
from chalicelib.deadlines.service import Sla
from chalicelib.kernel.context import Context, retried
from chalicelib.kernel.schema import Money
from chalicelib.kernel.table import TenantTable
from chalicelib.tenants import service as tenants
from chalicelib.tenants.service import GatePolicy, tenant_ref
from chalicelib.workorders import gate, intake, service, store, triggers
from chalicelib.workorders.intake import Report
from chalicelib.workorders.model import WorkOrder
from tests.builders.estate import lay_tenant, lay_unit
from tests.conftest import TENANT

LONG_AGO = date(2026, 10, 1)


def lay_company(gate: GatePolicy | None = None) -> None:
    """The tenant, and a category of each gate policy, named for it."""
    lay_tenant(TENANT, gate)
    for number, (policy, kind) in enumerate(
        (("blocked", "repair"), ("notify", "complaint"), ("exempt", "repair"))
    ):
        category = Category(
            code=policy,
            names={"en": policy},
            department_id=f"dp_{number}",
            kind=kind,
            gate=policy,
            sla=Sla(respond=timedelta(minutes=30)),
        )
        TenantTable(TENANT).commit([categories.save(category)])


class Household:
    """One unit with a resident, its clerk, and the bus between billing and work orders, which a test holds in hand."""

    def __init__(self, acting: Callable[..., Context], unit: str = "un_1") -> None:
        self._acting, self.unit = acting, unit
        self._payments = 0
        lay_unit(TENANT, unit)

    @property
    def table(self) -> TenantTable:
        return TenantTable(TENANT)

    # -- people ----------------------------------------------------------------------------------------------------

    def resident(self) -> Context:
        return self._acting("resident", id=f"rs_{self.unit}", unit_ids=(self.unit,))

    def clerk(self) -> Context:
        return self._acting("billing_clerk", id="mb_clerk")

    def report(self, category: str = "blocked", kind: str = "repair") -> WorkOrder:
        what = Report(kind=kind, category=category, title="Water drips", unit_id=self.unit)
        return retried(lambda: intake.report(self.resident(), what))

    def cancel(self, order: str) -> WorkOrder:
        return retried(lambda: service.cancel(self.resident(), order, "no need"))

    def waive(self, order: str) -> WorkOrder:
        return retried(lambda: gate.waive(self.clerk(), order, "pays on Friday"))

    def charge(self, amount: int = 100, due_on: date = LONG_AGO) -> str:
        posted = retried(
            lambda: billing.post_charge(
                self.clerk(),
                unit_id=self.unit,
                kind="fee",
                period="2026-10",
                due_on=due_on,
                amount=_yuan(amount),
            )
        )
        return posted.line.id

    def pay(self, amount: int = 100) -> None:
        self._payments += 1
        reference = f"{self.unit}-{self._payments}"
        retried(
            lambda: billing.post_payment(
                self.clerk(),
                unit_id=self.unit,
                amount=_yuan(amount),
                provider="bank",
                provider_reference=reference,
            )
        )

    def pay_all(self) -> None:
        """Pay what is owed, if anything is."""
        account = self.table.get(billing.account_ref(self.unit))
        if account and account.balance > 0:
            self.pay(account.balance)

    def dispute(self, charge: str) -> None:
        retried(lambda: billing.dispute(self.clerk(), charge, "not ours", is_settled=False))

    def set_gate(self, **policy: int) -> None:
        """The company's gate policy from now on, for all its households."""
        tenants.configure(self._acting("tenant_admin"), name=None, policies={"gate": policy})

    # -- the bus ---------------------------------------------------------------------------------------------------

    def standing_events(self) -> list[dict[str, Any]]:
        """What billing has told of this household's standing, oldest first, as the bus would deliver it."""
        rows, _ = self.table.query(f"ACCOUNT#{self.unit}", prefix="EV#")
        return [
            {
                "id": row.sk,
                "source": "steward.billing",
                "detail-type": row.kind,
                "detail": json.loads(row.data),
            }
            for row in rows
            if row.kind == "StandingChanged"
        ]

    def deliver(self, *told: dict[str, Any]) -> list[str]:
        """Deliver these events, or all; answers the orders that were resumed."""
        resumed: list[str] = []
        for event in told or self.standing_events():
            resumed += triggers.on_standing_changed(event, None)["resumed"]
        return resumed

    # -- what became of it -----------------------------------------------------------------------------------------

    def order(self, order: str) -> WorkOrder:
        found = self.table.get(store.order_ref(order))
        assert found is not None
        return found

    def happened(self, order: str) -> list[str]:
        """The kinds of the order's events, without «WorkOrder»."""
        _, rows, _ = store.timeline(self.table, order, None, 200)
        return [row.kind.removeprefix(events.WorkOrderEvent.__name__.removesuffix("Event")) for row in rows]

    def held(self) -> list[str]:
        return store.holds(self.table, self.unit)

    def is_clear(self) -> bool:
        account, tenant = self.table.load(billing.account_ref(self.unit), tenant_ref())
        policy = tenant.policies.gate
        today = self.clerk().now.date()
        return billing.standing(account, policy, today).standing == "clear"


def _yuan(amount: int) -> Money:
    return Money(amount=amount, currency="CNY")
