"""The way of a notice to its people, piece by piece: which homes are still to be visited, and who was found. Pure."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field

from chalicelib.contracts.envelope import Stamp, envelope
from chalicelib.contracts.notices import NoticeWanted, Purpose
from chalicelib.estates.service import Unit
from chalicelib.kernel.entity import Entity, Value
from chalicelib.notices.model import Notice, Scope


class Step(Value):
    """A place still to be visited, from `cursor` on. `is_named`: the scope names it, not only a place around it.

    `people` are those that the notice of this id has told, from part number `cursor` on.
    """

    place: Literal["company", "community", "building", "units", "people"]
    ids: tuple[str, ...] = ()
    is_named: bool = True
    cursor: str | None = None

    def is_new(self, unit: Unit, scope: Scope) -> bool:
        """Whether no step of a larger place brings this unit as well."""
        if not self.is_named or self.place in ("company", "community"):
            return True
        within_building = self.place == "units" and unit.building_id in scope.building_ids
        return unit.community_id not in scope.community_ids and not within_building


class Way(Entity):
    """How far a notice is on one way: `people` found and `excluded` so far, and by which `channels` they would hear.

    `parts` counts the events by which people were told.
    """

    notice_id: str
    purpose: Purpose
    steps: tuple[Step, ...]
    people: int = 0
    excluded: int = 0
    channels: dict[str, int] = Field(default_factory=dict)
    parts: int = 0

    @property
    def is_done(self) -> bool:
        """Whether everybody was visited."""
        return not self.steps

    def begun_anew(self, notice: Notice) -> Self:
        """The same from the start; what was under way of it ends."""
        fresh = {"people": 0, "excluded": 0, "channels": {}, "parts": 0}
        return self.changed(steps=first_steps(notice), **fresh)

    def gone_on(
        self, steps: tuple[Step, ...], people: int, excluded: int, channels: Mapping[str, int], parts: int
    ) -> Self:
        """The same, with what was found on the next piece."""
        counted = {
            name: self.channels.get(name, 0) + channels.get(name, 0) for name in {*self.channels, *channels}
        }
        return self.changed(
            steps=steps,
            people=self.people + people,
            excluded=self.excluded + excluded,
            channels=counted,
            parts=self.parts + parts,
        )

    def wanted(self, stamp: Stamp) -> NoticeWanted:
        """The event that has somebody go on from here."""
        return NoticeWanted(
            **envelope(stamp, f"{self.notice_id}.{self.purpose}", self.version),
            notice_id=self.notice_id,
            purpose=self.purpose,
            visibility="internal",
        )


def way_of(notice: Notice, purpose: Purpose) -> Way:
    """The way of a notice, from its start."""
    return Way(notice_id=notice.id, purpose=purpose, steps=first_steps(notice))


def first_steps(notice: Notice) -> tuple[Step, ...]:
    """Where a way begins."""
    scope = notice.scope
    if notice.follows:
        return (Step(place="people", ids=(notice.follows,)),)
    if scope.is_company:
        return (Step(place="company"),)
    places = [Step(place="community", ids=(id,)) for id in scope.community_ids]
    places += [Step(place="building", ids=(id,)) for id in scope.building_ids]
    return (*places, *([Step(place="units", ids=scope.unit_ids)] if scope.unit_ids else []))
