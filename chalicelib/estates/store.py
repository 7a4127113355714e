"""Keys of places and residents.

Each lies alone in its partition. GSI1 lists a kind within the tenant, GSI2 within its parent; a resident may
live in several units, so there the parent's list holds a copy for each unit, written with the resident. GSI3, GSI4 and
GSI5 hold residents and units under what they are looked for by (`chalicelib/estates/searching.py`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from chalicelib.estates.model import Building, Community, Resident, Unit, backwards, spoken
from chalicelib.kernel.changes import Change, Record, Save
from chalicelib.kernel.context import Context
from chalicelib.kernel.cursor import sign, verify
from chalicelib.kernel.entity import Entity, Key, Ref
from chalicelib.kernel.listing import Partition, newest
from chalicelib.kernel.schema import Listing, ListQuery
from chalicelib.kernel.table import TenantTable

E = TypeVar("E", bound=Entity)

COMMUNITIES = Partition("GSI1", "COMMUNITIES")
BUILDINGS = Partition("GSI1", "BUILDINGS")
UNITS = Partition("GSI1", "UNITS")
RESIDENTS = Partition("GSI1", "RESIDENTS")


#: residents by the beginning of their name, of its last word, and by the end of their telephone number
BY_NAME = Partition("GSI3", "RESIDENTS_BY_NAME")
BY_SURNAME = Partition("GSI5", "RESIDENTS_BY_SURNAME")
BY_PHONE = Partition("GSI4", "RESIDENTS_BY_PHONE")
UNITS_BY_NAME = Partition("GSI3", "UNITS_BY_NAME")


def buildings_of(community_id: str) -> Partition:
    """The buildings of a community."""
    return Partition("GSI2", f"BUILDINGS#{community_id}")


def units_of(building_id: str) -> Partition:
    """The units of a building."""
    return Partition("GSI2", f"UNITS#{building_id}")


def residents_of(unit_id: str) -> Partition:
    """The residents of a unit."""
    return Partition("GSI2", f"RESIDENTS#{unit_id}")


def community_ref(id: str) -> Ref[Community]:
    """Where a community lies."""
    return Ref(Key(f"COMMUNITY#{id}"), Community)


def building_ref(id: str) -> Ref[Building]:
    """Where a building lies."""
    return Ref(Key(f"BUILDING#{id}"), Building)


def unit_ref(id: str) -> Ref[Unit]:
    """Where a unit lies."""
    return Ref(Key(f"UNIT#{id}"), Unit)


def resident_ref(id: str) -> Ref[Resident]:
    """Where a resident lies. The authorizer reads it here."""
    return Ref(Key(f"RESIDENT#{id}"), Resident)


def save_community(community: Community) -> Save:
    """Write a community."""
    return _save(community_ref(community.id).key, community, COMMUNITIES)


def save_building(building: Building) -> Save:
    """Write a building."""
    return _save(building_ref(building.id).key, building, BUILDINGS, buildings_of(building.community_id))


def save_unit(unit: Unit) -> Save:
    """Write a unit."""
    save = _save(unit_ref(unit.id).key, unit, UNITS, units_of(unit.building_id))
    return _under(save, unit.id, {UNITS_BY_NAME: spoken(unit.name)})


def save_resident(resident: Resident) -> Iterable[Change]:
    """Write a resident, and the copies that the units' lists hold."""
    save = _save(resident_ref(resident.id).key, resident, RESIDENTS)
    yield _under(save, resident.id, terms(resident))
    for unit_id in resident.unit_ids:
        within = residents_of(unit_id)
        copy = Key(f"RESIDENT#{resident.id}", f"UNIT#{unit_id}")
        yield Record(copy, resident, indexes={within.index: (within.pk, resident.id)})


def page(
    context: Context,
    partition: Partition,
    entity: type[E],
    query: ListQuery,
    *purpose: str,
    wanted: Callable[[E], bool] | None = None,
) -> Listing[E]:
    """One page of a list, newest first, of those `wanted`. One Query. Its cursors are good for one `purpose`."""
    scope = (context.actor.tenant, context.actor.id, partition.pk, *purpose)
    items, following = newest(
        context.table,
        [partition],
        entity,
        limit=query.limit,
        before=verify(query.cursor, *scope) if query.cursor else None,
        wanted=wanted or (lambda _: True),
        is_narrowed=wanted is not None,
    )
    return Listing(items, sign(following, *scope) if following else None)


def terms(resident: Resident) -> dict[Partition, str]:
    """Where a resident is found, and under what."""
    name = spoken(resident.name)
    first, _, surname = name.rpartition(" ")
    found = {BY_NAME: name, BY_PHONE: backwards(resident.phone)}
    return found | ({BY_SURNAME: surname} if first else {})


def begins(
    table: TenantTable, partition: Partition, term: str, entity: type[E], *, after: str | None, limit: int
) -> tuple[list[tuple[str, E]], bool]:
    """Sort key and entity of what a term begins with `term`, by the terms, and whether there is more. One Query."""
    rows, has_more = table.query(partition.pk, index=partition.index, prefix=term, after=after, limit=limit)
    return [(row.sk, row.load(entity)) for row in rows], has_more


def _under(save: Save, id: str, found: Mapping[Partition, str]) -> Save:
    more = {place.index: (place.pk, f"{term}#{id}") for place, term in found.items()}
    return replace(save, indexes={**save.indexes, **more})


def _save(key: Key, entity: Community | Building | Unit | Resident, *lists: Partition) -> Save:
    return Save(key, entity, indexes={each.index: (each.pk, entity.id) for each in lists})
