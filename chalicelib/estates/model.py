"""Places and the people who live in them: community > building > unit, and the residents bound to units."""

import re
import unicodedata
from typing import Literal

from chalicelib.kernel.entity import Entity, Value

Relation = Literal["owner", "renter", "family"]
Language = Literal["zh-CN", "en"]


class Location(Value):
    """A point in WGS-84, degrees."""

    lat: float
    lon: float


class Community(Entity):
    """A group of buildings under one name."""

    id: str
    name: str


class Building(Entity):
    """A building, and the radius in metres within which one is on site (None: the tenant's)."""

    id: str
    community_id: str
    name: str
    location: Location
    geofence_radius_m: int | None = None


class Unit(Entity):
    """A home, shop or office in a building. The contact is asked about what staff reported for it."""

    id: str
    building_id: str
    community_id: str
    name: str
    contact_id: str | None = None
    contact_relation: Relation | None = None
    resident_ids: tuple[str, ...] = ()

    def housing(self, resident: "Resident") -> "Unit":
        """This unit with one more resident. The first becomes its contact, until an owner comes."""
        is_contact = self.contact_id is None or (
            resident.relation == "owner" and self.contact_relation != "owner"
        )
        return self.changed(
            resident_ids=(*self.resident_ids, resident.id),
            contact_id=resident.id if is_contact else self.contact_id,
            contact_relation=resident.relation if is_contact else self.contact_relation,
        )


class Resident(Entity):
    """A person bound to units. `sign_in_name` is None for one who cannot sign in."""

    id: str
    name: str
    phone: str
    email: str | None = None
    unit_ids: tuple[str, ...] = ()
    relation: Relation
    sign_in_name: str | None = None
    language: Language = "zh-CN"
    is_active: bool = True


def spoken(name: str) -> str:
    """A name as it is looked for: without capitals, widths of letters and doubled spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def backwards(phone: str) -> str:
    """A telephone number's digits from the end, at which it is known with and without its country."""
    return re.sub(r"[^0-9]", "", phone)[::-1]
