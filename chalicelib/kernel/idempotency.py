"""Idempotency keys: the answer to a key is written in the transaction of the change itself, so the two cannot part.

The claim is not read first: a repeated request meets the claim when it commits (or is refused, its work being done
already) and only then is the stored answer looked up. A request without trouble costs no extra call.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from chalicelib.kernel import clock
from chalicelib.kernel.changes import Claim
from chalicelib.kernel.entity import Key, Ref, Value
from chalicelib.kernel.errors import DomainError, Texts
from chalicelib.kernel.ids import derived_id
from chalicelib.kernel.table import TenantTable

LIFETIME = timedelta(days=7)  # a technician may be offline for days


class Answer(Value):
    """What was answered to a key: hash of the request, status, headers and body."""

    request_hash: str
    status: int
    headers: dict[str, str]
    body: str
    expires_at: float


class AlreadyDone(DomainError):
    """Another request with this key has committed; its answer is stored."""

    code, status = "already_done", 409


class KeyReused(DomainError):
    """The same key came with another body."""

    code, status = "idempotency_key_reused", 422
    texts: ClassVar[Texts] = {
        "en": "This Idempotency-Key was used for another request.",
        "zh-CN": "该 Idempotency-Key 已用于另一请求。",
    }


@dataclass(frozen=True)
class Attempt:
    """One request under a key: principal and route scope the key, the hash tells bodies apart."""

    principal: str
    route: str
    key: str
    request_hash: str

    @property
    def ref(self) -> Ref[Answer]:
        """Where the answer lies."""
        return Ref(Key(f"IDEM#{self.principal}", f"{self.route}#{self.key}"), Answer)

    def id(self, prefix: str) -> str:
        """The id that every repetition of this request gets."""
        return derived_id(prefix, self.principal, self.route, self.key, self.request_hash)

    def claim(self, status: int, headers: dict[str, str], body: str) -> Claim:
        """The part of the transaction that stores the answer, refused when there is one already."""
        expires = clock.now() + LIFETIME
        answer = Answer(
            request_hash=self.request_hash,
            status=status,
            headers=headers,
            body=body,
            expires_at=expires.timestamp(),
        )
        return Claim(self.ref.key, answer, refusal=AlreadyDone(), expires_at=expires)

    def replay(self, table: TenantTable) -> Answer | None:
        """The stored answer, None when there is none. Raises KeyReused when it answered something else."""
        answer = table.get(self.ref)
        if not answer or answer.expires_at < clock.now().timestamp():
            return None
        if answer.request_hash != self.request_hash:
            raise KeyReused()
        return answer


def request_hash(path: str, body: bytes) -> str:
    """A hash that is the same for the same request, however its JSON is spaced or ordered."""
    try:
        canonical = json.dumps(json.loads(body or b"null"), sort_keys=True, separators=(",", ":")).encode()
    except (ValueError, RecursionError):  # no JSON, or nested so deeply that nobody reads it: refused later
        canonical = body
    return hashlib.sha256(path.encode() + b"\n" + canonical).hexdigest()
