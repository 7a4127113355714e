"""One sending on its way: claimed in the delivery's log, given to its channel, and what became of it written down.

The claim comes before the channel is asked, so that a message that may have left is never given to it again, whoever
comes twice and wherever this is cut short.
"""

from datetime import timedelta
from typing import Any

from chalicelib.estates import service as estates
from chalicelib.kernel import clock
from chalicelib.kernel.context import Context, retried
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.limits import Limit, TooManyRequests, spend
from chalicelib.kernel.observability import log_failure
from chalicelib.notifications import queue, store
from chalicelib.notifications.channels import ways
from chalicelib.notifications.channels.outcome import Failed, Refused, Unsure
from chalicelib.notifications.model import Channel, Delivery, Person, Sending, Status
from chalicelib.notifications.queue import MOST_ATTEMPTS, Wanted
from chalicelib.organization import service as organization

#: what a channel takes from one tenant; `RATE_LIMITS` may say otherwise, as for the API's limits
LIMITS: dict[Channel, Limit] = {
    "email": Limit("send_email", burst=100, per_minute=600),
    "sms": Limit("send_sms", burst=60, per_minute=300),
    "web_push": Limit("send_web_push", burst=200, per_minute=1200),
    "wechat": Limit("send_wechat", burst=100, per_minute=600),
    "chat": Limit("send_chat", burst=20, per_minute=20),
}
_LONGEST_RUN = timedelta(seconds=60)  # the function's timeout: who claimed earlier is no longer at it


def send(context: Context, wanted: Wanted, attempt: int) -> None:
    """Do one sending; the `attempt` at it, counted from 1. Raises Failed when it is to be tried again."""
    delivery = context.table.get(store.delivery_ref(wanted.place, wanted.id))
    sending = delivery and delivery.sending(wanted.channel)
    if not delivery or not sending:
        return
    if sending.status == "started" and sending.at and context.now - sending.at > _LONGEST_RUN:
        _end(context, wanted, "unknown", error="cut_short")
    if not sending.is_open:
        return
    person = _person(context, delivery)
    if person is None:
        _end(context, wanted, "refused", error="no_person")
        return
    try:
        spend(context.table, wanted.channel, LIMITS[wanted.channel], context.now)
    except TooManyRequests as limit:
        queue.put([wanted], delay_s=limit.details["retry_after_s"])
        return
    if _claimed(context, wanted):
        _give(context, wanted, person, delivery, attempt)


def _give(context: Context, wanted: Wanted, person: Person, delivery: Delivery, attempt: int) -> None:
    """Give a claimed sending to its channel. Raises Failed when it is to be tried again."""
    try:
        reference = ways.send(wanted.channel, person, delivery)
    except Failed as failure:
        is_last = attempt >= MOST_ATTEMPTS
        _end(context, wanted, "failed" if is_last else "pending", error=failure.code)
        raise
    except Refused as refusal:
        _end(context, wanted, "refused", error=refusal.code)
    except Unsure as silence:
        _end(context, wanted, "unknown", error=silence.code)
    except Exception as failure:  # noqa: BLE001 - whatever it was, the message may have left
        log_failure("channel broke", failure, channel=wanted.channel)
        _end(context, wanted, "unknown", error=type(failure).__name__)
    else:
        _end(context, wanted, "sent", reference=reference, error=None)


def _claimed(context: Context, wanted: Wanted) -> bool:
    """Whether the sending is ours to give to its channel; then it is `started`, for everybody to see."""

    def claim() -> bool:
        delivery, sending = _found(context, wanted)
        if not sending.is_open:
            return False
        context.commit(store.save_delivery(delivery.with_sending(sending.moved("started", clock.now()))))
        return True

    return retried(claim)


def _end(context: Context, wanted: Wanted, status: Status, **told: str | None) -> None:
    """Write down what became of a sending."""

    def end() -> None:
        delivery, sending = _found(context, wanted)
        ended = delivery.with_sending(sending.moved(status, clock.now(), **told))
        context.commit(store.save_delivery(ended))

    retried(end)


def _found(context: Context, wanted: Wanted) -> tuple[Delivery, Sending]:
    delivery = context.find(store.delivery_ref(wanted.place, wanted.id))
    sending = delivery.sending(wanted.channel)
    if sending is None:
        raise NotFound()
    return delivery, sending


def _person(context: Context, delivery: Delivery) -> Person | None:
    """Whom it goes to, with the addresses they have now; None when they are gone."""
    refs = estates.resident_ref if delivery.is_resident else organization.member_ref
    found: Any = context.table.get(refs(delivery.person_id))
    return person_of(found) if found and found.is_active else None


def person_of(found: Any) -> Person:
    """A member or a resident, as this room sees them."""
    return Person(
        id=found.id,
        is_resident=not isinstance(found, organization.Member),
        email=found.email,
        phone=found.phone,
        language=found.language,
    )
