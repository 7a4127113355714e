"""Verbs of attachments: hand out a ticket for an upload, judge what arrived, list an order's photos.

Who may do so with which order is the caller's question: routes nested under an order live with work orders.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from chalicelib.attachments import files, store
from chalicelib.attachments.files import Address
from chalicelib.attachments.model import (
    DEFAULT_MAX_BYTES,
    Attachment,
    AttachmentEmpty,
    AttachmentTooLarge,
    Photos,
    Role,
    Sound,
    Status,
    Unsound,
    UnsupportedImageType,
    Verdict,
    check_upload,
    is_verified,
    reason_text,
    reject,
    verified_count,
    verify,
)
from chalicelib.attachments.store import photos_ref
from chalicelib.contracts.envelope import Who
from chalicelib.kernel.changes import Change, Emit
from chalicelib.kernel.context import Context, for_system, retried
from chalicelib.kernel.entity import Value
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.observability import log

__all__ = [
    "DEFAULT_MAX_BYTES",
    "AttachmentEmpty",
    "AttachmentTooLarge",
    "Photos",
    "Role",
    "ShownAttachment",
    "UnsupportedImageType",
    "UploadForm",
    "UploadTicket",
    "is_verified",
    "judge_upload",
    "list_of",
    "photos_ref",
    "request_upload",
    "verified_count",
]


class UploadForm(Value):
    """A form for S3: POST `fields`, then the file as the last field `file`, to `url`."""

    url: str
    fields: dict[str, str]


class UploadTicket(Value):
    """Leave to upload one photo until `expires_at`."""

    id: str
    upload: UploadForm
    expires_at: datetime


@dataclass(frozen=True)
class ShownAttachment:
    """An attachment as people see it. The links last a quarter of an hour and exist only for verified ones.

    `reason` is a stable code and `reason_text` says the same in the caller's language; both only when rejected.
    """

    id: str
    order_id: str
    visit: int
    role: Role
    status: Status
    reason: str | None
    reason_text: str | None
    content_type: str
    size: int
    uploader: Who
    created_at: datetime
    thumbnail_url: str | None
    url: str | None


def request_upload(
    context: Context,
    order_id: str,
    visit: int,
    role: Role,
    content_type: str,
    size: int,
    *,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> tuple[UploadTicket, list[Change]]:
    """A ticket for a photo of this order and visit, and the changes that the caller commits before handing it out.

    `size` in bytes bounds what S3 will take; `max_bytes` is the tenant's policy. No call is made.
    Raises UnsupportedImageType, AttachmentEmpty, AttachmentTooLarge.
    """
    check_upload(content_type, size, max_bytes)
    attachment = Attachment(
        id=new_id("at"),
        order_id=order_id,
        visit=visit,
        role=role,
        content_type=content_type,
        size=size,
        uploader=context.stamp.actor,
        language=context.language,
        created_at=context.now,
    )
    url, fields = files.upload_form(_address(context, attachment), content_type, size)
    ticket = UploadTicket(
        id=attachment.id,
        upload=UploadForm(url=url, fields=fields),
        expires_at=context.now + files.UPLOAD_LIFETIME,
    )
    return ticket, [store.save(attachment)]


def list_of(context: Context, order_id: str) -> list[ShownAttachment]:
    """All attachments of an order, oldest first. One Query."""
    return [_shown(context, attachment) for attachment in store.list_of(context.table, order_id)]


def judge_upload(address: Address) -> None:
    """Decide the attachment whose file has arrived at `address`; nothing if it is unknown or decided already.

    The files are written before the transaction that makes them count, and writing them again does no harm.
    """
    examine = cache(
        lambda attachment: _examine(address, attachment)
    )  # once, however often the decision is tried
    retried(lambda: _decide(address, examine))


def _decide(address: Address, examine: Callable[[Attachment], Verdict | None]) -> None:
    context = for_system(address.tenant, "attachments")
    attachment: Attachment | None
    photos: Photos | None
    attachment, photos = context.load(
        store.attachment_ref(address.order_id, address.attachment_id), photos_ref(address.order_id)
    )
    if attachment is None:
        log().warning("ignored a file that nobody asked for", key=address.upload)
        return
    if attachment.status != "pending":
        return
    pk = store.outbox_partition(attachment.id)
    match examine(attachment):
        case Sound() as sound:
            verified, summary, counted = verify(attachment, photos, sound, context.stamp)
            context.commit(store.save(verified), store.save_photos(summary), Emit(pk, counted))
        case Unsound() as unsound:
            rejected, refused = reject(attachment, unsound, context.stamp)
            context.commit(store.save(rejected), Emit(pk, refused))
        case None:
            log().warning("ignored a file that is gone", key=address.upload)


def _examine(address: Address, attachment: Attachment) -> Verdict | None:
    """Read the upload and write its copies. None when there is no upload any more."""
    from chalicelib.attachments import imaging  # deferred: the API needs none of it

    data = files.read(address.upload, attachment.size)
    if data is None:
        return None
    if len(data) > attachment.size:
        return Unsound(size=len(data), reason="too_large")
    try:
        picture = imaging.examine(data, attachment.content_type)
    except imaging.NotSound as flaw:
        return Unsound(size=len(data), reason=flaw.reason)
    files.write(address.original, data, attachment.content_type)
    files.write(address.photo, picture.photo, "image/jpeg")
    files.write(address.thumbnail, picture.thumbnail, "image/jpeg")
    return Sound(size=len(data), width=picture.width, height=picture.height, evidence=picture.evidence)


def _shown(context: Context, attachment: Attachment) -> ShownAttachment:
    address = _address(context, attachment)
    has_files = attachment.status == "verified"
    return ShownAttachment(
        id=attachment.id,
        order_id=attachment.order_id,
        visit=attachment.visit,
        role=attachment.role,
        status=attachment.status,
        reason=attachment.reason,
        reason_text=reason_text(attachment.reason, context.language) if attachment.reason else None,
        content_type=attachment.content_type,
        size=attachment.size,
        uploader=attachment.uploader,
        created_at=attachment.created_at,
        thumbnail_url=files.link(address.thumbnail) if has_files else None,
        url=files.link(address.photo) if has_files else None,
    )


def _address(context: Context, attachment: Attachment) -> Address:
    return Address(context.table.tenant, attachment.order_id, attachment.id)
