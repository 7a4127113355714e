"""Where the open connections of a tenant lie: in one partition, a person's side by side, until their greeting ends."""

from collections.abc import Iterable, Iterator

from chalicelib.kernel.changes import Record, Remove
from chalicelib.kernel.entity import Key
from chalicelib.kernel.table import TenantTable
from chalicelib.live.model import Connection

_PARTITION = "LIVE"
_PAGE = 1000


def keep(connection: Connection) -> Record:
    """Keep it until its greeting ends; a greeting anew replaces the one before."""
    return Record(_key(connection), connection, expires_at=connection.until)


def forget(connections: Iterable[Connection]) -> list[Remove]:
    """Forget them, those too that are not there any more."""
    return [Remove(_key(connection)) for connection in connections]


def everybody(table: TenantTable) -> Iterator[Connection]:
    """All connections of the tenant, strongly consistent. One Query, and one more for each thousand."""
    after: str | None = None
    while True:
        rows, has_more = table.query(_PARTITION, after=after, limit=_PAGE)
        yield from (row.load(Connection) for row in rows)
        if not has_more:
            return
        after = rows[-1].sk


def of_person(table: TenantTable, person_id: str) -> list[Connection]:
    """One person's. One Query."""
    return [row.load(Connection) for row in table.query(_PARTITION, prefix=f"{person_id}#")[0]]


def _key(connection: Connection) -> Key:
    return Key(_PARTITION, f"{connection.actor.id}#{connection.id}")
