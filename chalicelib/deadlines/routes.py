"""The API of calendars."""

from chalicelib.deadlines import calendars
from chalicelib.deadlines.calendar_model import (
    Calendar,
    CalendarDay,
    CalendarEmpty,
    CalendarTooShort,
    ShiftEmpty,
    ShiftsOverlap,
    TooManyCalendars,
    UnknownHolidays,
    UnknownZone,
)
from chalicelib.deadlines.schema import CalendarDayOut, CalendarIn, CalendarOut, CalendarPatch, DaysQuery
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound, PreconditionFailed
from chalicelib.kernel.http import Router
from chalicelib.kernel.schema import Listing, ListQuery, Page

router = Router("calendars")
_REFUSALS = (UnknownZone, UnknownHolidays, ShiftEmpty, ShiftsOverlap, CalendarEmpty, CalendarTooShort)


@router.route(
    "POST",
    "/v1/calendars",
    permission="calendar.manage",
    body=CalendarIn,
    answer=CalendarOut,
    status=201,
    errors=(*_REFUSALS, TooManyCalendars),
)
def create_calendar(context: Context, body: CalendarIn) -> Calendar:
    """Say when one works: deadlines of departments that go by the calendar are counted in its hours."""
    return calendars.create(context, **body.fields())


@router.route("GET", "/v1/calendars", permission="calendar.read", query=ListQuery, answer=Page[CalendarOut])
def list_calendars(context: Context, query: ListQuery) -> Listing[Calendar]:
    """List the calendars, in the order they were made."""
    return calendars.list_all(context, query.limit, query.cursor)


@router.route(
    "GET", "/v1/calendars/{calendar_id}", permission="calendar.read", answer=CalendarOut, errors=(NotFound,)
)
def get_calendar(context: Context, calendar_id: str) -> Calendar:
    """Read one calendar."""
    return calendars.get(context, calendar_id)


@router.route(
    "PATCH",
    "/v1/calendars/{calendar_id}",
    permission="calendar.manage",
    body=CalendarPatch,
    answer=CalendarOut,
    errors=(NotFound, PreconditionFailed, *_REFUSALS),
)
def change_calendar(context: Context, calendar_id: str, body: CalendarPatch) -> Calendar:
    """Change a calendar; the deadlines of open orders that are counted by it move, with what is left of them."""
    return calendars.change(context, calendar_id, **body.fields())


@router.route(
    "GET",
    "/v1/calendars/{calendar_id}/days",
    permission="calendar.read",
    query=DaysQuery,
    answer=Page[CalendarDayOut],
    errors=(NotFound,),
)
def list_calendar_days(context: Context, calendar_id: str, query: DaysQuery) -> Listing[CalendarDay]:
    """Show what each day is and why: an ordinary one, a public holiday, a day made up, or an exception."""
    return Listing(calendars.days(context, calendar_id, query.first, query.last))
