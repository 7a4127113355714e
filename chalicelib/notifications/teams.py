"""News for a department as a team: what concerns its queue or its heads is posted to its group chats, once for each."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from chalicelib.contracts.envelope import Event
from chalicelib.kernel.context import Context
from chalicelib.kernel.triggers import Repeated
from chalicelib.notifications import queue, store
from chalicelib.notifications.accounts import ChatChannel
from chalicelib.notifications.audience import card_of, department_of, order_id_of
from chalicelib.notifications.model import Delivery, Sending, notification_id
from chalicelib.notifications.queue import Wanted
from chalicelib.notifications.rules import Rule, rules_of
from chalicelib.notifications.texts import render
from chalicelib.tenants import service as tenants

_OF_A_TEAM = {"queue", "heads"}


def post(context: Context, event: Event) -> list[Wanted]:
    """Write down what is to be posted of the event; answers what is to be queued. One read where there is such news."""
    department_id, rule = department_of(event), _rule(event)
    card = card_of(event)
    if not department_id or not rule or (card and card.status == "suspended"):
        return []
    tenant, chats = context.load(tenants.tenant_ref(), store.chats_ref())
    if not tenant or not chats:
        return []
    return [
        wanted
        for channel in chats.of(department_id)
        for wanted in _posted(context, event, rule, channel, tenant)
    ]


def _rule(event: Event) -> Rule | None:
    """The rule by which a team hears of the event: the first that tells its queue or its heads."""
    rules = (one for one in rules_of(event) if not one.stays_inside)
    return next((one for one in rules if _OF_A_TEAM & set(one.audience)), None)


def _posted(
    context: Context, event: Event, rule: Rule, channel: ChatChannel, tenant: tenants.Tenant
) -> Iterator[Wanted]:
    texts = render(rule.kind, event, code=tenant.locale, zone=ZoneInfo(tenant.time_zone), is_resident=False)
    card = card_of(event)
    delivery = Delivery(
        notification_id=notification_id(event, channel.id, rule.kind),
        person_id=channel.id,
        person_name=channel.name,
        department_id=channel.department_id,
        number=card.number if card else "",
        work_order_id=order_id_of(event),
        event_id=event.id,
        kind=rule.kind,
        title=texts.title,
        body=texts.body,
        created_at=context.now,
        sendings=(Sending(channel="chat"),),
    )
    try:
        context.commit(store.first_delivery(delivery))
    except Repeated:
        known = context.find(store.delivery_ref(delivery.place, delivery.notification_id))
        yield from queue.wanted(context.table.tenant, known)
    else:
        yield from queue.wanted(context.table.tenant, delivery)
