"""Handing to the queue what waited long enough: run by a schedule, as often as it likes.

What becomes one message leaves the waiting in the transaction that writes the message, and a sealed entry stays in its
place until that is queued; so a run that is cut short anywhere is taken up by the next, and no message is made twice.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context, for_system
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.observability import log_failure
from chalicelib.kernel.triggers import Repeated
from chalicelib.notifications import queue, store
from chalicelib.notifications.audience import Recipient
from chalicelib.notifications.model import Delivery
from chalicelib.notifications.people import people_of, refs_of
from chalicelib.notifications.preferences import default
from chalicelib.notifications.tally import counted
from chalicelib.notifications.unsubscribing import link_of
from chalicelib.notifications.waiting import DIGEST, Sealed, Waiting, deliveries
from chalicelib.tenants import service as tenants

_MOST_AT_ONCE = (
    90  # entries of one transaction, which holds 100 parts: beside them its messages and their seals
)


def release(tenant: str, until: datetime) -> list[str]:
    """Queue every message of the tenant's that waits until then. Answers the ids of people with whom that failed."""
    context = replace(for_system(tenant, "notifications"), now=until)
    due: dict[tuple[str, str], list[Waiting]] = defaultdict(list)
    failed: list[str] = []
    for one in store.due(context.table, context.now):
        if isinstance(one, Sealed):
            _queue(context, [one])
        else:
            due[one.person_id, one.bundle].append(one)
    for (person_id, _), bundle in due.items():
        try:
            for start in range(0, len(bundle), _MOST_AT_ONCE):
                _release(context, bundle[start : start + _MOST_AT_ONCE])
        except Exception as failure:  # noqa: BLE001 - whatever it is, the others are to be told
            log_failure("what waits was not released", failure, person=person_id)
            failed.append(person_id)
    return failed


def _release(context: Context, bundle: Sequence[Waiting]) -> None:
    """Make messages of one person's bundle and queue them; leave it while that person's hours are quiet."""
    first = bundle[0]
    who = Recipient(first.person_id, "resident" if first.delivery.is_resident else "member")
    tenant, chosen, *found = context.load(
        tenants.tenant_ref(), store.preferences_ref(first.person_id), *refs_of(who)
    )
    if tenant is None:
        raise NotFound()
    person = people_of(tuple(found)).get(first.person_id)
    if person is None:
        context.commit(store.waited_enough(bundle), _counted(bundle, []))
        return
    wishes = chosen or default(person.id, person.roles)
    if wishes.quiet_until(context.now, ZoneInfo(tenant.time_zone)):
        return
    made = list(deliveries(bundle, wishes, person.language, context.now))
    if first.bundle == DIGEST:
        link = link_of(context.table.tenant, person.id, DIGEST)
        made = [one.model_copy(update={"unsubscribe": link}) for one in made]
    seals = [
        Sealed(person_id=person.id, due_at=first.due_at, place=one.place, notification_id=one.notification_id)
        for one in made
    ]
    try:
        context.commit(
            store.waited_enough(bundle),
            [store.save_delivery(one) for one in made],
            map(store.seal, seals),
            _counted(bundle, made),
        )
    except Repeated:  # another run has made them
        return
    _queue(context, seals)


def _counted(bundle: Sequence[Waiting], made: Sequence[Delivery]) -> list[Change]:
    """The part by which a notice's delivery no longer counts as waiting: its channels do, or the inbox alone."""
    waited = bundle[0].delivery  # a notice is alone in its bundle
    after = sum((counted(one) for one in made), Counter()) or Counter(inside=1)
    return store.count_notice(waited.notice_id, counted(waited, waits=True), after)


def _queue(context: Context, seals: Sequence[Sealed]) -> None:
    """Queue sealed deliveries, and forget the seals. Twice is no harm: a sending is claimed before it is done."""
    found = context.load(*(store.delivery_ref(one.place, one.notification_id) for one in seals))
    queue.put(
        wanted for one in found if one is not None for wanted in queue.wanted(context.table.tenant, one)
    )
    context.commit(store.unseal(one) for one in seals)
