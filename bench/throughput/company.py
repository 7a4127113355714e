"""The company that is measured, as Steward keeps it: laid into the empty table of this process's settings.

Every technician has the same number of active orders, however large the company; all others are done. The stores and
services make the people and two orders; the rest are copies of those under ids of their own.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from ulid import ULID

from chalicelib.categories import store as categories
from chalicelib.categories.model import Category
from chalicelib.deadlines.service import Sla, Step
from chalicelib.estates import store as estates
from chalicelib.estates.model import Building, Community, Location, Unit
from chalicelib.kernel import clock
from chalicelib.kernel.actor import Assignment
from chalicelib.kernel.aws import client
from chalicelib.kernel.changes import Change, Save
from chalicelib.kernel.context import Context
from chalicelib.kernel.packed import pack, unpack
from chalicelib.kernel.settings import settings
from chalicelib.kernel.table import TenantTable
from chalicelib.organization import store as organization
from chalicelib.organization.model import Department, Member
from chalicelib.organization.sign_in import sign_in_change
from chalicelib.tenants.service import Policies, Tenant, tenant_ref
from chalicelib.workorders import intake, service

TECHNICIANS = 4
MINE = 25  # active orders that each of them has
DESK = "front_desk"
REPORT = {
    "kind": "repair",
    "category": "leak",
    "unit_id": "un_1",
    "title": "Water drips from the ceiling",
    "description": "Since this morning, about a cup an hour.",
}
_TENANT = "tn_bench"
_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
_BATCH = 25  # BatchWriteItem takes no more

Item = dict[str, Any]


def sign_in_name(person: str) -> str:
    """The name by which someone signs in."""
    return f"{person}@bench"


def lay(orders: int) -> list[str]:
    """Found the company with `orders` orders; answers the ids of those that the first technician has."""
    table = TenantTable(_TENANT)
    table.commit(_places())
    for person in (DESK, *map(technician, range(TECHNICIANS))):
        member = _member(person)
        table.commit([*organization.save_member(member), sign_in_change(member.sign_in_name, member.id)])
    closed, taken = _reported(), _reported()
    service.cancel(_acting(DESK), closed, "called off")
    service.take(_acting(technician(0)), taken)
    done, active = _items(closed)[:1], _items(taken)
    for name in (closed, taken):  # the copies replace them
        _delete(_items(name))
    ids = [f"wo_{ULID.from_datetime(_LONG_AGO + timedelta(seconds=number))}" for number in range(orders)]
    active_ids = ids[-TECHNICIANS * MINE :]
    _write(item for id in ids[: -len(active_ids)] for item in _copy(done, closed, id))
    for number, id in enumerate(active_ids):
        _write(iter(_copy(active, taken, id, technician(number % TECHNICIANS))))
    return active_ids[::TECHNICIANS]


def technician(number: int) -> str:
    """The name of a technician, from 0."""
    return f"technician-{number:02d}"


def _places() -> list[Change]:
    respond, arrive, complete = (timedelta(hours=hours) for hours in (1, 4, 48))
    tenant = Tenant(
        id=_TENANT,
        slug="bench",
        name="Bench Estates",
        locale="en",
        time_zone="Asia/Shanghai",
        currency="CNY",
        jurisdiction="CN",
        policies=Policies(),
    )
    leak = Category(
        code="leak",
        names={"en": "Leak", "zh-CN": "漏水"},
        department_id="dp_1",
        kind="repair",
        gate="blocked",
        photos_required=1,
        sla=Sla(respond=respond, arrive=arrive, complete=complete),
        ladder=(
            Step(after=timedelta(minutes=-10), notify=("assignee",)),
            Step(after=timedelta(0), notify=("head",)),
        ),
    )
    where = Location(lat=31.2304, lon=121.4737)
    return [
        Save(tenant_ref().key, tenant),
        estates.save_community(Community(id="cm_1", name="Lakeside Gardens")),
        estates.save_building(Building(id="bd_1", community_id="cm_1", name="3", location=where)),
        estates.save_unit(Unit(id="un_1", building_id="bd_1", community_id="cm_1", name="3-1201")),
        organization.save_department(Department(id="dp_1", name="Repairs", kind="service")),
        categories.save(leak),
    ]


def _member(person: str) -> Member:
    role, is_technician = person.partition("-")[0], person != DESK
    return Member(
        id=f"mb_{person}",
        name=person,
        sign_in_name=sign_in_name(person),
        assignments=(Assignment(role=role, department_id="dp_1" if is_technician else None),),
        department_ids=("dp_1",),
        language="en",
    )


def _acting(person: str) -> Context:
    actor = _member(person).actor(_TENANT)
    return Context(actor, TenantTable(_TENANT), clock.now(), granted=actor.assignments)


def _reported() -> str:
    return intake.report(_acting(DESK), intake.Report(**REPORT)).id


def _items(order: str) -> list[Item]:
    """All items that have to do with an order, its own first."""
    found: list[Item] = client("dynamodb").scan(TableName=settings().table_name)["Items"]
    for item in found:
        _translate(item, unpack)
    of_order = [item for item in found if order in json.dumps(item)]
    return sorted(of_order, key=lambda item: (not item["SK"]["S"].endswith("#ORDER"), item["PK"]["S"]))


def _copy(items: list[Item], order: str, id: str, assignee: str = "") -> list[Item]:
    text = json.dumps(items, ensure_ascii=False).replace(order, id)
    copied: list[Item] = json.loads(text.replace(technician(0), assignee) if assignee else text)
    for item in copied:
        _translate(item, pack)
    return copied


def _translate(item: Item, how: Callable[[str], str]) -> None:
    for name in {"data", "more"} & item.keys():
        item[name]["S"] = how(item[name]["S"])


def _write(items: Iterator[Item]) -> None:
    while batch := list(islice(items, _BATCH)):
        _batch([{"PutRequest": {"Item": item}} for item in batch])


def _delete(items: list[Item]) -> None:
    _batch([{"DeleteRequest": {"Key": {"PK": item["PK"], "SK": item["SK"]}}} for item in items])


def _batch(requests: list[Item]) -> None:
    client("dynamodb").batch_write_item(RequestItems={settings().table_name: requests})
