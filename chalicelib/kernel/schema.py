"""Bases and field types of the API's models: what a request may carry, and what an answer looks like."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Generic, Self, TypeVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    WithJsonSchema,
)

from chalicelib.kernel.refusals import FieldRefused

if TYPE_CHECKING:
    from chalicelib.kernel.context import Context

T = TypeVar("T")

#: an id, a code or a name that can be part of a key: nothing in it can be mistaken for a key's structure
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:@-]{1,100}$")]
#: one line of text: it may become the subject of a mail, so nothing in it breaks a line
Line = Annotated[
    str,
    StringConstraints(
        min_length=1,
        max_length=200,
        strip_whitespace=True,
        pattern=r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$",
    ),
]
#: text of up to 4,000 characters, not only of spaces
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True, pattern=r"\S")]


def _written(pattern: str, message: str) -> Callable[[Any], Any]:
    """A check of how a value is written, before it is read: pydantic takes `"0"` for a day in 1970."""
    form = re.compile(pattern, re.ASCII)

    def check(value: Any) -> Any:
        if isinstance(value, (int, float)) or (isinstance(value, str) and not form.fullmatch(value)):
            raise FieldRefused(message)
        return value

    return check


_DAY = r"\d{4}-\d{2}-\d{2}"
_TIME = r"T(\d{1,5}H(\d{1,5}M)?(\d{1,7}S)?|\d{1,5}M(\d{1,7}S)?|\d{1,7}S)"
_DURATION = rf"P(\d{{1,4}}W|\d{{1,4}}D({_TIME})?|{_TIME})"
# Strict would take no text once it has been looked at; how it is written has been checked by then.
#: a day, `2026-11-23`
Day = Annotated[date, Strict(False), BeforeValidator(_written(_DAY, "should be a date: YYYY-MM-DD"))]
#: a moment with its zone, `2026-11-23T01:30:00Z`
Moment = Annotated[
    AwareDatetime,
    Strict(False),
    BeforeValidator(_written(_DAY + r"[Tt ]\d{2}:.{2,30}", "should be an RFC 3339 moment")),
]
#: a duration that may be negative, `PT30M` or `-P1D`: weeks, or days, hours, minutes and seconds
Duration = Annotated[
    timedelta,
    Strict(False),
    BeforeValidator(_written("-?" + _DURATION, "should be an ISO 8601 duration")),
    WithJsonSchema({"type": "string", "pattern": f"^-?{_DURATION}$", "examples": ["PT30M"]}),
]


def comma_separated(value: Any) -> Any:
    """The parts of a query parameter that names several things."""
    return value.split(",") if isinstance(value, str) else value


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
