"""`make restore-drill STAGE=prod`: prove that the table can be restored, and how long that takes.

A sample of items is read, the table is restored beside the running one to the moment just after, the sample is looked
for in what came back, and that table is deleted. The running table is only read. A restore is charged by the table's
size (0.15 USD/GB or more), the sample by its reads.
"""

import argparse
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from infra.deployment import deployment_of
from infra.paths import fail

_PAGE = 20
_EVERY_S = 10
_PATIENCE_S = 6 * 3600
Item = Mapping[str, Any]


class DrillError(Exception):
    """The drill could not be made."""


@dataclass(frozen=True)
class Drill:
    """What came out. `changed` were written between the sample and the moment of the restore; `missing` must be 0."""

    table: str
    point: datetime
    restore_s: float
    sampled: int
    same: int
    changed: int
    missing: int
    missing_indexes: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether what came back is what there was."""
        return self.sampled > 0 and self.missing == 0 and not self.missing_indexes

    def report(self) -> str:
        """The result in lines."""
        return "\n".join(
            [
                f"restored {self.table} as it was at {self.point:%Y-%m-%d %H:%M:%S} UTC in {self.restore_s:.0f} s",
                f"sampled {self.sampled}: {self.same} the same, {self.changed} changed since, {self.missing} missing",
                f"indexes: {'all' if not self.missing_indexes else 'without ' + ', '.join(self.missing_indexes)}",
            ]
        )


def drill(
    dynamodb: Any,
    table: str,
    sample_size: int = 200,
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    segments: int = 1000,
) -> Drill:
    """Restore `table` beside itself, compare, and delete the copy. Raises DrillError.

    The sample is taken from some of `segments` parts of the table, drawn at random.
    """
    sample = _sample(dynamodb, table, sample_size, segments)
    point = now().replace(microsecond=0) + timedelta(seconds=1)
    _wait_for(f"{point} to be restorable", lambda: _restorable(dynamodb, table) >= point)
    copy = f"{table}-drill-{point:%Y%m%d%H%M%S}"
    started = time.monotonic()
    dynamodb.restore_table_to_point_in_time(
        SourceTableName=table, TargetTableName=copy, RestoreDateTime=point
    )
    try:
        _wait_for(f"{copy} to be active", lambda: _described(dynamodb, copy)["TableStatus"] == "ACTIVE")
        restore_s = time.monotonic() - started
        found = [_at(dynamodb, copy, item) for item in sample]
        same = sum(one == item for one, item in zip(found, sample, strict=True))
        missing = sum(one is None for one in found)
        indexes = _indexes(dynamodb, table) - _indexes(dynamodb, copy)
        return Drill(
            table,
            point,
            restore_s,
            len(sample),
            same,
            len(sample) - same - missing,
            missing,
            tuple(sorted(indexes)),
        )
    finally:
        dynamodb.delete_table(TableName=copy)


def _sample(dynamodb: Any, table: str, size: int, segments: int) -> list[Item]:
    """Items from parts of the table at random; fewer where the table has fewer."""
    items: dict[tuple[str, str], Item] = {}
    for segment in random.sample(range(segments), segments):
        page = dynamodb.scan(
            TableName=table, Segment=segment, TotalSegments=segments, Limit=_PAGE, ConsistentRead=True
        )
        items |= {(item["PK"]["S"], item["SK"]["S"]): item for item in page["Items"]}
        if len(items) >= size:
            break
    return list(items.values())


def _at(dynamodb: Any, table: str, item: Item) -> Item | None:
    key = {"PK": item["PK"], "SK": item["SK"]}
    found: Item | None = dynamodb.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item")
    return found


def _restorable(dynamodb: Any, table: str) -> datetime:
    backups = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    recovery = backups["PointInTimeRecoveryDescription"]
    if recovery["PointInTimeRecoveryStatus"] != "ENABLED":
        raise DrillError(f"{table} has no point-in-time recovery")
    latest: datetime = recovery["LatestRestorableDateTime"]
    return latest


def _described(dynamodb: Any, table: str) -> dict[str, Any]:
    described: dict[str, Any] = dynamodb.describe_table(TableName=table)["Table"]
    return described


def _indexes(dynamodb: Any, table: str) -> set[str]:
    return {index["IndexName"] for index in _described(dynamodb, table).get("GlobalSecondaryIndexes", [])}


def _wait_for(what: str, look: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not look():
        if time.monotonic() > deadline:
            raise DrillError(f"waited {_PATIENCE_S} s in vain for {what}")
        time.sleep(_EVERY_S)


def main() -> None:
    """Do the drill for a stage. Ends with 1 unless everything came back."""
    parser = argparse.ArgumentParser(
        description="Restore a stage's table beside it, compare, report, delete."
    )
    parser.add_argument("--stage", required=True)
    parser.add_argument("--sample", type=int, default=200, help="how many items are compared")
    arguments = parser.parse_args()
    deployment = deployment_of(arguments.stage)
    try:
        result = drill(deployment.clients("dynamodb"), deployment.outputs["TableName"], arguments.sample)
    except (DrillError, ClientError) as failure:
        fail(f"the drill could not be made: {failure}")
    print(result.report())
    raise SystemExit(not result.is_good)


if __name__ == "__main__":
    main()
