"""What the table's stream tells of an item that was written: what it is now, and what it was before."""

from dataclasses import dataclass
from typing import Any

from chalicelib.kernel.packed import unpack


@dataclass(frozen=True)
class Written:
    """One write of an entity: its JSON without what no list shows, and `former`, that of before, None for a new one."""

    tenant: str
    kind: str
    version: int
    data: str
    former: str | None


def written(record: dict[str, Any]) -> Written | None:
    """The write that a stream record tells of; None for a deletion, and for what is no entity of a tenant.

    The tenant is the one that `TenantTable` wrote in front of the key.
    """
    told = record["dynamodb"]
    image, former = told.get("NewImage"), told.get("OldImage")
    mark, _, rest = told["Keys"]["PK"]["S"].partition("#")
    if image is None or mark != "T" or "v" not in image:
        return None
    return Written(
        tenant=rest.partition("#")[0],
        kind=image["kind"]["S"],
        version=int(image["v"]["N"]),
        data=unpack(image["data"]["S"]),
        former=unpack(former["data"]["S"]) if former else None,
    )
