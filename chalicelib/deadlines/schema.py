"""Calendars in the API."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator

from chalicelib.deadlines.calendar import DAY_MINUTES, Shifts
from chalicelib.deadlines.calendar_model import (
    MOST_EXCEPTIONS,
    MOST_SHIFTS,
    WEEKDAYS,
    Calendar,
    CalendarDay,
    DayKind,
    OwnDay,
)
from chalicelib.kernel.context import Context
from chalicelib.kernel.days import following
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.kernel.schema import Body, Day, Line, Out, Query

TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
EndOfDay = Annotated[str, StringConstraints(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
Region = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
Zone = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class ShiftBody(Body):
    """From when to when one works, by the clock on the wall. An end not after its start lies on the next day."""

    start: TimeOfDay = Field(examples=["09:00"])
    end: EndOfDay = Field(examples=["18:00"])


DayShifts = Annotated[list[ShiftBody], Field(max_length=MOST_SHIFTS)]


class WeekBody(Body):
    """The shifts of each weekday; without any it is closed."""

    monday: DayShifts = Field(default_factory=list)
    tuesday: DayShifts = Field(default_factory=list)
    wednesday: DayShifts = Field(default_factory=list)
    thursday: DayShifts = Field(default_factory=list)
    friday: DayShifts = Field(default_factory=list)
    saturday: DayShifts = Field(default_factory=list)
    sunday: DayShifts = Field(default_factory=list)

    def shifts(self) -> tuple[Shifts, ...]:
        """Monday's to Sunday's."""
        return tuple(_shifts(getattr(self, name)) for name in WEEKDAYS)


class OwnDayBody(Body):
    """A date that goes before the week and before the public holidays."""

    date: Day = Field(examples=["2026-12-24"])
    shifts: DayShifts = Field(description="none: closed", examples=[[{"start": "09:00", "end": "12:00"}]])
    reason: str = Field("", max_length=200, examples=["Christmas Eve"])


def _once_each(days: list[OwnDayBody]) -> list[OwnDayBody]:
    if len({own.date for own in days}) < len(days):
        raise FieldRefused("names a date twice")
    return days


OwnDays = Annotated[list[OwnDayBody], Field(max_length=MOST_EXCEPTIONS), AfterValidator(_once_each)]


class CalendarIn(Body):
    """When one works."""

    name: Line = Field(examples=["Office hours"])
    zone: Zone = Field(description="IANA key", examples=["Asia/Shanghai"])
    week: WeekBody = Field(examples=[{"monday": [{"start": "09:00", "end": "18:00"}]}])
    region: Region | None = Field(
        None,
        description="whose public holidays: ISO 3166 country, or country and part",
        examples=["CN", "DE-BY"],
    )
    exceptions: OwnDays = Field(default_factory=list)

    def fields(self) -> dict[str, Any]:
        """The fields of the calendar."""
        return _fields(self)


class CalendarPatch(Body):
    """What may change of a calendar; absent fields stay."""

    name: Line | None = None
    zone: Zone | None = Field(None, examples=["Asia/Shanghai"])
    week: WeekBody | None = None
    region: Region | None = Field(None, description="null: no public holidays", examples=["CN"])
    exceptions: OwnDays | None = Field(None, description="all of them: those not named are gone")

    def fields(self) -> dict[str, Any]:
        """The fields to replace."""
        return _fields(self)


def _fields(body: CalendarIn | CalendarPatch) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: value for name in ("name", "zone") if (value := getattr(body, name)) is not None
    }
    if body.week is not None:
        found["week"] = body.week.shifts()
    if "region" in body.model_fields_set:
        found["region"] = body.region
    if body.exceptions is not None:
        found["exceptions"] = {
            own.date: OwnDay(shifts=_shifts(own.shifts), reason=own.reason) for own in body.exceptions
        }
    return found


def _shifts(bodies: list[ShiftBody]) -> Shifts:
    return tuple(sorted(_shift(body) for body in bodies))


def _shift(body: ShiftBody) -> tuple[int, int]:
    start, end = _minutes(body.start), _minutes(body.end)
    return (start, end + DAY_MINUTES) if end < start else (start, end)


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


class DaysQuery(Query):
    """A window of days, both included."""

    first: Day = Field(alias="from", examples=["2026-10-01"])
    last: Day = Field(alias="to", description="at most two years after `from`", examples=["2026-10-08"])

    @field_validator("last")
    @classmethod
    def _follows(cls, last: date, others: ValidationInfo) -> date:
        return following(others.data.get("first"), last)


class ShiftOut(Out):
    """From when to when one works; an end not after its start lies on the next day."""

    start: str = Field(examples=["22:00"])
    end: str = Field(examples=["06:00"])


class WeekOut(Out):
    """The shifts of each weekday."""

    monday: list[ShiftOut]
    tuesday: list[ShiftOut]
    wednesday: list[ShiftOut]
    thursday: list[ShiftOut]
    friday: list[ShiftOut]
    saturday: list[ShiftOut]
    sunday: list[ShiftOut]


class OwnDayOut(Out):
    """A date that goes before the week and before the public holidays."""

    date: date
    shifts: list[ShiftOut]
    reason: str


class CalendarOut(Out):
    """When one works. The public holidays of `region` are shown day by day, by `days`."""

    id: str = Field(examples=["cl_01JDB3K8Q2V5T7W9X1Y3Z5A7B9"])
    name: str
    zone: str
    week: WeekOut
    region: str | None
    exceptions: list[OwnDayOut]
    version: int

    @classmethod
    def of(cls, value: Calendar, context: Context) -> Self:
        """The calendar as it is."""
        return cls(
            id=value.id,
            name=value.name,
            zone=value.zone,
            week=WeekOut(**{name: _out(shifts) for name, shifts in zip(WEEKDAYS, value.week, strict=True)}),
            region=value.region,
            exceptions=[
                OwnDayOut(date=day, shifts=_out(own.shifts), reason=own.reason)
                for day, own in sorted(value.exceptions.items())
            ],
            version=value.version,
        )


class CalendarDayOut(Out):
    """What a day is and why; `reason` is in the caller's language."""

    date: date
    kind: DayKind = Field(
        description="by what it is decided: the week, a public holiday, a day made up, an exception"
    )
    reason: str | None = Field(examples=["National Day"])
    shifts: list[ShiftOut]
    working_s: int = Field(
        description="the working time that starts on this day, in seconds", examples=[28800]
    )

    @classmethod
    def of(cls, value: CalendarDay, context: Context) -> Self:
        """The day for this caller."""
        reason = value.names.get(context.language) or value.names.get("en") or None
        return cls(
            date=value.date,
            kind=value.kind,
            reason=reason,
            shifts=_out(value.shifts),
            working_s=value.seconds,
        )


def _out(shifts: Shifts) -> list[ShiftOut]:
    return [ShiftOut(start=_time(start), end=_time(end)) for start, end in shifts]


def _time(minutes: int) -> str:
    within = minutes if minutes == DAY_MINUTES else minutes % DAY_MINUTES
    return f"{within // 60:02d}:{within % 60:02d}"
