"""The parts of a transaction. Stores make them, services collect them, `TenantTable.commit` writes them all or none.

A part is opaque to whoever commits it: a lower room hands its parts up, and only it knows what they mean.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from chalicelib.contracts.envelope import Event
from chalicelib.kernel.entity import Entity, Key, Ref
from chalicelib.kernel.errors import DomainError, StaleRead
from chalicelib.kernel.lookups import Lookup

Refusal = DomainError | StaleRead

#: index name -> (partition, sort key), both within the tenant; an index not named does not hold the item
Indexes = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Save:
    """Write `entity`, if what is stored is the version before it (or nothing, for version 1)."""

    key: Key
    entity: Entity
    indexes: Indexes = field(default_factory=dict)
    refusal: Refusal = field(default_factory=StaleRead)
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Guard:
    """Demand that what lies here still has this version; 0 means that nothing lies here."""

    key: Key
    version: int
    refusal: Refusal = field(default_factory=StaleRead)


@dataclass(frozen=True)
class Claim:
    """Take a key that nobody else may take: uniqueness, and doing a thing once."""

    key: Key
    value: BaseModel
    refusal: Refusal
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Record:
    """Write an item that has no version and whose key is the writer's own (an entry, a link)."""

    key: Key
    value: BaseModel
    indexes: Indexes = field(default_factory=dict)
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Remove:
    """Delete what lies here, if it is there; demand that it is when `refusal` is given."""

    key: Key
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Add:
    """Add to the numbers of an item, making it if need be. `labels` are set beside them.

    With `parts`, the item may lie in so many parts, which its readers sum: a transaction that meets another one is
    tried again on another part (`<sort key>#<part>`), so that only a crowded counter has them.
    """

    key: Key
    numbers: Mapping[str, int]
    labels: Mapping[str, str] = field(default_factory=dict)
    parts: int = 1
    part: int = 0

    @property
    def place(self) -> Key:
        """Where it is added: the item itself, or a part of it."""
        return Key(self.key.pk, f"{self.key.sk}#{self.part}") if self.part else self.key

    def aside(self) -> "Add":
        """The same on another part, if there is one."""
        return replace(self, part=random.randrange(1, self.parts)) if self.parts > 1 else self  # noqa: S311 - spreads load


@dataclass(frozen=True)
class Emit:
    """Record an event in the outbox: it is published if and only if the transaction commits."""

    pk: str
    event: Event


@dataclass(frozen=True)
class Lead:
    """Let a tenant-less name lead to an id of this tenant; the name must be free.

    It leads there at least until `expires_at`, if that is given.
    """

    lookup: Lookup
    name: str
    id: str
    refusal: Refusal
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Founding:
    """A part that lies in the tenant being founded: its first items and the operator's answer are one transaction.

    Only the platform's own table takes it: nobody else reaches into another tenant.
    """

    tenant: str
    part: "Change"

    @property
    def refusal(self) -> Refusal | None:
        """The part's own."""
        return getattr(self.part, "refusal", None)


Change = Save | Guard | Claim | Record | Remove | Add | Emit | Lead | Founding


def guard(ref: Ref[Any], seen: Entity | None) -> Guard:
    """Demand that what was read at `ref` has not changed since."""
    return Guard(ref.key, seen.version if seen else 0)
