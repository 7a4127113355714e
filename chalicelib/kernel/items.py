"""What an item of the table looks like: `{PK, SK, kind, v, data, more, …}`.

`data` is the entity's JSON (docs/decisions/0002), packed where it is long, `more` the part of it that the indexes do
not hold, `v` its version. What `Add` counts lies beside them under names of its own.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from chalicelib.kernel.entity import Entity, Ref
from chalicelib.kernel.packed import pack, unpack

E = TypeVar("E", bound=BaseModel)
Item = dict[str, Any]
_EMPTY = "{}"
_INDEX_KEYS = {f"GSI{number}{part}" for number in range(1, 6) for part in ("PK", "SK")}
_STRUCTURE = {"PK", "SK", "kind", "data", "more", "v", "expires_at", "source"} | _INDEX_KEYS


@dataclass(frozen=True)
class Row:
    """An item a query found: its sort key in what was queried, its JSON, and what `Add` counted on it."""

    sk: str
    kind: str
    data: str
    numbers: dict[str, int]
    labels: dict[str, str]

    def load(self, entity: type[E]) -> E:
        """The entity that the item holds."""
        return entity.model_validate_json(self.data)


def held(value: BaseModel) -> Item:
    """The attributes that hold an entity: its kind, its JSON, and the part of it that lists do not show."""
    unlisted = value.unlisted if isinstance(value, Entity) else frozenset()
    item = {
        "kind": {"S": type(value).__name__},
        "data": {"S": pack(value.model_dump_json(exclude=set(unlisted), exclude_defaults=True))},
    }
    more = value.model_dump_json(include=set(unlisted), exclude_defaults=True) if unlisted else _EMPTY
    if more != _EMPTY:
        item["more"] = {"S": pack(more)}
    return item


def at(version: int) -> Item:
    """The condition that the item lies there in this version; version 0: that nothing lies there."""
    if version == 0:
        return {"ConditionExpression": "attribute_not_exists(PK)"}
    return {"ConditionExpression": "v = :v", "ExpressionAttributeValues": {":v": {"N": str(version)}}}


def load(ref: Ref[E], item: Item | None) -> E | None:
    """The entity that an item holds; None where there is none."""
    if not item:
        return None
    data = unpack(item["data"]["S"])
    if "more" in item:  # two JSON objects with different members, joined into one
        more = unpack(item["more"]["S"])
        data = more if data == _EMPTY else data[:-1] + "," + more[1:]
    return ref.entity.model_validate_json(data)


def row(item: Item, sk: str) -> Row:
    """An item as a query found it; `sk` names the attribute that sorted it."""
    own = {name: value for name, value in item.items() if name not in _STRUCTURE}
    return Row(
        sk=item[sk]["S"],
        kind=item.get("kind", {}).get("S", ""),
        data=unpack(item.get("data", {}).get("S", "{}")),
        numbers={name: int(value["N"]) for name, value in own.items() if "N" in value},
        labels={name: value["S"] for name, value in own.items() if "S" in value},
    )
