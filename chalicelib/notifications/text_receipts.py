"""What became of text messages: SNS writes it into the account's log, which hands it on line by line.

A line has SNS's id of the message, and neither company nor sending: the name that was written with the sending leads
there. Others' messages (codes to sign in with, what other stacks send) are told of in the same log, and lead nowhere.
"""

import time
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Base64Bytes, Field, ValidationError

from chalicelib.kernel import clock, lookups
from chalicelib.kernel.context import for_system
from chalicelib.notifications import receipts, sending
from chalicelib.notifications.queue import Wanted
from chalicelib.notifications.receipts import Part

#: what SNS says of a number, in its words, that nothing will reach; whatever else it says may pass
_NEVER = frozenset(
    {
        "destination is on a blocked list",
        "invalid phone number",
        "phone has blocked sms",
        "phone is on a blocked list",
        "phone number is opted out",
    }
)
_LONGEST_REASON = 100  # characters of a provider's answer that the log keeps
_MOST_BYTES = 8_000_000  # of one batch, unpacked; CloudWatch Logs hands over far less
_PAUSE_S = 2.0


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


class _Message(Part):
    id: str = Field(alias="messageId", pattern=r"^[\w-]{1,100}$")
    sent_at: Annotated[datetime, AfterValidator(_utc)] = Field(alias="timestamp")


class _Delivery(Part):
    number: str = Field(alias="destination", pattern=r"^\+?[0-9]{5,15}$")
    answer: str = Field("", alias="providerResponse")


class TextReceipt(Part):
    """One line of the log: what a carrier tells of one text message."""

    message: _Message = Field(alias="notification")
    delivery: _Delivery
    status: Literal["SUCCESS", "FAILURE"]

    @property
    def is_early(self) -> bool:
        """Whether who sent the message may still be writing down that it left."""
        return clock.now() - self.message.sent_at < sending.LONGEST_RUN

    @property
    def is_final(self) -> bool:
        """Whether the number is one that nothing will reach."""
        return self.delivery.answer.strip().rstrip(".").lower() in _NEVER


class _Line(Part):
    message: str


class _Batch(Part):
    kind: str = Field(alias="messageType")
    lines: list[_Line] = Field(alias="logEvents")


class _Packed(Part):
    data: Base64Bytes


class _Handed(Part):
    packed: _Packed = Field(alias="awslogs")


def read(event: dict[str, Any]) -> tuple[list[TextReceipt], int]:
    """The receipts that CloudWatch Logs hands over, and how many of its lines are none.

    Raises ValueError when it is no batch of lines, or one too large.
    """
    packed = _Handed.model_validate(event).packed.data
    batch = _Batch.model_validate_json(_unpacked(packed))
    if batch.kind != "DATA_MESSAGE":  # it only asks whether somebody is there
        return [], 0
    found = []
    for line in batch.lines:
        try:
            found.append(TextReceipt.model_validate_json(line.message))
        except ValidationError:
            continue
    return found, len(batch.lines) - len(found)


def take(told: Iterable[TextReceipt]) -> None:
    """Write down what became of our messages; a number that is none, or wants nothing, gets no more.

    Comes twice without harm. A receipt that is quicker than the sending's own record is looked at once more, a moment
    later; whose record never came is as good as another's.
    """
    early = [one for one in told if not _took(one) and one.is_early]
    if early:
        time.sleep(_PAUSE_S)
    for one in early:
        _took(one)


def _took(receipt: TextReceipt) -> bool:
    """Whether the message is ours; then it is written down what became of it."""
    found = lookups.find("text_message", receipt.message.id)
    if found is None:
        return False
    place, id = found.id.rsplit("#", 1)
    context, wanted = for_system(found.tenant, "notifications"), Wanted(found.tenant, place, id, "sms")
    if receipt.status == "SUCCESS":
        receipts.note(context, wanted, "delivered", reference=receipt.message.id, error=None)
        return True
    reason = f"bounce: {receipt.delivery.answer[:_LONGEST_REASON] or 'unsaid'}"
    if receipt.is_final:
        receipts.block(context, wanted, [receipt.delivery.number], reason)
    receipts.note(context, wanted, "bounced", reference=receipt.message.id, error=reason)
    return True


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)  # of gzip
    try:
        found = unpacking.decompress(packed, _MOST_BYTES)
    except zlib.error as damage:
        raise ValueError("the batch is not packed by gzip") from damage
    if not unpacking.eof:
        raise ValueError("the batch is too large, or cut off")
    return found
