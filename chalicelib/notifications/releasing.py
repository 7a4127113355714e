"""Handing to the queue what waited long enough: run by a schedule, as often as it likes.

What becomes one message leaves the waiting in the transaction that writes the message, and a sealed entry stays in its
place until that is queued; so a run that is cut short anywhere is taken up by the next, and no message is made twice.
The people of a notice that came in the night share reads and transactions, some dozens at a time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context, for_system
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.observability import log_failure
from chalicelib.kernel.table import MOST_READ
from chalicelib.kernel.triggers import Repeated
from chalicelib.notifications import queue, store
from chalicelib.notifications.audience import Recipient
from chalicelib.notifications.groups import groups
from chalicelib.notifications.model import Delivery, Person
from chalicelib.notifications.pacing import paced
from chalicelib.notifications.people import people_of, refs_of
from chalicelib.notifications.preferences import Preferences, default
from chalicelib.notifications.tally import counted
from chalicelib.notifications.unsubscribing import link_of
from chalicelib.notifications.waiting import DIGEST, Sealed, Waiting, deliveries
from chalicelib.tenants import service as tenants

T = TypeVar("T")

_MOST_AT_ONCE = (
    90  # entries of one transaction, which holds 100 parts: beside them its messages and their seals
)
_REFS = 4  # of one person: their wishes, their addresses, and where they may lie

#: what waits for one person and becomes one message, or one for each channel
Bundle = Sequence[Waiting]


@dataclass(frozen=True)
class _Made:
    """What is written for a bundle, what it moves of a notice's count, and what is to be queued then."""

    bundle: Bundle
    changes: tuple[Change, ...]
    before: Counter[str]
    after: Counter[str]
    seals: tuple[Sealed, ...]

    @property
    def notice_id(self) -> str | None:
        """The notice that it is of, if it is."""
        return self.bundle[0].delivery.notice_id  # a notice is alone in its bundle


def release(tenant: str, until: datetime) -> list[str]:
    """Queue every message of the tenant's that waits until then. Answers the ids of people with whom that failed."""
    context = replace(for_system(tenant, "notifications"), now=until)
    due: dict[tuple[str, str], list[Waiting]] = defaultdict(list)
    sealed: list[Sealed] = []
    for one in store.due(context.table, context.now):
        if isinstance(one, Sealed):
            sealed.append(one)
        else:
            due[one.person_id, one.bundle].append(one)
    for seals in _batches(sealed, MOST_READ):
        _queue(context, seals)
    bundles = [
        found[start : start + _MOST_AT_ONCE]
        for found in due.values()
        for start in range(0, len(found), _MOST_AT_ONCE)
    ]
    failed: list[str] = []
    for some in _batches(bundles, (MOST_READ - 1) // _REFS):
        _release(context, some, failed)
    return failed


def _release(context: Context, bundles: Sequence[Bundle], failed: list[str]) -> None:
    """Make messages of the bundles of some people and queue them. Those with whom that failed are added to `failed`."""
    try:
        made = list(_made_of(context, bundles))
    except Exception as failure:  # noqa: BLE001 - whatever it is, the others are to be told
        if len(bundles) > 1:
            for bundle in bundles:
                _release(context, [bundle], failed)
        else:
            _note(bundles, failure, failed)
        return
    for _, of_one_notice in groupby(made, attrgetter("notice_id")):
        for group in groups(of_one_notice):
            _written(context, group, failed)


def _note(bundles: Sequence[Bundle], failure: Exception, failed: list[str]) -> None:
    for bundle in bundles:
        log_failure("what waits was not released", failure, person=bundle[0].person_id)
        failed.append(bundle[0].person_id)


def _written(context: Context, group: Sequence[_Made], failed: list[str]) -> None:
    """Write some down in one transaction and queue them; each by itself if that cannot be."""
    before: Counter[str] = sum((one.before for one in group), Counter())
    after: Counter[str] = sum((one.after for one in group), Counter())
    moves = store.count_notice(group[0].notice_id, before, after)
    try:
        context.commit(*(one.changes for one in group), moves)
    except Exception as failure:  # noqa: BLE001 - as above
        if len(group) > 1:
            for one in group:
                _written(context, [one], failed)
        elif not isinstance(failure, Repeated):  # else another run has made them
            _note([group[0].bundle], failure, failed)
        return
    try:
        _queue(context, [seal for one in group for seal in one.seals])
    except Exception as failure:  # noqa: BLE001 - as above; what is sealed is queued by the next run
        _note([one.bundle for one in group], failure, failed)


def _made_of(context: Context, bundles: Sequence[Bundle]) -> Iterator[_Made]:
    """What becomes of the bundles of some people; nothing as long as a person's hours are quiet. One read."""
    refs = [_refs(bundle[0]) for bundle in bundles]
    tenant, *found = context.load(tenants.tenant_ref(), *(ref for some in refs for ref in some))
    if tenant is None:
        raise NotFound()
    lying = iter(found)
    for bundle, own in zip(bundles, refs, strict=True):
        chosen, *home = (next(lying) for _ in own)
        person = people_of(tuple(home)).get(bundle[0].person_id)
        if person is None:
            yield _made(bundle, [], [])
            continue
        wishes = chosen or default(person.id, person.roles)
        if not wishes.quiet_until(context.now, ZoneInfo(tenant.time_zone)):
            yield _made_for(context, person, wishes, bundle)


def _refs(first: Waiting) -> list[Ref[Any]]:
    who = Recipient(first.person_id, "resident" if first.delivery.is_resident else "member")
    return [store.preferences_ref(first.person_id), *refs_of(who)]


def _made_for(context: Context, person: Person, wishes: Preferences, bundle: Bundle) -> _Made:
    first = bundle[0]
    made = list(deliveries(bundle, wishes, person.language, context.now))
    if first.bundle == DIGEST:
        link = link_of(context.table.tenant, person.id, DIGEST)
        made = [one.model_copy(update={"unsubscribe": link}) for one in made]
    seals = [
        Sealed(person_id=person.id, due_at=first.due_at, place=one.place, notification_id=one.notification_id)
        for one in made
    ]
    return _made(bundle, made, seals)


def _made(bundle: Bundle, made: Sequence[Delivery], seals: Sequence[Sealed]) -> _Made:
    """A notice's delivery no longer counts as waiting: its channels do, or the inbox alone."""
    changes = (
        *store.waited_enough(bundle),
        *(store.save_delivery(one) for one in made),
        *map(store.seal, seals),
    )
    after = sum((counted(one) for one in made), Counter()) or Counter(inside=1)
    return _Made(bundle, changes, counted(bundle[0].delivery, waits=True), after, tuple(seals))


def _queue(context: Context, seals: Sequence[Sealed]) -> None:
    """Queue sealed deliveries, and forget the seals. Twice is no harm: a sending is claimed before it is done."""
    found = context.load(*(store.delivery_ref(one.place, one.notification_id) for one in seals))
    queue.put(paced(context, (one for one in found if one is not None)))
    context.commit(store.unseal(one) for one in seals)


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
