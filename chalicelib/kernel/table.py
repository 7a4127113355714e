"""The table, as one tenant sees it. Every key starts with the tenant, and only this module puts it there.

What an item looks like is `items`; beside that it has the GSI attributes only where a store asks for them.
Tenants cannot meet: there is no way to name another one's key.
"""

import random
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

from pydantic import BaseModel

from chalicelib.kernel import cancelled, clock, items, lookups, outbox
from chalicelib.kernel.actor import PLATFORM
from chalicelib.kernel.changes import (
    Add,
    Change,
    Claim,
    Emit,
    Founding,
    Guard,
    Indexes,
    Lead,
    Record,
    Remove,
    Save,
)
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.errors import Busy, DomainError
from chalicelib.kernel.items import Item, Row
from chalicelib.kernel.scoped import table_client
from chalicelib.kernel.settings import settings

E = TypeVar("E", bound=BaseModel)
_RETRIES = 4
MOST_READ = 100  # refs that one `load` takes


class TenantTable:
    """Reads and writes of one tenant. Made from a verified actor's tenant."""

    def __init__(self, tenant: str) -> None:
        if not tenant or "#" in tenant:
            raise ValueError("a table needs a tenant")
        self.tenant = tenant
        self._prefix = f"T#{tenant}#"

    # -- reading ------------------------------------------------------------------------------------------------

    def get(self, ref: Ref[E]) -> E | None:
        """What lies at `ref`, strongly consistent. One call."""
        answer = table_client(self.tenant).get_item(
            TableName=settings().table_name, Key=self._key(ref.key), ConsistentRead=True
        )
        return items.load(ref, answer.get("Item"))

    def load(self, *refs: Ref[Any] | None) -> tuple[Any, ...]:
        """What lies at each of up to MOST_READ refs, consistent each for itself; None where nothing lies.

        A ref may be None itself. One call, or none when there is nothing to read. Raises Busy.
        """
        keys = [self._key(ref.key) for ref in dict.fromkeys(refs) if ref]
        if not keys:
            return tuple(None for _ in refs)
        found: dict[tuple[str, str], Item] = {}
        pending = {settings().table_name: {"Keys": keys, "ConsistentRead": True}}
        for attempt in range(_RETRIES + 1):
            answer = table_client(self.tenant).batch_get_item(RequestItems=pending)
            for item in answer["Responses"].get(settings().table_name, []):
                found[item["PK"]["S"], item["SK"]["S"]] = item
            pending = answer.get("UnprocessedKeys") or {}
            if not pending:
                break
            _back_off(attempt)
        else:
            raise Busy()
        return tuple(
            items.load(ref, found.get((self._prefix + ref.key.pk, ref.key.sk))) if ref else None
            for ref in refs
        )

    def query(
        self,
        pk: str,
        *,
        index: str | None = None,
        prefix: str = "",
        after: str | None = None,
        before: str | None = None,
        limit: int = 200,
        newest_first: bool = False,
    ) -> tuple[list[Row], bool]:
        """At most `limit` items of a partition whose sort key has `prefix` and lies between `after` and `before`.

        The bounds are exclusive. Returns the items with whether there may be more. One call, unless 1 MB does not hold
        them. Without `index` the read is strongly consistent; an index follows its table within well under a second.
        """
        sk = f"{index}SK" if index else "SK"
        low, high = max(prefix, after or ""), prefix + "\U0010ffff"
        if before is not None:
            high = min(high, before)
        if low >= high:
            return [], False
        request: dict[str, Any] = {
            "TableName": settings().table_name,
            "KeyConditionExpression": "#pk = :pk AND #sk BETWEEN :low AND :high",
            "ExpressionAttributeNames": {"#pk": f"{index}PK" if index else "PK", "#sk": sk},
            "ExpressionAttributeValues": {
                ":pk": {"S": self._prefix + pk},
                ":low": {"S": low or " "},
                ":high": {"S": high},
            },
            "ScanIndexForward": not newest_first,
            "ConsistentRead": index is None,
        }
        if index:
            request["IndexName"] = index
        rows: list[Row] = []
        bounds = {
            b for b in (after, before) if b is not None
        }  # BETWEEN is inclusive, the cursor's row is not wanted
        start: Item | None = None
        while True:
            request["Limit"] = limit - len(rows) + len(bounds) + 1
            if start:
                request["ExclusiveStartKey"] = start
            answer = table_client(self.tenant).query(**request)
            rows += [items.row(item, sk) for item in answer["Items"] if item[sk]["S"] not in bounds]
            start = answer.get("LastEvaluatedKey")
            if len(rows) > limit or not start:
                return rows[:limit], len(rows) > limit

    # -- writing ------------------------------------------------------------------------------------------------

    def commit(self, changes: Sequence[Change]) -> None:
        """Write all changes or none. Raises the refusal of the first change whose demand is not met.

        Other transactions on the same items, and a database that has too much to do, are waited for a moment; then
        VersionConflict or Busy is raised.
        """
        if not changes:
            return
        changes = list(changes)
        parts = [self._write(change) for change in changes]
        token = str(uuid4())  # the same for every attempt: one that went through unheard is not done again
        dynamodb = table_client(self.tenant)
        failure: DomainError = Busy()
        for attempt in range(_RETRIES + 1):
            try:
                dynamodb.transact_write_items(TransactItems=parts, ClientRequestToken=token)
                return  # noqa: TRY300 - the end of a retry, not of a try
            except dynamodb.exceptions.TransactionCanceledException as error:
                reasons = error.response.get("CancellationReasons", [])
                if unmet := cancelled.refusal(reasons, changes):
                    raise unmet from None
                trouble = cancelled.passing(reasons)
                if trouble is None:
                    raise
                failure = trouble
                aside = [change.aside() if isinstance(change, Add) else change for change in changes]
                if aside != changes:  # nothing was written, and this is another transaction than before
                    changes = aside
                    parts, token = [self._write(change) for change in changes], str(uuid4())
            except dynamodb.exceptions.TransactionInProgressException:
                failure = Busy()
            if attempt < _RETRIES:
                _back_off(attempt)
        raise failure

    def next_number(self, counter: Key) -> int:
        """The next number of a counter, from 1. Not part of any transaction: a number may be lost, never doubled."""
        answer = table_client(self.tenant).update_item(
            TableName=settings().table_name,
            Key=self._key(counter),
            UpdateExpression="ADD n :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
            ReturnValues="UPDATED_NEW",
        )
        return int(answer["Attributes"]["n"]["N"])

    def move_on(self, key: Key, *, now: int, step: int, most: int, expires_at: datetime) -> int | None:
        """Set the number at `key` to `step` after itself or after `now`, whichever is later, unless it is above `most`.

        Answers what was set, None when nothing was. One call, or two when the number lies ahead of `now`; atomic among
        any callers.
        """
        dynamodb = table_client(self.tenant)
        ways = (
            ("n = :next", "attribute_not_exists(n) OR n <= :now", {":now": now, ":next": now + step}),
            ("n = n + :step", "n <= :most", {":most": most, ":step": step}),
        )
        for change, condition, numbers in ways:
            numbers[":gone"] = int(expires_at.timestamp())
            try:
                answer = dynamodb.update_item(
                    TableName=settings().table_name,
                    Key=self._key(key),
                    UpdateExpression=f"SET {change}, expires_at = :gone",
                    ConditionExpression=condition,
                    ExpressionAttributeValues={name: {"N": str(value)} for name, value in numbers.items()},
                    ReturnValues="UPDATED_NEW",
                )
            except dynamodb.exceptions.ConditionalCheckFailedException:
                continue
            return int(answer["Attributes"]["n"]["N"])
        return None

    def _key(self, key: Key) -> Item:
        return {"PK": {"S": self._prefix + key.pk}, "SK": {"S": key.sk}}

    def _indexes(self, indexes: Indexes) -> Item:
        attributes: Item = {}
        for name, (pk, sk) in indexes.items():
            attributes[f"{name}PK"] = {"S": self._prefix + pk}
            attributes[f"{name}SK"] = {"S": sk}
        return attributes

    def _put(self, key: Key, value: BaseModel, indexes: Indexes | None = None) -> Item:
        item = self._key(key) | self._indexes(indexes or {}) | items.held(value)
        return {"TableName": settings().table_name, "Item": item}

    def _write(self, change: Change) -> Item:
        match change:
            case Save():
                return {"Put": self._save(change)}
            case Guard():
                at = {"TableName": settings().table_name, "Key": self._key(change.key)}
                return {"ConditionCheck": at | items.at(change.version)}
            case Claim():
                put = self._put(change.key, change.value)
                # An expired claim may still lie there: TTL deletes hours late.
                put["ConditionExpression"] = "attribute_not_exists(PK) OR expires_at < :now"
                put["ExpressionAttributeValues"] = {":now": {"N": str(int(clock.now().timestamp()))}}
                if change.expires_at:
                    put["Item"]["expires_at"] = {"N": str(int(change.expires_at.timestamp()))}
                return {"Put": put}
            case Record():
                put = self._put(change.key, change.value, change.indexes)
                if change.expires_at:
                    put["Item"]["expires_at"] = {"N": str(int(change.expires_at.timestamp()))}
                return {"Put": put}
            case Remove():
                delete = {"TableName": settings().table_name, "Key": self._key(change.key)}
                if change.refusal:
                    delete["ConditionExpression"] = "attribute_exists(PK)"
                return {"Delete": delete}
            case Add():
                return {"Update": self._add(change)}
            case Emit():
                key = Key(change.pk, outbox.sort_key(change.event.sequence))
                return {
                    "Put": {
                        "TableName": settings().table_name,
                        "Item": self._key(key) | outbox.item(change.event),
                        "ConditionExpression": "attribute_not_exists(PK)",
                    }
                }
            case Lead():
                item: Item = lookups.item(change.lookup, change.name, self.tenant, change.id)
                if change.expires_at:
                    item["expires_at"] = {"N": str(int(change.expires_at.timestamp()))}
                return {
                    "Put": {
                        "TableName": settings().table_name,
                        "Item": item,
                        "ConditionExpression": "attribute_not_exists(PK)",
                    }
                }
            case Founding():
                if self.tenant != PLATFORM:
                    raise ValueError("only the platform founds tenants")
                return TenantTable(change.tenant)._write(change.part)  # noqa: SLF001 - another of itself

    def _save(self, change: Save) -> Item:
        put = self._put(change.key, change.entity, change.indexes)
        put["Item"]["v"] = {"N": str(change.entity.version)}
        if change.expires_at:
            put["Item"]["expires_at"] = {"N": str(int(change.expires_at.timestamp()))}
        return put | items.at(change.entity.version - 1)

    def _add(self, change: Add) -> Item:
        names = {f"#{name}": name for name in (*change.numbers, *change.labels)}
        values: Item = {f":{name}": {"N": str(number)} for name, number in change.numbers.items()}
        values |= {f":{name}": {"S": label} for name, label in change.labels.items()}
        expression = "ADD " + ", ".join(f"#{name} :{name}" for name in change.numbers)
        if change.labels:
            expression += " SET " + ", ".join(f"#{name} = :{name}" for name in change.labels)
        return {
            "TableName": settings().table_name,
            "Key": self._key(change.place),
            "UpdateExpression": expression,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": values,
        }


def _back_off(attempt: int) -> None:
    time.sleep(random.uniform(0.01, 0.04) * 2**attempt)  # noqa: S311 - jitter, not a secret
