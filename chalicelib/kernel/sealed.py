"""Secrets that the table keeps and no answer shows: sealed with a key that follows from the deployment's own secret.

AES-256-GCM, bound to the place where it lies: what is copied to another tenant's or another item's place does not open.
Whoever reads the table alone, or a backup of it, reads nothing. A new app secret makes all of it unreadable: it has to
be entered again.
"""

import base64
import os
from typing import Any

from chalicelib.kernel.settings import settings

_NONCE = 12  # bytes


class Unreadable(ValueError):
    """It was sealed elsewhere, or with another secret."""


def seal(secret: str, *place: str) -> str:
    """`secret`, for this place alone."""
    nonce = os.urandom(_NONCE)
    return base64.b64encode(nonce + _cipher().encrypt(nonce, secret.encode(), _bound(place))).decode()


def unseal(sealed: str, *place: str) -> str:
    """What was sealed for this place. Raises Unreadable."""
    from cryptography.exceptions import InvalidTag

    raw = base64.b64decode(sealed)
    try:
        return str(_cipher().decrypt(raw[:_NONCE], raw[_NONCE:], _bound(place)).decode())
    except InvalidTag:
        raise Unreadable("sealed elsewhere, or with another secret") from None


def derived(purpose: str, length: int = 32) -> bytes:
    """Bytes that follow from the deployment's secret, others for each purpose."""
    from cryptography.hazmat.primitives.hashes import SHA256  # deferred: few calls seal anything
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    key = HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose.encode())
    return bytes(key.derive(settings().app_secret.encode()))


def _cipher() -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(derived("sealed"))


def _bound(place: tuple[str, ...]) -> bytes:
    return "\n".join(place).encode()
