"""Going on with the way of a notice: its people are counted for whoever drafts it, or told once it is sent.

A run does one bounded piece. What it did and the event that has the next one go on are one transaction, on the version
that the run was told of: a run that comes twice, late or after another was cut short does nothing, or the same again.
"""

from contextlib import suppress

from chalicelib.contracts.notices import NoticeWanted
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import StaleRead
from chalicelib.notices import store
from chalicelib.notices.model import Notice
from chalicelib.notices.visiting import visit
from chalicelib.notices.way import Way
from chalicelib.notifications import service as notifications

AT_ONCE = 50  # people of one event: whoever tells them does so one after the other


def go_on(context: Context, wanted: NoticeWanted) -> None:
    """Do the next piece. Nothing when another run has done it, or the notice is another one by now."""
    notice, way = context.load(
        store.notice_ref(wanted.notice_id), store.way_ref(wanted.notice_id, wanted.purpose)
    )
    if notice is None or way is None or way.version != wanted.sequence or way.is_done:
        return
    with suppress(StaleRead):
        _go_on(context, notice, way)


def _go_on(context: Context, notice: Notice, way: Way) -> None:
    piece = visit(context, notice, way.steps)
    if way.purpose == "count":
        seen = notifications.foresee(context, notice.told(context.stamp, 0, piece.told)) if piece.told else {}
        after = way.gone_on(piece.steps, len(piece.told), piece.excluded, seen, 0)
        context.commit(store.save_way(after, context.stamp))
        return
    groups = [piece.told[start : start + AT_ONCE] for start in range(0, len(piece.told), AT_ONCE)]
    after = way.gone_on(piece.steps, len(piece.told), piece.excluded, {}, len(groups))
    context.commit(
        store.save_way(after, context.stamp), _told(context, notice, way, groups), _end(notice, after)
    )


def _told(context: Context, notice: Notice, way: Way, groups: list[tuple[str, ...]]) -> list[Change]:
    numbered = list(enumerate(groups, way.parts + 1))
    events = (notice.told(context.stamp, number, ids) for number, ids in numbered)
    return store.tell(notice.id, events, numbered)


def _end(notice: Notice, way: Way) -> list[Change]:
    """The part by which the notice is sent, once all are told."""
    return [store.save_notice(notice.sent(way.people, way.excluded))] if way.is_done else []
