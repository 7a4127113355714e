"""What can be done with places and residents. Higher rooms read them through the `…_ref` functions."""

from dataclasses import dataclass
from typing import Any

import chalicelib.organization.service as organization
import chalicelib.tenants.service as tenants
from chalicelib.estates import searching, store
from chalicelib.estates.model import Building, Community, Language, Location, Relation, Resident, Unit
from chalicelib.estates.store import building_ref, community_ref, resident_ref, unit_ref
from chalicelib.kernel.actor import Actor
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound, UnknownReference
from chalicelib.kernel.geo import Point
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.schema import Listing, ListQuery
from chalicelib.organization import founding, particulars
from chalicelib.organization.founding import Identity
from chalicelib.organization.model import ResidentSignIn
from chalicelib.tenants import audit

__all__ = [
    "Building",
    "Community",
    "Location",
    "Resident",
    "Unit",
    "building_ref",
    "community_ref",
    "resident_ref",
    "unit_ref",
]


@dataclass(frozen=True)
class Admission:
    """A new resident and, when one was made, the password of their sign-in, shown this once."""

    resident: Resident
    temporary_password: str | None = None


def may_see_unit(actor: Actor, unit_id: str) -> bool:
    """Residents see the units they are bound to; whom else a route lets in sees every unit of the tenant."""
    return actor.kind != "resident" or unit_id in actor.unit_ids


# -- communities -----------------------------------------------------------------------------------


def create_community(context: Context, name: str) -> Community:
    """Add a community."""
    community = Community(id=new_id("cm"), name=name)
    context.commit(
        store.save_community(community), audit.made(context, "community", community), answer=community
    )
    return community


def change_community(context: Context, community_id: str, fields: dict[str, Any]) -> Community:
    """Replace fields of a community. Raises NotFound, PreconditionFailed."""
    community = context.find(community_ref(community_id))
    context.check_match(community)
    changed = community.changed(**fields)
    told = audit.changed(context, "community", community, changed)
    context.commit(store.save_community(changed), told, answer=changed)
    return changed


def list_communities(context: Context, query: ListQuery) -> Listing[Community]:
    """The tenant's communities, newest first."""
    return store.page(context, store.COMMUNITIES, Community, query)


# -- buildings -------------------------------------------------------------------------------------


def create_building(
    context: Context, community_id: str, name: str, position: Point, geofence_radius_m: int | None
) -> Building:
    """Add a building at a WGS-84 position. Raises UnknownReference when there is no such community."""
    if context.table.get(community_ref(community_id)) is None:
        raise UnknownReference("body", "community_id")
    building = Building(
        id=new_id("bd"),
        community_id=community_id,
        name=name,
        location=Location(lat=position[0], lon=position[1]),
        geofence_radius_m=geofence_radius_m,
    )
    context.commit(store.save_building(building), audit.made(context, "building", building), answer=building)
    return building


def change_building(context: Context, building_id: str, fields: dict[str, Any]) -> Building:
    """Replace fields of a building. Raises NotFound, PreconditionFailed."""
    building = context.find(building_ref(building_id))
    context.check_match(building)
    changed = building.changed(**fields)
    told = audit.changed(context, "building", building, changed)
    context.commit(store.save_building(changed), told, answer=changed)
    return changed


def list_buildings(context: Context, query: ListQuery, community_id: str | None) -> Listing[Building]:
    """The tenant's buildings or those of one community, newest first."""
    within = store.buildings_of(community_id) if community_id else store.BUILDINGS
    return store.page(context, within, Building, query)


# -- units -----------------------------------------------------------------------------------------


def create_unit(context: Context, building_id: str, name: str) -> Unit:
    """Add a unit to a building. Raises UnknownReference when there is no such building."""
    building = context.table.get(building_ref(building_id))
    if building is None:
        raise UnknownReference("body", "building_id")
    unit = Unit(id=new_id("un"), building_id=building.id, community_id=building.community_id, name=name)
    context.commit(store.save_unit(unit), audit.made(context, "unit", unit), answer=unit)
    return unit


