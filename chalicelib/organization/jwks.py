"""The identity provider's public keys, fetched when first needed and kept for the life of the process.

PyJWT's own client refuses `file:` addresses, by which a deployment without a network path to its provider
pins the keys.
"""

import json
import time
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jwt import PyJWK

_LIFETIME_S = 3600.0  # a key that the provider withdraws is good for this much longer
_PAUSE_S = 30.0  # between fetches for unknown key ids: tokens with invented ones must not become requests
_TIMEOUT_S = 3.0


class KeySet:
    """The keys at one address."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._keys: dict[str, PyJWK] = {}
        self._fetched_at: float | None = None

    def find(self, key_id: str) -> "PyJWK | None":
        """The key with this id, None if there is none. Raises OSError when the provider is out of reach."""
        age = time.monotonic() - self._fetched_at if self._fetched_at is not None else None
        if age is None or age > _LIFETIME_S or (key_id not in self._keys and age > _PAUSE_S):
            self._fetch()
        return self._keys.get(key_id)

    def _fetch(self) -> None:
        from urllib.request import urlopen  # deferred, like PyJWT: most of what a cold start would load

        from jwt import PyJWKSet

        with urlopen(self._url, timeout=_TIMEOUT_S) as answer:  # noqa: S310 - our own setting
            document: dict[str, Any] = json.load(answer)
        self._keys = {key.key_id: key for key in PyJWKSet.from_dict(document).keys if key.key_id}
        self._fetched_at = time.monotonic()


@cache
def key_set(url: str) -> KeySet:
    """The process's key set of an address."""
    return KeySet(url)
