"""What a notice costs follows its people, no request its homes; nobody is left out or told twice, whatever breaks."""

import pytest

from bench.clocks import notice_town, notices

pytestmark = pytest.mark.slow
FEW, MANY = 30, 250
#: of one person told by some 1.6 messages, all from the count to the last message; who needs more says why in 0035
MOST_WRITE_UNITS, MOST_CALLS = 22, 15


def test_requests_cost_the_same_however_many_homes_and_nobody_is_left_out():
    with notice_town.town(FEW) as town:
        few = notice_town.walked(town)
    with notice_town.town(MANY) as town:
        many = notice_town.walked(town)
        hard = notice_town.rough(town)
    assert few.wrong == many.wrong == hard.wrong == 0
    assert hard.killed > hard.runs / 2
    for name, one in many.requests.items():
        assert len(one.calls) == len(few.requests[name].calls), name
        assert one.units == few.requests[name].units, name
    pieces = [one for one in many.telling if one.function == "notices_walk"]
    assert len(pieces) == -(-MANY // 100)
    assert max(len(one.calls) for one in pieces) <= 10


def test_bringing_a_notice_to_the_channels_costs_no_more_than_it_did():
    with notice_town.town(40, rate=0.01) as town:
        found = notice_town.told(town)
    people = len(found.homes.told)
    used = notices.quantities(found.runs)
    assert found.wrong == 0
    assert used["write_units"] / people <= MOST_WRITE_UNITS
    assert sum(len(one.calls) for one in found.runs) / people <= MOST_CALLS
    delivering = [one for one in found.runs if one.function == "notifications_deliver"]
    assert sum(len(one.calls) for one in delivering) / people < 0.5
    # forty homes at a hundredth of the rate are as long on their way as four thousand
    assert 20 * 60 < found.first.total_seconds() < 30 * 60
