"""The live boards: how many orders stand where, and which of them longest. Always within what the caller may see."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.insights.positions import store
from chalicelib.insights.positions.model import STANDING, Holder, Numbers, Position
from chalicelib.insights.positions.sight import Sight
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.schema import Listing
from chalicelib.kernel.table import MOST_READ
from chalicelib.organization import service as organization
from chalicelib.organization.service import Department

_MOST_DEPARTMENTS = 1_000
_MOST_READ = 200  # positions of a department that a page reads at least, when not all are wanted


@dataclass(frozen=True)
class Standing:
    """How many orders stand in each state, how many of them are late, and since when the oldest stands there."""

    numbers: Numbers
    oldest_since: datetime | None = None


@dataclass(frozen=True)
class DepartmentRow:
    """One department; `total` is the sum with the departments below it, as far as the caller sees them."""

    department: Department
    own: Standing
    total: Standing


@dataclass(frozen=True)
class MemberRow:
    """What one member has in a department."""

    member_id: str
    name: str
    numbers: Numbers


@dataclass(frozen=True)
class DepartmentBoard:
    """One department, and who has its orders; `queue` is what nobody has."""

    department: Department
    own: Standing
    queue: Numbers
    members: tuple[MemberRow, ...]


@dataclass(frozen=True)
class Wanted:
    """Which positions a reader asks for; None does not narrow."""

    department: str | None = None
    member: str | None = None
    states: frozenset[str] | None = None
    older_than: timedelta | None = None

    @property
    def key(self) -> str:
        """The same text for the same wishes: a cursor is good for it alone."""
        states = ",".join(sorted(self.states)) if self.states is not None else None
        return repr((self.department, self.member, states, self.older_than))

    def match(self, position: Position) -> bool:
        """Whether the position is what is asked for."""
        is_members = self.member is None or position.member_id == self.member
        return is_members and (self.states is None or position.state in self.states)


@dataclass(frozen=True)
class Stall:
    """A position, by name."""

    position: Position
    department_name: str
    member_name: str | None


def departments(context: Context) -> list[DepartmentRow]:
    """Every department that the caller sees.

    One Query of the gauges, one of the departments, and one for each department in which something stands.
    """
    sight = Sight.of(context.actor)
    numbers = _by_department(sight, store.gauges(context.table))
    known = organization.list_departments(context, limit=_MOST_DEPARTMENTS, position=None).items
    shown = [one for one in known if sight.sees_board(one.id)]
    own = {one.id: _standing(context, sight, one.id, numbers.get(one.id, {})) for one in shown}
    total = _totals(shown, own)
    return [DepartmentRow(one, own[one.id], total[one.id]) for one in shown]


def department(context: Context, id: str) -> DepartmentBoard:
    """One department with its members. Raises NotFound for one whose board the caller does not see.

    One Query, another if anything stands there, and one read of the names.
    """
    sight = Sight.of(context.actor)
    if not sight.sees_board(id):
        raise NotFound()
    cells = {
        member: seen
        for (_, member), numbers in store.gauges(context.table, id).items()
        if (seen := sight.within((id, member), numbers))
    }
    own = _standing(context, sight, id, _sum(cells.values()))
    members = [member for member in cells if member]
    found = _found(context, {id: organization.department_ref(id), **_members(members)})
    if found[id] is None:
        raise NotFound()
    rows = [MemberRow(one, found[one].name if found[one] else one, cells[one]) for one in members]
    rows.sort(key=lambda row: (row.name, row.member_id))
    return DepartmentBoard(found[id], own, cells.get(None, {}), tuple(rows))


def stalls(context: Context, wanted: Wanted, limit: int, cursor: str | None) -> Listing[Stall]:
    """The positions that are asked for and the caller's to see, oldest first.

    One Query for each department in which something stands, one before that tells which these are unless one is named,
    and one read of names for each hundred. With filters beside the department's at most 200 positions of each are
    read, so that a page may be short and still have a cursor (docs/decisions/0005).
    """
    scope = (context.actor.tenant, context.actor.id, "stalls", wanted.key)
    after = cursors.verify(cursor, *scope) if cursor else None
    sight = Sight.of(context.actor)
    places = [wanted.department] if wanted.department else _places(context, sight)
    found, position = _oldest(context, sight, places, wanted, limit, after)
    return Listing(_named(context, found), cursors.sign(position, *scope) if position else None)


def _places(context: Context, sight: Sight) -> list[str]:
    """The departments in which something stands that the caller sees."""
    numbers = _by_department(sight, store.gauges(context.table))
    return sorted(id for id, sums in numbers.items() if _stands(sums))


def _oldest(
    context: Context, sight: Sight, places: Sequence[str], wanted: Wanted, limit: int, after: str | None
) -> tuple[list[Position], str | None]:
    """At most `limit` positions after a sort key, oldest first; and the key to go on from, None at the end."""
    is_narrowed = wanted.member or wanted.states is not None or not all(map(sight.oversees, places))
    until = (
        (context.now - wanted.older_than).isoformat(timespec="milliseconds") if wanted.older_than else None
    )
    read = max(limit, _MOST_READ) if is_narrowed else limit
    rows: dict[str, Position] = {}
    horizon: str | None = None  # what lies behind it has not been read in every department
    for place in places:
        page, has_more = store.oldest(context.table, place, after=after, until=until, limit=read)
        rows |= {row.sk: row.load(Position) for row in page}
        if has_more:
            horizon = min(horizon or page[-1].sk, page[-1].sk)
    kept: list[Position] = []
    last = ""
    for sk in sorted(rows):
        if horizon is not None and sk > horizon:
            break
        if wanted.match(rows[sk]) and sight.sees(rows[sk]):
            if len(kept) == limit:
                return kept, last
            kept.append(rows[sk])
        last = sk
    return kept, horizon


def _named(context: Context, positions: Sequence[Position]) -> list[Stall]:
    """The positions with the names of who has them; an id where there is no such department or member any more."""
    refs = {one.department_id: organization.department_ref(one.department_id) for one in positions}
    found = _found(context, refs | _members(one.member_id for one in positions if one.member_id))
    names = {id: one.name if one else id for id, one in found.items()}
    return [
        Stall(one, names[one.department_id], names[one.member_id] if one.member_id else None)
        for one in positions
    ]


def _members(ids: Iterable[str]) -> dict[str, Ref[Any]]:
    return {id: organization.member_ref(id) for id in ids}


def _found(context: Context, refs: Mapping[str, Ref[Any]]) -> dict[str, Any]:
    """What lies at each ref, by its id. One read for each hundred."""
    ids = list(refs)
    found: dict[str, Any] = {}
    for start in range(0, len(ids), MOST_READ):
        batch = ids[start : start + MOST_READ]
        found |= zip(batch, context.load(*(refs[id] for id in batch)), strict=True)
    return found


def _by_department(sight: Sight, gauges: Mapping[Holder, Numbers]) -> dict[str, Counter[str]]:
    """What the caller sees of each department in which they see anything."""
    found: dict[str, Counter[str]] = {}
    for holder, numbers in gauges.items():
        if seen := sight.within(holder, numbers):
            found.setdefault(holder[0], Counter()).update(seen)
    return found


def _stands(numbers: Numbers) -> bool:
    return any(numbers.get(state) for state in STANDING)


def _standing(context: Context, sight: Sight, id: str, numbers: Numbers) -> Standing:
    """The numbers of a department with its oldest position. One Query if anything stands there, else none."""
    if not _stands(numbers):
        return Standing(numbers)
    oldest, _ = _oldest(context, sight, [id], Wanted(), 1, None)
    return Standing(numbers, oldest[0].since if oldest else None)


def _totals(shown: Sequence[Department], own: Mapping[str, Standing]) -> dict[str, Standing]:
    """What stands in each department and in all that are shown below it."""
    parents = {one.id: one.parent_id for one in shown}
    found: dict[str, list[Standing]] = {}
    for id in parents:
        above: str | None = id
        while above in parents:
            found.setdefault(above, []).append(own[id])
            above = parents[above]
    return {
        id: Standing(
            _sum(one.numbers for one in ones),
            min((one.oldest_since for one in ones if one.oldest_since), default=None),
        )
        for id, ones in found.items()
    }


def _sum(numbers: Iterable[Numbers]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for one in numbers:
        sums.update(one)
    return sums
