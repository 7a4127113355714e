"""When something counts that a device tells of later."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.workorders.device_time import counted_at, is_skewed
from tests.rooms.workorders.walks import START

LIMIT = timedelta(minutes=5)


def test_it_counts_at_the_devices_time_when_that_can_be_true():
    now = START + timedelta(minutes=4)
    assert counted_at(START, START - timedelta(hours=1), now, LIMIT) == START


@given(st.timedeltas(min_value=timedelta(days=-2), max_value=timedelta(days=2)))
def test_it_never_counts_in_the_future_nor_before_it_could_begin(skew):
    accepted, now = START - timedelta(minutes=2), START
    moment = counted_at(START + skew, accepted, now, LIMIT)
    assert accepted <= moment <= now


def test_clocks_that_disagree_are_flagged():
    assert is_skewed(START, START + timedelta(minutes=6), LIMIT)
    assert not is_skewed(START, START + timedelta(minutes=4), LIMIT)
