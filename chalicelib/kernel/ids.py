"""Identifiers: a prefix that names the kind, and a ULID, so that ids of one kind sort by the time they were made."""

import hashlib
from datetime import datetime

from ulid import ULID

from chalicelib.kernel import clock


def new_id(prefix: str) -> str:
    """A fresh id such as `wo_01J9Z…`; later ids sort after earlier ones (to the millisecond)."""
    return f"{prefix}_{ULID.from_datetime(clock.now())}"


def first_id(prefix: str, at: datetime) -> str:
    """What sorts before every id made at a moment or later, and after every earlier one."""
    return f"{prefix}_{ULID.from_bytes(int(at.timestamp() * 1000).to_bytes(6, 'big') + bytes(10))}"


def derived_id(prefix: str, *parts: str) -> str:
    """The id that the same parts always give: what makes a consumer's write idempotent. Does not sort by time."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return f"{prefix}_{ULID.from_bytes(digest[:16])}"
