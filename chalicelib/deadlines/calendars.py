"""What can be done with calendars."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from chalicelib.contracts.deadlines import CalendarChanged
from chalicelib.contracts.envelope import envelope
from chalicelib.deadlines import public_holidays, store
from chalicelib.deadlines.calendar import openings
from chalicelib.deadlines.calendar_model import (
    MOST_CALENDARS,
    Calendar,
    CalendarDay,
    Holiday,
    TooManyCalendars,
    UnknownZone,
    demand_sense,
)
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.schema import Listing
from chalicelib.tenants import audit
from chalicelib.tenants.service import is_time_zone


def create(context: Context, **fields: Any) -> Calendar:
    """A new calendar. Raises CalendarRefused."""
    if len(store.calendars(context.table, None, MOST_CALENDARS)[0]) >= MOST_CALENDARS:
        raise TooManyCalendars(most=MOST_CALENDARS)
    calendar = _sensible(context, Calendar(id=new_id("cl"), **fields))
    context.commit(store.save_calendar(calendar), audit.made(context, "calendar", calendar), answer=calendar)
    return calendar


def change(context: Context, id: str, **fields: Any) -> Calendar:
    """Replace fields of a calendar. Open orders that are counted by it are counted anew, when its event arrives.

    Raises NotFound, CalendarRefused, PreconditionFailed.
    """
    calendar = context.find(store.calendar_ref(id))
    context.check_match(calendar)
    changed = _sensible(context, calendar.changed(**fields))
    told = audit.changed(context, "calendar", calendar, changed)
    is_another = changed.model_copy(update={"version": calendar.version}) != calendar
    saved = _saved(context, changed) if is_another else [store.save_calendar(changed)]
    context.commit(saved, told, answer=changed)
    return changed


def renew(context: Context) -> int:
    """Take the public holidays anew, of this year and the next, for every calendar that goes by a region's.

    Answers how many calendars have others now. Harmless to repeat.
    """
    renewed = 0
    for calendar in _all(context):
        holidays = _holidays(context, calendar)
        if holidays != calendar.holidays:
            context.commit(_saved(context, calendar.changed(holidays=holidays)))
            renewed += 1
    return renewed


def get(context: Context, id: str) -> Calendar:
    """One calendar. Raises NotFound."""
    return context.find(store.calendar_ref(id))


def list_all(context: Context, limit: int, cursor: str | None) -> Listing[Calendar]:
    """The calendars, in the order they were made."""
    scope = (context.actor.tenant, context.actor.id, "calendars")
    after = cursors.verify(cursor, *scope) if cursor else None
    found, has_more = store.calendars(context.table, after, limit)
    return Listing(found, cursors.sign(found[-1].id, *scope) if has_more else None)


def days(context: Context, id: str, first: date, last: date) -> list[CalendarDay]:
    """What each day is, and why. Raises NotFound."""
    calendar = context.find(store.calendar_ref(id))
    hours = calendar.hours(context.now).model_copy(
        update={"days": {day: calendar.shifts(day) for day in (*calendar.holidays, *calendar.exceptions)}}
    )
    second = timedelta(seconds=1)
    asked = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        CalendarDay(
            date=day,
            kind=calendar.kind(day),
            names=calendar.names(day),
            shifts=calendar.shifts(day),
            seconds=sum((end - start) // second for start, end in openings(hours, day)),
        )
        for day in asked
    ]


def _sensible(context: Context, calendar: Calendar) -> Calendar:
    if not is_time_zone(calendar.zone):
        raise UnknownZone("body", "zone", zone=calendar.zone)
    calendar = calendar.model_copy(update={"holidays": _holidays(context, calendar)})
    demand_sense(calendar, context.now)
    return calendar


def _holidays(context: Context, calendar: Calendar) -> dict[date, Holiday]:
    if calendar.region is None:
        return {}
    year = calendar.today(context.now).year
    return public_holidays.of(calendar.region, year, year + 1)


def _saved(context: Context, changed: Calendar) -> list[Change]:
    event = CalendarChanged(**envelope(context.stamp, changed.id, changed.version), visibility="internal")
    return [store.save_calendar(changed), store.emit_calendar(event)]


def _all(context: Context) -> Iterator[Calendar]:
    after: str | None = None
    has_more = True
    while has_more:
        found, has_more = store.calendars(context.table, after, MOST_CALENDARS)
        yield from found
        after = found[-1].id if found else None
