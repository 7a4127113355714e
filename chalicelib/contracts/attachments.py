"""Events of attachments. `entity` is the attachment's id."""

from typing import ClassVar

from chalicelib.contracts.envelope import Event


class AttachmentEvent(Event):
    """Base of the events of this room."""

    source: ClassVar[str] = "steward.attachments"

    order_id: str
    role: str


class AttachmentVerified(AttachmentEvent):
    """What was uploaded is a real image of this order."""


class AttachmentFlagged(AttachmentEvent):
    """What was verified is doubtful: with `duplicate`, it shows what the earlier photo of another order shows."""

    flag: str
    earlier_id: str
    earlier_order_id: str


class AttachmentRejected(AttachmentEvent):
    """What was uploaded does not count; `text` says why. `uploader_id` asked for the upload."""

    reason: str
    uploader_id: str
