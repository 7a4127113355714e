"""E-mail through SES, text messages through SNS."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.kernel.aws import client
from chalicelib.kernel.settings import settings
from chalicelib.notifications.channels.outcome import Failed, Unsure
from chalicelib.notifications.model import Delivery


def email(tenant: str, address: str, delivery: Delivery) -> str:
    """Send an e-mail, answer SES's message id: plain text, beside it a page where there is a picture to show.

    Its tags say which sending it is: what SES tells of it later, of a bounce too, carries them.
    """
    body = "\n\n".join(filter(None, (delivery.body, delivery.answers, delivery.link)))
    tags = {"tenant": tenant, "place": delivery.place, "id": delivery.notification_id}
    with _understood():
        answer = client("sesv2").send_email(
            FromEmailAddress=settings().mail_from,
            ConfigurationSetName=settings().mail_events,
            EmailTags=[{"Name": name, "Value": value} for name, value in tags.items()],
            Destination={"ToAddresses": [address]},
            Content={
                "Simple": {
                    "Subject": {"Data": delivery.title, "Charset": "UTF-8"},
                    "Body": {"Text": {"Data": body, "Charset": "UTF-8"}, **_page(body, delivery)},
                    "Headers": _headers(delivery),
                    **_picture(delivery),
                }
            },
        )
    return str(answer["MessageId"])


def _page(body: str, delivery: Delivery) -> dict[str, Any]:
    """The same as a page, where a picture is shown."""
    if delivery.chart is None:
        return {}
    from chalicelib.notifications.channels import html  # deferred: few messages have a picture

    return {"Html": {"Data": html.page(body, delivery.chart), "Charset": "UTF-8"}}


def _picture(delivery: Delivery) -> dict[str, Any]:
    """The picture that the page shows."""
    if delivery.chart is None:
        return {}
    from chalicelib.notifications.channels import html, picture

    attachment = {
        "FileName": f"{html.CHART}.png",
        "ContentType": "image/png",
        "ContentDisposition": "INLINE",
        "ContentId": html.CHART,
        "ContentTransferEncoding": "BASE64",
        "RawContent": picture.png(delivery.chart),
    }
    return {"Attachments": [attachment]}


def _headers(delivery: Delivery) -> list[dict[str, str]]:
    """By which a mail client offers to end such e-mail, with one click (RFC 8058)."""
    if delivery.unsubscribe is None:
        return []
    return [
        {"Name": "List-Unsubscribe", "Value": f"<{delivery.unsubscribe}>"},
        {"Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click"},
    ]


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
