"""What a board costs does not follow how many orders are open, but how many departments and members there are."""

import pytest

from bench.clocks import positions
from tests.builders.cloud import fast_cloud

pytestmark = pytest.mark.slow
#: more than placing an order has been made to cost; whoever needs more says why in docs/decisions/0029
MOST_WRITE_UNITS = 54
DEPARTMENTS = 10


def test_placing_an_order_costs_no_more_than_it_did():
    found = positions.placing(1, fast_cloud)
    assert found.runs == 6
    assert 0 < found.units.index < found.units.write <= MOST_WRITE_UNITS
    assert found.units.read == 2 * found.runs
    assert found.milliseconds >= found.processor_ms * 0.5 > 0


def test_a_board_costs_the_same_with_few_and_with_many_open_orders(cloud, clock):
    few, many = positions.crowded((1_000, 3_000))
    assert {name: one.calls for name, one in many.items()} == {
        "all departments": 2 + DEPARTMENTS,
        "one department": 3,
        "stalls of all": 2 + DEPARTMENTS,
        "stalls of one department": 2,
    }
    assert many == few
