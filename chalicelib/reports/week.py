"""A week that people are told of: when that is, whom it concerns, and what it brought them. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from chalicelib.contracts.reports import WeekFigures
from chalicelib.insights.calendar import week_of
from chalicelib.insights.measures import MEASURES
from chalicelib.insights.model import Figures, add
from chalicelib.insights.sums import Numbers
from chalicelib.kernel.entity import Entity
from chalicelib.organization.service import Department, Member

HOUR = 8  # of the tenant's Monday, from which on they are told
DAYS = 7
_IN_THE_FIELD = frozenset({"technician", "contractor"})
MEASURED = tuple(MEASURES[name] for name in ("completed", "due", "complete_rate", "score_average"))


class Week(Entity):
    """A week of a tenant's, by its Monday, and how far the telling is: `cursor` is where the members go on."""

    first: date
    cursor: str | None = None
    is_told: bool = False

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + timedelta(days=DAYS - 1)


def week_to_tell(at: datetime) -> date | None:
    """The Monday of the week that is to be told of when a tenant's clocks show `at`: the last one, on Mondays."""
    if at.weekday() != 0 or at.hour < HOUR:
        return None
    return week_of(at.date()) - timedelta(days=DAYS)


def figures(name: str, first: date, days: Mapping[date, Numbers]) -> WeekFigures:
    """What was counted on the days of the week that begins with `first`."""
    sums: dict[str, int] = {}
    for numbers in days.values():
        add(sums, numbers)
    completed, due, in_time, score = (one.value(Figures("", sums)) for one in MEASURED)
    on = (days.get(first + timedelta(days=number), {}) for number in range(DAYS))
    return WeekFigures(
        name=name,
        completed=int(completed or 0),
        due=int(due or 0),
        in_time=in_time,
        score=score,
        days=tuple(numbers.get("completed", 0) for numbers in on),
    )


def is_empty(week: WeekFigures) -> bool:
    """Whether there is nothing to tell."""
    return not week.completed and not week.due and week.score is None


def digest_of(member: Member, first: date, own: WeekFigures, departments: Iterable[Department]) -> str | None:
    """Where the console shows the orders of the week that begins with `first`: the member's own, or a department's.

    None for people who work in the field alone: their app is another one.
    """
    if member.roles <= _IN_THE_FIELD:
        return None
    whose = {"member": "me"} if not is_empty(own) else {"department": next(one.id for one in departments)}
    return f"/console/digest?{urlencode({**whose, 'window': 'week', 'day': first})}"


def headed(member: Member, departments: Iterable[Department]) -> list[Department]:
    """The departments that a member heads, and so sees the figures of; a manager there does where it has no head."""
    return [one for one in departments if _heads(member, one)]


def _heads(member: Member, department: Department) -> bool:
    if department.head_ids:
        return member.id in department.head_ids and department.id in member.department_ids
    return member.heads(department.id)
