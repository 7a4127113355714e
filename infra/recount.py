"""`make recount`: count every figure anew from what was recorded, while people work, and adopt the result.

Events are counted in both editions meanwhile; every order's timeline is told once more in the new one, and a fact is
counted once however often it is told, so that nothing is lost or doubled at any moment it may be stopped at: started
again it goes on. Where the editions differ is printed.
"""

import argparse
import os
import time
from collections.abc import Iterator

from chalicelib.contracts.workorders import WorkOrderCompleted
from chalicelib.deadlines.store import clocks_ref
from chalicelib.insights import recount
from chalicelib.insights.facts import Counted
from chalicelib.kernel.context import Context, for_system
from chalicelib.kernel.outbox import SK_PREFIX
from chalicelib.kernel.table import TenantTable
from chalicelib.kernel.tenancy import all_tenants
from chalicelib.surveys.model import survey_id
from chalicelib.surveys.store import survey_ref
from chalicelib.workorders.store import of_tenant, order_ref
from infra.cloud import ROOT_KEY
from infra.deployment import add_stage_option, deployment_of

_PAGE = 200
INDEX_LAG_S = 5.0  # an index shows what was written well within it
LONGEST_RUN_S = 30.0  # a function that reads or counts an edition has ended by then


def recount_tenant(context: Context, *, lag_s: float = INDEX_LAG_S, run_s: float = LONGEST_RUN_S) -> int:
    """Count a tenant's figures anew, adopt them, and remove the old. Answers how many numbers were wrong."""
    old, edition = recount.begin(context)
    time.sleep(lag_s)
    orders = events = 0
    for order_id in order_ids(context.table):
        orders += 1
        events += recount.replay(context, edition, told_of(context.table, order_id))
    wrong = recount.differences(context, old, edition)
    for place, number in wrong.items():
        print(f"  {' '.join(map(str, place))}: {number:+}")
    recount.adopt(context)
    time.sleep(run_s)
    recount.discard(context, old)
    print(f"  {context.table.tenant}: {orders} orders, {events} events, {len(wrong)} numbers were wrong")
    return len(wrong)


def order_ids(table: TenantTable) -> Iterator[str]:
    """Every order, active or done. Twice over both lists: one may move from the later to the earlier meanwhile."""
    seen: set[str] = set()
    for partition in of_tenant() * 2:
        after: str | None = None
        has_more = True
        while has_more:
            rows, has_more = table.query(partition.pk, index=partition.index, after=after, limit=_PAGE)
            for row in rows:
                after = row.sk
                if after not in seen:
                    seen.add(after)
                    yield after


def told_of(table: TenantTable, order_id: str) -> Iterator[Counted]:
    """What was recorded of an order, its deadlines and its surveys, as far as it is counted."""
    surveys = []
    for event in _recorded(table, order_ref(order_id).key.pk):
        if isinstance(event, WorkOrderCompleted):
            surveys.append(survey_ref(survey_id(order_id, event.completion)).key.pk)
        yield event
    for pk in (clocks_ref(order_id).key.pk, *surveys):
        yield from _recorded(table, pk)


def _recorded(table: TenantTable, pk: str) -> Iterator[Counted]:
    after: str | None = None
    has_more = True
    while has_more:
        rows, has_more = table.query(pk, prefix=SK_PREFIX, after=after, limit=_PAGE)
        for row in rows:
            after = row.sk
            if kind := recount.KINDS.get(row.kind):
                yield row.load(kind)


def main() -> None:
    """Count anew for one tenant, or for all. Ends with 1 when a number was wrong."""
    parser = argparse.ArgumentParser(description="Count every figure anew.")
    add_stage_option(parser)
    parser.add_argument("--tenant", help="a tenant's id; else all of them")
    arguments = parser.parse_args()
    os.environ.update(environment(arguments.stage))
    tenants = [arguments.tenant] if arguments.tenant else list(all_tenants())
    wrong = sum(recount_tenant(for_system(tenant, "recount")) for tenant in tenants)
    raise SystemExit(min(wrong, 1))


def environment(stage: str) -> dict[str, str]:
    """What the code needs in order to reach a deployment's table with the caller's own rights."""
    deployment = deployment_of(stage)
    found = {"TABLE_NAME": deployment.outputs["TableName"], "AWS_REGION": deployment.region}
    if deployment.endpoint_url:
        key = {"AWS_ACCESS_KEY_ID": ROOT_KEY, "AWS_SECRET_ACCESS_KEY": ROOT_KEY}
        found |= {"AWS_ENDPOINT_URL": deployment.endpoint_url, **key}
    return found


if __name__ == "__main__":
    main()
