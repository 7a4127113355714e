"""`make rebuild-positions`: find again where orders stand, from their timelines, and check what the boards count.

Each order's events are heard once more. What was heard is recognised and what is new is put where it belongs, so that
this may run at any time, twice, and beside the consumer. It fills the boards of a deployment whose orders are older
than they are.
"""

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.insights.positions import service, store
from chalicelib.insights.positions.model import MOVES, Holder, Move
from chalicelib.kernel.context import for_system
from chalicelib.kernel.outbox import SK_PREFIX
from chalicelib.kernel.table import MOST_READ, TenantTable
from chalicelib.kernel.tenancy import all_tenants
from chalicelib.workorders import store as workorders
from infra.deployment import add_stage_option, deployment_of

_KINDS: dict[str, type[Move]] = {
    DeadlineBreached.__name__: DeadlineBreached,
    **{kind.__name__: kind for kind in MOVES},
}
_PAGE = 200


@dataclass(frozen=True)
class Rebuilt:
    """How many orders were looked at, and where the gauges differ from the positions: (counted, positions)."""

    orders: int
    differences: dict[Holder, tuple[dict[str, int], dict[str, int]]]


def rebuild(tenant: str) -> Rebuilt:
    """Place every order of a tenant by its timeline: two Queries, a read and perhaps a transaction for each.

    An order that moves meanwhile may show as a difference.
    """
    table = TenantTable(tenant)
    standing: dict[Holder, Counter[str]] = {}
    orders = list(_orders(table))
    for start in range(0, len(orders), MOST_READ):
        batch = orders[start : start + MOST_READ]
        for order_id in batch:
            service.place(for_system(tenant, "insights"), order_id, *_moves(table, order_id))
        for position in table.load(*map(store.position_ref, batch)):
            for holder, numbers in position.counts.items() if position else ():
                standing.setdefault(holder, Counter()).update(numbers)
    return Rebuilt(len(orders), _differences(table, standing))


def _orders(table: TenantTable) -> Iterator[str]:
    """The ids of all orders."""
    for partition in workorders.of_tenant():
        after: str | None = None
        has_more = True
        while has_more:
            rows, has_more = table.query(partition.pk, index=partition.index, after=after, limit=_PAGE)
            yield from (row.sk for row in rows)
            after = rows[-1].sk if rows else after


def _moves(table: TenantTable, order_id: str) -> Iterator[Move]:
    """What happened to an order, as far as it tells where the order stands: its timeline, then its breaches."""
    for partition in (f"WO#{order_id}", f"DEADLINES#{order_id}"):
        after: str | None = None
        has_more = True
        while has_more:
            rows, has_more = table.query(partition, prefix=SK_PREFIX, after=after, limit=_PAGE)
            for row in rows:
                if kind := _KINDS.get(row.kind):
                    yield row.load(kind)
                after = row.sk


def _differences(
    table: TenantTable, standing: dict[Holder, Counter[str]]
) -> dict[Holder, tuple[dict[str, int], dict[str, int]]]:
    gauged = store.gauges(table)
    pairs = {
        holder: (_positive(gauged.get(holder, {})), _positive(standing.get(holder, {})))
        for holder in {*gauged, *standing}
    }
    return {holder: pair for holder, pair in pairs.items() if pair[0] != pair[1]}


def _positive(numbers: dict[str, int]) -> dict[str, int]:
    return {name: number for name, number in numbers.items() if number}


def main() -> None:
    """Rebuild a tenant or all of them. Ends with 1 when a board counts something else than what stands there."""
    parser = argparse.ArgumentParser(description="Find again where orders stand, from their timelines.")
    add_stage_option(parser)
    parser.add_argument("--tenant", help="only this one")
    arguments = parser.parse_args()
    os.environ.update(deployment_of(arguments.stage).environment)
    is_wrong = False
    for tenant in [arguments.tenant] if arguments.tenant else all_tenants():
        rebuilt = rebuild(tenant)
        print(f"  {tenant}: {rebuilt.orders} orders, {len(rebuilt.differences)} gauges differ", flush=True)
        for (department, member), (counted, found) in sorted(rebuilt.differences.items(), key=str):
            print(f"    {department} {member or 'nobody'}: counted {counted}, found {found}")
        is_wrong = is_wrong or bool(rebuilt.differences)
    raise SystemExit(int(is_wrong))


if __name__ == "__main__":
    main()
