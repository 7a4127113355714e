"""Which partition keys a call of DynamoDB touches, in the table and in each index, and with how many units.

A write costs 1 unit for each KB of the item before or after, whichever is larger, and 2 within a transaction; so
does a condition that is checked. An index costs 1 unit for each KB of its entry when the entry changes, and the old
entry and the new one when its key does; a transaction does not double that, because an index follows after it. A read
costs 1 unit for each 4 KB, and half of that from an index. Source: "Read and write operations" and "Using Global
Secondary Indexes" in the DynamoDB developer guide.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bench.units import size
from infra.template import resources

TABLE = "table"
Item = Mapping[str, Mapping[str, str]]
_KEYS = ("PK", "SK")


@dataclass(frozen=True)
class Touch:
    """Units that one partition key of the table or of an index takes. `sk` names the item that a write concerns."""

    where: str
    pk: str
    sk: str = ""
    read: float = 0
    write: float = 0


@dataclass(frozen=True)
class Access:
    """One call: what it touches, and whether it is a transaction, which holds its items while it lasts."""

    touches: tuple[Touch, ...]
    is_transaction: bool


class Table:
    """What lies in a table that is watched from its creation on: it says what the next write costs."""

    def __init__(self) -> None:
        self._items: dict[tuple[str, str], Item] = {}
        self._indexes = {
            index["IndexName"]: index
            for index in resources()["Table"]["Properties"]["GlobalSecondaryIndexes"]
        }

    def access(self, name: str, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> Access:
        """What a call by its wire form did, if it succeeded."""
        if name == "TransactWriteItems":
            parts = [part for one in asked["TransactItems"] for part in one.items()]
            written = [touch for part in parts for touch in self._write(part[0], part[1], 2)]
            return Access(tuple(written), is_transaction=True)
        if name in ("PutItem", "UpdateItem", "DeleteItem"):
            return Access(tuple(self._write(name.removesuffix("Item"), asked, 1)), is_transaction=False)
        return Access(tuple(_read(name, asked, answer)), is_transaction=False)

    def _write(self, kind: str, asked: Mapping[str, Any], factor: int) -> Iterator[Touch]:
        key = asked["Item"] if kind == "Put" else asked["Key"]
        pk, sk = (key[name]["S"] for name in _KEYS)
        before = self._items.get((pk, sk), {})
        # An update only adds to counters, which lie in no index and stay within their one KB.
        after: Item = {"Put": asked.get("Item", {}), "Delete": {}, "Update": before or key}.get(kind, before)
        yield Touch(TABLE, pk, sk, write=factor * _kilobytes(before, after))
        for name, index in self._indexes.items():
            old, new = _entry(before, index), _entry(after, index)
            for partition in {_partition(entry, index) for entry in (old, new) if entry}:
                here = [e for e in (old, new) if e and _partition(e, index) == partition]
                if old != new:
                    yield Touch(name, partition, sk, write=_index_units(here, index))
        self._items[pk, sk] = after


def _index_units(entries: list[Item], index: Mapping[str, Any]) -> int:
    """Units in one partition: of the changed entry once, or of both entries where the sort key changed."""
    names = [key["AttributeName"] for key in index["KeySchema"]]
    if len({tuple(entry[name]["S"] for name in names) for entry in entries}) == 1:
        return _kilobytes(*entries)
    return sum(_kilobytes(entry) for entry in entries)


def _entry(item: Item, index: Mapping[str, Any]) -> Item:
    """What an index holds of an item; nothing of one that does not name it."""
    keys = [key["AttributeName"] for key in index["KeySchema"]]
    if any(key not in item for key in keys):
        return {}
    names = (*_KEYS, *keys, *index["Projection"]["NonKeyAttributes"])
    return {name: item[name] for name in names if name in item}


def _partition(entry: Item, index: Mapping[str, Any]) -> str:
    return entry[index["KeySchema"][0]["AttributeName"]]["S"]


def _read(name: str, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> Iterator[Touch]:
    match name:
        case "GetItem":
            yield Touch(TABLE, asked["Key"]["PK"]["S"], read=_pages([answer.get("Item", {})]))
        case "BatchGetItem":
            ((_, wanted),) = asked["RequestItems"].items()
            (found,) = answer["Responses"].values() if answer["Responses"] else ([],)
            items = {(item["PK"]["S"], item["SK"]["S"]): item for item in found}
            for key in wanted["Keys"]:
                pk, sk = (key[name]["S"] for name in _KEYS)
                yield Touch(TABLE, pk, read=_pages([items.get((pk, sk), {})]))
        case "Query":
            share = 1 if asked.get("ConsistentRead") else 0.5
            units = share * _pages(answer.get("Items", []))
            yield Touch(
                asked.get("IndexName", TABLE), asked["ExpressionAttributeValues"][":pk"]["S"], read=units
            )


def _kilobytes(*items: Item) -> int:
    return max(1, -(-max(map(size, items)) // 1024))


def _pages(items: Iterable[Item]) -> int:
    return max(1, -(-sum(map(size, items)) // 4096))
