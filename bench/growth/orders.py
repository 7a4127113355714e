"""Many orders of one tenant, as its store writes them, put into DynamoDB Local as fast as its own API takes them.

The store writes one order of each kind; what it put on the wire is the pattern of all others of that kind, but with
texts left unpacked: they are read all the same, and packing a million would take longer than loading them.
"""

import http.client
import json
import multiprocessing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from ulid import ULID

from chalicelib.contracts.envelope import Who
from chalicelib.kernel.changes import Remove
from chalicelib.kernel.packed import unpack
from chalicelib.kernel.table import TenantTable
from chalicelib.workorders import store
from chalicelib.workorders.model import WorkOrder
from tests.builders.meter import counted

YEARS = timedelta(days=5 * 365)
UNITS, RESIDENTS, TECHNICIANS, DEPARTMENTS = 20_000, 40_000, 200, 50
CROWD = 8  # every eighth order is of the crowded unit, its resident, technician and department
_BATCH = 25  # BatchWriteItem takes no more
_PLACES = ("order", "number", "unit", "reporter", "technician", "department")
_HEADERS = {
    "Content-Type": "application/x-amz-json-1.0",
    "X-Amz-Target": "DynamoDB_20120810.BatchWriteItem",
    # DynamoDB Local takes account and region from the credential and looks at nothing else.
    "Authorization": "AWS4-HMAC-SHA256 Credential={key}/20260101/{region}/dynamodb/aws4_request, "
    "SignedHeaders=host, Signature=0",
}


@dataclass(frozen=True)
class Crowded:
    """Ids of the unit, the resident, the technician and the department that have an eighth of all orders."""

    unit: str
    reporter: str
    technician: str
    department: str


@dataclass(frozen=True)
class Load:
    """What is to be put where: `total` orders, the newest `active` of them not yet done."""

    url: str
    region: str
    key: str
    table: str
    patterns: Mapping[str, str]
    crowded: Crowded
    total: int
    active: int


def patterns(table: TenantTable, order: WorkOrder) -> dict[str, str]:
    """By kind, the JSON of an item with a place such as `%(order)s` for each id that differs."""
    fields: dict[str, dict[str, str | None]] = {
        "open": {"status": "open", "assignee_id": None},
        "taken": {"status": "accepted", "assignee_id": "<technician>"},
        "closed": {"status": "closed", "assignee_id": "<technician>"},
    }
    return {kind: _pattern(table, order, **those) for kind, those in fields.items()}


def put(load: Load, processes: int = 2) -> None:
    """Put the orders into the table, from several processes."""
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_put, args=(load, part, processes)) for part in range(processes)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("not all orders could be put")


def _pattern(table: TenantTable, order: WorkOrder, **fields: Any) -> str:
    like = order.model_copy(
        update={
            "id": "<order>",
            "number": "<number>",
            "unit_id": "<unit>",
            "reporter": Who(id="<reporter>", kind="resident", name=order.reporter.name),
            "department_id": "<department>",
            "version": 1,
            **fields,
        }
    )
    with counted() as calls:
        table.commit(store.save(like, []))
    (written,) = calls[-1].asked["TransactItems"]
    table.commit([Remove(store.order_ref(like.id).key)])
    item = written["Put"]["Item"]
    for name in {"data", "more"} & item.keys():
        item[name]["S"] = unpack(item[name]["S"])  # a packed text has no places
    text = json.dumps({"PutRequest": {"Item": item}}, ensure_ascii=False).replace("%", "%%")
    for place in _PLACES:
        text = text.replace(f"<{place}>", f"%({place})s")
    return text


def _put(load: Load, part: int, parts: int) -> None:
    """One process's share of the orders."""
    address = urlsplit(load.url)
    connection = http.client.HTTPConnection(str(address.hostname), address.port)
    headers = {name: value.format(key=load.key, region=load.region) for name, value in _HEADERS.items()}
    first = datetime.now(UTC) - YEARS
    for start in range(part * _BATCH, load.total, parts * _BATCH):
        numbers = range(start, min(load.total, start + _BATCH))
        items = ",".join(_item(load, number, first) for number in numbers)
        body = f'{{"RequestItems":{{"{load.table}":[{items}]}}}}'
        connection.request("POST", "/", body.encode(), headers)
        answer = connection.getresponse().read()
        if answer != b'{"UnprocessedItems":{}}':
            raise RuntimeError(answer[:500])


def _item(load: Load, number: int, first: datetime) -> str:
    is_crowded, round_ = number % CROWD == 0, number // CROWD
    kind = "closed" if number < load.total - load.active else ("open", "taken")[(number + round_) % 2]
    at = first + YEARS * (number / load.total)
    places = {
        "order": f"wo_{ULID.from_bytes(int(at.timestamp() * 1000).to_bytes(6, 'big') + number.to_bytes(10, 'big'))}",
        "number": f"WO-{at.year}-{number:06d}",
        "unit": load.crowded.unit if is_crowded else f"un_{number % UNITS:026d}",
        "reporter": load.crowded.reporter if is_crowded else f"rs_{number % RESIDENTS:026d}",
        "technician": load.crowded.technician if is_crowded else f"mb_{number % TECHNICIANS:026d}",
        "department": load.crowded.department if is_crowded else f"dp_{number % DEPARTMENTS:026d}",
    }
    return load.patterns[kind] % places
