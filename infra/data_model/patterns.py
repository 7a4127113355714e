"""How what lies in the table is reached: the access patterns of the stores, each with its calls and its test.

The rows themselves are `patterns.toml`.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chalicelib.organization.limits import LIMITS

_LIMITED = ", ".join(f"`{name}`" for name in LIMITS)


@dataclass(frozen=True)
class Pattern:
    """One way to reach something. `where` is the partition, with its index; `users` are operations and functions."""

    room: str
    what: str
    where: str
    calls: str
    users: str
    test: str = "tests/rooms/test_stores.py::test_every_item_is_read_by_its_key"


def _read() -> Iterator[Pattern]:
    rooms = tomllib.loads(Path(__file__).with_name("patterns.toml").read_text(encoding="utf-8"))
    for room, rows in rooms.items():
        for row in rows:
            yield Pattern(room, **{**row, "users": row["users"].format(limited=_LIMITED)})


PATTERNS = tuple(_read())


def tests() -> Iterator[tuple[str, str]]:
    """File and name of every test that a pattern names."""
    for pattern in PATTERNS:
        path, _, name = pattern.test.partition("::")
        yield path, name
