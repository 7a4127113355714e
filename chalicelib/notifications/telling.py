"""Writing down that people are told: their inboxes, the logs of what leaves the house, and what waits.

Each person is told at most once, however often the event comes. News of an order is one transaction for each of its few
people, so that none waits for another; a notice tells a crowd, many in each transaction, and counts them in it once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.contracts.deadlines import LadderStepFired
from chalicelib.contracts.envelope import Event
from chalicelib.contracts.notices import NoticeSent
from chalicelib.contracts.surveys import SurveyInvited, SurveyReminded
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context
from chalicelib.kernel.observability import log_failure
from chalicelib.kernel.triggers import Repeated
from chalicelib.notifications import sending, store
from chalicelib.notifications.audience import card_of, order_id_of
from chalicelib.notifications.charts import chart_of
from chalicelib.notifications.groups import MOST_CHANGES, groups
from chalicelib.notifications.model import Delivery, Notification, Person, Sending, notification_id
from chalicelib.notifications.planning import REPEAT_WINDOW, Plan, is_urgent, repeated
from chalicelib.notifications.readers import Reader
from chalicelib.notifications.rules import Rule
from chalicelib.notifications.tally import counted
from chalicelib.notifications.texts import Texts, language
from chalicelib.notifications.unsubscribing import link_of
from chalicelib.notifications.waiting import waiting


@dataclass(frozen=True)
class _Telling:
    """One person's part: what is written, what it counts for of a notice, and the log of what leaves now, if any."""

    person_id: str
    changes: tuple[Change, ...]
    counts: Counter[str] = field(default_factory=Counter)
    leaves: Delivery | None = None


def tell(
    context: Context, event: Event, told: Iterable[Reader], failures: list[Exception]
) -> Iterator[Delivery]:
    """Tell them of the event; gives the logs of what is to leave the house now, as they stand.

    Who was told before is not told again. What fails for one is logged and added to `failures`; the others are told.
    """
    most = MOST_CHANGES if isinstance(event, NoticeSent) else 1
    for group in groups(_tellings(context, event, told, failures), most):
        yield from _written(context, event, group, failures)


def _written(
    context: Context, event: Event, group: Sequence[_Telling], failures: list[Exception]
) -> Iterator[Delivery]:
    """Write a group down in one transaction; each by itself if that cannot be, for what one of them was told before."""
    notice_id = event.notice_id if isinstance(event, NoticeSent) else None
    counts: Counter[str] = sum((one.counts for one in group), Counter())
    try:
        context.commit(*(one.changes for one in group), store.count_notice(notice_id, {}, counts))
    except Exception as failure:  # noqa: BLE001 - raised in the end, with the others
        if len(group) > 1:
            for one in group:
                yield from _written(context, event, [one], failures)
        elif not isinstance(failure, Repeated):
            _note(event, group[0].person_id, failure, failures)
        elif group[0].leaves:
            yield from _as_it_stands(context, event, group[0].leaves, failures)
    else:
        yield from (one.leaves for one in group if one.leaves)


def _as_it_stands(
    context: Context, event: Event, delivery: Delivery, failures: list[Exception]
) -> Iterator[Delivery]:
    """The log of somebody who was told before."""
    try:
        known = context.table.get(store.delivery_ref(delivery.place, delivery.notification_id))
    except Exception as failure:  # noqa: BLE001 - as above
        _note(event, delivery.person_id, failure, failures)
    else:
        yield from [known] if known else []


def _note(event: Event, person_id: str, failure: Exception, failures: list[Exception]) -> None:
    log_failure("not told", failure, person=person_id, event_id=event.id)
    failures.append(failure)


def _tellings(
    context: Context, event: Event, told: Iterable[Reader], failures: list[Exception]
) -> Iterator[_Telling]:
    for reader in told:
        try:
            one = _telling(context, event, reader)
        except Exception as failure:  # noqa: BLE001 - as above
            _note(event, reader.person.id, failure, failures)
        else:
            yield one


def _telling(context: Context, event: Event, reader: Reader) -> _Telling:
    """The person's inbox entry, with the log of what is to leave the house now, or what is to wait."""
    person, rule = reader.person, reader.rule
    link = event.link if isinstance(event, SurveyInvited | SurveyReminded) else None
    texts = reader.texts(event, link)
    notification = _notification(event, person, rule, texts, link)
    plan = reader.plan(event, texts, context.now)
    first = store.first(notification)
    if not plan.channels and not rule.must_reach:  # the inbox is all there is, and itself the record of it
        return _Telling(person.id, (*first,), Counter(inside=1))
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
        notice_id=event.notice_id if isinstance(event, NoticeSent) else None,
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
        return _Telling(person.id, (*first, store.wait(waits)), counted(delivery, waits=True))
    lost = [] if plan.channels else [store.told_lost(sending.failed(context, delivery))]
    changes = (*first, store.save_delivery(delivery), *lost)
    return _Telling(person.id, changes, counted(delivery), delivery)


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
