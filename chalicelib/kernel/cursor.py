"""Cursors of lists: opaque, and signed, so that nobody reads another list through one."""

import base64
import hashlib
import hmac
import json
from typing import ClassVar

from chalicelib.kernel.errors import DomainError, Texts
from chalicelib.kernel.settings import settings


class InvalidCursor(DomainError):
    """The cursor was changed, or belongs to another list."""

    code, status = "invalid_cursor", 400
    texts: ClassVar[Texts] = {
        "en": "This cursor does not belong to this list.",
        "zh-CN": "游标与该列表不符。",
    }


def sign(position: str, *scope: str) -> str:
    """A cursor for `position`, good only for the list that `scope` names (tenant, person, route, filters)."""
    body = position.encode()
    return base64.urlsafe_b64encode(_mac(body, scope) + body).decode().rstrip("=")


def verify(cursor: str, *scope: str) -> str:
    """The position in a cursor. Raises InvalidCursor."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        position = raw[16:].decode()
    except ValueError:
        raise InvalidCursor() from None
    # Text that decodes to the same but was not what we wrote is somebody's doing, too.
    if not hmac.compare_digest(cursor, sign(position, *scope)):
        raise InvalidCursor()
    return position


def _mac(body: bytes, scope: tuple[str, ...]) -> bytes:
    message = json.dumps(scope).encode() + b"\n" + body
    return hmac.new(settings().app_secret.encode(), b"cursor\n" + message, hashlib.sha256).digest()[:16]
