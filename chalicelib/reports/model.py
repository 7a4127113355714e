"""Saved reports: which figures, of which days, for whom to open. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Literal

from pydantic import Field

from chalicelib.insights.calendar import Window, start_of
from chalicelib.insights.model import SPACES, Dimension, space_of
from chalicelib.kernel.actor import Actor
from chalicelib.kernel.entity import Entity, Value

Shared = Literal["me", "department", "company"]
Period = Literal[
    "this_day",
    "this_week",
    "this_month",
    "this_year",
    "last_day",
    "last_week",
    "last_month",
    "last_year",
]
_UNITS: dict[Period, Window] = {
    "this_day": "day",
    "this_week": "week",
    "this_month": "month",
    "this_year": "year",
    "last_day": "day",
    "last_week": "week",
    "last_month": "month",
    "last_year": "year",
}
_DAY = timedelta(days=1)


class Days(Value):
    """A window of days: a period that moves on with the calendar, or one from `first` to `last`, both included."""

    period: Period | None = None
    first: date | None = None
    last: date | None = None

    def on(self, today: date) -> tuple[date, date]:
        """Its first and last day as of a day. A period that is not over ends with that day; weeks start on Mondays."""
        if self.period is None:
            assert self.first and self.last
            return self.first, self.last
        unit = _UNITS[self.period]
        start = start_of(today, unit)
        if self.period.startswith("this"):
            return start, today
        return start_of(start - _DAY, unit), start - _DAY


class SavedReport(Entity):
    """A report that somebody keeps: rows by `group_by` of what has these `values`, with these measures.

    It holds no figures: whoever opens it sees theirs. `department_ids` are those of the owner when it was saved, whose
    people it is shared with when `shared` is `department`.
    """

    id: str
    name: str
    group_by: Dimension
    measures: tuple[str, ...] = ()
    values: dict[Dimension, str] = Field(default_factory=dict)
    window: Days
    shared: Shared = "me"
    owner_id: str
    owner_name: str
    department_ids: tuple[str, ...] = ()
    created_at: datetime

    def is_for(self, actor: Actor) -> bool:
        """Whether somebody may open it."""
        if self.owner_id == actor.id or self.shared == "company":
            return True
        return self.shared == "department" and bool({*self.department_ids} & {*actor.department_ids})

    def may_be_changed_by(self, actor: Actor) -> bool:
        """Whether somebody may change it, of those who may open it: its owner, and the company's administrator."""
        return self.owner_id == actor.id or "tenant_admin" in actor.roles


def misfits(group_by: Dimension, values: Mapping[Dimension, str]) -> list[Dimension]:
    """The dimensions that are not counted together with the rows."""
    return [one for one in values if one not in SPACES[space_of(group_by)]]
