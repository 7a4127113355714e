"""When an account is in arrears."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.billing.model import Account, OpenCharge
from chalicelib.billing.service import standing
from chalicelib.tenants.service import GatePolicy

DUE = date(2026, 11, 30)


def owing(*charges: tuple[int, date, bool]) -> Account:
    return Account(
        unit_id="un_1",
        currency="CNY",
        open_charges=tuple(
            OpenCharge(
                id=f"ch_{number}",
                kind="fee",
                period="2026-11",
                due_on=due_on,
                amount=remaining,
                remaining=remaining,
                is_disputed=is_disputed,
            )
            for number, (remaining, due_on, is_disputed) in enumerate(charges)
        ),
    )


def test_a_unit_without_an_account_is_clear():
    now = standing(None, GatePolicy(), DUE)
    assert (now.standing, now.amount_due, now.since, now.balance) == ("clear", 0, None, 0)


@pytest.mark.parametrize(
    ("grace_days", "days_after_due", "expected"),
    [(0, -1, "clear"), (0, 0, "clear"), (0, 1, "arrears"), (5, 5, "clear"), (5, 6, "arrears")],
)
def test_a_charge_is_overdue_from_the_day_after_its_due_date_and_grace(grace_days, days_after_due, expected):
    policy = GatePolicy(grace_days=grace_days)
    assert (
        standing(owing((100, DUE, False)), policy, DUE + timedelta(days=days_after_due)).standing == expected
    )


def test_a_disputed_charge_does_not_count_but_stays_in_the_balance():
    now = standing(owing((100, DUE, True)), GatePolicy(), DUE + timedelta(days=90))
    assert (now.standing, now.amount_due, now.since, now.balance) == ("clear", 0, None, 100)


@pytest.mark.parametrize(("owed", "expected"), [(499, "clear"), (500, "clear"), (501, "arrears")])
def test_arrears_begin_above_the_threshold(owed, expected):
    now = standing(owing((owed, DUE, False)), GatePolicy(threshold=500), DUE + timedelta(days=1))
    assert (now.standing, now.amount_due) == (expected, owed)


def test_since_is_the_earliest_overdue_date_and_the_amount_their_sum():
    account = owing(
        (5, date(2026, 9, 1), True),
        (10, DUE, False),
        (20, date(2026, 10, 31), False),
        (40, date(2027, 1, 1), False),
    )
    now = standing(account, GatePolicy(), date(2026, 12, 1))
    assert (now.amount_due, now.since, now.balance) == (30, date(2026, 10, 31), 75)


charges = st.lists(
    st.tuples(st.integers(1, 99), st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.booleans()), max_size=6
)


@given(charges, st.integers(0, 40), st.dates(date(2026, 1, 1), date(2027, 3, 1)))
def test_what_is_due_only_grows_with_time_and_never_exceeds_the_balance(charges, grace_days, today):
    account, policy = owing(*charges), GatePolicy(grace_days=grace_days)
    now, later = standing(account, policy, today), standing(account, policy, today + timedelta(days=1))
    assert now.amount_due <= later.amount_due <= account.balance
    assert (now.since is None) == (now.amount_due == 0)
