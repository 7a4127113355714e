"""Telling people: the delivery of one event, and the inbox that a person reads."""

from chalicelib.contracts.envelope import Event
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.changes import guard
from chalicelib.kernel.context import Context
from chalicelib.kernel.observability import log_failure
from chalicelib.notifications import queue, store, teams
from chalicelib.notifications.audience import Groups, audience, department_of, groups_of
from chalicelib.notifications.foreseeing import foresee, sample, tally
from chalicelib.notifications.model import Inbox, Notification
from chalicelib.notifications.pacing import paced
from chalicelib.notifications.queue import Wanted
from chalicelib.notifications.readers import readers
from chalicelib.notifications.telling import tell
from chalicelib.organization import service as organization

__all__ = ["deliver", "foresee", "inbox", "read", "sample", "tally"]

_ROUTE = "GET /v1/notifications"
_QUEUE_ROLES = frozenset({"technician", "dispatcher"})


def inbox(
    context: Context,
    *,
    limit: int,
    cursor: str | None,
    is_unread_only: bool,
    kinds: frozenset[str] | None = None,
) -> Inbox:
    """A page of the caller's own notifications, of these kinds where some are named. Raises InvalidCursor."""
    wishes = (str(is_unread_only), *sorted(kinds or ()))
    scope = (context.actor.tenant, context.actor.id, _ROUTE, *wishes)
    before = cursors.verify(cursor, *scope) if cursor else None
    items, unread, position = store.page(
        context.table, context.actor.id, before, limit, is_unread_only, kinds
    )
    return Inbox(items, unread, cursors.sign(position, *scope) if position else None)


def read(context: Context, id: str) -> Notification:
    """Mark one of the caller's own notifications as read; again is the same. Raises NotFound."""
    ref = store.notification_ref(context.actor.id, id)
    notification = context.find(ref)
    context.check_match(notification)
    if notification.is_read:
        context.commit(guard(ref, notification), answer=notification)
        return notification
    marked = notification.read(context.now)
    context.commit(store.mark_read(marked), answer=marked)
    return marked


def deliver(context: Context, event: Event) -> None:
    """Tell everybody concerned of the event, each at most once however often it comes.

    What leaves the house is queued once it is planned in the table. An event that comes again queues again what is
    still pending there, so that being cut short in between loses nothing. One failure does not keep the others from
    being told; it is raised at the end, so that the event comes again.
    """
    told = audience(event, _groups(context, event))
    failures: list[Exception] = []
    leaving = list(tell(context, event, readers(context, told), failures))
    chats: list[Wanted] = []
    try:
        chats = teams.post(context, event)
    except Exception as failure:  # noqa: BLE001 - raised in the end, with the others
        log_failure("no chat told", failure, event_id=event.id)
        failures.append(failure)
    queue.put([*paced(context, leaving), *chats])
    if failures:
        raise ExceptionGroup(f"{len(failures)} could not be told of {event.id}", failures)


def _groups(context: Context, event: Event) -> Groups:
    """The members of the groups that the event's rules name."""
    needed, department_id = groups_of(event), department_of(event)
    members: tuple[organization.Member, ...] = ()
    heads: tuple[str, ...] = ()
    if department_id and needed & {"queue", "department"}:
        members = tuple(one for one in organization.members_of(context, department_id) if one.is_active)
    queue = tuple(member.id for member in members if member.roles & _QUEUE_ROLES)
    if department_id and (needed & {"heads", "department"} or ("queue" in needed and not queue)):
        heads = organization.heads(context, department_id)
    assessors = organization.assessors(context) if "assessors" in needed else ()
    department = tuple(member.id for member in members) + heads if "department" in needed else ()
    return Groups(queue=queue or heads, heads=heads, assessors=assessors, department=department)
