"""The few questions asked before a tenant is known. Each answer is a tenant and an id, nothing else.

A lookup is taken in the transaction of the thing it leads to, so that one name never leads to two.
"""

from dataclasses import dataclass
from typing import Literal

from chalicelib.kernel.aws import client
from chalicelib.kernel.settings import settings

Lookup = Literal["sign_in", "tenant_slug", "survey_token", "text_message"]


@dataclass(frozen=True)
class Found:
    """Where a lookup leads."""

    tenant: str
    id: str


def find(kind: Lookup, value: str) -> Found | None:
    """What `value` leads to, strongly consistent. One call."""
    item = (
        client("dynamodb")
        .get_item(TableName=settings().table_name, Key=_key(kind, value), ConsistentRead=True)
        .get("Item")
    )
    return Found(item["tenant"]["S"], item["id"]["S"]) if item else None


def item(kind: Lookup, value: str, tenant: str, id: str) -> dict[str, dict[str, str]]:
    """The item by which `value` leads to `id` of `tenant`."""
    return _key(kind, value) | {"kind": {"S": "Lookup"}, "tenant": {"S": tenant}, "id": {"S": id}}


def _key(kind: Lookup, value: str) -> dict[str, dict[str, str]]:
    return {"PK": {"S": f"LOOKUP#{kind}#{value}"}, "SK": {"S": "LOOKUP"}}
