"""Who of a department is on call on which day. Pure: days are those of the tenant's calendar."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from chalicelib.kernel.entity import Entity, Value
from chalicelib.kernel.errors import Conflict, Texts

#: together they are read in one call, with the department and the tenant
MOST_MEMBERS = 50
MOST_OVERRIDES = 40
LONGEST_TURN_DAYS = 28


class RotaExists(Conflict):
    """The department has a rota; it can be changed."""

    code = "rota_exists"
    texts: ClassVar[Texts] = {"en": "This department has a rota.", "zh-CN": "该部门已有值班表。"}


class Override(Value):
    """Somebody else is on call on one day."""

    on: date
    member_id: str


class Rota(Entity):
    """Members who take turns of `turn_days` days (7: weeks) from `starts_on` on, at midnight in the tenant's zone."""

    department_id: str
    member_ids: tuple[str, ...] = ()
    starts_on: date
    turn_days: int = 7
    overrides: tuple[Override, ...] = ()

    @property
    def id(self) -> str:
        """A department has one rota, which is known by it."""
        return self.department_id

    @property
    def named(self) -> frozenset[str]:
        """Everybody whom it names."""
        return named(self.member_ids, self.overrides)

    def on_call(self, day: date) -> str | None:
        """Whose day it is; None before the rota starts, and where nobody takes turns."""
        for override in self.overrides:
            if override.on == day:
                return override.member_id
        if day < self.starts_on or not self.member_ids:
            return None
        turn = (day - self.starts_on).days // self.turn_days
        return self.member_ids[turn % len(self.member_ids)]


def named(member_ids: Iterable[str], overrides: Iterable[Override]) -> frozenset[str]:
    """Everybody who takes turns or stands in."""
    return frozenset((*member_ids, *(override.member_id for override in overrides)))
