"""Verbs of attachments: hand out a ticket for an upload, judge what arrived, list an order's photos.

Who may do so with which order is the caller's question: routes nested under an order live with work orders.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from chalicelib.attachments import files, store
from chalicelib.attachments.files import Address
from chalicelib.attachments.model import (
    DEFAULT_MAX_BYTES,
    AttachmentEmpty,
    AttachmentTooLarge,
    Flag,
    Look,
    Photos,
    Role,
    Sound,
    Status,
    Unsound,
    UnsupportedImageType,
    Upload,
    Verdict,
    check_upload,
    flag_duplicate,
    has_flagged,
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
    "Attachment",
    "AttachmentEmpty",
    "AttachmentTooLarge",
    "Flag",
    "Photos",
    "Role",
    "UnsupportedImageType",
    "UploadForm",
    "UploadTicket",
    "has_flagged",
    "is_verified",
    "judge_upload",
    "list_of",
    "photos_ref",
    "request_upload",
    "verified_count",
]

#: how long a photo is known again; an order's dispute is over by then
KNOWN_FOR = timedelta(days=730)


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
class Attachment:
    """An attachment as people see it. The links last a quarter of an hour and exist only for verified ones.

    `reason` is a stable code, `reason_text` says the same in the caller's language; both only when rejected.
    `flag` says that it repeats a photo of the order `duplicate_of`; whom to show that is the caller's to decide.
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
    flag: Flag | None
    duplicate_of: str | None
    thumbnail_url: str | None
    url: str | None


def request_upload(
    context: Context,
    order_id: str,
    visit: int,
    role: Role,
    content_type: str,
    size: int,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> tuple[UploadTicket, list[Change]]:
    """A ticket for a photo of this order and visit, and the changes to commit before handing it out.

    `size` in bytes bounds what S3 will take; `max_bytes` is the tenant's policy. No call is made.
    Raises UnsupportedImageType, AttachmentEmpty, AttachmentTooLarge.
    """
    check_upload(role, content_type, size, max_bytes)
    upload = Upload(
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
    url, fields = files.upload_form(_address(context, upload), content_type, size)
    ticket = UploadTicket(
        id=upload.id,
        upload=UploadForm(url=url, fields=fields),
        expires_at=context.now + files.UPLOAD_LIFETIME,
    )
    return ticket, [store.save(upload)]


def list_of(context: Context, order_id: str) -> list[Attachment]:
    """All attachments of an order, oldest first. One Query."""
    return [_shown(context, upload) for upload in store.list_of(context.table, order_id)]


def judge_upload(address: Address) -> None:
    """Decide the attachment whose file has arrived at `address`; nothing if it is unknown or decided already.

    The files are written before the transaction that makes them count, and writing them again does no harm. Whether a
    photo served another order is asked after it counts, and asked again when the event comes again: so that of two
    that arrive at once, one sees the other.
    """
    examine = cache(lambda upload: _examine(address, upload))  # once, however often the decision is tried
    look = retried(lambda: _decide(address, examine))
    if look is not None and look.role == "after":
        _compare(address.tenant, look)


def _compare(tenant: str, look: Look) -> None:
    """Of two photos that look the same, whoever sees the other first has the later one flagged, once."""
    alike = store.near(for_system(tenant, "attachments").table, look)
    before = [other for other in alike if other.attachment_id < look.attachment_id]
    if before:
        retried(lambda: _flag(tenant, look, before[0]))
    for later in alike[len(before) :]:
        if later.role == "after":
            retried(lambda photo=later: _flag(tenant, photo, look))  # type: ignore[misc]


def _flag(tenant: str, later: Look, earlier: Look) -> None:
    context = for_system(tenant, "attachments")
    upload, photos = context.load(
        store.upload_ref(later.order_id, later.attachment_id), photos_ref(later.order_id)
    )
    if upload.flag:
        return
    flagged, summary, event = flag_duplicate(upload, photos, earlier, context.stamp)
    pk = store.outbox_partition(upload.id)
    context.commit(store.save(flagged), store.save_photos(summary), Emit(pk, event))


def _decide(address: Address, examine: Callable[[Upload], Verdict | None]) -> Look | None:
    """Answers what a verified photo looks like, if it can be known again."""
    context = for_system(address.tenant, "attachments")
    upload: Upload | None
    photos: Photos | None
    upload, photos = context.load(
        store.upload_ref(address.order_id, address.attachment_id), photos_ref(address.order_id)
    )
    if upload is None:
        log().warning("ignored a file that nobody asked for", key=address.upload)
        return None
    if upload.status != "pending":
        return _look_of(upload)
    pk = store.outbox_partition(upload.id)
    match examine(upload):
        case Sound() as sound:
            verified, summary, counted = verify(upload, photos, sound, context.stamp)
            counting: list[Change] = [store.save_photos(summary)] if summary else []
            look = _look_of(verified)
            if look:
                counting.append(store.keep_look(look, context.now + KNOWN_FOR))
            context.commit(store.save(verified), counting, Emit(pk, counted))
            return look
        case Unsound() as unsound:
            rejected, refused = reject(upload, unsound, context.stamp)
            context.commit(store.save(rejected), Emit(pk, refused))
        case None:
            log().warning("ignored a file that is gone", key=address.upload)
    return None


def _look_of(upload: Upload) -> Look | None:
    if upload.look is None:
        return None
    return Look(attachment_id=upload.id, order_id=upload.order_id, role=upload.role, look=upload.look)


def _examine(address: Address, upload: Upload) -> Verdict | None:
    """Read the upload and write its copies. None when there is no upload any more."""
    from chalicelib.attachments import imaging  # deferred: the API needs none of it

    data = files.read(address.upload, upload.size)
    if data is None:
        return None
    if len(data) > upload.size:
        return Unsound(size=len(data), reason="too_large")
    try:
        picture = imaging.examine(data, upload.content_type)
    except imaging.NotSound as flaw:
        return Unsound(size=len(data), reason=flaw.reason)
    files.write(address.original, data, upload.content_type)
    files.write(address.photo, picture.photo, "image/jpeg")
    files.write(address.thumbnail, picture.thumbnail, "image/jpeg")
    return Sound(
        size=len(data),
        width=picture.width,
        height=picture.height,
        evidence=picture.evidence,
        look=picture.look,
    )


def _shown(context: Context, upload: Upload) -> Attachment:
    address = _address(context, upload)
    has_files = upload.status == "verified"
    return Attachment(
        id=upload.id,
        order_id=upload.order_id,
        visit=upload.visit,
        role=upload.role,
        status=upload.status,
        reason=upload.reason,
        reason_text=reason_text(upload.reason, context.language) if upload.reason else None,
        content_type=upload.content_type,
        size=upload.size,
        uploader=upload.uploader,
        created_at=upload.created_at,
        flag=upload.flag,
        duplicate_of=upload.earlier.order_id if upload.earlier else None,
        thumbnail_url=files.link(address.thumbnail) if has_files else None,
        url=files.link(address.photo) if has_files else None,
    )


def _address(context: Context, upload: Upload) -> Address:
    return Address(context.table.tenant, upload.order_id, upload.id)