def change_unit(context: Context, unit_id: str, fields: dict[str, Any]) -> Unit:
    """Replace fields of a unit. Raises NotFound, PreconditionFailed."""
    unit = context.find(unit_ref(unit_id))
    context.check_match(unit)
    changed = unit.changed(**fields)
    told = audit.changed(context, "unit", unit, changed)
    context.commit(store.save_unit(changed), told, answer=changed)
    return changed


def read_unit(context: Context, unit_id: str) -> Unit:
    """A unit, for staff and for its own residents. Raises NotFound for everybody else."""
    if not may_see_unit(context.actor, unit_id):
        raise NotFound
    return context.find(unit_ref(unit_id))


def list_units(context: Context, query: ListQuery, building_id: str | None, *purpose: str) -> Listing[Unit]:
    """The tenant's units or those of one building, newest first. Another list made of it names its `purpose`."""
    within = store.units_of(building_id) if building_id else store.UNITS
    return store.page(context, within, Unit, query, *purpose)


# -- residents -------------------------------------------------------------------------------------


def admit_resident(
    context: Context,
    *,
    username: str | None,
    name: str,
    phone: str,
    email: str | None,
    unit_ids: list[str],
    relation: Relation,
    language: Language | None,
) -> Admission:
    """Bind a person to units and, with a username, let them sign in.

    Raises UnknownReference for a unit that is not there, and what `organization.invite` raises for a taken
    name.
    """
    tenant, *units = context.load(tenants.tenant_ref(), *(unit_ref(id) for id in unit_ids))
    for position, unit in enumerate(units):
        if unit is None:
            raise UnknownReference("body", "unit_ids", position)
    resident = Resident(
        id=new_id("rs"),
        name=name,
        phone=phone,
        email=email,
        unit_ids=tuple(unit_ids),
        relation=relation,
        language=language or tenant.locale,
    )
    changes: list[Change] = [store.save_unit(unit.housing(resident)) for unit in units]
    password = None
    if username:
        invitation = organization.invite(username, tenant.slug, name, email, phone)
        resident = resident.model_copy(update={"sign_in_name": invitation.sign_in_name})
        password = invitation.temporary_password
        changes.append(organization.sign_in_change(invitation.sign_in_name, resident.id))
    admission = Admission(resident, password)
    changes.append(audit.made(context, "resident", resident))
    context.commit(store.save_resident(resident), changes, answer=admission)
    return admission


def change_resident(context: Context, resident_id: str, fields: dict[str, Any]) -> Resident:
    """Replace fields of a resident. Raises NotFound, PreconditionFailed."""
    resident = context.find(resident_ref(resident_id))
    context.check_match(resident)
    changed = resident.changed(**fields)
    told = audit.changed(context, "resident", resident, changed)
    reach = particulars.told(context, _signing(resident), _signing(changed))
    context.commit(store.save_resident(changed), told, reach, answer=changed)
    return changed


def _signing(resident: Resident) -> ResidentSignIn:
    """What the room below needs to know of a resident."""
    return ResidentSignIn.model_validate(resident.model_dump())


def choose_language(context: Context, language: Language) -> Identity:
    """Let the signed-in person's messages come in another language: a member's, or a resident's.

    Both are changed here, since residents are unknown below. Raises NotFound, PreconditionFailed.
    """
    if context.actor.kind == "member":
        return founding.choose_language(context, language)
    resident, tenant = context.load(resident_ref(context.actor.id), tenants.tenant_ref())
    if resident is None:
        raise NotFound
    context.check_match(resident)
    changed = resident.changed(language=language)
    answer = founding.identity(context, _signing(changed), tenant)
    context.commit(store.save_resident(changed), answer=answer)
    return answer


def list_residents(
    context: Context, query: ListQuery, unit_id: str | None, words: str | None
) -> Listing[Resident]:
    """The tenant's residents or those of one unit, newest first; or those found by `words`, by what they match."""
    if words and not unit_id:
        return searching.search(context, query, words)
    within = store.residents_of(unit_id) if unit_id else store.RESIDENTS
    if not words:
        return store.page(context, within, Resident, query)
    return store.page(
        context, within, Resident, query, words, wanted=lambda one: searching.is_found(one, words)
    )
