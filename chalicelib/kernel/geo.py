"""Places on earth: the datums that phones and maps in China use, brought to WGS-84, and distances.

GCJ-02 (AMap, Tencent) shifts WGS-84 by up to 700 m inside China; BD-09 (Baidu) shifts GCJ-02 once more.
Outside China all three agree. The shifts have no inverse in closed form, so it is iterated, which errs by
less than a millimetre.
"""

from math import asin, atan2, cos, hypot, pi, radians, sin, sqrt
from typing import Literal

from pydantic import Field

from chalicelib.kernel.schema import Body

Datum = Literal["wgs84", "gcj02", "bd09"]
#: latitude and longitude in degrees
Point = tuple[float, float]

_SEMI_MAJOR_M = 6378245.0  # Krasovsky 1940, on which GCJ-02 is defined
_ECCENTRICITY = 0.00669342162296594323  # squared
_EARTH_RADIUS_M = 6371008.8  # mean
_ROUNDS = 10  # each leaves at most a fiftieth of the error


class Coordinates(Body):
    """A point in one of the datums, as a request gives it."""

    lat: float = Field(ge=-90, le=90, allow_inf_nan=False, description="degrees north", examples=[31.2304])
    lon: float = Field(ge=-180, le=180, allow_inf_nan=False, description="degrees east", examples=[121.4737])
    datum: Datum = Field(description="the coordinate system that lat and lon are given in")

    @property
    def wgs84(self) -> Point:
        """The point in WGS-84."""
        return to_wgs84(self.lat, self.lon, self.datum)


def to_wgs84(lat: float, lon: float, datum: Datum) -> Point:
    """The WGS-84 position of a point that `datum` calls (lat, lon). All in degrees."""
    if datum == "wgs84" or not _is_shifted(lat, lon):
        return lat, lon
    guess = lat, lon
    for _ in range(_ROUNDS):
        seen = from_wgs84(*guess, datum)
        guess = guess[0] + lat - seen[0], guess[1] + lon - seen[1]
    return guess


def from_wgs84(lat: float, lon: float, datum: Datum) -> Point:
    """What `datum` calls the WGS-84 point (lat, lon). All in degrees."""
    if datum == "wgs84" or not _is_shifted(lat, lon):
        return lat, lon
    gcj02 = _gcj02(lat, lon)
    return gcj02 if datum == "gcj02" else _bd09(*gcj02)


def distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Metres between two WGS-84 points along the great circle (haversine; within 0.5 % of the ellipsoid)."""
    rise = sin(radians(lat2 - lat1) / 2)
    turn = sin(radians(lon2 - lon1) / 2)
    chord = rise * rise + cos(radians(lat1)) * cos(radians(lat2)) * turn * turn
    return 2 * _EARTH_RADIUS_M * asin(min(1.0, sqrt(chord)))


def _is_shifted(lat: float, lon: float) -> bool:
    """Whether a point lies in the rectangle around China in which maps are shifted."""
    return 72.004 <= lon <= 137.8347 and 0.8293 <= lat <= 55.8271


def _gcj02(lat: float, lon: float) -> Point:
    """The GCJ-02 shift: metres east and north from two wave sums, turned into degrees on the ellipsoid."""
    x, y = lon - 105.0, lat - 35.0
    waves = 20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north += (waves + 20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east += (waves + 20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    flattening = 1 - _ECCENTRICITY * sin(radians(lat)) ** 2
    metres_per_degree_north = (
        _SEMI_MAJOR_M * (1 - _ECCENTRICITY) / (flattening * sqrt(flattening)) * pi / 180.0
    )
    metres_per_degree_east = _SEMI_MAJOR_M / sqrt(flattening) * cos(radians(lat)) * pi / 180.0
    return lat + north / metres_per_degree_north, lon + east / metres_per_degree_east


def _bd09(lat: float, lon: float) -> Point:
    """The BD-09 shift of a GCJ-02 point."""
    wave = pi * 3000.0 / 180.0
    radius = hypot(lon, lat) + 0.00002 * sin(lat * wave)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * wave)
    return radius * sin(angle) + 0.006, radius * cos(angle) + 0.0065
