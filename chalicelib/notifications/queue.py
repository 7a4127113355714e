"""The queue of what is to be sent: a message for each sending, which names it and holds nothing of it.

The message may come twice, early or after its sending is done: whoever takes it looks at the delivery's log.
"""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from chalicelib.kernel import clock
from chalicelib.kernel.aws import client
from chalicelib.kernel.observability import log_failure
from chalicelib.kernel.settings import settings
from chalicelib.notifications.model import Channel, Delivery

#: deliveries of one message before the queue parks it: `maxReceiveCount` in infra/template.yaml
MOST_ATTEMPTS = 6
_BATCH = 10  # messages that one call takes
#: so long can a message wait in the queue
LONGEST_DELAY_S = 900


class QueueRefusesError(RuntimeError):
    """The queue did not take a message, for now."""


@dataclass(frozen=True)
class Wanted:
    """One sending that is to be done: the tenant, the delivery's place and id, the channel.

    `has_token`: it has waited for the token that was booked for it, and needs no other. `due`: it is not to be looked
    at before that moment, in seconds since 1970, however often the queue brings it until then.
    """

    tenant: str
    place: str
    id: str
    channel: Channel
    has_token: bool = False
    due: int = 0

    @property
    def body(self) -> str:
        """The message's body; `make redrive` knows it by its one member."""
        return json.dumps({"sending": asdict(self)})


def read(body: str) -> Wanted:
    """What a message's body asks for."""
    return Wanted(**json.loads(body)["sending"])


def wanted(tenant: str, delivery: Delivery) -> Iterator[Wanted]:
    """The messages that a delivery's open sendings need."""
    for sending in delivery.sendings:
        if sending.status == "pending":
            yield Wanted(tenant, delivery.place, delivery.notification_id, sending.channel)


def put(messages: Iterable[Wanted], delay_s: int = 0) -> None:
    """Queue them, to be taken after `delay_s`, or when they are due, as far as the queue can hold them back.

    One call for each ten. Raises QueueRefusesError.
    """
    now = int(clock.now().timestamp())
    entries = [
        {
            "Id": str(number),
            "MessageBody": one.body,
            "DelaySeconds": min(max(delay_s, one.due - now), LONGEST_DELAY_S),
        }
        for number, one in enumerate(messages)
    ]
    for start in range(0, len(entries), _BATCH):
        answer = client("sqs").send_message_batch(
            QueueUrl=settings().sendings_url, Entries=entries[start : start + _BATCH]
        )
        if refused := answer.get("Failed"):
            raise QueueRefusesError(f"{len(refused)} messages: {refused[0].get('Code')}")


def postpone(receipt: str, attempt: int, retry_after_s: int | None) -> None:
    """Let a message come again later, the later the more often it has come: twice as long each time, and not sharp.

    The last time it is given back at once, and the queue parks it. If this fails, the queue shows it again by itself.
    """
    pause = min(float(settings().sending_retry_s) * 2 ** (attempt - 1), LONGEST_DELAY_S)
    pause = max(int(pause * random.uniform(0.75, 1.25)), retry_after_s or 0)  # noqa: S311 - jitter, not a secret
    try:
        client("sqs").change_message_visibility(
            QueueUrl=settings().sendings_url,
            ReceiptHandle=receipt,
            VisibilityTimeout=0 if attempt >= MOST_ATTEMPTS else pause,
        )
    except Exception as failure:  # noqa: BLE001 - only the moment of the next attempt is lost
        log_failure("not postponed", failure)
