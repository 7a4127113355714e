"""Being on site: whether a technician's position shows it. Distances in metres, positions in WGS-84."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from chalicelib.contracts.workorders import Terms
from chalicelib.kernel.errors import Conflict, Texts
from chalicelib.kernel.geo import distance_m


class OutsideGeofence(Conflict):
    """The technician is not where the work is."""

    code = "outside_geofence"
    texts: ClassVar[Texts] = {
        "en": "You are {distance_m} m from the building; at most {radius_m} m are allowed.",
        "zh-CN": "您距离楼栋 {distance_m} 米，允许范围为 {radius_m} 米。",
    }


class PositionInaccurate(Conflict):
    """The position may be right, but is too vague to tell."""

    code = "position_inaccurate"
    texts: ClassVar[Texts] = {
        "en": "Your position is only accurate to {accuracy_m} m; {limit_m} m are needed. Go outside and try again.",
        "zh-CN": "定位精度仅 {accuracy_m} 米，需要 {limit_m} 米以内，请到空旷处重试。",
    }


class ExceptionPhotoMissing(Conflict):
    """An exception needs a verified photo of this order."""

    code = "exception_photo_missing"
    texts: ClassVar[Texts] = {
        "en": "The photo for the exception is not there or not verified yet.",
        "zh-CN": "例外签到的照片不存在或尚未通过校验。",
    }


@dataclass(frozen=True)
class Fix:
    """Where a device says it is, how sure it is, and when it looked."""

    lat: float
    lon: float
    accuracy_m: float
    captured_at: datetime


@dataclass(frozen=True)
class Presence:
    """What a fix proves. `is_inside` is true as well when there is no place to compare with."""

    distance_m: int | None
    is_inside: bool
    refusal: Conflict | None = None


def presence(terms: Terms, fix: Fix) -> Presence:
    """Whether the fix is at the order's place: it is accurate, and the nearest point it may be at is in the radius."""
    place = terms.place
    if place is None:
        return Presence(None, is_inside=True)
    distance = distance_m(place.lat, place.lon, fix.lat, fix.lon)
    metres = round(distance)
    if distance - fix.accuracy_m > place.radius_m:
        return Presence(metres, False, OutsideGeofence(distance_m=metres, radius_m=place.radius_m))
    if fix.accuracy_m > terms.accuracy_limit_m:
        refusal = PositionInaccurate(
            accuracy_m=round(fix.accuracy_m),
            limit_m=terms.accuracy_limit_m,
            distance_m=metres,
            radius_m=place.radius_m,
        )
        return Presence(metres, False, refusal)
    return Presence(metres, is_inside=True)
