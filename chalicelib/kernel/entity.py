"""Base of what the table keeps, and the addresses of it."""

from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value. Unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Entity(Value):
    """A thing with a version: 1 when it is new, one more with every change, and a save demands the one before.

    Stored items written by older code may lack or carry other fields, so reading ignores what it does not know.
    """

    model_config = ConfigDict(extra="ignore")

    #: fields that single reads carry and lists do not; each needs a default (what a list sees instead)
    unlisted: ClassVar[frozenset[str]] = frozenset()

    version: int = 1

    def changed(self, **fields: Any) -> Self:
        """The next version of this, with `fields` replaced."""
        return self.model_copy(update={**fields, "version": self.version + 1})


E = TypeVar("E", bound=BaseModel)


@dataclass(frozen=True)
class Key:
    """Where an item lies within its tenant. `TenantTable` puts the tenant in front."""

    pk: str
    sk: str = "STATE"


@dataclass(frozen=True)
class Ref(Generic[E]):
    """A key together with what lies there: all that is needed to read it, alone or in a batch with others."""

    key: Key
    entity: type[E]
