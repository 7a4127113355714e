"""Where attachments lie in the table. An order's share a partition, so that their list is one Query.

A photo's look lies under each of its bands, the first in the table and the others in an index each: what is near to it
shares one of them at least.
"""

from datetime import datetime

from chalicelib.attachments.likeness import bands, is_near
from chalicelib.attachments.model import Look, Photos, Upload
from chalicelib.kernel.changes import Record, Save
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.table import TenantTable

_PREFIX = "A#"
_MOST = 1000  # attachments of one order that a list shows
_MOST_ALIKE = 200  # looks of one band that are compared, from the newest
_INDEXES = (None, "GSI1", "GSI2", "GSI3")  # where each band lies


def upload_ref(order_id: str, id: str) -> Ref[Upload]:
    """Where one upload of an order lies."""
    return Ref(Key(_partition(order_id), _PREFIX + id), Upload)


def photos_ref(order_id: str) -> Ref[Photos]:
    """Where the summary of an order's verified photos lies; no item means none."""
    return Ref(Key(f"PHOTOS#{order_id}"), Photos)


def save(upload: Upload) -> Save:
    """Write an upload."""
    return Save(upload_ref(upload.order_id, upload.id).key, upload)


def save_photos(photos: Photos) -> Save:
    """Write a summary."""
    return Save(photos_ref(photos.order_id).key, photos)


def keep_look(look: Look, expires_at: datetime) -> Record:
    """Write what a photo looks like, to be known again until `expires_at`."""
    (_, first), *others = _bands(look)
    return Record(
        Key(first, look.attachment_id),
        look,
        indexes={str(index): (band, look.attachment_id) for index, band in others},
        expires_at=expires_at,
    )


def near(table: TenantTable, look: Look) -> list[Look]:
    """The photos of other orders that look the same, oldest first. Four Queries.

    Of those in a band, the newest are compared. A photo of the same look is found as soon as it is written, one that
    is only near perhaps a moment later: three of the bands lie in indexes.
    """
    found: dict[str, Look] = {}
    for index, band in _bands(look):
        rows, _ = table.query(band, index=index, limit=_MOST_ALIKE, newest_first=True)
        found |= {row.sk: row.load(Look) for row in rows}
    return [
        other
        for _, other in sorted(found.items())
        if other.order_id != look.order_id and is_near(other.look, look.look)
    ]


def list_of(table: TenantTable, order_id: str) -> list[Upload]:
    """All attachments of an order, oldest first, without their evidence. One Query."""
    rows, _ = table.query(_partition(order_id), prefix=_PREFIX, limit=_MOST)
    return [row.load(Upload) for row in rows]


def outbox_partition(attachment_id: str) -> str:
    """Where an attachment's own events lie."""
    return f"ATTACHMENT#{attachment_id}"


def _bands(look: Look) -> list[tuple[str | None, str]]:
    return [(index, f"LOOKS#{band}") for index, band in zip(_INDEXES, bands(look.look), strict=True)]


def _partition(order_id: str) -> str:
    return f"ATTACHMENTS#{order_id}"
