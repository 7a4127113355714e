"""The ways out of the house: e-mail through SES, text messages through SNS. One channel's failure stays its own."""

from collections.abc import Callable

from chalicelib.kernel.aws import client
from chalicelib.kernel.settings import settings
from chalicelib.notifications.model import Channel, Person, Sending
from chalicelib.notifications.texts import Texts


def is_open(channel: Channel, person: Person, texts: Texts) -> bool:
    """Whether the person has an address there, and the news a form for it."""
    match channel:
        case "email":
            return bool(person.email)
        case "sms":
            return bool(person.phone and texts.sms)
    return False


def send(channel: Channel, person: Person, texts: Texts, link: str | None) -> Sending:
    """Send by one channel, and say how that went. Never raises for what the provider or the network refuses."""
    from botocore.exceptions import BotoCoreError, ClientError  # deferred: only a delivery needs it

    way: dict[Channel, Callable[[], str]] = {
        "email": lambda: _email(person.email or "", texts, link),
        "sms": lambda: _sms(person.phone or "", texts),
    }
    try:
        return Sending(channel=channel, status="sent", reference=way[channel]())
    except ClientError as refusal:
        return Sending(channel=channel, status="failed", error=refusal.response["Error"]["Code"])
    except BotoCoreError as failure:
        return Sending(channel=channel, status="failed", error=type(failure).__name__)


def _email(address: str, texts: Texts, link: str | None) -> str:
    """Send a plain-text e-mail, answer SES's message id."""
    body = f"{texts.body}\n\n{link}" if link else texts.body
    answer = client("ses").send_email(
        Source=settings().mail_from,
        Destination={"ToAddresses": [address]},
        Message={
            "Subject": {"Data": texts.title, "Charset": "UTF-8"},
            "Body": {"Text": {"Data": body, "Charset": "UTF-8"}},
        },
    )
    return str(answer["MessageId"])


def _sms(phone: str, texts: Texts) -> str:
    """Send a text message, answer SNS's message id."""
    answer = client("sns").publish(PhoneNumber=phone, Message=texts.sms)
    return str(answer["MessageId"])
