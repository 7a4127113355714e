"""Uploads and the summary of what they prove. Pure: nothing here touches storage, time or an image.

An upload is `pending` from the ticket on. What arrives decides it, once: `verified` counts, `rejected` not.
"""

from datetime import datetime
from typing import ClassVar, Literal

from chalicelib.contracts.attachments import AttachmentFlagged, AttachmentRejected, AttachmentVerified
from chalicelib.contracts.envelope import Stamp, Who, envelope
from chalicelib.kernel.entity import Entity, Value
from chalicelib.kernel.errors import DomainError, Texts

Role = Literal["before", "after", "evidence", "signature"]
Status = Literal["pending", "verified", "rejected"]
#: why a photo that counts is doubtful: it shows what a photo of another order shows
Flag = Literal["duplicate"]

#: what may be uploaded: the types whose content can be verified. Not HEIC: Pillow cannot read it.
CONTENT_TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})
#: a signature is drawn on the device, lines on nothing
SIGNATURE_TYPES = frozenset({"image/png"})
#: the largest photo in bytes where the tenant's policy does not say
DEFAULT_MAX_BYTES = 15_000_000

#: why an upload does not count: a stable code, and the text that its uploader reads
REASONS: dict[str, Texts] = {
    "empty": {"en": "The file is empty.", "zh-CN": "文件为空。"},
    "too_large": {"en": "The file is larger than announced.", "zh-CN": "文件大小超过申报值。"},
    "not_an_image": {"en": "The file is not a photo.", "zh-CN": "该文件不是图片。"},
    "wrong_type": {"en": "The photo is of another type than announced.", "zh-CN": "图片格式与申报的不符。"},
    "truncated": {"en": "The photo is incomplete or damaged.", "zh-CN": "图片不完整或已损坏。"},
    "too_small": {"en": "The photo has too few pixels to show anything.", "zh-CN": "图片尺寸过小。"},
    "too_many_pixels": {
        "en": "The photo has more pixels than can be checked.",
        "zh-CN": "图片像素过多，无法处理。",
    },
}


class UnsupportedImageType(DomainError):
    """A content type whose content could not be verified."""

    code, status = "unsupported_image_type", 422
    texts: ClassVar[Texts] = {
        "en": "Photos can be {accepted}.",
        "zh-CN": "图片格式只能是 {accepted}。",
    }


class AttachmentTooLarge(DomainError):
    """A size beyond the tenant's policy."""

    code, status = "attachment_too_large", 413
    texts: ClassVar[Texts] = {
        "en": "A photo may have at most {max_bytes} bytes.",
        "zh-CN": "图片大小不能超过 {max_bytes} 字节。",
    }


class AttachmentEmpty(DomainError):
    """A size of nothing, or less."""

    code, status = "attachment_empty", 422
    texts: ClassVar[Texts] = {"en": "A photo has at least one byte.", "zh-CN": "图片不能为空。"}


class Evidence(Value):
    """What the camera wrote into the photo. WGS-84; `taken_at` is naive if the camera gave no zone.

    Anyone can write this into a file, so it supports a claim and proves none. Never shown with the photo.
    """

    lat: float | None = None
    lon: float | None = None
    taken_at: datetime | None = None


class Look(Value):
    """What a photo of an order looks like (`likeness`), by which it is known again."""

    attachment_id: str
    order_id: str
    role: Role
    look: int


class Upload(Entity):
    """One attachment of an order. `visit` is the order's count of check-ins when the upload was asked for.

    `size` in bytes is what was announced until the file is judged, and what arrived from then on.
    `language` is the uploader's, for telling them what is wrong with the file. `earlier` is the photo of another order
    that a duplicate repeats.
    """

    unlisted: ClassVar[frozenset[str]] = frozenset({"evidence"})

    id: str
    order_id: str
    visit: int
    role: Role
    content_type: str
    size: int
    uploader: Who
    language: str
    created_at: datetime
    status: Status = "pending"
    reason: str | None = None
    width: int | None = None
    height: int | None = None
    evidence: Evidence | None = None
    look: int | None = None
    flag: Flag | None = None
    earlier: Look | None = None
    sequence: int = 0


class VerifiedPhoto(Value):
    """What a verified photo counts as."""

    id: str
    role: Role
    visit: int
    is_flagged: bool = False


class Photos(Entity):
    """All verified photos of one order, so that a rule about photos costs one read."""

    order_id: str
    verified: tuple[VerifiedPhoto, ...] = ()


