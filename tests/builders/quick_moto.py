"""Makes moto quick where the tests need it.

moto tries ten names, each spelled in several ways, for each attribute of each item that it answers with; an attribute
value has one, spelled as it is. Each of its user pools parses the same signing key, and each start prepares for the
`requests` library, which nothing here uses; together these took most of a test's setup.

Each query of an index, and each comparison within it, asks of every item of the table what type its keys have; those of
our table are texts.

moto copies the whole table before each transaction, item by item, in case it has to be put back: a test's time grew
with the square of what it wrote. Here the copy shares the items, and whatever moto would change in place is copied
first. The table's tests run on other engines too, so that a difference would show.
"""

import copy
from collections import defaultdict
from typing import Any

from joserfc.jwk import RSAKey
from moto.backends import get_backend
from moto.core import DEFAULT_ACCOUNT_ID, models
from moto.core.serialize import AttributePicker, AttributePickerContext
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table

_update_item = DynamoDBBackend.update_item
_import_key = RSAKey.import_key
_keys: dict[str, RSAKey] = {}
_pick_anyhow = AttributePicker.__call__
_value_of = DynamoType.cast_value.fget
_VALUE_TYPES = {"S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"}


def _import_key_once(value: Any, *args: Any, **options: Any) -> RSAKey:
    if repr(value) not in _keys:
        _keys[repr(value)] = _import_key(value, *args, **options)
    return _keys[repr(value)]


def _pick(picker: AttributePicker, context: AttributePickerContext) -> Any:
    value = context.obj
    if isinstance(value, dict) and len(value) == 1 and not _VALUE_TYPES.isdisjoint(value):
        return value.get(context.key)
    return _pick_anyhow(picker, context)


def _share_items(table: Table, _: dict[int, Any]) -> Table:
    twin = copy.copy(table)
    twin.items = defaultdict(dict, {partition: dict(items) for partition, items in table.items.items()})
    return twin


def _value(attribute: DynamoType) -> Any:
    return attribute.value if attribute.type == "S" else _value_of(attribute)


def _in_order(table: Table) -> list[Item]:
    items = [item for partition in table.items.values() for item in partition.values()]
    return sorted(items, key=lambda item: (item.hash_key.value, item.range_key.value))


def _update_copy(
    backend: DynamoDBBackend, table_name: str, key: dict[str, Any], *args: Any, **options: Any
) -> Any:
    found = backend.get_item(table_name, key)
    if found is not None:
        table = backend.get_table(table_name)
        table.items[found.hash_key][found.range_key] = copy.deepcopy(found)
    return _update_item(backend, table_name, key, *args, **options)


def install() -> None:
    """From now on, in this process."""
    models.RESPONSES_METHODS = []
    RSAKey.import_key = _import_key_once
    AttributePicker.__call__ = _pick
    DynamoType.cast_value = property(_value)
    Table.all_items = _in_order
    Table.__deepcopy__ = _share_items
    DynamoDBBackend.update_item = _update_copy


def lay(region: str, table_name: str, item: dict[str, dict[str, str]]) -> None:
    """Put an item straight into moto's memory: what is laid by the ten thousand needs no checks."""
    made = Item.__new__(Item)
    made.hash_key, made.range_key = DynamoType(item["PK"]), DynamoType(item["SK"])
    made.attrs = LimitedSizeDict.__new__(LimitedSizeDict)
    dict.update(made.attrs, {name: DynamoType(value) for name, value in item.items()})
    table: Table = get_backend("dynamodb")[DEFAULT_ACCOUNT_ID][region].tables[table_name]
    table.items[made.hash_key][made.range_key] = made


def beginning(region: str, table_name: str, start: str) -> list[dict[str, dict[str, Any]]]:
    """The items whose sort key begins so, from moto's memory: a scan sorts, copies and spells all out."""
    table: Table = get_backend("dynamodb")[DEFAULT_ACCOUNT_ID][region].tables[table_name]
    return [
        {name: value.to_json() for name, value in item.attrs.items()}
        for items in table.items.values()
        for key, item in items.items()
        if key.value.startswith(start)
    ]
