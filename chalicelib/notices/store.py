"""Where notices lie: each with the people it was told to, and a way of it with its events. GSI1 lists them."""

from collections.abc import Iterable

from chalicelib.contracts.envelope import Stamp
from chalicelib.contracts.notices import NoticeEvent, Purpose
from chalicelib.kernel.changes import Change, Emit, Record, Remove, Save
from chalicelib.kernel.entity import Key, Ref, Value
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.listing import Partition
from chalicelib.kernel.table import TenantTable
from chalicelib.notices.model import Notice
from chalicelib.notices.way import Way

NOTICES = Partition("GSI1", "NOTICES")
PURPOSES: tuple[Purpose, ...] = ("count", "send")
_PART = "PART#"


class Part(Value):
    """Some of the people that a notice was told to."""

    recipient_ids: tuple[str, ...]


def notice_ref(id: str) -> Ref[Notice]:
    """Where a notice lies."""
    return Ref(Key(_pk(id)), Notice)


def way_ref(id: str, purpose: Purpose) -> Ref[Way]:
    """Where it lies how far a notice is on one way."""
    return Ref(Key(_pk(f"{id}.{purpose}")), Way)


def save_notice(notice: Notice) -> Save:
    """Write a notice, on the version before."""
    return Save(notice_ref(notice.id).key, notice, indexes={NOTICES.index: (NOTICES.pk, notice.id)})


def remove_notice(notice: Notice) -> list[Change]:
    """Remove a draft and its count; NotFound when it is gone already."""
    return [
        Remove(notice_ref(notice.id).key, refusal=NotFound()),
        Remove(way_ref(notice.id, "count").key),
    ]


def save_way(way: Way, stamp: Stamp) -> list[Change]:
    """Write how far it is, on the version before, with the event that has somebody go on."""
    saved = Save(way_ref(way.notice_id, way.purpose).key, way)
    return [saved] if way.is_done else [saved, _emit(way.wanted(stamp))]


def tell(
    notice_id: str, events: Iterable[NoticeEvent], parts: Iterable[tuple[int, tuple[str, ...]]]
) -> list[Change]:
    """Publish that some people are told, and keep who they are."""
    told: list[Change] = [_emit(event) for event in events]
    told += [
        Record(Key(_pk(notice_id), f"{_PART}{number:06d}"), Part(recipient_ids=ids)) for number, ids in parts
    ]
    return told


def parts(table: TenantTable, notice_id: str, after: str | None, limit: int) -> tuple[list[str], str | None]:
    """The people of at most `limit` parts after that one, and the part to go on from, if there are more. One Query."""
    rows, has_more = table.query(_pk(notice_id), prefix=_PART, after=after, limit=limit)
    ids = [id for row in rows for id in row.load(Part).recipient_ids]
    return ids, rows[-1].sk if has_more else None


def _pk(id: str) -> str:
    return f"NOTICES#{id}"


def _emit(event: NoticeEvent) -> Emit:
    return Emit(_pk(event.entity), event)