class Sound(Value):
    """A verdict: the upload is a real image. Pixels as the camera stored them, `size` in bytes.

    `look` is None where the picture is too plain to be known again.
    """

    size: int
    width: int
    height: int
    evidence: Evidence | None = None
    look: int | None = None


class Unsound(Value):
    """A verdict: the upload does not count. `reason` is a key of REASONS, `size` in bytes."""

    size: int
    reason: str


Verdict = Sound | Unsound


def check_upload(role: Role, content_type: str, size: int, max_bytes: int) -> None:
    """Raises UnsupportedImageType, AttachmentEmpty or AttachmentTooLarge when such an upload is no use."""
    accepted = SIGNATURE_TYPES if role == "signature" else CONTENT_TYPES
    if content_type not in accepted:
        raise UnsupportedImageType(accepted=", ".join(sorted(accepted)))
    if size < 1:
        raise AttachmentEmpty()
    if size > max_bytes:
        raise AttachmentTooLarge(max_bytes=max_bytes)


def verify(
    upload: Upload, photos: Photos | None, sound: Sound, stamp: Stamp
) -> tuple[Upload, Photos | None, AttachmentVerified]:
    """The upload counts from now on. A signature is seen, but is no photo: the summary stays (None) as it is."""
    verified = upload.changed(
        status="verified",
        size=sound.size,
        width=sound.width,
        height=sound.height,
        evidence=sound.evidence,
        look=None if upload.role == "signature" else sound.look,
        sequence=upload.sequence + 1,
    )
    event = AttachmentVerified(
        **envelope(stamp, upload.id, verified.sequence),
        order_id=upload.order_id,
        role=upload.role,
    )
    return verified, None if upload.role == "signature" else _counting(photos, upload), event


def reject(upload: Upload, unsound: Unsound, stamp: Stamp) -> tuple[Upload, AttachmentRejected]:
    """The upload never counts; its uploader is told why, in their language."""
    rejected = upload.changed(
        status="rejected", size=unsound.size, reason=unsound.reason, sequence=upload.sequence + 1
    )
    event = AttachmentRejected(
        **envelope(stamp, upload.id, rejected.sequence),
        text=reason_text(unsound.reason, upload.language),
        order_id=upload.order_id,
        role=upload.role,
        reason=unsound.reason,
        uploader_id=upload.uploader.id,
    )
    return rejected, event


def flag_duplicate(
    upload: Upload, photos: Photos, earlier: Look, stamp: Stamp
) -> tuple[Upload, Photos, AttachmentFlagged]:
    """The photo still counts, and is known to repeat the `earlier` one, of another order. Staff alone are told."""
    flagged = upload.changed(flag="duplicate", earlier=earlier, sequence=upload.sequence + 1)
    summary = photos.changed(
        verified=tuple(
            photo.model_copy(update={"is_flagged": photo.is_flagged or photo.id == upload.id})
            for photo in photos.verified
        )
    )
    event = AttachmentFlagged(
        **envelope(stamp, upload.id, flagged.sequence),
        visibility="internal",
        order_id=upload.order_id,
        role=upload.role,
        flag="duplicate",
        earlier_id=earlier.attachment_id,
        earlier_order_id=earlier.order_id,
    )
    return flagged, summary, event


def reason_text(reason: str, language: str) -> str:
    """What a reason's code means, in `zh-CN` or `en`."""
    texts = REASONS[reason]
    return texts.get(language, texts["en"])


def verified_count(photos: Photos | None, role: Role, visit: int) -> int:
    """How many verified photos of `role` belong to this visit (None: nothing was ever verified)."""
    return sum(1 for photo in photos.verified if (photo.role, photo.visit) == (role, visit)) if photos else 0


def has_flagged(photos: Photos | None, visit: int) -> bool:
    """Whether a photo of what was done in this visit is doubtful."""
    return photos is not None and any(
        photo.is_flagged for photo in photos.verified if (photo.role, photo.visit) == ("after", visit)
    )


def is_verified(photos: Photos | None, attachment_id: str) -> bool:
    """Whether this attachment is a verified photo of the order that `photos` sums up."""
    return photos is not None and any(photo.id == attachment_id for photo in photos.verified)


def _counting(photos: Photos | None, upload: Upload) -> Photos:
    photo = VerifiedPhoto(id=upload.id, role=upload.role, visit=upload.visit)
    if photos is None:
        return Photos(order_id=upload.order_id, verified=(photo,))
    if is_verified(photos, upload.id):
        return photos.changed()
    return photos.changed(verified=(*photos.verified, photo))
