"""Routes of communities, buildings, units and residents."""

from chalicelib.estates import service
from chalicelib.estates.model import Building, Community, Location, Resident, Unit
from chalicelib.estates.schema import (
    AdmissionOut,
    BuildingChange,
    BuildingIn,
    BuildingOut,
    BuildingQuery,
    CommunityChange,
    CommunityIn,
    CommunityOut,
    MeIn,
    ResidentChange,
    ResidentIn,
    ResidentOut,
    ResidentQuery,
    UnitChange,
    UnitIn,
    UnitOut,
    UnitQuery,
)
from chalicelib.estates.service import Admission
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import PreconditionFailed, UnknownReference
from chalicelib.kernel.http import Router
from chalicelib.kernel.schema import Listing, ListQuery, Page
from chalicelib.organization.founding import Identity
from chalicelib.organization.me_schema import MeOut

router = Router("estates")
MANAGE, READ = "estate.manage", "estate.read"


@router.route("POST", "/v1/communities", permission=MANAGE, body=CommunityIn, answer=CommunityOut, status=201)
def create_community(context: Context, body: CommunityIn) -> Community:
    """Add a community."""
    return service.create_community(context, body.name)


@router.route("GET", "/v1/communities", permission=READ, query=ListQuery, answer=Page[CommunityOut])
def list_communities(context: Context, query: ListQuery) -> Listing[Community]:
    """List the communities, newest first."""
    return service.list_communities(context, query)


@router.route("GET", "/v1/communities/{community_id}", permission=READ, answer=CommunityOut)
def read_community(context: Context, community_id: str) -> Community:
    """Read a community."""
    return context.find(service.community_ref(community_id))


@router.route(
    "PATCH",
    "/v1/communities/{community_id}",
    permission=MANAGE,
    body=CommunityChange,
    answer=CommunityOut,
    errors=(PreconditionFailed,),
)
def change_community(context: Context, community_id: str, body: CommunityChange) -> Community:
    """Rename a community."""
    return service.change_community(context, community_id, body.given())


@router.route(
    "POST",
    "/v1/buildings",
    permission=MANAGE,
    body=BuildingIn,
    answer=BuildingOut,
    status=201,
    errors=(UnknownReference,),
)
def create_building(context: Context, body: BuildingIn) -> Building:
    """Add a building to a community."""
    return service.create_building(
        context, body.community_id, body.name, body.location.wgs84, body.geofence_radius_m
    )


@router.route("GET", "/v1/buildings", permission=READ, query=BuildingQuery, answer=Page[BuildingOut])
def list_buildings(context: Context, query: BuildingQuery) -> Listing[Building]:
    """List the buildings, all or of one community, newest first."""
    return service.list_buildings(context, query, query.community)


@router.route("GET", "/v1/buildings/{building_id}", permission=READ, answer=BuildingOut)
def read_building(context: Context, building_id: str) -> Building:
    """Read a building."""
    return context.find(service.building_ref(building_id))


@router.route(
    "PATCH",
    "/v1/buildings/{building_id}",
    permission=MANAGE,
    body=BuildingChange,
    answer=BuildingOut,
    errors=(PreconditionFailed,),
)
def change_building(context: Context, building_id: str, body: BuildingChange) -> Building:
    """Rename, move or re-fence a building."""
    fields = body.given()
    if body.location:
        lat, lon = body.location.wgs84
        fields["location"] = Location(lat=lat, lon=lon)
    return service.change_building(context, building_id, fields)


@router.route(
    "POST",
    "/v1/units",
    permission=MANAGE,
    body=UnitIn,
    answer=UnitOut,
    status=201,
    errors=(UnknownReference,),
)
def create_unit(context: Context, body: UnitIn) -> Unit:
    """Add a unit to a building."""
    return service.create_unit(context, body.building_id, body.name)


@router.route("GET", "/v1/units", permission=READ, query=UnitQuery, answer=Page[UnitOut])
def list_units(context: Context, query: UnitQuery) -> Listing[Unit]:
    """List the units, all or of one building, newest first."""
    return service.list_units(context, query, query.building)


@router.route("GET", "/v1/units/{unit_id}", permission="unit.read", answer=UnitOut)
def read_unit(context: Context, unit_id: str) -> Unit:
    """Read a unit; residents read their own."""
    return service.read_unit(context, unit_id)


@router.route(
    "PATCH",
    "/v1/units/{unit_id}",
    permission=MANAGE,
    body=UnitChange,
    answer=UnitOut,
    errors=(PreconditionFailed,),
)
def change_unit(context: Context, unit_id: str, body: UnitChange) -> Unit:
    """Rename a unit."""
    return service.change_unit(context, unit_id, body.given())


@router.route(
    "POST",
    "/v1/residents",
    permission=MANAGE,
    body=ResidentIn,
    answer=AdmissionOut,
    status=201,
    errors=(UnknownReference,),
)
def admit_resident(context: Context, body: ResidentIn) -> Admission:
    """Bind a person to units; with a username, let them sign in."""
    return service.admit_resident(
        context,
        username=body.username,
        name=body.name,
        phone=body.phone,
        email=body.email,
        unit_ids=list(dict.fromkeys(body.unit_ids)),
        relation=body.relation,
        language=body.language,
    )


@router.route("GET", "/v1/residents", permission=READ, query=ResidentQuery, answer=Page[ResidentOut])
def list_residents(context: Context, query: ResidentQuery) -> Listing[Resident]:
    """List the residents, all or of one unit, newest first; with `q`, those found so, by what they are found by."""
    return service.list_residents(context, query, query.unit, query.q)


@router.route("GET", "/v1/residents/{resident_id}", permission=READ, answer=ResidentOut)
def read_resident(context: Context, resident_id: str) -> Resident:
    """Read a resident."""
    return context.find(service.resident_ref(resident_id))


@router.route(
    "PATCH",
    "/v1/residents/{resident_id}",
    permission=MANAGE,
    body=ResidentChange,
    answer=ResidentOut,
    errors=(PreconditionFailed,),
)
def change_resident(context: Context, resident_id: str, body: ResidentChange) -> Resident:
    """Change a resident's name, phone, e-mail address or language, or let them sign in no more."""
    return service.change_resident(context, resident_id, body.given())


@router.route(
    "PATCH",
    "/v1/me",
    permission="me.change",
    body=MeIn,
    answer=MeOut,
    errors=(PreconditionFailed,),
)
def change_me(context: Context, body: MeIn) -> Identity:
    """Choose the language of your messages."""
    return service.choose_language(context, body.language)
