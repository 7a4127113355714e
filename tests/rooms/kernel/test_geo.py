"""Datums and distances, against published reference points and by round trips over the whole of China."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from chalicelib.kernel.geo import Coordinates, distance_m, from_wgs84, to_wgs84

#: WGS-84 and GCJ-02 of the same place, from the published reference vectors of the transform
CITIES = {
    "Shanghai": ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
    "Shenzhen": ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
    "Beijing": ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
}
china = st.tuples(st.floats(18.0, 53.5), st.floats(73.6, 135.0))
anywhere = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(("wgs84", "gcj02"), CITIES.values(), ids=CITIES)
def test_known_places_are_shifted_as_the_reference_says(wgs84, gcj02):
    assert from_wgs84(*wgs84, "gcj02") == pytest.approx(gcj02, abs=1e-6)
    assert distance_m(*to_wgs84(*gcj02, "gcj02"), *wgs84) < 1


def test_a_baidu_position_is_where_the_reference_says():
    # the reference: GCJ-02 (39.915, 116.404) is BD-09 (39.92133699351021, 116.41036949371029)
    wgs84 = to_wgs84(39.915, 116.404, "gcj02")
    assert from_wgs84(*wgs84, "bd09") == pytest.approx((39.92133699351021, 116.41036949371029), abs=1e-9)
    assert distance_m(*to_wgs84(39.92133699351021, 116.41036949371029, "bd09"), *wgs84) < 0.001
    # the reference inverts BD-09 (39.915, 116.404) without iterating: to within a metre
    forbidden_city = to_wgs84(39.90865673957631, 116.39762729119315, "gcj02")
    assert distance_m(*to_wgs84(39.915, 116.404, "bd09"), *forbidden_city) < 1


@given(china, st.sampled_from(["wgs84", "gcj02", "bd09"]))
def test_there_and_back_ends_within_a_millimetre(point, datum):
    assert distance_m(*to_wgs84(*from_wgs84(*point, datum), datum), *point) < 0.001


@given(china)
def test_the_shift_is_large_enough_to_matter_and_below_a_kilometre(point):
    assert 1 < distance_m(*from_wgs84(*point, "gcj02"), *point) < 1000
    assert 100 < distance_m(*from_wgs84(*point, "bd09"), *point) < 3000


@pytest.mark.parametrize("place", [(48.85, 2.35), (-27.4698, 153.0251), (39.7392, -104.9903), (0.0, 0.0)])
@pytest.mark.parametrize("datum", ["wgs84", "gcj02", "bd09"])
def test_outside_china_all_datums_agree(place, datum):
    assert to_wgs84(*place, datum) == place


def test_shanghai_is_as_far_from_beijing_as_published():
    assert distance_m(31.175304, 121.531542, 39.913345, 116.384047) == pytest.approx(1_078_164, rel=0.002)


@given(anywhere, anywhere)
def test_distance_is_symmetric_and_at_most_half_the_globe(a, b):
    assert distance_m(*a, *b) == pytest.approx(distance_m(*b, *a), abs=1e-6)
    assert 0 <= distance_m(*a, *b) < 20_016_000


@given(anywhere)
def test_no_place_is_away_from_itself(point):
    assert distance_m(*point, *point) == 0


@pytest.mark.parametrize(
    "body", ['{"lat": 91, "lon": 0, "datum": "wgs84"}', '{"lat": NaN, "lon": 0, "datum": "wgs84"}']
)
def test_coordinates_off_the_globe_are_refused(body):
    with pytest.raises(ValidationError):
        Coordinates.model_validate_json(body)
