"""The next homes on a way, and who lives there: read some at a time, each person once, whatever homes they have.

Whoever lives in several of the homes is found in one of them, the one with the lowest id; so pieces need not know of
each other. What is bound to a home while a notice is on its way may be missed, as if it had come after.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from chalicelib.billing import service as billing
from chalicelib.estates import service as estates
from chalicelib.estates.service import Resident, Unit
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.schema import ListQuery
from chalicelib.kernel.table import MOST_READ
from chalicelib.notices import store
from chalicelib.notices.model import Notice, Scope
from chalicelib.notices.way import Step
from chalicelib.tenants import service as tenants

UNITS = 100  # homes of a piece
PEOPLE = 1000  # after which a piece takes no further home
READS = 40  # lists that a piece reads: some communities are of many small buildings
PARTS = 10  # of those that an earlier notice told
_BUILDINGS = 100

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Piece:
    """Who is to be told of some homes, how many are left out for what they owe, and what is to be visited then."""

    told: tuple[str, ...]
    excluded: int
    steps: tuple[Step, ...]


def visit(context: Context, notice: Notice, steps: Sequence[Step]) -> Piece:
    """The next piece of a way. A bounded number of reads, whatever the places hold."""
    if steps[0].place == "people":
        return _told_before(context, steps)
    units, left = _homes(context, notice.scope, steps)
    found = {one.id: one for one in _residents(context, units)}
    homes = _homes_of(context, notice.scope, units, tuple(found.values()))
    paying = _paid_up(context, homes) if notice.payers == "paid_up" else None
    told = tuple(id for id, own in homes.items() if paying is None or paying & own)
    return Piece(told, len(homes) - len(told), left)


def _told_before(context: Context, steps: Sequence[Step]) -> Piece:
    """Those whom an earlier notice told and who are still here."""
    step, *rest = steps
    ids, position = store.parts(context.table, step.ids[0], step.cursor, PARTS)
    found = _loaded(context, [estates.resident_ref(id) for id in ids])
    more = [step.model_copy(update={"cursor": position})] if position else []
    return Piece(tuple(one.id for one in found if one and one.is_active), 0, (*more, *rest))


def _homes(context: Context, scope: Scope, steps: Sequence[Step]) -> tuple[list[Unit], tuple[Step, ...]]:
    """Some homes, and what is left to be visited."""
    waiting = list(steps)
    units: list[Unit] = []
    for _ in range(READS):
        if not waiting or len(units) >= UNITS:
            break
        step = waiting.pop(0)
        if step.place == "community":
            waiting[:0] = _buildings(context, step)
            continue
        found, more = _units(context, step, UNITS - len(units))
        units += (unit for unit in found if step.is_new(unit, scope))
        waiting[:0] = more
    kept = list(_with_few(units))
    if len(kept) < len(units):
        others = tuple(unit.id for unit in units[len(kept) :])
        waiting.insert(0, Step(place="units", ids=others, is_named=False))
    return kept, tuple(waiting)


def _with_few(units: Sequence[Unit]) -> Iterator[Unit]:
    """Units up to the one with which a piece has enough people."""
    people = 0
    for unit in units:
        yield unit
        people += len(unit.resident_ids)
        if people >= PEOPLE:
            return


def _buildings(context: Context, step: Step) -> list[Step]:
    """The next buildings of a community, each a step, and the community again where there are more. One Query."""
    page = estates.list_buildings(context, ListQuery(limit=_BUILDINGS, cursor=step.cursor), step.ids[0])
    steps = [Step(place="building", ids=(one.id,), is_named=False) for one in page.items]
    if page.next_cursor:
        steps.append(step.model_copy(update={"cursor": page.next_cursor}))
    return steps


def _units(context: Context, step: Step, limit: int) -> tuple[list[Unit], list[Step]]:
    """At most `limit` units of a step, and what is left of it. One call."""
    if step.place == "units":
        found = _loaded(context, [estates.unit_ref(id) for id in step.ids[:limit]])
        rest = step.ids[limit:]
        return [one for one in found if one], [step.model_copy(update={"ids": rest})] if rest else []
    within = step.ids[0] if step.place == "building" else None
    page = estates.list_units(context, ListQuery(limit=limit, cursor=step.cursor), within, "notices")
    more = [step.model_copy(update={"cursor": page.next_cursor})] if page.next_cursor else []
    return list(page.items), more


def _residents(context: Context, units: Sequence[Unit]) -> list[Resident]:
    """The active residents of some units. One read for each hundred."""
    ids = dict.fromkeys(id for unit in units for id in unit.resident_ids)
    found = _loaded(context, [estates.resident_ref(id) for id in ids])
    return [one for one in found if one and one.is_active]


def _homes_of(
    context: Context, scope: Scope, units: Sequence[Unit], residents: Sequence[Resident]
) -> dict[str, frozenset[str]]:
    """Resident -> the homes that they have in the scope, for those who are found here and not in another of these."""
    here = {unit.id: unit for unit in units}
    elsewhere = dict.fromkeys(id for one in residents for id in one.unit_ids if id not in here)
    known = here | {
        unit.id: unit for unit in _loaded(context, [estates.unit_ref(id) for id in elsewhere]) if unit
    }
    homes: dict[str, frozenset[str]] = {}
    for one in residents:
        own = frozenset(id for id in one.unit_ids if id in known and scope.holds(known[id]))
        if own and min(own) in here:
            homes[one.id] = own
    return homes


def _paid_up(context: Context, homes: dict[str, frozenset[str]]) -> frozenset[str]:
    """The homes whose accounts are in order today, in the tenant's date."""
    ids = sorted(frozenset[str]().union(*homes.values()))
    tenant = tenants.get(context)
    day = tenants.today(tenant, context.now)
    accounts = _loaded(context, [billing.account_ref(id) for id in ids])
    return frozenset(
        id
        for id, account in zip(ids, accounts, strict=True)
        if billing.standing(account, tenant.policies.gate, day).standing == "clear"
    )


def _loaded(context: Context, refs: Sequence[Ref[T]]) -> list[Any]:
    """What lies at each, a hundred with each read."""
    return [
        one
        for start in range(0, len(refs), MOST_READ)
        for one in context.load(*refs[start : start + MOST_READ])
    ]
