"""Whose numbers: cells, which counters are kept for, and the figures of a report's row. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from chalicelib.contracts.workorders import OrderCard
from chalicelib.insights.sums import Numbers
from chalicelib.kernel.entity import Value

Dimension = Literal["member", "department", "category", "community"]
Space = Literal["people", "places"]

#: each space counts every combination of its two dimensions, so that a row of either is a sum over the other
SPACES: dict[Space, tuple[Dimension, Dimension]] = {
    "people": ("department", "member"),
    "places": ("community", "category"),
}


def space_of(dimension: Dimension) -> Space:
    """The space that tells a dimension's values apart."""
    return next(space for space, dimensions in SPACES.items() if dimension in dimensions)


class Cell(Value):
    """To whom and to what something counts; None where an order has no such thing."""

    department: str | None = None
    member: str | None = None
    category: str | None = None
    community: str | None = None

    def of(self, dimension: Dimension) -> str | None:
        """Its value in a dimension."""
        value: str | None = getattr(self, dimension)
        return value


def cell_of(card: OrderCard) -> Cell:
    """Where an order's events count."""
    return Cell(
        department=card.department_id,
        member=card.assignee_id,
        category=card.category,
        community=card.community_id,
    )


@dataclass(frozen=True)
class Slice:
    """Part of a space: what has these values. `group_by` tells rows apart; what has no value there is in none."""

    group_by: Dimension
    values: Mapping[Dimension, str] = field(default_factory=dict)
    #: the rows that may be seen; None means all
    visible: frozenset[str] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it may be seen."""
        return self.visible is not None and not self.visible

    def row(self, key: str) -> "Slice":
        """One row of it, if it may be seen."""
        may_see = self.visible is None or key in self.visible
        return replace(self, visible=frozenset({key} if may_see else ()))

    def row_of(self, cell: Cell) -> str | None:
        """The row that a cell counts in, if it is part of the slice."""
        key = cell.of(self.group_by)
        if key is None or (self.visible is not None and key not in self.visible):
            return None
        if any(cell.of(dimension) != value for dimension, value in self.values.items()):
            return None
        return key


@dataclass(frozen=True)
class Figures:
    """The sums of one row, and what they are compared with: those of the window before, and of all rows together."""

    key: str
    numbers: Numbers = field(default_factory=dict)
    name: str = ""
    before: Numbers = field(default_factory=dict)
    whole: Numbers = field(default_factory=dict)


def add(sums: dict[str, int], numbers: Numbers) -> None:
    """Add numbers to sums."""
    for name, number in numbers.items():
        sums[name] = sums.get(name, 0) + number
