"""The list of tenants, for what a schedule does for each of them. It lies in the platform's partition."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from chalicelib.kernel.actor import PLATFORM
from chalicelib.kernel.changes import Record
from chalicelib.kernel.entity import Key, Value
from chalicelib.kernel.observability import Failed, log_failure
from chalicelib.kernel.table import TenantTable

T = TypeVar("T")
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


def for_each_tenant(event: Mapping[str, Any], serve: Callable[[str], T], trouble: str) -> list[T]:
    """What `serve` answers for every tenant, or for the one that the event names (`tenant`).

    A tenant that fails does not keep the others waiting; then Failed is raised, for the run to be tried again, and
    `trouble` says in the log what did not happen.
    """
    answers: list[T] = []
    failed: list[str] = []
    for tenant in [event["tenant"]] if "tenant" in event else all_tenants():
        try:
            answers.append(serve(tenant))
        except Exception as failure:  # noqa: BLE001 - whatever it was, the others go on; the run fails at its end
            log_failure(trouble, failure, tenant=tenant)
            failed.append(tenant)
    if failed:
        raise Failed(f"{trouble} for {failed}")
    return answers
