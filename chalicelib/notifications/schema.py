"""What the inbox's routes take and answer."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from chalicelib.kernel.context import Context
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.kernel.schema import ListQuery, Out, comma_separated
from chalicelib.notifications.model import Inbox
from chalicelib.notifications.rules import KINDS


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise FieldRefused("no notification is of this kind")
    return kind


Kind = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": sorted(KINDS)})]


class InboxQuery(ListQuery):
    """Which of the own notifications are wanted."""

    unread: bool = Field(False, description="only what has not been read")
    kind: Annotated[list[Kind], BeforeValidator(comma_separated)] | None = Field(
        None,
        description="only these kinds, separated by commas",
        examples=["deadline_breached,deadline_near"],
    )


class NotificationOut(Out):
    """One notification, in the language its reader had when it was made."""

    id: str = Field(examples=["nt_01JDAVEW80R3J4QK6M2Y5T7XZB"])
    kind: str = Field(description="what happened, in snake_case", examples=["deadline_breached"])
    title: str = Field(examples=["工单已指派：厨房漏水"])
    body: str = Field(description="plain text, lines parted by line feeds")
    work_order_id: str | None = Field(
        description="the order it is about", examples=["wo_01JDAVEW80R3J4QK6M2Y5T7XZB"]
    )
    step: int | None = Field(description="the escalation ladder's step, counted from 0", examples=[0])
    link: str | None = Field(description="where to go on; a survey's link ends with its token")
    created_at: datetime = Field(description="when it happened")
    read_at: datetime | None = Field(description="when the reader marked it as read; null: not yet")
    version: int = Field(description="1 until it is read", examples=[1])


class InboxOut(Out):
    """A page of the own notifications, newest first."""

    items: list[NotificationOut]
    unread: int = Field(description="how many are unread in all, on whatever page", examples=[3])
    next_cursor: str | None = None

    @classmethod
    def of(cls, value: Inbox, context: Context) -> Self:
        """The page for its reader."""
        items = [NotificationOut.of(one, context) for one in value.items]
        return cls(items=items, unread=value.unread, next_cursor=value.next_cursor)
