"""Who sees which positions: the rule of the lists of orders, for what is counted and for what stands."""

from dataclasses import dataclass
from typing import Self

from chalicelib.insights.positions.model import Holder, Numbers, Position
from chalicelib.kernel.actor import Actor
from chalicelib.organization.permissions import OVERSEERS


@dataclass(frozen=True)
class Sight:
    """What one person sees: all that stands in `overseen` (None: everywhere), the queues of `queues`, and their own.

    `places` are the departments they work in, whose boards they see.
    """

    person_id: str
    overseen: frozenset[str] | None
    queues: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, actor: Actor) -> Self:
        """Overseers see their departments; technicians what is theirs to do or to take; contractors what is theirs."""
        technical = actor.departments_of({"technician"})
        queues = frozenset(actor.department_ids) if technical is None else technical
        return cls(actor.id, actor.departments_of(OVERSEERS), queues, queues | {*actor.department_ids})

    def oversees(self, department_id: str) -> bool:
        """Whether everything that stands in the department is this person's to see."""
        return self.overseen is None or department_id in self.overseen

    def sees(self, position: Position) -> bool:
        """Whether the position is."""
        department, member = position.holder
        if member == self.person_id or self.oversees(department):
            return True
        return position.state == "open" and department in self.queues

    def within(self, holder: Holder, numbers: Numbers) -> dict[str, int]:
        """What this person may know of a gauge: nobody's late orders in a queue are open ones."""
        department, member = holder
        if member == self.person_id or self.oversees(department):
            return {name: number for name, number in numbers.items() if number}
        if member is None and department in self.queues:
            return {name: numbers[name] for name in ("open", "late") if numbers.get(name)}
        return {}

    def sees_board(self, department_id: str) -> bool:
        """Whether the department's board is this person's to see, with as much on it as `within` leaves."""
        return self.oversees(department_id) or department_id in self.places
