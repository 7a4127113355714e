"""What an item's attributes say, for those who look into the table beside the product."""

from collections.abc import Mapping
from typing import Any

from chalicelib.kernel.packed import unpack

_PACKED = ("data", "more")


def unpacked(row: Mapping[str, Any]) -> dict[str, Any]:
    """Plain attributes, with the texts that were packed as JSON again."""
    return dict(row) | {name: unpack(row[name]) for name in _PACKED if name in row}


def plain(item: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The same of an item in DynamoDB's JSON, numbers as text."""
    return unpacked({name: next(iter(value.values())) for name, value in item.items()})
