"""Lists cost the same in a tenant with 20 orders and with 20,000: the same calls, and the same read units."""

import pytest

from chalicelib.insights import store as insights
from chalicelib.insights.model import Cell
from chalicelib.kernel.changes import Save
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.table import TenantTable
from chalicelib.notifications import store as notifications
from chalicelib.notifications.model import Notification
from chalicelib.workorders import store
from chalicelib.workorders.model import WorkOrder
from tests.builders.cloud import REGION
from tests.builders.company import Company
from tests.builders.events import MORNING
from tests.builders.meter import MeteredApi
from tests.builders.quick_moto import lay

pytestmark = pytest.mark.slow

ACTIVE, DONE = ("open", "assigned", "accepted", "open"), ("closed", "cancelled")
NARROWED = "manager, what is open"
LISTS = {
    "manager": ("manager", "/v1/work-orders?limit=3"),
    NARROWED: ("manager", "/v1/work-orders?limit=3&status=open"),
    "manager, all that is active": (
        "manager",
        "/v1/work-orders?limit=3&status=suspended,open,assigned,accepted,on_site,paused,completed",
    ),
    "technician": ("technician", "/v1/work-orders?limit=3"),
    "resident": ("resident", "/v1/work-orders?limit=3"),
    "timeline": ("manager", "/v1/work-orders/{order}/timeline?limit=3"),
    "notifications": ("resident", "/v1/notifications?limit=3"),
    "stats": ("manager", "/v1/stats/work-orders?group_by=member&from=2026-11-20&to=2026-11-26"),
}


class Crowd:
    """A tenant whose orders all crowd into the same partitions: one unit, one reporter, one technician."""

    def __init__(self, api: MeteredApi) -> None:
        self.company = Company(api, api.found())
        self.api = api
        self.order = self.company.reported()
        self.callers = {role: self.company.as_(role) for role in ("manager", "technician")}
        self.callers["resident"] = self.company.resident
        self.table = TenantTable(self.company.tenancy.id)
        (row,), _ = self.table.query("WO#active", index="GSI1")
        self._seed = row.load(WorkOrder)

    def cost(self, who: str, path: str) -> tuple[tuple[str, ...], float, int]:
        """Calls, read units and items read of a list."""
        answer = self.callers[who].get(path.format(order=self.order))
        assert answer.status == 200 and answer.json["items"], answer
        one = self.api.measured[-1]
        return one.labels, one.units, sum(len(call.answer.get("Items", [])) for call in one.calls)

    def costs(self) -> dict[str, tuple[tuple[str, ...], float, int]]:
        return {name: self.cost(*asked) for name, asked in LISTS.items()}

    def grow(self, number: int, states: tuple[str, ...]) -> None:
        """That many more orders, a notification of each, and each counted."""
        for position in range(number):
            status = states[position % len(states)]
            self._lay_order(status)
            self._lay_notification(position)
        cell = Cell(member=self.company.member("technician")["id"])
        counted = insights.additions(
            insights.Editions().live, [(cell, MORNING.date(), {"completed": number})]
        )
        self.table.commit([*counted, notifications._count(self._seed.reporter.id, number)])

    def _lay_order(self, status: str) -> None:
        assignee = None if status == "open" else self.company.member("technician")["id"]
        order = self._seed.model_copy(update={"id": new_id("wo"), "status": status, "assignee_id": assignee})
        (save,) = store.save(order, [])
        self._lay(save)

    def _lay_notification(self, position: int) -> None:
        entry = Notification(
            id=new_id("nt"),
            person_id=self._seed.reporter.id,
            kind="work_order_assigned",
            title="Assigned",
            body="Somebody will come.",
            work_order_id=f"wo_{position:05}",
            step=None,
            link=None,
            created_at=MORNING,
        )
        self._lay(Save(notifications.notification_ref(entry.person_id, entry.id).key, entry))

    def _lay(self, save: Save) -> None:
        lay(REGION, self.table, save)


@pytest.fixture
def crowd(cloud, clock) -> Crowd:
    from app import app
    from tests.architecture.application import OPERATIONS

    return Crowd(MeteredApi(app, OPERATIONS))


def test_lists_cost_the_same_with_20_and_with_20_000_orders(crowd):
    crowd.grow(12, ACTIVE)
    crowd.grow(8, DONE)
    few = crowd.costs()
    crowd.grow(9_980, DONE)
    assert crowd.costs() == few
    crowd.grow(10_000, ACTIVE)
    many = crowd.costs()
    # A filter within the active orders narrows a bounded read (docs/decisions/0005), which only now is full.
    calls, _, items = many.pop(NARROWED)
    assert (calls, items) == (few.pop(NARROWED)[0], 201)
    assert many == few
