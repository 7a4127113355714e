"""Makes moto quick where the tests need it.

moto tries ten names, each spelled in several ways, for each attribute of each item that it answers with; an attribute
value has one, spelled as it is. Each of its user pools parses the same signing key, and each start prepares for the
`requests` library, which nothing here uses; together these took most of a test's setup.

Each query of an index, and each comparison within it, asks of every item of the table what type its keys have; those of
our table are texts.

moto copies the whole table before each transaction, once for each item of it, item by item, in case it has to be put
back, and keeps every copy until the cloud is gone: a test's time and memory grew with the square of what it wrote. Here
there is one copy, which shares the items and all partitions that the transaction does not write to, and whatever moto
would change in place is copied first. The table's tests run on other engines too, so that a difference would show.

`quick_expressions` and `quick_requests` do the same for what moto does with each expression, item and request.

For each call, moto looks through the methods of its class, matches the address against that of every service, reads the
JSON of a table's call as a form as well, and searches each answer, JSON too, for the place of an XML answer's number.
"""

import copy
from functools import cache
from typing import Any

from joserfc.jwk import RSAKey
from moto import backend_index
from moto.backends import get_backend
from moto.core import DEFAULT_ACCOUNT_ID, models, responses
from moto.core.parse import JSONParser
from moto.core.responses import BaseResponse
from moto.core.serialize import AttributePicker, AttributePickerContext, JSONSerializer
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

from chalicelib.kernel.changes import Change
from chalicelib.kernel.table import TenantTable
from tests.builders import quick_expressions, quick_requests

_update_item = DynamoDBBackend.update_item
_transact = DynamoDBBackend.transact_write_items
_query = Table.query
_enrich_response = BaseResponse._enrich_response
_method_names = responses.method_names_from_class
_parse_structure = JSONParser._parse_structure
_serialize_structure = JSONSerializer._serialize_type_structure
_PLAIN = {"S", "N"}
#: the copies of the tables that the transaction under way may have to put back
_twins: dict[int, Table] = {}
#: the partitions that it writes to
_touched: set[DynamoType] = set()
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
    if id(table) not in _twins:
        twin = object.__new__(Table)  # what `Table()` makes is kept
        twin.__dict__.update(table.__dict__)
        twin.items = table.items.copy()
        twin.items.update({one: dict(table.items[one]) for one in _touched if one in table.items})
        _twins[id(table)] = twin
    return _twins[id(table)]


def _transact_with_one_copy(backend: DynamoDBBackend, items: list[dict[str, Any]]) -> None:
    _twins.clear()
    _touched.update(DynamoType(pk) for item in items for part in item.values() if (pk := _partition(part)))
    try:
        _transact(backend, items)
    finally:
        _twins.clear()
        _touched.clear()


def _partition(part: dict[str, Any]) -> dict[str, str] | None:
    """The partition that a part of a transaction names: a put's is in its item."""
    named: dict[str, str] | None = (part.get("Item") or part.get("Key") or {}).get("PK")
    return named


def _value(attribute: DynamoType) -> Any:
    return attribute.value if attribute.type == "S" else _value_of(attribute)


def _in_order(table: Table) -> list[Item]:
    items = [item for partition in table.items.values() for item in partition.values()]
    return sorted(items, key=lambda item: (item.hash_key.value, item.range_key.value))


def _query_few(table: Table, hash_key: DynamoType, *args: Any, **options: Any) -> Any:
    """A query among the items alone that have the key: `args` as `Table.query` has them, the index the sixth."""
    view = object.__new__(Table)
    view.__dict__.update(table.__dict__)
    if args[6] is None:
        view.items = {hash_key: table.items.get(hash_key, {})}
    else:
        keys = [(name, value.type, value.value) for name, value in options["hash_key_conditions"]]
        view.items = {
            partition: found
            for partition, items in table.items.items()
            if (found := {place: item for place, item in items.items() if _has(item, keys)})
        }
    return _query(view, hash_key, *args, **options)


def _has(item: Item, keys: list[tuple[str, str, Any]]) -> bool:
    for name, kind, value in keys:
        attribute = item.attrs.get(name)
        if attribute is None or attribute.value != value or attribute.type != kind:
            return False
    return True


def _enrich_xml(headers: dict[str, str], body: Any) -> tuple[dict[str, str], Any]:
    if isinstance(body, str) and body.startswith("{"):
        headers |= {"status": str(headers["status"])} if "status" in headers else {}
        return headers | {"x-amzn-requestid": "0" * 52}, body
    return _enrich_response(headers, body)


def _parse_attribute(parser: JSONParser, shape: Any, value: Any) -> Any:
    if shape.name == "AttributeValue" and value and len(value) == 1 and not _PLAIN.isdisjoint(value):
        return parser.MAP_TYPE(value)
    return _parse_structure(parser, shape, value)


def _serialize_attribute(
    serializer: JSONSerializer, serialized: Any, value: Any, shape: Any, key: str
) -> None:
    if shape.name == "AttributeValue" and key and type(value) is dict and not _PLAIN.isdisjoint(value):
        serializer._default_serialize(serialized, dict(value), shape, key)
    else:
        _serialize_structure(serializer, serialized, value, shape, key)


def _update_copy(
    backend: DynamoDBBackend, table_name: str, key: dict[str, Any], *args: Any, **options: Any
) -> Any:
    found = backend.get_item(table_name, key)
    if found is not None:
        table = backend.get_table(table_name)
        table.items[found.hash_key][found.range_key] = copy.deepcopy(found)
    return _update_item(backend, table_name, key, *args, **options)


@cache
def install() -> None:
    """From now on, in this process; asked again, nothing more."""
    quick_expressions.install()
    quick_requests.install()
    models.RESPONSES_METHODS = []
    RSAKey.import_key = _import_key_once
    AttributePicker.__call__ = _pick
    DynamoType.cast_value = property(_value)
    Table.all_items = _in_order
    Table.__deepcopy__ = _share_items
    DynamoDBBackend.update_item = _update_copy
    DynamoDBBackend.transact_write_items = _transact_with_one_copy
    DynamoHandler.use_raw_body = True
    Table.query = _query_few
    BaseResponse._enrich_response = staticmethod(_enrich_xml)
    JSONParser._parse_structure = _parse_attribute
    JSONSerializer._serialize_type_structure = _serialize_attribute
    responses.method_names_from_class = cache(_method_names)
    # the table is asked most
    backend_index.backend_url_patterns.sort(key=lambda service: service[0] != "dynamodb")


def lay(region: str, place: TenantTable, change: Change) -> None:
    """Put an entity straight into moto's memory: what is laid by the ten thousand needs no checks."""
    put = place._write(change)["Put"]
    item = put["Item"]
    made = Item.__new__(Item)
    made.hash_key, made.range_key = DynamoType(item["PK"]), DynamoType(item["SK"])
    made.attrs = LimitedSizeDict.__new__(LimitedSizeDict)
    dict.update(made.attrs, {name: DynamoType(value) for name, value in item.items()})
    table: Table = get_backend("dynamodb")[DEFAULT_ACCOUNT_ID][region].tables[put["TableName"]]
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
