"""Lists over several partitions, each sorted by id: one Query per partition, merged, newest first.

A cursor is the last id looked at, good for every partition at once, since all are sorted by the same id.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from chalicelib.kernel.table import TenantTable

E = TypeVar("E", bound=BaseModel)


@dataclass(frozen=True)
class Partition:
    """One partition of an index."""

    index: str
    pk: str


def newest(
    table: TenantTable,
    partitions: Sequence[Partition],
    entity: type[E],
    *,
    limit: int,
    before: str | None,
    wanted: Callable[[E], bool],
    is_narrowed: bool = False,
    after: str | None = None,
) -> tuple[list[E], str | None]:
    """At most `limit` wanted entities with ids below `before` and above `after`, newest first.

    And the id to go on from, None at the end.

    With `is_narrowed`, `wanted` is a filter beyond the partitions' own: then more is read, but never without bound,
    and a short page with a position to go on from is a valid answer.
    """
    read = max(limit, 200) if is_narrowed else limit
    found: dict[str, E] = {}
    horizon = ""  # ids below it have not been read in every partition
    for partition in partitions:
        rows, has_more = table.query(
            partition.pk, index=partition.index, after=after, before=before, limit=read, newest_first=True
        )
        for row in rows:
            found.setdefault(row.sk, row.load(entity))
        if has_more:
            horizon = max(horizon, rows[-1].sk)
    kept: list[str] = []
    last = ""
    for id in sorted(found, reverse=True):
        if id < horizon:
            break
        if wanted(found[id]):
            if len(kept) == limit:
                return [found[k] for k in kept], last
            kept.append(id)
        last = id
    return [found[k] for k in kept], horizon or None
