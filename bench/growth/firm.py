"""A company in a table of its own on DynamoDB Local: the same people and statistics, whatever number of orders."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from bench.growth import orders
from bench.growth.orders import Crowded, Load
from chalicelib.insights import store as insights
from chalicelib.insights.model import Cell
from chalicelib.insights.store import Editions
from chalicelib.kernel import clock, settings
from chalicelib.kernel.aws import client
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.table import TenantTable
from chalicelib.workorders import store
from tests.builders.api import Answer, Api, Caller
from tests.builders.cloud import REGION, table_definition
from tests.builders.company import Company

LIMIT = 20  # rows of a page
HISTORIES = 10  # orders that were played from report to completion
_DAYS, _CATEGORIES, _MEMBERS = 30, 20, 50  # what the statistics are of
Request = Callable[[], Answer]


class Firm:
    """One tenant; `requests` are what its people ask for, by name."""

    def __init__(self, api: Api, name: str, total: int) -> None:
        self.total, self.table = total, f"firm-{total}"
        definition = table_definition(self.table)
        del definition["StreamSpecification"]  # nobody listens
        client("dynamodb").create_table(**definition)
        with self.at_work():
            self.company = company = Company(api, api.found(name))
            self.callers = {role: company.as_(role) for role in ("manager", "dispatcher", "technician")}
            self.callers["resident"] = company.resident
            self._history = [self._played() for _ in range(HISTORIES)]
            self._count()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """The code asks this firm's table."""
        os.environ["TABLE_NAME"] = self.table
        settings.settings.cache_clear()
        yield

    def grow(self, url: str, active: int) -> None:
        """Put its orders into the table."""
        with self.at_work():
            tenant = TenantTable(self.company.tenancy.id)
            like = tenant.get(store.order_ref(self._history[0]))
            assert like is not None and like.unit_id and like.assignee_id
            crowded = Crowded(like.unit_id, like.reporter.id, like.assignee_id, like.department_id)
            key = os.environ["AWS_ACCESS_KEY_ID"]
            patterns = orders.patterns(tenant, like)
            orders.put(Load(url, REGION, key, self.table, patterns, crowded, self.total, active))

    def narrowed(self, active: int) -> Request:
        """Asks what is open in a new department of so many active orders, of which every second one is."""
        department = new_id("dp")
        table = TenantTable(self.company.tenancy.id)
        with self.at_work():
            like = table.get(store.order_ref(self._history[0]))
            assert like is not None
            fields = {"department_id": department, "version": 1}
            for start in range(0, active, 100):
                made = [
                    like.model_copy(
                        update={**fields, "id": new_id("wo"), "status": ("open", "completed")[number % 2]}
                    )
                    for number in range(start, min(active, start + 100))
                ]
                table.commit([change for order in made for change in store.save(order, [])])
        path = f"/v1/work-orders?limit={LIMIT}&status=open&department={department}"
        return lambda: self.callers["manager"].get(path)

    @property
    def requests(self) -> dict[str, Request]:
        """Each answers anew whenever it is asked."""
        company, callers = self.company, self.callers
        manager, resident = callers["manager"], callers["resident"]
        technician_id = company.member("technician")["id"]
        last = self._history[-1]
        with self.at_work():
            number = manager.get(f"/v1/work-orders/{last}").json["number"]
        today = date.fromisoformat(f"{clock.now():%Y-%m-%d}")
        window = f"from={today - timedelta(days=_DAYS - 2)}&to={today}"

        def listed(caller: Caller, wish: str = "") -> Request:
            return lambda: caller.get(f"/v1/work-orders?limit={LIMIT}{wish}")

        return {
            "all orders, manager": listed(manager),
            "own orders and queue, technician": listed(callers["technician"]),
            "own orders and unit's, resident": listed(resident),
            "filtered by assignee": listed(manager, f"&assignee={technician_id}"),
            "filtered by state": listed(manager, "&status=open"),
            "filtered by category": listed(manager, "&category=drip"),
            "by number": listed(manager, f"&q={number}"),
            "timeline": lambda: manager.get(f"/v1/work-orders/{last}/timeline"),
            "stats by category": lambda: manager.get(f"/v1/stats/work-orders?group_by=category&{window}"),
            "stats by member": lambda: manager.get(f"/v1/stats/work-orders?group_by=member&{window}"),
            "report": self._report,
        }

    def _report(self) -> Answer:
        return self.company.report(self.callers["resident"])

    def _played(self) -> str:
        now = clock.now()
        return str(self.company.brought_to("completed", f"{now:%Y-%m-%dT%H:%M:%SZ}"))

    def _count(self) -> None:
        """A month of counters for each category and member."""
        table = TenantTable(self.company.tenancy.id)
        today = clock.now().date()
        days = [today - timedelta(days=back) for back in range(_DAYS)]
        cells = [Cell(category=f"c{n}") for n in range(_CATEGORIES)]
        cells += [Cell(member=new_id("mb"), category="c0") for _ in range(_MEMBERS)]
        numbers = {"reported": 3, "completed": 2, "due": 2, "due_completed": 1}
        for cell in cells:
            table.commit(insights.additions(Editions().live, [(cell, day, numbers) for day in days]))
