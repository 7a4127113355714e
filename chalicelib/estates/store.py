"""Keys of places and residents.

Each lies alone in its partition. GSI1 lists a kind within the tenant, GSI2 within its parent; a resident may
live in several units, so there the parent's list holds a copy for each unit, written with the resident.
"""

from collections.abc import Iterable
from typing import TypeVar

from chalicelib.estates.model import Building, Community, Resident, Unit
from chalicelib.kernel.changes import Change, Record, Save
from chalicelib.kernel.context import Context
from chalicelib.kernel.cursor import sign, verify
from chalicelib.kernel.entity import Entity, Key, Ref
from chalicelib.kernel.listing import Partition, newest
from chalicelib.kernel.schema import Listing, ListQuery

E = TypeVar("E", bound=Entity)

COMMUNITIES = Partition("GSI1", "COMMUNITIES")
BUILDINGS = Partition("GSI1", "BUILDINGS")
UNITS = Partition("GSI1", "UNITS")
RESIDENTS = Partition("GSI1", "RESIDENTS")


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
    return _save(unit_ref(unit.id).key, unit, UNITS, units_of(unit.building_id))


def save_resident(resident: Resident) -> Iterable[Change]:
    """Write a resident, and the copies that the units' lists hold."""
    yield _save(resident_ref(resident.id).key, resident, RESIDENTS)
    for unit_id in resident.unit_ids:
        within = residents_of(unit_id)
        copy = Key(f"RESIDENT#{resident.id}", f"UNIT#{unit_id}")
        yield Record(copy, resident, indexes={within.index: (within.pk, resident.id)})


def page(
    context: Context, partition: Partition, entity: type[E], query: ListQuery, *purpose: str
) -> Listing[E]:
    """One page of a list, newest first. One Query. Its cursors are good for the same `purpose` alone."""
    scope = (context.actor.tenant, context.actor.id, partition.pk, *purpose)
    items, following = newest(
        context.table,
        [partition],
        entity,
        limit=query.limit,
        before=verify(query.cursor, *scope) if query.cursor else None,
        wanted=lambda _: True,
    )
    return Listing(items, sign(following, *scope) if following else None)


def _save(key: Key, entity: Community | Building | Unit | Resident, *lists: Partition) -> Save:
    return Save(key, entity, indexes={each.index: (each.pk, entity.id) for each in lists})
