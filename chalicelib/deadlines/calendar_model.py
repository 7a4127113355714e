"""A tenant's calendar: its week, its public holidays, its own exceptions, and what each day is by them. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from chalicelib.deadlines.calendar import DAY_MINUTES, Hours, Shifts, between
from chalicelib.kernel.entity import Entity, Value
from chalicelib.kernel.errors import NamedRefusal, Texts

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_CALENDARS = 50
MOST_SHIFTS = 6
MOST_EXCEPTIONS = 400
#: an hour a week: with less, a deadline of days would lie years off
LEAST_IN_A_YEAR = timedelta(hours=52)
_DAY = timedelta(days=1)
_YEAR = timedelta(days=365)

DayKind = Literal["week", "holiday", "make_up", "exception"]


class CalendarRefused(NamedRefusal):
    """Base of what a calendar is refused for when it is defined."""


class UnknownZone(CalendarRefused):
    """The zone is not in the time zone database."""

    code = "unknown_zone"
    texts: ClassVar[Texts] = {
        "en": "{zone} is not a key of the IANA time zone database.",
        "zh-CN": "{zone} 不是 IANA 时区数据库中的时区。",
    }


class UnknownHolidays(CalendarRefused):
    """No public holidays are known for the region."""

    code = "unknown_holidays"
    texts: ClassVar[Texts] = {
        "en": "No public holidays are known for {region}.",
        "zh-CN": "没有 {region} 的法定节假日数据。",
    }


class ShiftEmpty(CalendarRefused):
    """A shift ends when it starts."""

    code = "shift_empty"
    texts: ClassVar[Texts] = {
        "en": "A shift of {day} ends when it starts.",
        "zh-CN": "{day} 有班次的开始与结束时间相同。",
    }


class ShiftsOverlap(CalendarRefused):
    """Two shifts lie over each other, perhaps one over midnight and one of the next day."""

    code = "shifts_overlap"
    texts: ClassVar[Texts] = {
        "en": "Shifts of {day} overlap, or run into those of the day after.",
        "zh-CN": "{day} 的班次互相重叠，或与次日的班次重叠。",
    }


class CalendarEmpty(CalendarRefused):
    """The week has no shift at all."""

    code = "calendar_empty"
    texts: ClassVar[Texts] = {
        "en": "The week has no working time.",
        "zh-CN": "一周内没有任何工作时间。",
    }


class CalendarTooShort(CalendarRefused):
    """Holidays and exceptions leave next to nothing of the coming year."""

    code = "calendar_too_short"
    texts: ClassVar[Texts] = {
        "en": "The calendar has less than {least_hours} hours of working time within the coming year.",
        "zh-CN": "该日历在未来一年内的工作时间不足 {least_hours} 小时。",
    }


class TooManyCalendars(CalendarRefused):
    """The tenant has as many as it may have."""

    code = "too_many_calendars"
    texts: ClassVar[Texts] = {
        "en": "There are {most} calendars already; change one of them.",
        "zh-CN": "已有 {most} 个日历，请修改现有日历。",
    }


class Holiday(Value):
    """A public holiday, or a weekend day made up for one (`is_workday`), by its names in each language."""

    names: dict[str, str]
    is_workday: bool = False


class OwnDay(Value):
    """A date that the tenant decides itself: its shifts (none: closed), and why."""

    shifts: Shifts
    reason: str = ""


class CalendarDay(Value):
    """What a date is and why. `names` by language; `seconds` are the working time that starts on it."""

    date: date
    kind: DayKind
    names: dict[str, str]
    shifts: Shifts
    seconds: int


class Calendar(Entity):
    """When a department works. `week` is Monday's shifts to Sunday's; the tenant's exceptions go before all else.

    `holidays` are those of `region` (ISO 3166: `CN`, `DE-BY`) as they were known when this version was made: whoever
    counts by a version counts the same for ever, and what becomes known later is a new version.
    """

    id: str
    name: str
    zone: str
    week: tuple[Shifts, ...]
    region: str | None = None
    holidays: dict[date, Holiday] = Field(default_factory=dict)
    exceptions: dict[date, OwnDay] = Field(default_factory=dict)

    def kind(self, day: date) -> DayKind:
        """By which of its parts a day is decided."""
        if day in self.exceptions:
            return "exception"
        if day in self.holidays:
            return "make_up" if self.holidays[day].is_workday else "holiday"
        return "week"

    def shifts(self, day: date) -> Shifts:
        """What starts on a day. One made up is like its weekday or, if that is closed, like the first that is open."""
        own = self.week[day.weekday()]
        match self.kind(day):
            case "exception":
                return self.exceptions[day].shifts
            case "holiday":
                return ()
            case "make_up":
                return own or next((shifts for shifts in self.week if shifts), ())
            case _:
                return own

    def names(self, day: date) -> dict[str, str]:
        """Why a day is not as the week has it, by language."""
        if day in self.exceptions:
            return dict.fromkeys(("zh-CN", "en"), self.exceptions[day].reason)
        return self.holidays[day].names if day in self.holidays else {}

    def today(self, now: datetime) -> date:
        """The date in the calendar's zone."""
        return now.astimezone(ZoneInfo(self.zone)).date()

    def hours(self, now: datetime) -> Hours:
        """This version as a deadline counts by it from `now` on: only the days that differ from the week."""
        since = self.today(now) - _DAY
        special = sorted(day for day in {*self.holidays, *self.exceptions} if day >= since)
        days = {day: self.shifts(day) for day in special if self.shifts(day) != self.week[day.weekday()]}
        return Hours(calendar_id=self.id, version=self.version, zone=self.zone, week=self.week, days=days)


def demand_sense(calendar: Calendar, now: datetime) -> None:
    """Demand that a calendar can be counted by. Raises CalendarRefused."""
    _demand_shifts(dict(zip(WEEKDAYS, calendar.week, strict=True)), "week")
    _demand_shifts({day.isoformat(): own.shifts for day, own in calendar.exceptions.items()}, "exceptions")
    for index, name in enumerate(WEEKDAYS):
        _demand_apart(calendar.week[index], calendar.week[(index + 1) % 7], name, "week")
    for day in calendar.exceptions:
        for first in (day - _DAY, day):
            both = calendar.shifts(first), calendar.shifts(first + _DAY)
            _demand_apart(*both, first.isoformat(), "exceptions")
    if not any(calendar.week):
        raise CalendarEmpty("body", "week")
    if between(calendar.hours(now), now, now + _YEAR) < LEAST_IN_A_YEAR:
        raise CalendarTooShort("body", "week", least_hours=LEAST_IN_A_YEAR // timedelta(hours=1))


def _demand_shifts(days: Mapping[str, Shifts], field: str) -> None:
    for name, shifts in days.items():
        if any(start >= end for start, end in shifts):
            raise ShiftEmpty("body", field, name, day=name)
        if any(first[1] > second[0] for first, second in pairwise(shifts)):
            raise ShiftsOverlap("body", field, name, day=name)


def _demand_apart(shifts: Shifts, following: Shifts, name: str, field: str) -> None:
    """Demand that a night shift ends before the next day's first begins."""
    if shifts and following and shifts[-1][1] - DAY_MINUTES > following[0][0]:
        raise ShiftsOverlap("body", field, name, day=name)
