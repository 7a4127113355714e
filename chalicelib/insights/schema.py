"""What the figures look like to a client."""

from datetime import date
from typing import Self

from pydantic import ConfigDict, Field, ValidationInfo, field_validator

from chalicelib.insights.model import Dimension, Figures
from chalicelib.insights.service import Report
from chalicelib.kernel.context import Context
from chalicelib.kernel.days import following
from chalicelib.kernel.schema import Day, Out, Query


class StatsQuery(Query):
    """Which figures. Dates are days in the tenant's zone, both included."""

    group_by: Dimension = Field(description="one row for each of these", examples=["member"])
    first: Day = Field(alias="from", description="first day", examples=["2026-11-01"])
    last: Day = Field(
        alias="to", description="last day, at most two years after the first", examples=["2026-11-30"]
    )

    @field_validator("last")
    @classmethod
    def _follows(cls, last: date, others: ValidationInfo) -> date:
        return following(others.data.get("first"), last)


class TimelinessOut(Out):
    """How often one kind of deadline was kept."""

    met: int = Field(examples=[18])
    breached: int = Field(examples=[2], description="counted on the day it fell due")
    rate: float | None = Field(examples=[0.9], description="met / (met + breached); null over nothing")


class TimelinessByKind(Out):
    """Timeliness of each kind of deadline."""

    respond: TimelinessOut
    arrive: TimelinessOut
    complete: TimelinessOut


class FiguresOut(Out):
    """The figures of one member, department, category or community."""

    key: str = Field(examples=["mb_01J9ZQ5W8E6T4V2N0R7K3M1B5C"], description="id, or the category's code")
    name: str = Field(examples=["Wang Fang"])
    reported: int = Field(examples=[24])
    completed: int = Field(examples=[21], description="completions, those of rework included")
    due: int = Field(examples=[20], description="completed in time, or fallen due")
    completion_rate: float | None = Field(
        examples=[0.95], description="of what was due, how much is completed"
    )
    timeliness: TimelinessByKind
    rated: int = Field(examples=[12], description="scores given by residents and managers")
    excellent: int = Field(examples=[9], description="scores of 4.5 and more")
    excellence_rate: float | None = Field(examples=[0.75])
    score_average: float | None = Field(examples=[4.58])

    @classmethod
    def of(cls, value: Figures, context: Context) -> Self:
        """The row for a client."""
        names = ("reported", "completed", "due", "rated", "excellent")
        sums = {name: value.of(name) for name in names}
        return cls(
            key=value.key,
            name=value.name,
            completion_rate=value.completion_rate,
            timeliness=TimelinessByKind.model_validate(value.timeliness, from_attributes=True),
            excellence_rate=value.excellence_rate,
            score_average=value.score_average,
            **sums,
        )


class StatsOut(Out):
    """The figures of a window."""

    model_config = ConfigDict(serialize_by_alias=True)

    group_by: Dimension
    first: date = Field(alias="from", examples=["2026-11-01"])
    last: date = Field(alias="to", examples=["2026-11-30"])
    items: list[FiguresOut]

    @classmethod
    def of(cls, value: Report, context: Context) -> Self:
        """The report for a client."""
        rows = [FiguresOut.of(row, context) for row in value.items]
        return cls.model_validate(
            {"group_by": value.group_by, "from": value.first, "to": value.last, "items": rows}
        )
