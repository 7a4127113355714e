"""What the figures look like to a client."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self

from pydantic import ConfigDict, Field

from chalicelib.insights.calendar import Window
from chalicelib.insights.drilldown import Behind, Facts
from chalicelib.insights.measures import MEASURES, Measure, Unit
from chalicelib.insights.model import Dimension, Figures
from chalicelib.insights.service import Asked, Period, Report, Series
from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Out


class TimelinessOut(Out):
    """How often one kind of deadline was kept."""

    met: int = Field(examples=[18])
    breached: int = Field(examples=[2], description="counted on the day it fell due")
    rate: float | None = Field(examples=[0.9], description="met / (met + breached); null over nothing")

    @classmethod
    def by(cls, kind: str, value: Figures) -> Self:
        """Of one kind."""
        met, breached = (value.numbers.get(f"{kind}_{how}", 0) for how in ("met", "breached"))
        return cls(met=met, breached=breached, rate=MEASURES[f"{kind}_rate"].value(value))


class TimelinessByKind(Out):
    """Timeliness of each kind of deadline."""

    respond: TimelinessOut
    arrive: TimelinessOut
    complete: TimelinessOut


Values = dict[str, float | None]


def _values(measures: Iterable[Measure], figures: Figures) -> Values:
    return {measure.name: measure.value(figures) for measure in measures}


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
    values: Values = Field(
        {},
        examples=[{"first_time_fix_rate": 0.9, "response_p90": 1260.0}],
        description="the measures that were asked for; null over nothing",
    )

    @classmethod
    def row(cls, value: Figures, measures: Iterable[Measure]) -> Self:
        """The row for a client."""
        counts = {name: int(MEASURES[name].value(value) or 0) for name in _COUNTED}
        return cls(
            key=value.key,
            name=value.name,
            completion_rate=MEASURES["completion_rate"].value(value),
            timeliness=TimelinessByKind(
                respond=TimelinessOut.by("respond", value),
                arrive=TimelinessOut.by("arrive", value),
                complete=TimelinessOut.by("complete", value),
            ),
            excellence_rate=MEASURES["excellence_rate"].value(value),
            score_average=MEASURES["score_average"].value(value),
            values=_values(measures, value),
            **counts,
        )


_COUNTED = ("reported", "completed", "due", "rated", "excellent")


class _Windowed(Out):
    """What every answer about a window says of it."""

    model_config = ConfigDict(serialize_by_alias=True)

    group_by: Dimension
    first: date = Field(alias="from", examples=["2026-11-01"])
    last: date = Field(alias="to", examples=["2026-11-30"])

    @classmethod
    def about(cls, asked: Asked, **fields: Any) -> Self:
        """The answer about a window."""
        return cls.model_validate(
            {"group_by": asked.group_by, "from": asked.first, "to": asked.last, **fields}
        )


class StatsOut(_Windowed):
    """The figures of a window."""

    items: list[FiguresOut]

    @classmethod
    def of(cls, value: Report, context: Context) -> Self:
        """The report for a client."""
        rows = [FiguresOut.row(row, value.asked.measures) for row in value.items]
        return cls.about(value.asked, items=rows)


class PeriodOut(Out):
    """The figures of some days together."""

    model_config = ConfigDict(serialize_by_alias=True)

    first: date = Field(alias="from", examples=["2026-11-02"])
    last: date = Field(alias="to", examples=["2026-11-08"])
    values: Values = Field(examples=[{"completed": 21, "completion_rate": 0.95}])

    @classmethod
    def row(cls, value: Period, measures: Iterable[Measure]) -> Self:
        """The period for a client."""
        values = _values(measures, value.figures)
        return cls.model_validate({"from": value.first, "to": value.last, "values": values})


class SeriesOut(_Windowed):
    """The figures of a window, period by period."""

    key: str | None = Field(description="the row; null: all that you may see")
    window: Window
    items: list[PeriodOut]

    @classmethod
    def of(cls, value: Series, context: Context) -> Self:
        """The series for a client."""
        rows = [PeriodOut.row(one, value.asked.measures) for one in value.items]
        return cls.about(value.asked, key=value.key, window=value.window, items=rows)


class FactOut(Out):
    """What an order contributed to a figure on a day."""

    work_order_id: str = Field(examples=["wo_01J9ZQ5W8E6T4V2N0R7K3M1B5C"])
    number: str = Field(examples=["WO-2026-000123"])
    day: date = Field(examples=["2026-11-23"])
    at: datetime = Field(description="when; of several, the first", examples=["2026-11-23T01:30:00Z"])
    value: int = Field(description="how much of the figure it is", examples=[1])
    member_id: str | None
    department_id: str | None
    category: str | None = Field(examples=["leak"])
    community_id: str | None

    @classmethod
    def of(cls, value: Behind, context: Context) -> Self:
        """The fact for a client."""
        cell = value.facts[0].cell
        return cls(
            work_order_id=value.order_id,
            number=value.number,
            day=value.day,
            at=min(fact.at for fact in value.facts),
            value=value.value,
            member_id=cell.member,
            department_id=cell.department,
            category=cell.category,
            community_id=cell.community,
        )


class FactsOut(_Windowed):
    """The orders behind a figure, the newest day first; the values of all pages add up to `figure`."""

    measure: str = Field(examples=["complete_breached"])
    key: str | None = Field(description="the row; null: all that you may see")
    figure: int = Field(examples=[2])
    items: list[FactOut]
    next_cursor: str | None = None

    @classmethod
    def of(cls, value: Facts, context: Context) -> Self:
        """The page for a client."""
        return cls.about(
            value.asked,
            measure=value.measure.name,
            key=value.key,
            figure=value.figure,
            items=[FactOut.of(one, context) for one in value.items],
            next_cursor=value.next_cursor,
        )


class MeasureOut(Out):
    """A measure that can be asked for."""

    name: str = Field(examples=["first_time_fix_rate"])
    unit: Unit
    derived: str = Field(
        description="how it follows from counts", examples=["fixed_first_time / first_completed"]
    )
    is_listed: bool = Field(description="whether /v1/stats/work-orders/facts lists what is behind it")

    @classmethod
    def of(cls, value: Measure, context: Context) -> Self:
        """The measure for a client."""
        is_listed = value.weights is not None
        return cls(name=value.name, unit=value.unit, derived=value.derived, is_listed=is_listed)
