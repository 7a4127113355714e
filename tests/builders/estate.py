"""Places and people for tests: made through the API, or laid straight into the table."""

from dataclasses import dataclass
from typing import Any

from chalicelib.estates import store
from chalicelib.estates.model import Building, Community, Location, Unit
from chalicelib.kernel.changes import Save
from chalicelib.kernel.table import TenantTable
from chalicelib.tenants.service import GatePolicy, Policies, Tenant, tenant_ref
from tests.builders.api import Api, Caller, Tenancy, made_by

SHANGHAI = {"lat": 31.2304, "lon": 121.4737, "datum": "wgs84"}


@dataclass(frozen=True)
class Estate:
    """A tenant with one community, one building and one unit, and whoever keeps them up to date."""

    tenancy: Tenancy
    steward: Caller
    community_id: str
    building_id: str
    unit_id: str


def an_estate(api: Api, name: str = "Harbour Estates") -> Estate:
    """A new tenant with a place in it, made by its administrator."""
    tenancy = api.found(name)
    admin = api.as_(tenancy.admin)
    community = made_by(admin.post("/v1/communities", {"name": "Lakeside Gardens"}))
    building = made_by(
        admin.post(
            "/v1/buildings", {"community_id": community["id"], "name": "Building 3", "location": SHANGHAI}
        )
    )
    unit = made_by(admin.post("/v1/units", {"building_id": building["id"], "name": "3-1201"}))
    return Estate(tenancy, admin, community["id"], building["id"], unit["id"])


def a_resident(estate: Estate, username: str | None = "li.wei", **fields: Any) -> dict[str, Any]:
    """A new resident of the estate's unit; answers what the API does."""
    body = {
        "name": "Li Wei",
        "phone": "+8613800138000",
        "unit_ids": [estate.unit_id],
        "relation": "owner",
        **fields,
    }
    return made_by(estate.steward.post("/v1/residents", body | ({"username": username} if username else {})))


def lay_tenant(id: str, gate: GatePolicy | None = None, time_zone: str = "Asia/Shanghai") -> None:
    """A tenant in the table, without people."""
    tenant = Tenant(
        id=id,
        slug=id.replace("_", "-"),
        name=id,
        locale="en",
        time_zone=time_zone,
        currency="CNY",
        jurisdiction="CN",
        policies=Policies(gate=gate or GatePolicy()),
    )
    TenantTable(id).commit([Save(tenant_ref().key, tenant)])


def lay_unit(tenant: str, unit_id: str = "un_1") -> None:
    """A unit in the table, with its building and community."""
    TenantTable(tenant).commit(
        [
            store.save_community(Community(id=f"cm_{unit_id}", name="Lakeside Gardens")),
            store.save_building(
                Building(
                    id=f"bd_{unit_id}",
                    community_id=f"cm_{unit_id}",
                    name="Building 3",
                    location=Location(lat=31.2304, lon=121.4737),
                )
            ),
            store.save_unit(
                Unit(id=unit_id, building_id=f"bd_{unit_id}", community_id=f"cm_{unit_id}", name="3-1201")
            ),
        ]
    )
