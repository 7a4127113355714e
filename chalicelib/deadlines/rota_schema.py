"""Rotas in the API."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import Field

from chalicelib.deadlines.rota import LONGEST_TURN_DAYS, MOST_MEMBERS, MOST_OVERRIDES, Override, Rota
from chalicelib.deadlines.rotas import Shown
from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Body, Day, Identifier, Out

Members = Annotated[
    list[Identifier],
    Field(max_length=MOST_MEMBERS, description="in the order of their turns; none: the head is on call"),
]
TurnDays = Annotated[int, Field(ge=1, le=LONGEST_TURN_DAYS, description="days of one turn; 7: weeks")]


class OverrideBody(Body):
    """Somebody else is on call on one day."""

    on: Day = Field(examples=["2026-10-01"])
    member_id: Identifier


Overrides = Annotated[list[OverrideBody], Field(max_length=MOST_OVERRIDES)]


class RotaIn(Body):
    """Who is on call for a department. Turns change at midnight in the tenant's zone."""

    department_id: Identifier
    member_ids: Members
    starts_on: Day = Field(description="the first day of the first turn", examples=["2026-11-23"])
    turn_days: TurnDays = 7
    overrides: Overrides = Field(default_factory=list)

    def rota(self) -> Rota:
        """As the service takes it."""
        return Rota(
            department_id=self.department_id,
            starts_on=self.starts_on,
            turn_days=self.turn_days,
            **_values(self),
        )


class RotaPatch(Body):
    """What may change of a rota; absent fields stay."""

    member_ids: Members | None = None
    starts_on: Day | None = None
    turn_days: TurnDays | None = None
    overrides: Overrides | None = None

    def fields(self) -> dict[str, Any]:
        """As the service takes them."""
        return {
            **self.model_dump(include={"starts_on", "turn_days"}, exclude_none=True),
            **_values(self),
        }


def _values(body: RotaIn | RotaPatch) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if body.member_ids is not None:
        fields["member_ids"] = tuple(dict.fromkeys(body.member_ids))
    if body.overrides is not None:
        fields["overrides"] = tuple(Override(on=one.on, member_id=one.member_id) for one in body.overrides)
    return fields


class OverrideOut(Out):
    """Somebody else is on call on one day."""

    on: date
    member_id: str


class RotaOut(Out):
    """A department's rota."""

    department_id: str
    member_ids: list[str]
    starts_on: date
    turn_days: int
    overrides: list[OverrideOut]
    on_call_id: str | None = Field(
        description="whom it names today; the head stands in where it names nobody"
    )
    version: int

    @classmethod
    def of(cls, value: Shown, context: Context) -> Self:
        """The rota, with whose day it is."""
        return cls.model_validate({**value.rota.model_dump(), "on_call_id": value.on_call_id})
