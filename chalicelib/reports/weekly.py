"""Telling members on Monday what the last week brought them: run by a schedule, as often as it likes.

Some members at a time are one transaction, with how far the telling is: a run that comes twice, or after one that was
cut short, goes on where that was, so that nobody is told twice of a week, and nobody is left out.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from chalicelib.contracts.envelope import envelope
from chalicelib.contracts.reports import WeekReported
from chalicelib.insights import service as insights
from chalicelib.insights.model import Dimension, Slice, add
from chalicelib.kernel.context import Context, for_system
from chalicelib.kernel.errors import StaleRead
from chalicelib.kernel.settings import settings
from chalicelib.organization import service as organization
from chalicelib.organization.service import Department, Member
from chalicelib.reports import store
from chalicelib.reports.week import MEASURED, Week, digest_of, figures, headed, is_empty, week_to_tell
from chalicelib.tenants import service as tenants

AT_ONCE = 50  # members of a transaction, which holds 100 parts
_FAMILIES = insights.families_of(MEASURED)

#: value of a dimension -> day -> sums
Days = dict[str, dict[date, dict[str, int]]]


@dataclass(frozen=True)
class _Seen:
    """What a tenant's week brought, and the departments there are."""

    departments: list[Department]
    of_members: Days
    of_departments: Days


def tell(tenant: str, at: datetime | None = None) -> None:
    """Tell a tenant's members of the last week, if it is time to and they have not all been told.

    One read on other days, one more when there is nothing left to do. Else what `_seen` reads, and for each fifty
    members a Query and a transaction. `at` is another moment than now.
    """
    context = for_system(tenant, "reports")
    context = replace(context, now=at) if at else context
    zone = ZoneInfo(tenants.get(context).time_zone)
    first = week_to_tell(context.now.astimezone(zone))
    if first is None:
        return
    week = context.table.get(store.week_ref(first)) or Week(version=0, first=first)
    if not week.is_told:
        with suppress(StaleRead):  # another run is at it
            _tell(context, week)


def _tell(context: Context, week: Week) -> None:
    seen = _seen(context, week)
    while not week.is_told:
        page = organization.list_members(context, department_id=None, limit=AT_ONCE, position=week.cursor)
        week = week.changed(cursor=page.next_cursor, is_told=page.next_cursor is None)
        told = (_report(context, week, member, seen) for member in page.items if member.is_active)
        context.commit(store.save_week(week, [one for one in told if one is not None]))


def _report(context: Context, week: Week, member: Member, seen: _Seen) -> WeekReported | None:
    """What a member is told; None where there is nothing to tell."""
    own = figures(member.name, week.first, seen.of_members.get(member.id, {}))
    heads = headed(member, seen.departments)
    theirs = [figures(one.name, week.first, seen.of_departments.get(one.id, {})) for one in heads]
    if all(map(is_empty, [own, *theirs])):
        return None
    base = settings().public_url
    digest = digest_of(member, week.first, own, heads)
    return WeekReported(
        **envelope(context.stamp, f"{week.first}.{member.id}", 1),
        person_id=member.id,
        first=week.first,
        last=week.last,
        own=own,
        departments=tuple(theirs),
        digest=base + digest if digest and base else None,
        visibility="internal",
    )


def _seen(context: Context, week: Week) -> _Seen:
    """One Query for each 200 departments, one read, and a Query for each family by member and by department."""
    departments = list(organization.all_departments(context))
    edition = insights.live_edition(context)
    by_member, by_department = (_counted(context, edition, week, one) for one in ("member", "department"))
    return _Seen(departments, by_member, by_department)


def _counted(context: Context, edition: int, week: Week, dimension: Dimension) -> Days:
    days: Days = {}
    counted = insights.counted(context, edition, Slice(dimension), _FAMILIES, week.first, week.last)
    for key, day, numbers in counted:
        add(days.setdefault(key, {}).setdefault(day, {}), numbers)
    return days
