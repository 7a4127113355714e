"""What a client may ask of the figures."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator

from chalicelib.insights.calendar import Window
from chalicelib.insights.measures import COUNTS, MEASURES
from chalicelib.insights.model import SPACES, Dimension, space_of
from chalicelib.insights.service import Asked
from chalicelib.kernel.days import following
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.kernel.schema import Day, Identifier, ListQuery, Query, comma_separated

_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def _measure(name: str) -> str:
    if name not in MEASURES:
        raise FieldRefused("is no measure; /v1/stats/measures lists them")
    return name


def _count(name: str) -> str:
    if name not in MEASURES or MEASURES[name].weights is None:
        raise FieldRefused("is no count; /v1/stats/measures says which are listed")
    return name


def _countable(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise FieldRefused("lies before {first} or after {last}", first=_FIRST_YEAR, last=_LAST_YEAR)
    return day


def _enum(names: Iterable[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": sorted(names)})


MeasureName = Annotated[str, AfterValidator(_measure), _enum(MEASURES)]
CountName = Annotated[str, AfterValidator(_count), _enum(count.name for count in COUNTS)]
Measures = Annotated[list[MeasureName], BeforeValidator(comma_separated)]


#: a day with days before and after it, so that every window that holds it has both ends
CountedDay = Annotated[Day, AfterValidator(_countable)]


class StatsQuery(Query):
    """Which figures. Dates are days in the tenant's zone, both included."""

    group_by: Dimension = Field(description="one row for each of these", examples=["member"])
    first: CountedDay = Field(alias="from", description="first day", examples=["2026-11-01"])
    last: CountedDay = Field(
        alias="to", description="last day, at most two years after the first", examples=["2026-11-30"]
    )
    member: Identifier | None = Field(None, description="only what counts for them; with `department`")
    department: Identifier | None = Field(None, description="only what counts there; with `member`")
    category: Identifier | None = Field(None, description="only what is of it; with `community`")
    community: Identifier | None = Field(None, description="only what is there; with `category`")

    @field_validator("last")
    @classmethod
    def _follows(cls, last: date, others: ValidationInfo) -> date:
        return following(others.data.get("first"), last)

    @field_validator("member", "department", "category", "community")
    @classmethod
    def _fits(cls, value: str | None, info: ValidationInfo) -> str | None:
        group_by = info.data.get("group_by")
        if value is not None and group_by and info.field_name not in SPACES[space_of(group_by)]:
            raise FieldRefused("is not counted by {group_by}", group_by=group_by)
        return value

    def asked(self, measures: Iterable[str] = ()) -> Asked:
        """The same for the service."""
        dimensions = SPACES[space_of(self.group_by)]
        values = {one: value for one in dimensions if (value := getattr(self, one))}
        found = tuple(MEASURES[name] for name in dict.fromkeys(measures))
        return Asked(self.group_by, values, self.first, self.last, found)


class ReportQuery(StatsQuery):
    """A report: a row for each value of `group_by`."""

    measures: Measures = Field(
        [],
        description="shown as `values`, separated by commas",
        examples=["first_time_fix_rate,response_p90"],
    )


class SeriesQuery(StatsQuery):
    """A series: the window, period by period."""

    window: Window = Field("week", description="how long a period is; weeks start on Mondays")
    key: Identifier | None = Field(None, description="one row; else all that you may see, together")
    measures: Measures = Field(
        ["reported", "completed", "completion_rate"], description="separated by commas", min_length=1
    )


class FactsQuery(StatsQuery, ListQuery):
    """The facts behind a count."""

    measure: CountName = Field(description="a count", examples=["complete_breached"])
    key: Identifier | None = Field(None, description="one row; else all that you may see, together")
