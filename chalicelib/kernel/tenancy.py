"""The list of tenants, for what a schedule does for each of them. It lies in the platform's partition."""

from collections.abc import Iterator

from chalicelib.kernel.actor import PLATFORM
from chalicelib.kernel.changes import Record
from chalicelib.kernel.entity import Key, Value
from chalicelib.kernel.table import TenantTable

_PARTITION = "TENANTS"


class Registered(Value):
    """A tenant exists."""

    tenant: str


def register(tenant: str) -> Record:
    """The part of a founding by which `all_tenants` names a tenant; only the platform's table commits it."""
    return Record(Key(_PARTITION, tenant), Registered(tenant=tenant))


def all_tenants() -> Iterator[str]:
    """The id of every tenant, in the order of ids. One Query for each 200."""
    table = TenantTable(PLATFORM)
    last: str | None = None
    has_more = True
    while has_more:
        rows, has_more = table.query(_PARTITION, after=last)
        for row in rows:
            yield row.load(Registered).tenant
            last = row.sk
