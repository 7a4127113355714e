"""Being on site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.contracts.workorders import Place, Terms
from chalicelib.workorders.arrival import (
    Fix,
    OutsideGeofence,
    PositionInaccurate,
    presence,
)
from tests.rooms.workorders.walks import START

TERMS = Terms(place=Place(lat=30.2741, lon=120.1551, radius_m=150), accuracy_limit_m=100)
METRE = 1 / 111_195  # degrees of latitude


def fix(metres_north: float, accuracy_m: float = 10.0, captured_at=START) -> Fix:
    return Fix(30.2741 + metres_north * METRE, 120.1551, accuracy_m, captured_at)


@pytest.mark.parametrize(
    ("metres", "accuracy", "is_inside"), [(0, 5, True), (159, 10, True), (161, 10, False)]
)
def test_the_nearest_point_that_the_device_may_be_at_counts(metres, accuracy, is_inside):
    assert presence(TERMS, fix(metres, accuracy)).is_inside is is_inside


def test_nine_hundred_metres_away_is_refused_with_the_distance():
    refusal = presence(TERMS, fix(900)).refusal
    assert isinstance(refusal, OutsideGeofence)
    assert refusal.details == {"distance_m": 900, "radius_m": 150}


def test_a_vague_position_does_not_prove_presence():
    assert isinstance(presence(TERMS, fix(0, accuracy_m=101)).refusal, PositionInaccurate)


def test_an_order_without_a_place_cannot_be_missed():
    seen = presence(Terms(), fix(5000))
    assert seen.is_inside
    assert seen.distance_m is None


@given(st.floats(0, 5000), st.floats(0, 100))
def test_presence_follows_the_one_inequality(metres, accuracy):
    seen = presence(TERMS, fix(metres, accuracy))
    if abs(metres - accuracy - 150) > 1:  # the flat-earth metre of the test is not exact
        assert seen.is_inside == (metres - accuracy <= 150)
