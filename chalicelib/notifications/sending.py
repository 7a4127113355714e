"""One sending on its way: claimed in the delivery's log, given to its channel, and what became of it written down.

The claim comes before the channel is asked, so that a message that may have left is never given to it again, whoever
comes twice and wherever this is cut short. What else is to be known comes before the claim: what cannot be read now has
not left, and is tried again.
"""

import math
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from chalicelib.contracts.envelope import envelope
from chalicelib.contracts.notifications import NotificationFailed
from chalicelib.kernel import clock
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context, retried
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.limits import Limit, book
from chalicelib.kernel.observability import log_failure
from chalicelib.notifications import queue, store
from chalicelib.notifications.channels import ways
from chalicelib.notifications.channels.outcome import Failed, Refused, Unsure
from chalicelib.notifications.model import Channel, Delivery, Sending, Status
from chalicelib.notifications.queue import LONGEST_DELAY_S, MOST_ATTEMPTS, Wanted

#: what a channel takes from one tenant; `RATE_LIMITS` may say otherwise, as for the API's limits
LIMITS: dict[Channel, Limit] = {
    "email": Limit("send_email", burst=100, per_minute=600),
    "sms": Limit("send_sms", burst=60, per_minute=300),
    "web_push": Limit("send_web_push", burst=200, per_minute=1200),
    "wechat": Limit("send_wechat", burst=100, per_minute=600),
    "chat": Limit("send_chat", burst=20, per_minute=20),
}
#: the function's timeout: who claimed earlier is no longer at it
LONGEST_RUN = timedelta(seconds=60)


def send(context: Context, wanted: Wanted, attempt: int) -> None:
    """Do one sending; the `attempt` at it, counted from 1. Raises Failed when it is to be tried again."""
    if wanted.due > context.now.timestamp():  # the queue cannot hold it back for longer
        queue.put([wanted])
        return
    delivery = context.table.get(store.delivery_ref(wanted.place, wanted.id))
    sending = delivery and delivery.sending(wanted.channel)
    if not delivery or not sending:
        return
    if sending.status == "started" and sending.at and context.now - sending.at > LONGEST_RUN:
        end(context, wanted, "unknown", error="cut_short")
    if not sending.is_open:
        return
    try:
        give = ways.way(context, wanted.channel, delivery)
    except Refused as refusal:
        end(context, wanted, "refused", error=refusal.code)
        return
    except Failed as failure:
        _put_off(context, wanted, failure, attempt)
        raise
    if not (wanted.has_token and attempt == 1) and not _has_turn(context, wanted):
        return
    if _claimed(context, wanted, delivery):
        _give(context, wanted, give, attempt)


def _has_turn(context: Context, wanted: Wanted) -> bool:
    """Whether the channel may be asked now. If not, the message comes again when the token is there that it booked.

    A backlog so asks the one key of the tenant's limit once for each message, and not once for each try at its luck.
    """
    within = timedelta(seconds=LONGEST_DELAY_S)
    wait = book(context.table, wanted.channel, LIMITS[wanted.channel], context.now, within=within)
    if wait is None:  # even the last moment of the queue's reach is booked
        queue.put([wanted], delay_s=random.randint(LONGEST_DELAY_S // 2, LONGEST_DELAY_S))  # noqa: S311 - spreads load
    elif wait:
        queue.put([replace(wanted, has_token=True)], delay_s=math.ceil(wait.total_seconds()))
    return wait == timedelta(0)


def _give(context: Context, wanted: Wanted, give: Callable[[], str], attempt: int) -> None:
    """Give a claimed sending to its channel. Raises Failed when it is to be tried again."""
    try:
        reference = give()
    except Failed as failure:
        _put_off(context, wanted, failure, attempt)
        raise
    except Refused as refusal:
        end(context, wanted, "refused", error=refusal.code)
    except Unsure as silence:
        end(context, wanted, "unknown", error=silence.code)
    except Exception as failure:  # noqa: BLE001 - whatever it was, the message may have left
        log_failure("channel broke", failure, channel=wanted.channel)
        end(context, wanted, "unknown", error=type(failure).__name__)
    else:
        end(context, wanted, "sent", reference=reference, error=None)


def _put_off(context: Context, wanted: Wanted, failure: Failed, attempt: int) -> None:
    """Write down that it did not leave, for now or, at the last attempt, at all."""
    end(context, wanted, "failed" if attempt >= MOST_ATTEMPTS else "pending", error=failure.code)


def _claimed(context: Context, wanted: Wanted, known: Delivery) -> bool:
    """Whether the sending is ours to give to its channel; then it is `started`, for everybody to see.

    `known` is the delivery as it was read a moment ago; it is read anew only if it has changed since.
    """
    latest: list[Delivery] = [known]

    def claim() -> bool:
        delivery = latest.pop() if latest else context.find(store.delivery_ref(wanted.place, wanted.id))
        sending = delivery.sending(wanted.channel)
        if sending is None or not sending.is_open:
            return False
        claimed = delivery.with_sending(sending.moved("started", clock.now()))
        context.commit(store.log_delivery(claimed, delivery))
        return True

    return retried(claim)


def end(context: Context, wanted: Wanted, status: Status, **told: str | None) -> None:
    """Write down what became of a sending; when none is left that may bring the news, have somebody hear of that."""

    def written() -> None:
        delivery, sending = _found(context, wanted)
        if status == "sent" and sending.status != "started":
            return  # the carrier's own word was quicker
        ended = delivery.with_sending(sending.moved(status, clock.now(), **told))
        lost: list[Change] = []
        if ended.must_reach and ended.is_lost and not ended.is_lost_told:
            ended = ended.model_copy(update={"is_lost_told": True})
            lost.append(store.told_lost(failed(context, ended)))
        context.commit(
            store.log_delivery(ended, delivery), lost, _leads(context, wanted, status, told.get("reference"))
        )

    retried(written)


def _leads(context: Context, wanted: Wanted, status: Status, reference: str | None) -> list[Change]:
    """The part by which what is told later of a text message finds its sending: SNS tells no more than its id."""
    if not (status == "sent" and wanted.channel == "sms" and reference):
        return []
    return [store.lead_back(reference, wanted.place, wanted.id, context.now)]


def failed(context: Context, delivery: Delivery) -> NotificationFailed:
    """The event that news reached a person by no channel."""
    return NotificationFailed(
        **envelope(context.stamp, delivery.notification_id, 1),
        order_id=delivery.work_order_id or "",
        department_id=delivery.department_id or "",
        number=delivery.number,
        person_id=delivery.person_id,
        person_name=delivery.person_name,
        kind=delivery.kind,
        channels=tuple(one.channel for one in delivery.sendings),
        visibility="internal",
    )


def _found(context: Context, wanted: Wanted) -> tuple[Delivery, Sending]:
    delivery = context.find(store.delivery_ref(wanted.place, wanted.id))
    sending = delivery.sending(wanted.channel)
    if sending is None:
        raise NotFound()
    return delivery, sending
