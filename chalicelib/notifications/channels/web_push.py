"""Web push: a message sealed for one browser (RFC 8291) and sent by its maker's push service, signed by us (RFC 8292).

The key pair of the signature follows from the deployment's secret: there is nothing else to keep. After a new secret
browsers have to register anew.
"""

import base64
from functools import cache
from http import HTTPStatus
from typing import Any

from chalicelib.kernel.context import Context
from chalicelib.kernel.sealed import derived
from chalicelib.kernel.settings import settings
from chalicelib.notifications.channels import outside
from chalicelib.notifications.channels.each import send_each
from chalicelib.notifications.channels.outcome import Failed, Gone
from chalicelib.notifications.model import Delivery
from chalicelib.notifications.reach import Endpoint, Reach

#: the push services of the browsers: nobody makes us ask any other host
SERVICES = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "*.push.services.mozilla.com",
    "*.notify.windows.com",
    "*.push.apple.com",
)
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_KEPT_S = 24 * 3600  # how long the service keeps it for a browser that is off
_LONGEST_BODY = 1000  # characters; a push message holds 4 KB, sealed


def public_key() -> str:
    """What a browser is given to subscribe with: the uncompressed point, base64url without padding."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    point = _key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def send(context: Context, reach: Reach | None, delivery: Delivery) -> str:
    """Send to each of the person's browsers. Raises ChannelError."""
    return send_each(context, reach, "web_push", lambda endpoint: _sent(endpoint, delivery))


def _sent(endpoint: Endpoint, delivery: Delivery) -> str:
    message = _wp().get(_content(delivery), _subscription(endpoint))
    headers = {**message.headers, "content-type": "application/octet-stream", "urgency": "high"}
    answer = outside.post(endpoint.address, message.encrypted, headers)
    if answer.status in _GONE:
        raise Gone(str(answer.status))
    if answer.status not in (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED):
        raise Failed(str(answer.status))
    return f"push:{endpoint.id}"


def _content(delivery: Delivery) -> dict[str, Any]:
    """What the browser's service worker shows."""
    return {
        "id": delivery.notification_id,
        "kind": delivery.kind,
        "title": delivery.title,
        "body": delivery.body[:_LONGEST_BODY],
        "work_order_id": delivery.work_order_id,
        "link": delivery.link,
    }


def _subscription(endpoint: Endpoint) -> Any:
    from webpush import WebPushSubscription

    keys = {"p256dh": endpoint.p256dh, "auth": endpoint.auth}
    return WebPushSubscription.model_validate({"endpoint": endpoint.address, "keys": keys})


@cache
def _wp() -> Any:
    from cryptography.hazmat.primitives import serialization as forms
    from webpush import WebPush  # deferred: only a push message needs it

    private = _key().private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    public = _key().public_key().public_bytes(forms.Encoding.PEM, forms.PublicFormat.SubjectPublicKeyInfo)
    return WebPush(private, public, subscriber=settings().mail_from, ttl=_KEPT_S)


@cache
def _key() -> Any:
    """The key pair on P-256 that follows from the deployment's secret."""
    from cryptography.hazmat.primitives.asymmetric import ec

    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256
    number = int.from_bytes(derived("web push", 48), "big") % (order - 1) + 1
    return ec.derive_private_key(number, ec.SECP256R1())
