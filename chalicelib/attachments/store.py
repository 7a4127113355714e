"""Where attachments lie in the table. An order's attachments share a partition, so that its list is one Query."""

from chalicelib.attachments.model import Photos, Upload
from chalicelib.kernel.changes import Save
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.table import TenantTable

_PREFIX = "A#"
_MOST = 1000  # attachments of one order that a list shows


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


def list_of(table: TenantTable, order_id: str) -> list[Upload]:
    """All attachments of an order, oldest first, without their evidence. One Query."""
    rows, _ = table.query(_partition(order_id), prefix=_PREFIX, limit=_MOST)
    return [row.load(Upload) for row in rows]


def outbox_partition(attachment_id: str) -> str:
    """Where an attachment's own events lie."""
    return f"ATTACHMENT#{attachment_id}"


def _partition(order_id: str) -> str:
    return f"ATTACHMENTS#{order_id}"
