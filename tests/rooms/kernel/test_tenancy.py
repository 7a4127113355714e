"""The list of tenants."""

from chalicelib.kernel.actor import PLATFORM
from chalicelib.kernel.table import TenantTable
from chalicelib.kernel.tenancy import all_tenants, register


def test_nobody_is_listed_before_the_first_tenant(cloud):
    assert list(all_tenants()) == []


def test_every_registered_tenant_is_listed_once_however_many_there_are(cloud):
    names = [f"tn_{number:03}" for number in range(230)]
    for start in range(0, len(names), 50):
        TenantTable(PLATFORM).commit([register(name) for name in names[start : start + 50]])
    TenantTable(PLATFORM).commit([register(names[0])])
    assert list(all_tenants()) == names
