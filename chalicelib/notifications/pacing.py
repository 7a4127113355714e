"""At which pace the messages of a notice leave: nine in ten of what a channel takes from the tenant.

Each gets its moment when it is queued, one booking for all of an event's, and is not looked at before (decision 0036).
So the backlog of a notice to ten thousand homes neither asks for tokens again and again, nor takes those of other news:
an emergency's text message does not wait for an hour behind it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from chalicelib.kernel import clock
from chalicelib.kernel.context import Context
from chalicelib.kernel.limits import Limit, book, deployed
from chalicelib.notifications import queue
from chalicelib.notifications.model import Channel, Delivery
from chalicelib.notifications.queue import Wanted
from chalicelib.notifications.sending import LIMITS

SHARE = 0.9  # of a channel's limit
#: what would be later than this comes then, and takes its chance
_LONGEST = timedelta(hours=12)


def paced(context: Context, deliveries: Iterable[Delivery]) -> Iterator[Wanted]:
    """The messages that deliveries need; those of notices with the moment at which each is due."""
    of_notices: dict[Channel, list[Wanted]] = defaultdict(list)
    for delivery in deliveries:
        for one in queue.wanted(context.table.tenant, delivery):
            if delivery.notice_id:
                of_notices[one.channel].append(one)
            else:
                yield one
    for channel, messages in of_notices.items():
        yield from _one_by_one(context, channel, messages)


def _one_by_one(context: Context, channel: Channel, messages: Sequence[Wanted]) -> Iterator[Wanted]:
    pace, now = _pace(context, channel), clock.now()
    last = book(context.table, channel, pace, now, within=_LONGEST, tokens=len(messages))
    between = timedelta(microseconds=pace.interval_us)
    for number, one in enumerate(messages):
        wait = _LONGEST if last is None else last - (len(messages) - 1 - number) * between
        yield replace(one, due=int((now + wait).timestamp())) if wait > timedelta(0) else one


def _pace(context: Context, channel: Channel) -> Limit:
    limit = deployed(LIMITS[channel], context.table.tenant)
    return Limit(f"notice_{channel}", burst=limit.burst, per_minute=limit.per_minute * SHARE)
