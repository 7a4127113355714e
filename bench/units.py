"""What DynamoDB charges for a call, worked out from the items, because no engine here says it right.

DynamoDB Local counts a transaction's writes four times over, the embedded cloud leaves out BatchGetItem and the size of
strongly consistent reads. The rules are AWS's:

- a read costs 1 unit for each 4 KB that is read, half of that from an index (eventually consistent); what is not there
  costs as the smallest;
- a write costs 1 unit for each 1 KB of the item before or after, whichever is larger; within a transaction 2, and so
  does the check of a condition;
- each index costs 1 unit for each 1 KB of its entry (keys and what it projects) if the entry changes, and the old and
  the new one if its key does. Transactions do not double that: an index follows after the transaction.

Sources: "Read and write operations" and "Using Global Secondary Indexes" in the DynamoDB developer guide; that the
factor of a transaction is the table's alone was seen on AWS itself (nubo-db/dynoxide, pull request 188 on GitHub).
"""

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from infra.template import resources

Item = Mapping[str, Mapping[str, str]]
_ASSIGNED = re.compile(r"(#?\w+) *=? *(:\w+)")
_NUMBER = 2  # digits that one byte holds


@dataclass(frozen=True)
class Units:
    """Read and write request units; `index` is the part of `write` that goes to the indexes."""

    read: float = 0
    write: float = 0
    index: float = 0

    def __add__(self, other: "Units") -> "Units":
        return Units(self.read + other.read, self.write + other.write, self.index + other.index)


NOTHING = Units()


class Ledger:
    """Follows a table from its creation on: what lies in it says what the next write costs."""

    def __init__(self) -> None:
        self._items: dict[tuple[str, str], Item] = {}
        self._indexes = [
            (index["KeySchema"], ("PK", "SK", *index["Projection"]["NonKeyAttributes"]))
            for index in resources()["Table"]["Properties"]["GlobalSecondaryIndexes"]
        ]

    @property
    def stored(self) -> int:
        """Bytes that lie in table and indexes, as DynamoDB charges them: 100 more for each item and entry."""
        entries = [
            view
            for item in self._items.values()
            for view in (item, *(self._view(item, *index) for index in self._indexes))
            if view
        ]
        return sum(size(entry) + 100 for entry in entries)

    def charge(self, name: str, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> Units:
        """What a call costs, by its wire form and its answer. What it writes is remembered."""
        is_done = "Error" not in answer
        match name:
            case "GetItem":
                return Units(read=_read([answer.get("Item", {})]))
            case "BatchGetItem":
                ((_, wanted),) = asked["RequestItems"].items()
                found = [item for items in answer.get("Responses", {}).values() for item in items]
                missing = len(wanted["Keys"]) - len(found)
                return Units(read=sum(_read([item]) for item in found) + missing)
            case "Query":
                read = _read(answer.get("Items", []))
                return Units(read=read if asked.get("ConsistentRead") else read / 2)
            case "PutItem" | "UpdateItem" | "DeleteItem":
                return self._written(name.removesuffix("Item"), asked, is_done=is_done, factor=1)
            case "TransactWriteItems":
                parts = [part for one in asked["TransactItems"] for part in one.items()]
                return sum((self._written(*part, is_done=is_done, factor=2) for part in parts), NOTHING)
        return NOTHING

    def _written(self, kind: str, asked: Mapping[str, Any], *, is_done: bool, factor: int) -> Units:
        key = asked["Item"] if kind == "Put" else asked["Key"]
        place = (key["PK"]["S"], key["SK"]["S"])
        before = self._items.get(place, {})
        after = _after(kind, asked, before)
        table = factor * _kilobytes(max(size(before), size(after)))
        if not is_done or kind == "ConditionCheck":
            return Units(write=table)
        index = sum(self._indexed(before, after, *one) for one in self._indexes)
        self._items[place] = after
        return Units(write=table + index, index=index)

    def _indexed(self, before: Item, after: Item, keys: Any, projected: Iterable[str]) -> int:
        old, new = self._view(before, keys, projected), self._view(after, keys, projected)
        if old == new:
            return 0
        if old and new and all(old[k["AttributeName"]] == new[k["AttributeName"]] for k in keys):
            return _kilobytes(max(size(old), size(new)))
        return sum(_kilobytes(size(view)) for view in (old, new) if view)

    @staticmethod
    def _view(item: Item, keys: Any, projected: Iterable[str]) -> Item:
        names = [key["AttributeName"] for key in keys]
        if any(name not in item for name in names):
            return {}
        return {name: item[name] for name in (*names, *projected) if name in item}


def size(item: Item) -> int:
    """Bytes of an item as DynamoDB counts them: names and texts in UTF-8, two digits of a number to a byte."""
    return sum(len(name.encode()) + _value(value) for name, value in item.items())


def _value(value: Mapping[str, str]) -> int:
    if "N" in value:
        return -(-len(value["N"].strip("-.")) // _NUMBER) + 1
    return sum(len(str(text).encode()) for text in value.values())


def _after(kind: str, asked: Mapping[str, Any], before: Item) -> Item:
    match kind:
        case "Put":
            item: Item = asked["Item"]
            return item
        case "Delete":
            return {}
        case "Update":
            return _updated(asked, before)
    return before


def _updated(asked: Mapping[str, Any], before: Item) -> Item:
    """The item after `ADD a :a … SET b = :b`, the one kind of expression that the kernel makes."""
    names, values = asked.get("ExpressionAttributeNames", {}), asked["ExpressionAttributeValues"]
    after = dict(copy.deepcopy(before) or asked["Key"])
    added, _, settled = asked["UpdateExpression"].removeprefix("ADD ").partition(" SET ")
    for name, value in _ASSIGNED.findall(added):
        attribute = names.get(name, name)
        number = int(values[value]["N"]) + int(after.get(attribute, {"N": "0"})["N"])
        after[attribute] = {"N": str(number)}
    for name, value in _ASSIGNED.findall(settled):
        after[names.get(name, name)] = values[value]
    return after


def _kilobytes(bytes_: int) -> int:
    return max(1, -(-bytes_ // 1024))


def _read(items: Iterable[Item]) -> int:
    return max(1, -(-sum(map(size, items)) // 4096))
