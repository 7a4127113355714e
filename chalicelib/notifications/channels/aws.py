"""E-mail through SES, text messages through SNS."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.kernel.aws import client
from chalicelib.kernel.settings import settings
from chalicelib.notifications.channels.outcome import Failed, Unsure
from chalicelib.notifications.model import Delivery


def email(tenant: str, address: str, delivery: Delivery) -> str:
    """Send a plain-text e-mail, answer SES's message id.

    Its tags say which sending it is: what SES tells of it later, of a bounce too, carries them.
    """
    body = "\n\n".join(filter(None, (delivery.body, delivery.answers, delivery.link)))
    with _understood():
        answer = client("ses").send_email(
            Source=settings().mail_from,
            ConfigurationSetName=settings().mail_events,
            Tags=[
                {"Name": name, "Value": value}
                for name, value in (
                    ("tenant", tenant),
                    ("place", delivery.place),
                    ("id", delivery.notification_id),
                )
            ],
            Destination={"ToAddresses": [address]},
            Message={
                "Subject": {"Data": delivery.title, "Charset": "UTF-8"},
                "Body": {"Text": {"Data": body, "Charset": "UTF-8"}},
            },
        )
    return str(answer["MessageId"])


def sms(phone: str, delivery: Delivery) -> str:
    """Send a text message, answer SNS's message id."""
    with _understood():
        answer = client("sns").publish(PhoneNumber=phone, Message=delivery.sms or delivery.title)
    return str(answer["MessageId"])


@contextmanager
def _understood() -> Iterator[None]:
    """What botocore raises, in a channel's words.

    It tries again by itself what it never connected for; an answer that did not come may still have been a message.
    """
    from botocore import exceptions  # deferred: only a delivery needs it

    try:
        yield
    except exceptions.ClientError as refusal:
        raise Failed(refusal.response["Error"]["Code"]) from None
    except (exceptions.ReadTimeoutError, exceptions.ConnectionClosedError) as silence:
        raise Unsure(type(silence).__name__) from None
    except exceptions.BotoCoreError as failure:
        raise Failed(type(failure).__name__) from None
