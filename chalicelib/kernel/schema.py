"""Bases and field types of the API's models: what a request may carry, and what an answer looks like."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

if TYPE_CHECKING:
    from chalicelib.kernel.context import Context

T = TypeVar("T")

#: an id, a code or a name that can be part of a key: nothing in it can be mistaken for a key's structure
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:@-]{1,100}$")]
#: one line of text: it may become the subject of a mail, so nothing in it breaks a line
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]+$")
]
#: text of up to 4,000 characters
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]


class Body(BaseModel):
    """A request's body: JSON types as they are, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Nothing(Body):
    """The body of an action that needs no words: absent, or `{}`."""


class Query(BaseModel):
    """Query parameters: text that must read as the field's type, no unknown ones."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class ListQuery(Query):
    """What every list takes."""

    limit: int = Field(50, ge=1, le=200, description="how many at most")
    cursor: str | None = Field(None, max_length=500, description="`next_cursor` of the page before")


class Out(BaseModel):
    """An answer. `of` makes it from what the service returned, for this caller."""

    model_config = ConfigDict(
        frozen=True,
        from_attributes=True,
        defer_build=True,
        json_schema_serialization_defaults_required=True,  # an answer always names every field
    )

    @classmethod
    def of(cls, value: Any, context: "Context") -> Self:
        """This answer for `value`; the default takes the attributes of the same name."""
        return cls.model_validate(value)


@dataclass(frozen=True)
class Listing(Generic[T]):
    """A page of things, as services return it. `next_cursor` is signed; None at the end."""

    items: Iterable[T]
    next_cursor: str | None = None


O = TypeVar("O", bound=Out)  # noqa: E741 - the answer's item


class Page(Out, Generic[O]):
    """A page of a list."""

    items: list[O]
    next_cursor: str | None = None

    @classmethod
    def of(cls, value: Listing[Any], context: "Context") -> Self:
        """The page for this caller, item by item."""
        (item,) = cls.__pydantic_generic_metadata__["args"]
        items = [item.of(one, context) for one in value.items]
        page: Self = cls.model_construct(items=items, next_cursor=value.next_cursor)  # type: ignore[assignment]
        return page


class Money(BaseModel):
    """An amount in minor units (fen, cents) of a currency."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, from_attributes=True, defer_build=True
    )

    amount: int = Field(ge=-(10**12), le=10**12, examples=[12050])
    currency: str = Field(pattern=r"^[A-Z]{3}$", examples=["CNY"])
