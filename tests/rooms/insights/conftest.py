"""A company whose figures are looked at."""

import pytest

from chalicelib.insights import triggers
from chalicelib.kernel.changes import Save
from chalicelib.kernel.entity import Key
from chalicelib.tenants.service import Tenant
from tests.builders.events import card, completed, on_bus
from tests.conftest import TENANT

NOVEMBER = "from=2026-11-01&to=2026-11-30"


class Company:
    """Two departments with a technician each; the first has a head."""

    def __init__(self, api) -> None:
        self.api = api
        self.tenancy = api.found()
        self.repairs = api.department(self.tenancy, name="Repairs")
        self.gardens = api.department(self.tenancy, name="Gardens")
        self.tom = api.member(self.tenancy, "technician", username="tom", department_ids=[self.repairs])
        self.flora = api.member(self.tenancy, "technician", username="flora", department_ids=[self.gardens])
        self.head = api.member(self.tenancy, "technician", username="head", department_ids=[self.repairs])
        api.as_(self.tenancy.admin).patch(f"/v1/departments/{self.repairs}", {"head_ids": [self.head["id"]]})

    def hear(self, event) -> None:
        """Let an event of this tenant be counted."""
        triggers.on_event(on_bus(event), None)

    def works(self, who: dict, department: str, order: str, **fields) -> None:
        """Somebody completes an order of a department."""
        done = card(assignee_id=who["id"], department_id=department, category=f"{order}-category")
        self.hear(completed(tenant=self.tenancy.id, entity=order, card=done, **fields))

    def stats(self, who: str, query: str):
        """The answer to somebody."""
        return self.api.as_(who).get(f"/v1/stats/work-orders?{query}")

    def names(self, who: str, group_by: str) -> list[str]:
        """Names of the rows that somebody sees of November."""
        answer = self.stats(who, f"group_by={group_by}&{NOVEMBER}")
        assert answer.status == 200, answer
        return [row["name"] for row in answer.json["items"]]


def hear(*events) -> None:
    """Let events be counted, as the bus brings them."""
    for event in events:
        triggers.on_event(on_bus(event), None)


@pytest.fixture
def company(api, clock) -> Company:
    """Two departments; a technician of each has completed an order."""
    company = Company(api)
    company.works(company.tom, company.repairs, "wo_1")
    company.works(company.flora, company.gardens, "wo_2")
    return company


@pytest.fixture
def tenant(cloud, clock, acting) -> Tenant:
    """A tenant in Shanghai."""
    tenant = Tenant(
        id=TENANT,
        slug="one",
        name="One",
        locale="en",
        time_zone="Asia/Shanghai",
        currency="CNY",
        jurisdiction="CN",
    )
    acting("manager").commit(Save(Key("TENANT"), tenant))
    return tenant
