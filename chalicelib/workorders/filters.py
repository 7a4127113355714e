"""What a reader of a list may ask for."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.kernel.ids import first_id
from chalicelib.workorders.lifecycle import Status
from chalicelib.workorders.model import WorkOrder

#: an order's id is made when its report is decided upon, which may be tried again: by so much later at most
_TRIED = timedelta(minutes=1)


@dataclass(frozen=True)
class Window:
    """When orders were reported: from `first`, before `end`; None is open. `above` and `below` bound their ids."""

    first: datetime | None = None
    end: datetime | None = None

    def holds(self, order: WorkOrder) -> bool:
        """Whether the order was reported then."""
        is_after = self.first is None or self.first <= order.reported_at
        return is_after and (self.end is None or order.reported_at < self.end)

    @property
    def above(self) -> str | None:
        """An id below all that the window may hold."""
        return first_id("wo", self.first) if self.first else None

    @property
    def below(self) -> str | None:
        """An id above all that the window may hold."""
        return first_id("wo", self.end + _TRIED) if self.end else None


@dataclass(frozen=True)
class Filters:
    """What a reader asks for; None does not narrow.

    `first` and `last` are days of the report, of the tenant's calendar: `Window` says which orders are within.
    """

    status: frozenset[Status] | None = None
    assignee: str | None = None
    department: str | None = None
    community: str | None = None
    unit: str | None = None
    category: str | None = None
    late: bool | None = None
    q: str | None = None
    first: date | None = None
    last: date | None = None

    @property
    def key(self) -> str:
        """The same text for the same wishes, in every process: a cursor is good for it alone."""
        wishes = vars(self) | {"status": sorted(self.status) if self.status is not None else None}
        return json.dumps(wishes, sort_keys=True, default=str)

    def match(self, order: WorkOrder, now: datetime) -> bool:
        """Whether the order is what is asked for."""
        exact: list[tuple[Any, Any]] = [
            (self.assignee, order.assignee_id),
            (self.department, order.department_id),
            (self.community, order.community_id),
            (self.unit, order.unit_id),
            (self.category, order.category),
        ]
        if self.status is not None and order.status not in self.status:
            return False
        if self.late is not None and self.late != order.is_late(now):
            return False
        if any(wish is not None and wish != value for wish, value in exact):
            return False
        return self.q is None or _is_in_title(self.q.casefold(), order.title.casefold())


def _is_in_title(wish: str, title: str) -> bool:
    """Whether the wish stands at the start of a word of the title; in Chinese, which has no spaces, anywhere.

    A Latin word among Chinese ones begins where they end.
    """
    if not wish.isascii():
        return wish in title
    return re.search(r"(?<![0-9a-z_])" + re.escape(wish), title) is not None
