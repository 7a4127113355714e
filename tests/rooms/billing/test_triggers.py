"""The daily run: it tells the standings that changed without a write."""

from datetime import date, timedelta

import pytest

from chalicelib.billing import service, store
from chalicelib.billing.triggers import on_schedule
from chalicelib.kernel.actor import PLATFORM
from chalicelib.kernel.changes import Save
from chalicelib.kernel.table import TenantTable
from chalicelib.kernel.tenancy import register
from chalicelib.tenants.service import GatePolicy, Policies, tenant_ref
from tests.builders.cloud import outbox
from tests.builders.estate import lay_tenant, lay_unit
from tests.conftest import OTHER_TENANT, TENANT
from tests.rooms.billing.conftest import calls_counted, charge, pay

TODAY = date(2026, 11, 23)


def run(**event):
    return on_schedule({"id": "1", **event}, None)["published"]


def changes(tenant=TENANT):
    details = [event["detail"] for event in outbox() if event["type"] == "StandingChanged"]
    return [(detail["entity"], detail["standing"]) for detail in details if detail["tenant"] == tenant]


def regulate(**gate):
    table = TenantTable(TENANT)
    tenant = table.get(tenant_ref())
    table.commit([Save(tenant_ref().key, tenant.changed(policies=Policies(gate=GatePolicy(**gate))))])


def test_a_charge_that_becomes_overdue_is_told_once(clerk, clock):
    charge(clerk(), due_on=TODAY)
    assert run(tenant=TENANT) == 0
    clock.advance(days=1)
    assert run(tenant=TENANT) == 1
    assert changes() == [("un_1", "arrears")]
    assert run(tenant=TENANT) == 0


def test_a_run_that_was_missed_is_made_up_for(clerk, clock):
    charge(clerk(), due_on=TODAY)
    clock.advance(days=30)
    assert run(tenant=TENANT) == 1


def test_grace_delays_and_disputes_prevent(clerk, clock):
    regulate(grace_days=3)
    lay_unit(TENANT, "un_2")
    charge(clerk(), due_on=TODAY)
    disputed = charge(clerk(), due_on=TODAY, unit_id="un_2").line
    service.dispute(clerk(), disputed.id, "not mine", is_settled=False)
    clock.advance(days=3)
    assert run(tenant=TENANT) == 0
    clock.advance(days=1)
    assert run(tenant=TENANT) == 1
    assert ("un_2", "arrears") not in changes()


def test_a_milder_policy_is_told_as_well(clerk):
    charge(clerk())
    regulate(grace_days=300)
    assert run(tenant=TENANT) == 1
    assert changes() == [("un_1", "arrears"), ("un_1", "clear")]


def test_a_paid_charge_is_not_looked_at(clerk, clock):
    charge(clerk(), due_on=TODAY)
    pay(clerk())
    clock.advance(days=1)
    with calls_counted() as sent:
        assert run(tenant=TENANT) == 0
    assert sent == ["GetItem", "Query", "Query"]


def test_every_tenant_is_served_and_one_that_fails_does_not_hold_up_the_rest(clerk, clock, acting):
    lay_tenant(OTHER_TENANT)
    lay_unit(OTHER_TENANT)
    TenantTable(PLATFORM).commit([register("tn_ghost"), register(TENANT), register(OTHER_TENANT)])
    charge(clerk(), due_on=TODAY)
    charge(acting("billing_clerk", tenant=OTHER_TENANT), due_on=TODAY)
    clock.advance(days=1)
    with pytest.raises(RuntimeError, match="tn_ghost"):
        run()
    assert changes(TENANT) == changes(OTHER_TENANT) == [("un_1", "arrears")]


def test_more_accounts_than_one_page_are_all_looked_at(clerk):
    posted = charge(clerk(), due_on=TODAY)
    accounts = [
        posted.account.model_copy(update={"unit_id": f"un_m{n:03}", "version": 1}) for n in range(230)
    ]
    for start in range(0, len(accounts), 100):
        TenantTable(TENANT).commit([store.save(account) for account in accounts[start : start + 100]])
    found = [account.unit_id for account in store.candidates(clerk(), TODAY + timedelta(days=1))]
    assert sorted(found) == ["un_1", *(account.unit_id for account in accounts)]
    assert list(store.candidates(clerk(), TODAY)) == []
