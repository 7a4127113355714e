"""What the bus brings: every event that somebody is to be told of; and what the queue brings: what is to be sent.

A schedule brings what waited, and the account's log what became of text messages.
"""

from datetime import datetime
from typing import Any

from chalice.app import Blueprint

from chalicelib.kernel.clock import now, truncated
from chalicelib.kernel.context import for_system
from chalicelib.kernel.observability import Failed as FailedRun
from chalicelib.kernel.observability import log_failure
from chalicelib.kernel.tenancy import all_tenants
from chalicelib.kernel.triggers import consumer, observed, parse
from chalicelib.notifications import queue, receipts, releasing, sending, service, text_receipts
from chalicelib.notifications.channels.outcome import Failed
from chalicelib.notifications.receipts import MailEvent
from chalicelib.notifications.rules import EVENTS

triggers = Blueprint(__name__)


@triggers.lambda_function(name="notifications_deliver")
@consumer
def on_event(event: dict[str, Any], context: Any) -> None:
    """Tell the people concerned of one event. Each is told at most once, however often it is delivered."""
    happened = parse(event, *EVENTS)
    service.deliver(for_system(happened.tenant, "notifications"), happened)


@triggers.lambda_function(name="notifications_note")
@consumer
def on_receipt(event: dict[str, Any], context: Any) -> None:
    """Note what SES tells of a mail that left: that it arrived, came back, or was not wanted."""
    told = MailEvent.model_validate(event.get("detail"))
    receipts.take(for_system(told.tenant, "notifications"), told)


@triggers.lambda_function(name="notifications_note_sms")
@consumer
def on_text_receipts(event: dict[str, Any], context: Any) -> None:
    """Note what SNS tells of text messages in the account's log. Parks what holds a line that is no receipt."""
    told, unread = text_receipts.read(event)
    text_receipts.take(told)
    if unread:
        raise ValueError(f"{unread} lines are no receipts")


@triggers.lambda_function(name="notifications_release")
@observed
def on_schedule(event: dict[str, Any], context: Any) -> None:
    """Queue what waited long enough, for every tenant, or for the one that the event names (`tenant`).

    An event may also say until when it has waited (`at`, with its zone), so that an operator can let it go sooner.
    Raises Failed in the end if something could not be queued, so that the platform tries again.
    """
    named, at = event.get("tenant"), event.get("at")
    until = truncated(datetime.fromisoformat(at)) if at else now()
    tenants = [named] if named else all_tenants()
    failed = [id for tenant in tenants for id in releasing.release(tenant, until)]
    if failed:
        raise FailedRun(f"{len(failed)} people's messages were not released")


@triggers.lambda_function(name="notifications_send")
@observed
def on_sendings(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Send what the queue brings, each message for itself; answers which of them shall come again."""
    again = [record["messageId"] for record in event.get("Records", []) if not _is_done(record)]
    return {"batchItemFailures": [{"itemIdentifier": id} for id in again]}


def _is_done(record: dict[str, Any]) -> bool:
    """Do one sending. What failed comes again after a pause, and whatever broke when the queue shows it again."""
    attempt = int(record["attributes"]["ApproximateReceiveCount"])
    try:
        wanted = queue.read(record["body"])
        sending.send(for_system(wanted.tenant, "notifications"), wanted, attempt)
    except Failed as failure:
        log_failure("not sent", failure, channel=wanted.channel, code=failure.code, attempt=attempt)
        queue.postpone(record["receiptHandle"], attempt, failure.retry_after_s)
    except Exception as failure:  # noqa: BLE001 - the other messages are none of its business
        log_failure("sending broke", failure, attempt=attempt)
    else:
        return True
    return False
