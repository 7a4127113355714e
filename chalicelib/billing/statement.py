"""A unit's account as people read it: where it stands, and the lines that led there."""

from dataclasses import dataclass
from datetime import date, datetime

import chalicelib.estates.service as estates
from chalicelib.billing import store
from chalicelib.billing.ledger import open_book
from chalicelib.billing.model import Account, Charge, OpenCharge, Payment, Reversal
from chalicelib.billing.standing import Standing
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound

_LINES = 100


@dataclass(frozen=True)
class ChargeView:
    """A charge with what is left of it. `posted_at` is None for an open one older than the lines shown."""

    id: str
    kind: str
    period: str
    due_on: date
    amount: int
    remaining: int
    is_disputed: bool
    is_reversed: bool
    posted_at: datetime | None


@dataclass(frozen=True)
class PaymentView:
    """A payment, and whether it still counts."""

    payment: Payment
    is_reversed: bool


@dataclass(frozen=True)
class Statement:
    """The account, its standing today, its newest payments and charges, and every open charge."""

    account: Account
    standing: Standing
    charges: list[ChargeView]
    payments: list[PaymentView]


def read_account(context: Context, unit_id: str) -> Statement:
    """The account of a unit, for its residents and for staff. Two calls. Raises NotFound."""
    if not estates.may_see_unit(context.actor, unit_id):
        raise NotFound
    lines = store.newest_lines(context, unit_id, _LINES)
    (book,) = open_book(context, unit_id)
    account: Account = book.account
    gone = {line.reverses for line in lines if isinstance(line, Reversal)}
    owed = {charge.id: charge for charge in account.open_charges}
    charges = [
        _view(line, owed.pop(line.id, None), is_reversed=line.id in gone)
        for line in lines
        if isinstance(line, Charge)
    ]
    charges += [_view(charge, charge) for charge in owed.values()]
    payments = [PaymentView(line, line.id in gone) for line in lines if isinstance(line, Payment)]
    return Statement(account, book.standing_of(account), charges, payments)


def _view(charge: Charge | OpenCharge, owed: OpenCharge | None, *, is_reversed: bool = False) -> ChargeView:
    return ChargeView(
        id=charge.id,
        kind=charge.kind,
        period=charge.period,
        due_on=charge.due_on,
        amount=charge.amount,
        remaining=owed.remaining if owed else 0,
        is_disputed=owed.is_disputed if owed else False,
        is_reversed=is_reversed,
        posted_at=charge.at if isinstance(charge, Charge) else None,
    )
