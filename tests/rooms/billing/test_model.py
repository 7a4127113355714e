"""The rules of accounts, by properties: whatever is posted in whatever order, the money adds up."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chalicelib.billing.errors import BalanceTooLarge, TooManyOpenCharges
from chalicelib.billing.model import (
    LARGEST_BALANCE,
    MOST_OPEN_CHARGES,
    Account,
    Charge,
    OpenCharge,
    Payment,
    charge_reversed,
    charged,
    disputed,
    opened,
    paid,
    payment_reversed,
)
from chalicelib.contracts.envelope import Who

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
CLERK = Who(id="mb_1", kind="member")
amounts = st.integers(1, 500)
days = st.integers(0, 30).map(lambda n: date(2026, 1, 1) + timedelta(days=n))


def a_charge(id: str, amount: int, due_on: date = date(2026, 1, 1)) -> Charge:
    return Charge(
        id=id, unit_id="un_1", at=AT, by=CLERK, kind="fee", period="2026-01", due_on=due_on, amount=amount
    )


def pay(account: Account, id: str, amount: int) -> tuple[Account, Payment]:
    after, allocations = paid(account, amount)
    payment = Payment(
        id=id,
        unit_id="un_1",
        at=AT,
        by=CLERK,
        amount=amount,
        provider="bank",
        provider_reference=id,
        allocations=allocations,
    )
    return after, payment


def take_back(account: Account, payment: Payment, gone: frozenset[str] = frozenset()) -> Account:
    debt = OpenCharge(
        id=f"rv_{payment.id}",
        kind="reversal",
        period="2026-11",
        due_on=AT.date(),
        amount=payment.amount,
        remaining=payment.amount,
    )
    return payment_reversed(account, payment, debt, gone)


def content(account: Account) -> tuple[tuple[OpenCharge, ...], int]:
    return account.open_charges, account.credit


class Ledger(RuleBasedStateMachine):
    """Any sequence of what can be posted on an account."""

    def __init__(self) -> None:
        super().__init__()
        self.account = opened("un_1", "CNY")
        self.charges: dict[str, Charge] = {}
        self.payments: dict[str, Payment] = {}
        self.gone: set[str] = set()
        self.count = 0

    def _id(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}_{self.count:04}"

    @rule(amount=amounts, due_on=days)
    def post_charge(self, amount: int, due_on: date) -> None:
        charge = a_charge(self._id("ch"), amount, due_on)
        self.account = charged(self.account, charge)
        self.charges[charge.id] = charge

    @rule(amount=amounts)
    def post_payment(self, amount: int) -> None:
        self.account, payment = pay(self.account, self._id("py"), amount)
        self.payments[payment.id] = payment

    @precondition(lambda self: self.charges)
    @rule(data=st.data())
    def reverse_charge(self, data: st.DataObject) -> None:
        charge = self.charges.pop(data.draw(st.sampled_from(sorted(self.charges))))
        self.account = charge_reversed(self.account, charge)
        self.gone.add(charge.id)

    @precondition(lambda self: self.payments)
    @rule(data=st.data())
    def reverse_payment(self, data: st.DataObject) -> None:
        payment = self.payments.pop(data.draw(st.sampled_from(sorted(self.payments))))
        self.account = take_back(self.account, payment, frozenset(self.gone))

    @precondition(lambda self: self.account.open_charges)
    @rule(data=st.data(), is_disputed=st.booleans())
    def dispute(self, data: st.DataObject, is_disputed: bool) -> None:
        charge = data.draw(st.sampled_from(self.account.open_charges))
        self.account = disputed(self.account, charge.id, is_disputed=is_disputed)

    @rule(amount=amounts)
    def pay_and_take_back_at_once(self, amount: int) -> None:
        after, payment = pay(self.account, self._id("py"), amount)
        assert content(take_back(after, payment, frozenset(self.gone))) == content(self.account)

    @rule(amount=amounts, due_on=days)
    def charge_and_take_back_at_once(self, amount: int, due_on: date) -> None:
        charge = a_charge(self._id("ch"), amount, due_on)
        assert content(charge_reversed(charged(self.account, charge), charge)) == content(self.account)

    @invariant()
    def the_balance_is_charges_less_payments(self) -> None:
        owed = sum(charge.amount for charge in self.charges.values())
        assert self.account.balance == owed - sum(payment.amount for payment in self.payments.values())

    @invariant()
    def nothing_is_negative_and_nothing_is_owed_twice(self) -> None:
        assert self.account.credit >= 0
        assert all(0 < charge.remaining <= charge.amount for charge in self.account.open_charges)
        assert len({charge.id for charge in self.account.open_charges}) == len(self.account.open_charges)

    @invariant()
    def credit_never_waits_beside_an_undisputed_charge(self) -> None:
        assert not self.account.credit or all(charge.is_disputed for charge in self.account.open_charges)


TestLedger = Ledger.TestCase
TestLedger.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


@given(
    st.lists(amounts, max_size=8),
    st.lists(amounts, max_size=8).flatmap(lambda s: st.tuples(st.just(s), st.permutations(s))),
)
def test_the_order_of_payments_changes_nothing_that_is_owed(charges, payments):
    account = opened("un_1", "CNY")
    for number, amount in enumerate(charges):
        account = charged(account, a_charge(f"ch_{number}", amount))
    results = []
    for order in payments:
        after = account
        for number, amount in enumerate(order):
            after, _ = pay(after, f"py_{number}", amount)
        results.append(content(after))
    assert results[0] == results[1]


def test_the_oldest_due_charge_is_paid_first():
    account = charged(opened("un_1", "CNY"), a_charge("ch_new", 100, date(2026, 3, 1)))
    account = charged(account, a_charge("ch_old", 100, date(2026, 1, 1)))
    account, payment = pay(account, "py_1", 130)
    assert [(part.charge.id, part.amount) for part in payment.allocations] == [
        ("ch_old", 100),
        ("ch_new", 30),
    ]
    assert [(charge.id, charge.remaining) for charge in account.open_charges] == [("ch_new", 70)]


def test_overpayment_is_credit_that_the_next_charge_uses():
    account, payment = pay(opened("un_1", "CNY"), "py_1", 150)
    assert (account.credit, account.balance, payment.allocations) == (150, -150, ())
    account = charged(account, a_charge("ch_1", 100))
    assert (account.credit, account.open_charges) == (50, ())


def test_a_disputed_charge_is_not_paid_until_it_stands_again():
    account = disputed(charged(opened("un_1", "CNY"), a_charge("ch_1", 100)), "ch_1", is_disputed=True)
    account, _ = pay(account, "py_1", 100)
    assert (account.credit, account.balance) == (100, 0)
    account = disputed(account, "ch_1", is_disputed=False)
    assert (account.credit, account.open_charges) == (0, ())


def test_a_payment_whose_credit_was_used_is_owed_again_as_its_reversal():
    account, payment = pay(opened("un_1", "CNY"), "py_1", 150)
    account = charged(account, a_charge("ch_1", 100))
    account = take_back(account, payment)
    assert [(c.id, c.kind, c.amount, c.remaining) for c in account.open_charges] == [
        ("rv_py_1", "reversal", 100, 100)
    ]
    assert account.credit == 0


def test_every_change_is_one_version():
    account = opened("un_1", "CNY")
    assert account.version == 0
    account = charged(account, a_charge("ch_1", 100))
    assert (account.version, pay(account, "py_1", 1)[0].version) == (1, 2)


def test_an_account_holds_a_limited_number_of_open_charges():
    account = opened("un_1", "CNY")
    for number in range(MOST_OPEN_CHARGES):
        account = charged(account, a_charge(f"ch_{number:03}", 1))
    with pytest.raises(TooManyOpenCharges):
        charged(account, a_charge("ch_more", 1))


def test_an_account_holds_a_limited_balance():
    account = charged(opened("un_1", "CNY"), a_charge("ch_1", LARGEST_BALANCE))
    with pytest.raises(BalanceTooLarge):
        charged(account, a_charge("ch_2", 1))
    with pytest.raises(BalanceTooLarge):
        paid(opened("un_1", "CNY"), LARGEST_BALANCE + 1)
