"""The inbox over HTTP. Everybody signed in reads their own, and nobody else's."""

from chalicelib.kernel.context import Context
from chalicelib.kernel.http import SIGNED_IN, Router
from chalicelib.notifications import service
from chalicelib.notifications.model import Inbox, Notification
from chalicelib.notifications.schema import InboxOut, InboxQuery, NotificationOut

router = Router("notifications")


@router.route("GET", "/v1/notifications", permission=SIGNED_IN, query=InboxQuery, answer=InboxOut)
def list_notifications(context: Context, query: InboxQuery) -> Inbox:
    """The own notifications, newest first, and how many are unread."""
    return service.inbox(
        context,
        limit=query.limit,
        cursor=query.cursor,
        is_unread_only=query.unread,
        kinds=frozenset(query.kind) if query.kind is not None else None,
    )


@router.route(
    "POST", "/v1/notifications/{notification_id}/read", permission=SIGNED_IN, answer=NotificationOut
)
def read_notification(context: Context, notification_id: str) -> Notification:
    """Mark an own notification as read; again is the same."""
    return service.read(context, notification_id)
