"""Notices: drafted, counted, sent and followed up. `walking` brings them to their people."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.contracts.notices import FollowUp
from chalicelib.estates import service as estates
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import NotFound, UnknownReference, Unprocessable
from chalicelib.kernel.listing import newest
from chalicelib.kernel.schema import Listing
from chalicelib.notices import store
from chalicelib.notices.model import CHANNELS, FIXED, Notice, Scope, Status
from chalicelib.notices.way import Way, way_of
from chalicelib.notifications import service as notifications
from chalicelib.tenants import audit

_ROUTE = "GET /v1/notices"
#: where in a request a place is named
Loc = tuple[str, str, str, int]


@dataclass(frozen=True)
class Progress:
    """A notice with its ways so far, what became of what left, and what is read in each language."""

    notice: Notice
    count: Way | None
    send: Way | None
    tally: Counter[str]
    samples: Mapping[str, Any]


def draft(context: Context, **fields: Any) -> Notice:
    """Draft a notice; how many people it would go to is counted from then on.

    Raises Unprocessable for one that may not be, UnknownReference for places that are not there.
    """
    fields["channels"] = fields["channels"] if fields["channels"] is not None else CHANNELS[fields["kind"]]
    notice = Notice(id=context.own_id("nc"), **_by(context), **fields)
    named = list(_named(notice.scope))
    _demand_known(named, context.load(*(ref for _, ref in named)))
    return _drafted(context, notice, tuple(sorted(context.scope or ())))


def follow_up(context: Context, id: str, as_: FollowUp, **fields: Any) -> Notice:
    """Draft what the people of an earlier notice are told about it. Raises NotFound, NotSent, Unprocessable."""
    given = {name: value for name, value in fields.items() if value is not None}
    earlier = _seen(context, id)
    notice = earlier.followed_up(context.own_id("nc"), as_, **_by(context), **given)
    return _drafted(context, notice, earlier.department_ids)


def change(context: Context, id: str, fields: Mapping[str, Any]) -> Notice:
    """Replace some of a draft's fields; its people are counted anew if that says anything new.

    Raises NotFound, AlreadySent, Unprocessable, UnknownReference, PreconditionFailed.
    """
    notice, way = _own(context, id, fields.get("scope"))
    if notice.follows and (fixed := sorted(fields.keys() & FIXED)):
        raise Unprocessable("a follow-up goes to the people of the earlier notice", "body", fixed[0])
    changed = notice.changed(**fields)
    changed.demand_sense()
    told = audit.changed(context, "notice", notice, changed)
    counted = way.begun_anew(changed) if way else way_of(changed, "count")
    # A change made a second time is counted already.
    counting = store.save_way(counted, context.stamp) if told else []
    context.commit(store.save_notice(changed), counting, told, answer=changed)
    return changed


def remove(context: Context, id: str) -> Notice:
    """Remove a draft. Raises NotFound, AlreadySent, PreconditionFailed."""
    notice, _ = _own(context, id)
    told = audit.recorded(context, "notice", id, "removed", name=notice.name)
    context.commit(store.remove_notice(notice), told, answer=notice)
    return notice


def send(context: Context, id: str) -> Notice:
    """Let a draft go to its people. Raises NotFound, AlreadySent, PreconditionFailed."""
    notice, _ = _own(context, id)
    sending = notice.sending(context.actor, context.now)
    data = notice.model_dump(mode="json", include={"kind", "scope", "payers", "channels", "follows"})
    context.commit(
        store.save_notice(sending),
        store.save_way(way_of(sending, "send"), context.stamp),
        audit.recorded(context, "notice", id, "sent", name=notice.name, data=data),
        answer=sending,
    )
    return sending


def progress(context: Context, id: str) -> Progress:
    """A notice and how far it is. Raises NotFound. Two reads and one Query."""
    refs = [store.way_ref(id, purpose) for purpose in store.PURPOSES]
    notice, counted, sent = context.load(store.notice_ref(id), *refs)
    if notice is None or not notice.is_for(context.scope):
        raise NotFound()
    samples = notifications.sample(context, notice.told(context.stamp, 0, ()))
    tally = notifications.tally(context, id) if sent else Counter[str]()
    return Progress(notice, counted, sent, tally, samples)


def list_notices(context: Context, status: Status | None, limit: int, cursor: str | None) -> Listing[Notice]:
    """The notices that the caller may see, newest first. One Query."""
    scope = (context.actor.tenant, context.actor.id, _ROUTE, status or "")
    found, position = newest(
        context.table,
        [store.NOTICES],
        Notice,
        limit=limit,
        before=cursors.verify(cursor, *scope) if cursor else None,
        wanted=lambda one: one.is_for(context.scope) and status in (None, one.status),
        is_narrowed=status is not None or context.scope is not None,
    )
    return Listing(found, cursors.sign(position, *scope) if position else None)


def _drafted(context: Context, notice: Notice, department_ids: tuple[str, ...]) -> Notice:
    notice = notice.model_copy(update={"department_ids": department_ids})
    notice.demand_sense()
    context.commit(
        store.save_notice(notice),
        store.save_way(way_of(notice, "count"), context.stamp),
        audit.made(context, "notice", notice),
        answer=notice,
    )
    return notice


def _by(context: Context) -> dict[str, Any]:
    return {"author": context.stamp.actor, "created_at": context.now}


def _seen(context: Context, id: str) -> Notice:
    notice = context.find(store.notice_ref(id))
    if not notice.is_for(context.scope):
        raise NotFound()
    return notice


def _own(context: Context, id: str, scope: Scope | None = None) -> tuple[Notice, Way | None]:
    """A draft that the caller may change, and how far its count is; the places of a new scope have to be there.

    One read.
    """
    named = list(_named(scope)) if scope else []
    notice, way, *places = context.load(
        store.notice_ref(id), store.way_ref(id, "count"), *(ref for _, ref in named)
    )
    if notice is None or not notice.is_for(context.scope):
        raise NotFound()
    context.check_match(notice)
    notice.demand_draft()
    _demand_known(named, places)
    return notice, way


def _named(scope: Scope) -> Iterator[tuple[Loc, Ref[Any]]]:
    """The places that a scope names: where a request names each, and where it lies."""
    for field, ref in (
        ("community_ids", estates.community_ref),
        ("building_ids", estates.building_ref),
        ("unit_ids", estates.unit_ref),
    ):
        for number, id in enumerate(getattr(scope, field)):
            yield ("body", "scope", field, number), ref(id)


def _demand_known(named: Iterable[tuple[Loc, Ref[Any]]], places: Iterable[Any]) -> None:
    for (loc, _), place in zip(named, places, strict=True):
        if place is None:
            raise UnknownReference(*loc)
