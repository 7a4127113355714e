"""Accounts of units, and the lines that make them.

Lines (charges, payments, reversals, disputes) are never changed. The account is what follows from them: which
charges are open, and the credit that no charge has used yet. Money pays undisputed charges, the oldest due
first; what is left is credit, which waits for the next charge. So there is never credit beside an undisputed
open charge.

All amounts are minor units of the account's currency.
"""

from datetime import date, datetime
from typing import ClassVar, Literal

from chalicelib.billing.errors import BalanceTooLarge, TooManyOpenCharges
from chalicelib.contracts.envelope import Who
from chalicelib.kernel.entity import Entity, Value

StandingName = Literal["clear", "arrears"]

#: open charges that an account takes: it is one item, and a payment may touch them all
MOST_OPEN_CHARGES = 90
#: what an account may owe, or have as credit
LARGEST_BALANCE = 10**12


class OpenCharge(Value):
    """What an account still owes of one charge (or of a reversed payment, kind `reversal`)."""

    id: str
    kind: str
    period: str
    due_on: date
    amount: int
    remaining: int
    is_disputed: bool = False


class Allocation(Value):
    """The part of a payment that paid one charge, with what it takes to open that charge again."""

    charge: OpenCharge
    amount: int


class Line(Value):
    """Base of what is written on an account: when, and by whom."""

    id: str
    unit_id: str
    at: datetime
    by: Who


class Charge(Line):
    """Money a unit owes."""

    kind: str
    period: str
    due_on: date
    amount: int


class Payment(Line):
    """Money that came in; `allocations` are what it paid at once, the rest became credit."""

    amount: int
    provider: str
    provider_reference: str
    allocations: tuple[Allocation, ...] = ()


class Reversal(Line):
    """A charge or payment counts no longer."""

    reverses: str
    amount: int
    reason: str


class Dispute(Line):
    """A charge is disputed from now on, or (`is_settled`) stands again."""

    charge_id: str
    reason: str
    is_settled: bool


class Account(Entity):
    """What follows from a unit's lines. `published_standing` is what the last StandingChanged said."""

    unlisted: ClassVar[frozenset[str]] = frozenset({"open_charges"})

    unit_id: str
    currency: str
    open_charges: tuple[OpenCharge, ...] = ()
    credit: int = 0
    sequence: int = 0
    published_standing: StandingName = "clear"

    @property
    def balance(self) -> int:
        """What is owed; negative when the unit has credit."""
        return sum(charge.remaining for charge in self.open_charges) - self.credit

    def open_charge(self, id: str) -> OpenCharge | None:
        """The open charge with this id."""
        return next((charge for charge in self.open_charges if charge.id == id), None)


def opened(unit_id: str, currency: str) -> Account:
    """The account of a unit on which nothing was written yet: version 0, not stored."""
    return Account(unit_id=unit_id, currency=currency, version=0)


def charged(account: Account, charge: Charge) -> Account:
    """The account with one more charge, which uses up credit. Raises TooManyOpenCharges, BalanceTooLarge."""
    if len(account.open_charges) >= MOST_OPEN_CHARGES:
        raise TooManyOpenCharges(most=MOST_OPEN_CHARGES)
    owed = OpenCharge(
        id=charge.id,
        kind=charge.kind,
        period=charge.period,
        due_on=charge.due_on,
        amount=charge.amount,
        remaining=charge.amount,
    )
    return _settled(account, (*account.open_charges, owed), account.credit)[0]


def paid(account: Account, amount: int) -> tuple[Account, tuple[Allocation, ...]]:
    """The account after a payment, and which charges it paid. Raises BalanceTooLarge."""
    return _settled(account, account.open_charges, account.credit + amount)


def charge_reversed(account: Account, charge: Charge) -> Account:
    """The account without a charge; what had paid it pays others or becomes credit."""
    owed = account.open_charge(charge.id)
    freed = charge.amount - (owed.remaining if owed else 0)
    others = tuple(each for each in account.open_charges if each.id != charge.id)
    return _settled(account, others, account.credit + freed)[0]


def payment_reversed(
    account: Account, payment: Payment, debt: OpenCharge, reversed_charges: frozenset[str]
) -> Account:
    """The account without a payment: the charges it paid are open again, the rest comes out of the credit.

    Where later charges have used that credit they stay paid, and `debt`, the reversal itself, is owed
    instead. The same goes for what had paid a charge that was reversed since (`reversed_charges`).
    """
    owed = {charge.id: charge for charge in account.open_charges}
    missing = payment.amount
    for part in payment.allocations:
        if part.charge.id not in reversed_charges:
            now = owed.get(part.charge.id) or part.charge.model_copy(
                update={"remaining": 0, "is_disputed": False}
            )
            owed[now.id] = now.model_copy(update={"remaining": now.remaining + part.amount})
            missing -= part.amount
    shortfall = max(0, missing - account.credit)
    if shortfall:
        owed[debt.id] = debt.model_copy(update={"amount": shortfall, "remaining": shortfall})
    return _settled(account, tuple(owed.values()), account.credit - missing + shortfall)[0]


def disputed(account: Account, charge_id: str, *, is_disputed: bool) -> Account:
    """The account with an open charge disputed, or no longer: then the charge uses up credit."""
    marked = tuple(
        charge.model_copy(update={"is_disputed": is_disputed}) if charge.id == charge_id else charge
        for charge in account.open_charges
    )
    return _settled(account, marked, account.credit)[0]


def _settled(
    account: Account, charges: tuple[OpenCharge, ...], money: int
) -> tuple[Account, tuple[Allocation, ...]]:
    """The account's next version: `money` pays undisputed `charges`, oldest due first; the rest is credit."""
    allocations: list[Allocation] = []
    still_open: list[OpenCharge] = []
    for charge in sorted(charges, key=lambda each: (each.due_on, each.id)):
        part = 0 if charge.is_disputed else min(money, charge.remaining)
        money -= part
        left = charge.model_copy(update={"remaining": charge.remaining - part})
        if part:
            allocations.append(Allocation(charge=left, amount=part))
        if left.remaining:
            still_open.append(left)
    if max(money, sum(charge.remaining for charge in still_open)) > LARGEST_BALANCE:
        raise BalanceTooLarge
    return account.changed(open_charges=tuple(still_open), credit=money), tuple(allocations)
