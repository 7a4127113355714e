"""Telling people: the delivery of one event, and the inbox that a person reads."""

from contextlib import suppress
from datetime import datetime

from chalicelib.contracts.deadlines import LadderStepFired
from chalicelib.contracts.envelope import Event
from chalicelib.contracts.notices import NoticeSent
from chalicelib.contracts.surveys import SurveyInvited, SurveyReminded
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.changes import guard
from chalicelib.kernel.context import Context
from chalicelib.kernel.observability import log_failure
from chalicelib.kernel.triggers import Repeated
from chalicelib.notifications import queue, sending, store, teams
from chalicelib.notifications.audience import (
    Groups,
    audience,
    card_of,
    department_of,
    groups_of,
    order_id_of,
)
from chalicelib.notifications.charts import chart_of
from chalicelib.notifications.foreseeing import foresee, sample, tally
from chalicelib.notifications.model import Delivery, Inbox, Notification, Person, Sending, notification_id
from chalicelib.notifications.planning import REPEAT_WINDOW, Plan, is_urgent, repeated
from chalicelib.notifications.queue import Wanted
from chalicelib.notifications.readers import Reader, readers
from chalicelib.notifications.rules import Rule
from chalicelib.notifications.tally import counted
from chalicelib.notifications.texts import Texts, language
from chalicelib.notifications.unsubscribing import link_of
from chalicelib.notifications.waiting import waiting
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
    wanted: list[Wanted] = []
    for reader in readers(context, told):
        try:
            delivery = _tell(context, event, reader)
        except Exception as failure:  # noqa: BLE001 - raised in the end, with the others
            log_failure("not told", failure, person=reader.person.id, event_id=event.id)
            failures.append(failure)
        else:
            if delivery:
                wanted += queue.wanted(context.table.tenant, delivery)
    try:
        wanted += teams.post(context, event)
    except Exception as failure:  # noqa: BLE001 - as above
        log_failure("no chat told", failure, event_id=event.id)
        failures.append(failure)
    queue.put(wanted)
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


def _tell(context: Context, event: Event, reader: Reader) -> Delivery | None:
    """Put the news into the person's inbox, with the log of what is to leave the house now; answers that log.

    What leaves later waits. When that has been done before, it is the log as it stands now.
    """
    person, rule = reader.person, reader.rule
    link = event.link if isinstance(event, SurveyInvited | SurveyReminded) else None
    texts = reader.texts(event, link)
    notification = _notification(event, person, rule, texts, link)
    plan = reader.plan(event, texts, context.now)
    notice_id = event.notice_id if isinstance(event, NoticeSent) else None
    if not plan.channels and not rule.must_reach:  # the inbox is all there is, and itself the record of it
        with suppress(Repeated):
            context.commit(store.first(notification), store.count_notice(notice_id, {}, {"inside": 1}))
        return None
    told_at = _told_at(context, event, rule, plan, notification)
    if told_at:
        plan = repeated(plan, told_at, reader.wishes, context.now, reader.zone)
    is_pressing = rule.is_mandatory or is_urgent(event, rule)
    card = card_of(event)
    delivery = Delivery(
        notification_id=notification.id,
        person_id=person.id,
        person_name=person.name,
        is_resident=person.is_resident,
        department_id=card.department_id if card else None,
        number=card.number if card else "",
        must_reach=rule.must_reach,
        work_order_id=notification.work_order_id,
        notice_id=notice_id,
        event_id=event.id,
        kind=rule.kind,
        title=texts.title,
        body=texts.body,
        sms=texts.sms if "sms" in plan.channels else None,
        answers=texts.answers if "email" in plan.channels else None,
        link=link,
        unsubscribe=None if is_pressing else link_of(context.table.tenant, person.id, rule.group),
        chart=chart_of(event, language(person.language).wording) if "email" in plan.channels else None,
        created_at=context.now,
        not_before=plan.not_before,
        sendings=tuple(Sending(channel=channel) for channel in plan.channels),
        is_lost_told=not plan.channels,
    )
    if plan.not_before and plan.channels:
        waits = waiting(delivery, rule, plan.not_before, is_digest=plan.is_digest)
        with suppress(Repeated):
            told = store.count_notice(notice_id, {}, counted(delivery, waits=True))
            context.commit(store.first(notification), store.wait(waits), told)
        return None
    lost = [] if plan.channels else [store.told_lost(sending.failed(context, delivery))]
    try:
        context.commit(store.first(notification), store.log_delivery(delivery), lost)
    except Repeated:
        return context.table.get(store.delivery_ref(delivery.place, delivery.notification_id))
    return delivery


def _told_at(
    context: Context, event: Event, rule: Rule, plan: Plan, notification: Notification
) -> datetime | None:
    """When this person was first told the same of this order within the window, unless this may not wait for it.

    A step of a ladder, a link and a notice come once each, so that there is nothing to look for.
    """
    is_single = (
        isinstance(event, NoticeSent) or notification.step is not None or notification.link is not None
    )
    if is_single or plan.is_digest or rule.is_mandatory or is_urgent(event, rule):
        return None
    earlier = store.since(context.table, notification.person_id, notification.created_at - REPEAT_WINDOW)
    same = [one.created_at for one in earlier if one.says_the_same(notification)]
    return min(same, default=None)


def _notification(event: Event, person: Person, rule: Rule, texts: Texts, link: str | None) -> Notification:
    return Notification(
        id=notification_id(event, person.id, rule.kind),
        person_id=person.id,
        kind=rule.kind,
        title=texts.title,
        body=texts.body,
        work_order_id=order_id_of(event),
        step=event.step if isinstance(event, LadderStepFired) else None,
        link=link,
        created_at=event.at,
    )
