"""The restore drill on moto, which copies a table as it is: what only AWS can show is how long a restore takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.kernel.aws import client
from infra.restore_drill import Drill, DrillError, drill

PAST = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def table(cloud: None) -> Any:
    dynamodb = client("dynamodb")
    dynamodb.update_continuous_backups(
        TableName="steward", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )
    for number in range(12):
        dynamodb.put_item(TableName="steward", Item=item(number))
    return dynamodb


def item(number: int, **fields: str) -> dict[str, Any]:
    more = {name: {"S": value} for name, value in fields.items()}
    return {"PK": {"S": f"T#tn_1#THING#{number}"}, "SK": {"S": "STATE"}, "v": {"N": "1"}, **more}


@contextmanager
def before_comparing(dynamodb: Any, change: Any) -> Iterator[None]:
    """Change the restored table before the first item is looked up in it."""

    def act(params: dict[str, Any], **_: Any) -> None:
        dynamodb.meta.events.unregister("before-call.dynamodb.GetItem", act)
        (copy,) = [name for name in dynamodb.list_tables()["TableNames"] if "drill" in name]
        change(copy)

    dynamodb.meta.events.register("before-call.dynamodb.GetItem", act)
    yield


def drilled(dynamodb: Any) -> Drill:
    return drill(dynamodb, "steward", 12, now=lambda: PAST, segments=4)


def test_everything_that_was_sampled_comes_back_and_the_copy_is_deleted(table: Any) -> None:
    result = drilled(table)
    assert (result.sampled, result.same, result.changed, result.missing) == (12, 12, 0, 0)
    assert result.is_good and "indexes: all" in result.report()
    assert table.list_tables()["TableNames"] == ["steward"]
    assert table.scan(TableName="steward")["Count"] == 12


def test_what_is_missing_or_changed_is_told_apart(table: Any) -> None:
    def spoil(copy: str) -> None:
        table.delete_item(TableName=copy, Key={name: item(3)[name] for name in ("PK", "SK")})
        table.put_item(TableName=copy, Item=item(4, data="later"))

    with before_comparing(table, spoil):
        result = drilled(table)
    assert (result.same, result.changed, result.missing) == (10, 1, 1)
    assert not result.is_good
    assert table.list_tables()["TableNames"] == ["steward"]


def test_a_table_that_keeps_no_history_is_refused(table: Any) -> None:
    table.update_continuous_backups(
        TableName="steward", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": False}
    )
    with pytest.raises(DrillError, match="no point-in-time recovery"):
        drilled(table)
