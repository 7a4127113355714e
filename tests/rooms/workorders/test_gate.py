"""The payment gate: whoever commits second sees the first, whatever is late, lost for a while, or told twice."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from chalicelib.kernel.errors import NotFound
from chalicelib.workorders.lifecycle import InvalidTransition
from tests.builders.boundary import before_writing
from tests.builders.cloud import empty_table
from tests.rooms.workorders.household import Household, lay_company


@pytest.fixture
def home(cloud, clock, acting) -> Household:
    lay_company()
    return Household(acting)


def test_a_payment_in_the_middle_of_a_report_lets_it_through(home):
    home.charge()
    with before_writing(home.pay):
        order = home.report()
    assert (order.status, order.hold, home.held()) == ("open", None, [])
    assert home.happened(order.id) == ["Reported"]
    assert home.deliver() == []


def test_a_charge_in_the_middle_of_a_report_holds_it(home):
    with before_writing(lambda: home.charge(70)):
        order = home.report()
    assert (order.status, order.hold.amount_due.amount) == ("suspended", 70)
    assert home.held() == [order.id]


def test_payments_told_late_twice_and_backwards_resume_each_order_of_the_unit_once(home):
    home.charge(100)
    first, second = home.report(), home.report()
    home.pay(60)
    home.charge(10)
    home.pay(50)
    told = home.standing_events()
    assert home.order(first.id).status == "suspended"  # the consumers are down: nothing is lost, only later
    assert home.deliver(*reversed(told), *told) == sorted([first.id, second.id])
    assert home.deliver() == []
    for order in (first, second):
        assert home.happened(order.id) == ["Reported", "Suspended", "Resumed"]
        assert home.order(order.id).due.respond_by is not None
    assert home.held() == []


def test_a_clearance_that_a_new_charge_has_overtaken_resumes_nothing(home):
    home.charge(100)
    order = home.report()
    home.pay(100)
    cleared = home.standing_events()[-1]
    home.charge(40)
    assert home.deliver(cleared) == []
    home.pay(40)
    assert home.deliver(cleared) == [order.id]  # the old event does as well: its own word is not taken for it


def test_a_charge_in_the_middle_of_a_resumption_keeps_the_order_held(home):
    home.charge(100)
    order = home.report()
    home.pay(100)
    with before_writing(lambda: home.charge(40)):
        assert home.deliver() == []
    assert (home.order(order.id).status, home.held()) == ("suspended", [order.id])


def test_two_resumptions_at_once_resume_once(home):
    home.charge()
    order = home.report()
    home.pay()
    last = home.standing_events()[-1]
    inner = []
    with before_writing(lambda: inner.extend(home.deliver(last))):
        outer = home.deliver(last)
    assert (inner, outer) == ([order.id], [])
    assert home.happened(order.id).count("Resumed") == 1


def test_a_waiver_and_a_resumption_at_once_resume_once(home):
    home.charge()
    order = home.report()
    home.pay()
    with before_writing(home.deliver), pytest.raises(InvalidTransition):
        home.waive(order.id)
    assert home.happened(order.id).count("Resumed") == 1


def test_a_cancellation_and_a_resumption_at_once_leave_the_order_cancelled(home):
    home.charge()
    order = home.report()
    home.pay()
    with before_writing(lambda: home.cancel(order.id)):
        assert home.deliver() == []
    assert (home.order(order.id).status, home.held()) == ("cancelled", [])


def test_a_part_payment_resumes_when_it_brings_the_debt_under_the_threshold(home):
    home.charge(100)
    order = home.report()
    home.pay(30)
    assert home.deliver() == []
    home.set_gate(threshold=50)
    home.pay(19)
    assert home.deliver() == []  # 51 are due: over the threshold
    home.pay(1)
    assert home.deliver() == [order.id]


def test_days_of_grace_hold_nothing_back_until_they_are_over(home, clock):
    home.set_gate(grace_days=5)
    home.charge(due_on=date(2026, 11, 18))
    assert home.report().status == "open"
    clock.advance(hours=15)  # in Shanghai it is the next day by now
    assert home.report().status == "suspended"


def test_a_disputed_charge_holds_nothing_back_and_a_dispute_resumes(home):
    charge = home.charge()
    held = home.report()
    home.dispute(charge)
    assert home.deliver() == [held.id]
    assert home.report().status == "open"


def test_work_that_is_under_way_is_not_held_by_a_later_charge(home):
    order = home.report()
    home.charge()
    assert home.deliver() == []
    assert home.order(order.id).status == "open"
    assert home.report().status == "suspended"
    assert home.report("notify", "complaint").status == "open"
    assert home.report("exempt").status == "open"


STEPS = st.lists(
    st.one_of(
        st.sampled_from(["report", "charge", "part", "pay", "waive", "cancel"]),
        st.sampled_from(
            ["report amid pay", "report amid charge", "deliver amid charge", "deliver amid deliver"]
        ),
        st.integers(0, 9),  # deliver the event of this number: early, late or again
    ),
    max_size=12,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_happens_in_whatever_order_no_order_is_forgotten_or_resumed_twice(
    cloud, clock, acting, steps
):
    empty_table()
    lay_company()
    home = Household(acting)
    orders: list[str] = []

    def newest() -> str:
        return orders[-1] if orders else "wo_none"

    def report() -> None:
        orders.append(home.report().id)

    def amid(inner: Callable[[], object], outer: Callable[[], object]) -> None:
        with before_writing(inner):
            outer()

    def suspended() -> list[str]:
        return sorted(order for order in orders if home.order(order).status == "suspended")

    actions = {
        "report": report,
        "charge": home.charge,
        "part": lambda: home.pay(30),
        "pay": home.pay_all,
        "waive": lambda: home.waive(newest()),
        "cancel": lambda: home.cancel(newest()),
        "report amid pay": lambda: amid(home.pay_all, report),
        "report amid charge": lambda: amid(home.charge, report),
        "deliver amid charge": lambda: amid(home.charge, home.deliver),
        "deliver amid deliver": lambda: amid(home.deliver, home.deliver),
    }
    for step in steps:
        try:
            if isinstance(step, int):
                for told in home.standing_events()[step : step + 1]:
                    home.deliver(told)
            else:
                actions[step]()
        except (NotFound, InvalidTransition):
            event("refused")
        assert home.held() == suspended()
    home.deliver()
    assert home.held() == suspended()
    assert not (home.is_clear() and suspended())
    assert all(home.happened(order).count("Resumed") <= 1 for order in orders)
