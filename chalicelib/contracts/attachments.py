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


class AttachmentRejected(AttachmentEvent):
    """What was uploaded does not count; `text` says why. `uploader_id` asked for the upload."""

    reason: str
    uploader_id: str
