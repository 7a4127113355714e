"""What a service function is given: who acts, on which tenant's table, at what time, and how the answer is kept.

One context serves one attempt at one request or one event.
"""

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel

from chalicelib.contracts.envelope import Stamp
from chalicelib.kernel import clock
from chalicelib.kernel.actor import Actor, Assignment, system
from chalicelib.kernel.changes import Change
from chalicelib.kernel.entity import Entity, Ref
from chalicelib.kernel.errors import NotFound, PreconditionFailed, StaleRead, VersionConflict
from chalicelib.kernel.idempotency import Attempt
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.table import TenantTable

E = TypeVar("E", bound=BaseModel)
T = TypeVar("T")

#: status, headers and body of an answer
Rendered = tuple[int, dict[str, str], str]
_ATTEMPTS = 8


@dataclass(frozen=True)
class Context:
    """The actor, the tenant's table and the moment. `granted` are the assignments that allowed the call."""

    actor: Actor
    table: TenantTable
    now: datetime
    language: str = "zh-CN"
    granted: tuple[Assignment, ...] = ()
    if_match: int | None = None
    attempt: Attempt | None = None
    render: Callable[[Any], Rendered] | None = field(default=None, repr=False)

    @property
    def stamp(self) -> Stamp:
        """What every event of this call carries."""
        return self.actor.stamp(self.now)

    @property
    def scope(self) -> frozenset[str] | None:
        """Departments in which the call is allowed; None means the whole tenant."""
        if any(a.department_id is None for a in self.granted):
            return None
        return frozenset(a.department_id for a in self.granted if a.department_id)

    def find(self, ref: Ref[E]) -> E:
        """What lies at `ref`. Raises NotFound."""
        found = self.table.get(ref)
        if found is None:
            raise NotFound()
        return found

    def load(self, *refs: Ref[Any] | None) -> tuple[Any, ...]:
        """What lies at each ref, in one call; None where nothing does, or where the ref is None."""
        return self.table.load(*refs)

    def check_match(self, entity: Entity) -> None:
        """Raises PreconditionFailed when the caller's `If-Match` names another version than this."""
        if self.if_match is not None and self.if_match != entity.version:
            raise PreconditionFailed(version=entity.version)

    def own_id(self, prefix: str) -> str:
        """A new id; a request that comes again under its idempotency key is given the same again.

        For what is made outside of the table as well, where no transaction keeps a repetition from leaving a second.
        """
        return self.attempt.id(prefix) if self.attempt else new_id(prefix)

    def commit(self, *changes: Change | Iterable[Change], answer: Any = None) -> None:
        """Write all changes or none, and with them the answer to the request's idempotency key, if it has one."""
        parts: list[Change] = []
        for change in changes:
            if isinstance(change, Iterable):
                parts.extend(change)
            else:
                parts.append(change)
        if self.attempt and self.render:
            parts.append(self.attempt.claim(*self.render(answer)))
        self.table.commit(parts)


def for_system(tenant: str, room: str) -> Context:
    """The context of a trigger: the system acts, for the tenant that a signed event names."""
    return Context(actor=system(tenant, room), table=TenantTable(tenant), now=clock.now())


def retried(attempt: Callable[[], T]) -> T:
    """`attempt()`, made anew while what it read changes before it can save. Raises VersionConflict in the end.

    The pauses grow and are drawn at random, so that ten people at one thing get out of each other's way.
    """
    for number in range(_ATTEMPTS):
        try:
            return attempt()
        except StaleRead:
            time.sleep(random.uniform(0, 0.005 * 2**number))  # noqa: S311 - jitter, not a secret
    raise VersionConflict()
