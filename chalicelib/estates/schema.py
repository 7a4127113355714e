"""What requests about places and residents carry, and what they are answered."""

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, StringConstraints

from chalicelib.estates.model import Language, Relation
from chalicelib.estates.service import Admission
from chalicelib.kernel.context import Context
from chalicelib.kernel.geo import Coordinates
from chalicelib.kernel.schema import Body, Identifier, Line, ListQuery, Out

Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9]{5,15}$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}$", max_length=254)]
Username = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$")]
Radius = Annotated[int, Field(ge=10, le=10_000)]


class Changes(Body):
    """Base of the bodies of PATCH."""

    clearable: ClassVar[frozenset[str]] = frozenset()

    def given(self) -> dict[str, Any]:
        """The fields to replace; null counts only where it can clear something."""
        fields = {name: getattr(self, name) for name in self.model_fields_set}
        return {name: value for name, value in fields.items() if value is not None or name in self.clearable}


class CommunityIn(Body):
    """A new community."""

    name: Line = Field(examples=["Lakeside Gardens"])


class CommunityChange(Changes):
    """What may change about a community; a field that is not named stays."""

    name: Line | None = Field(None, description="null: stays", examples=["Lakeside Gardens"])


class CommunityOut(Out):
    """A community."""

    id: str = Field(examples=["cm_01J9ZC3M5W8Q2T4V6X8Y0A1B2C"])
    name: str
    version: int


class BuildingIn(Body):
    """A new building."""

    community_id: Identifier
    name: Line = Field(examples=["Building 3"])
    location: Coordinates = Field(examples=[{"lat": 31.2304, "lon": 121.4737, "datum": "wgs84"}])
    geofence_radius_m: Radius | None = Field(
        None, description="metres; the tenant's radius where none is given"
    )


class BuildingChange(Changes):
    """What may change about a building; a field that is not named stays."""

    clearable = frozenset({"geofence_radius_m"})

    name: Line | None = Field(None, description="null: stays")
    location: Coordinates | None = Field(None, description="null: stays")
    geofence_radius_m: Radius | None = Field(None, description="null: the tenant's radius again")


class LocationOut(Out):
    """A point in WGS-84."""

    lat: float
    lon: float
    datum: Literal["wgs84"] = "wgs84"


class BuildingOut(Out):
    """A building; its location is answered in WGS-84, whatever datum it was given in."""

    id: str = Field(examples=["bd_01J9ZC3M5W8Q2T4V6X8Y0A1B2C"])
    community_id: str
    name: str
    location: LocationOut
    geofence_radius_m: int | None
    version: int


class UnitIn(Body):
    """A new unit."""

    building_id: Identifier
    name: Line = Field(examples=["3-1201"])


class UnitChange(Changes):
    """What may change about a unit; a field that is not named stays."""

    name: Line | None = Field(None, description="null: stays")


class UnitOut(Out):
    """A unit. The contact is the resident who is asked about work that staff reported."""

    id: str = Field(examples=["un_01J9ZC3M5W8Q2T4V6X8Y0A1B2C"])
    building_id: str
    community_id: str
    name: str
    contact_id: str | None
    resident_ids: list[str]
    version: int


class ResidentIn(Body):
    """A new resident; with a username they can sign in."""

    username: Username | None = Field(
        None, description="the part of the sign-in name before @", examples=["li.wei"]
    )
    name: Line = Field(examples=["李伟"])
    phone: Phone = Field(description="E.164, with the country for text messages", examples=["+8613800138000"])
    email: Email | None = Field(None, examples=["li.wei@example.com"])
    unit_ids: list[Identifier] = Field(max_length=20, description="units the person is bound to")
    relation: Relation
    language: Language | None = Field(None, description="of messages; the tenant's where none is given")


class ResidentChange(Changes):
    """What may change about a resident; a field that is not named stays."""

    clearable = frozenset({"email"})

    name: Line | None = Field(None, description="null: stays")
    phone: Phone | None = Field(None, description="null: stays")
    email: Email | None = Field(None, description="null: none any more")
    language: Language | None = Field(None, description="null: stays")
    is_active: bool | None = Field(None, description="false: can no longer sign in; null: stays")


class ResidentOut(Out):
    """A resident."""

    id: str = Field(examples=["rs_01J9ZC3M5W8Q2T4V6X8Y0A1B2C"])
    name: str
    phone: str
    email: str | None
    unit_ids: list[str]
    relation: Relation
    language: Language
    sign_in_name: str | None
    is_active: bool
    version: int


class AdmissionOut(ResidentOut):
    """A new resident with, once, the password of their sign-in, which they replace when they first use it."""

    temporary_password: str | None

    @classmethod
    def of(cls, value: Admission, context: Context) -> Self:
        """The resident's fields and the password side by side."""
        fields: dict[str, Any] = ResidentOut.of(value.resident, context).model_dump()
        return cls(**fields, temporary_password=value.temporary_password)


class MeIn(Body):
    """What one may change of oneself."""

    language: Language = Field(description="of messages", examples=["en"])


class BuildingQuery(ListQuery):
    """Filters of the list of buildings."""

    community: Identifier | None = Field(None, description="id of a community")


class UnitQuery(ListQuery):
    """Filters of the list of units."""

    building: Identifier | None = Field(None, description="id of a building")


class ResidentQuery(ListQuery):
    """Filters of the list of residents."""

    unit: Identifier | None = Field(None, description="id of a unit")
    q: Line | None = Field(
        None,
        description="the beginning of a name or of its last word, the end of a telephone number (at least three "
        "digits), or the beginning of a unit's name; with `unit`, a name or number only",
        examples=["李"],
    )
