"""Whose parts share a transaction, when a notice tells a crowd and when what waited is released."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from chalicelib.kernel.changes import Change

#: changes of one transaction, which holds 100: beside them what a notice counts
MOST_CHANGES = 99


class Part(Protocol):
    """What is written for one person."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """All or nothing of it is written."""


P = TypeVar("P", bound=Part)


def groups(parts: Iterable[P], most: int = MOST_CHANGES) -> Iterator[list[P]]:
    """The parts in their order, with at most so many changes together; one that has more is alone."""
    group: list[P] = []
    size = 0
    for one in parts:
        if group and size + len(one.changes) > most:
            yield group
            group, size = [], 0
        group.append(one)
        size += len(one.changes)
    if group:
        yield group
