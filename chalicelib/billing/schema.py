"""What requests about accounts carry, and what they are answered."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from chalicelib.billing.ledger import Posted
from chalicelib.billing.model import Charge, Dispute, Payment, Reversal, StandingName
from chalicelib.billing.overview import UnitStanding
from chalicelib.billing.statement import ChargeView, PaymentView, Statement
from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Body, Day, Identifier, ListQuery, Money, Out, Text

Reference = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{1,200}$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True, pattern=r"\S")]


class Sum(Money):
    """An amount to post: above zero, in the tenant's currency."""

    amount: int = Field(gt=0, le=10**10, description="minor units", examples=[12050])


class ChargeIn(Body):
    """Money that a unit owes."""

    unit_id: Identifier
    kind: Label = Field(description="what it is for", examples=["property_fee"])
    period: Label = Field(description="the time it is for", examples=["2026-11"])
    due_on: Day = Field(description="the last day to pay it in time", examples=["2026-11-30"])
    amount: Sum


class PaymentIn(Body):
    """Money that came in for a unit."""

    unit_id: Identifier
    amount: Sum
    provider: Identifier = Field(description="who took the money", examples=["wechat_pay"])
    provider_reference: Reference = Field(
        description="the provider's own number; taken once, so a repetition is not counted twice",
        examples=["4200001234202611230000000001"],
    )


class Reason(Body):
    """Why."""

    reason: Text = Field(examples=["Posted to the wrong unit"])


class AccountSummary(Out):
    """An account after a change. `version` is what `If-Match` takes."""

    balance: Money = Field(description="positive is owed")
    amount_due: Money = Field(description="overdue past the days of grace, and undisputed")
    standing: StandingName
    since: date | None = Field(description="the earliest due date that is past its grace")
    version: int

    @classmethod
    def after(cls, posted: "Posted[Charge] | Posted[Payment] | Posted[Reversal] | Posted[Dispute]") -> Self:
        """The account as it stands after a line."""
        currency = posted.account.currency
        return cls(
            balance=Money(amount=posted.standing.balance, currency=currency),
            amount_due=Money(amount=posted.standing.amount_due, currency=currency),
            standing=posted.standing.standing,
            since=posted.standing.since,
            version=posted.account.version,
        )


class ChargeOut(Out):
    """A charge and what is left of it."""

    id: str = Field(examples=["ch_01J9ZC3M5W8Q2T4V6X8Y0A1B2C"])
    kind: str = Field(description="`reversal`: owed again because a payment was taken back")
    period: str
    due_on: date
    amount: Money
    remaining: Money
    is_disputed: bool
    is_reversed: bool
    posted_at: datetime | None = Field(description="null for an open charge older than the newest 100 lines")

    @classmethod
    def seen(cls, view: ChargeView, currency: str) -> Self:
        """A charge of a statement."""
        amounts = {
            name: Money(amount=getattr(view, name), currency=currency) for name in ("amount", "remaining")
        }
        return cls(**{**vars(view), **amounts})


class AllocationOut(Out):
    """The part of a payment that paid a charge at once."""

    charge_id: str
    amount: Money


class PaymentOut(Out):
    """A payment. What its allocations do not use became credit for later charges."""

    id: str = Field(examples=["py_01J9ZC3M5W8Q2T4V6X8Y0A1B2C"])
    amount: Money
    provider: str
    provider_reference: str
    allocations: list[AllocationOut]
    is_reversed: bool
    posted_at: datetime

    @classmethod
    def seen(cls, view: PaymentView, currency: str) -> Self:
        """A payment of a statement."""
        payment = view.payment
        return cls(
            id=payment.id,
            amount=Money(amount=payment.amount, currency=currency),
            provider=payment.provider,
            provider_reference=payment.provider_reference,
            allocations=[
                AllocationOut(charge_id=part.charge.id, amount=Money(amount=part.amount, currency=currency))
                for part in payment.allocations
            ],
            is_reversed=view.is_reversed,
            posted_at=payment.at,
        )


class AccountOut(Out):
    """A unit's account: where it stands today, and its newest charges and payments."""

    unit_id: str
    balance: Money = Field(description="positive is owed, negative is credit")
    amount_due: Money = Field(description="overdue past the days of grace, and undisputed")
    standing: StandingName
    since: date | None = Field(description="the earliest due date that is past its grace")
    charges: list[ChargeOut] = Field(description="newest first; every open charge is among them")
    payments: list[PaymentOut] = Field(description="newest first")
    version: int = Field(description="0 while nothing was ever posted")

    @classmethod
    def of(cls, value: Statement, context: Context) -> Self:
        """The statement, amounts with their currency."""
        currency = value.account.currency
        return cls(
            unit_id=value.account.unit_id,
            balance=Money(amount=value.standing.balance, currency=currency),
            amount_due=Money(amount=value.standing.amount_due, currency=currency),
            standing=value.standing.standing,
            since=value.standing.since,
            charges=[ChargeOut.seen(view, currency) for view in value.charges],
            payments=[PaymentOut.seen(view, currency) for view in value.payments],
            version=value.account.version,
        )


class AccountsQuery(ListQuery):
    """Which units. A page looks at `limit` of them: with a filter it may be short, and still have a cursor."""

    building: Identifier | None = Field(None, description="id of a building")
    community: Identifier | None = Field(None, description="id of a community")
    standing: StandingName | None = None


class UnitStandingOut(Out):
    """A unit, and how it stands today; one that was never charged owes nothing."""

    unit_id: str = Field(examples=["un_01J9ZC3M5W8Q2T4V6X8Y0A1B2C"])
    unit_name: str = Field(examples=["3-1201"])
    building_id: str
    balance: Money = Field(description="positive is owed, negative is credit")
    amount_due: Money
    standing: StandingName
    since: date | None = Field(description="the earliest due date past its grace")

    @classmethod
    def of(cls, value: UnitStanding, context: Context) -> Self:
        """The unit with its amounts."""
        now, currency = value.standing, value.currency
        return cls(
            unit_id=value.unit.id,
            unit_name=value.unit.name,
            building_id=value.unit.building_id,
            balance=Money(amount=now.balance, currency=currency),
            amount_due=Money(amount=now.amount_due, currency=currency),
            standing=now.standing,
            since=now.since,
        )


class PostedCharge(Out):
    """A charge that was posted."""

    id: str
    unit_id: str
    kind: str
    period: str
    due_on: date
    amount: Money
    remaining: Money = Field(description="less than the amount where credit paid for it")
    posted_at: datetime
    account: AccountSummary

    @classmethod
    def of(cls, value: Posted[Charge], context: Context) -> Self:
        """The charge, and the account with it."""
        line, currency = value.line, value.account.currency
        return cls(
            id=line.id,
            unit_id=line.unit_id,
            kind=line.kind,
            period=line.period,
            due_on=line.due_on,
            amount=Money(amount=line.amount, currency=currency),
            remaining=Money(amount=value.charge.remaining if value.charge else 0, currency=currency),
            posted_at=line.at,
            account=AccountSummary.after(value),
        )


class PostedPayment(PaymentOut):
    """A payment that was posted, or the first one with the same reference."""

    unit_id: str
    account: AccountSummary

    @classmethod
    def of(cls, value: Posted[Payment], context: Context) -> Self:
        """The payment, and the account with it."""
        payment = PaymentOut.seen(PaymentView(value.line, value.is_reversed), value.account.currency)
        return cls(**vars(payment), unit_id=value.line.unit_id, account=AccountSummary.after(value))


class PostedReversal(Out):
    """A charge or payment counts no longer."""

    id: str
    unit_id: str
    reverses: str = Field(description="id of the charge or payment")
    amount: Money
    reason: str
    posted_at: datetime
    account: AccountSummary

    @classmethod
    def of(cls, value: Posted[Reversal], context: Context) -> Self:
        """The reversal, and the account with it."""
        line = value.line
        return cls(
            id=line.id,
            unit_id=line.unit_id,
            reverses=line.reverses,
            amount=Money(amount=line.amount, currency=value.account.currency),
            reason=line.reason,
            posted_at=line.at,
            account=AccountSummary.after(value),
        )


class PostedDispute(Out):
    """A charge is disputed, or stands again."""

    id: str
    unit_id: str
    charge_id: str
    is_disputed: bool
    remaining: Money = Field(description="what is left of the charge")
    reason: str
    posted_at: datetime
    account: AccountSummary

    @classmethod
    def of(cls, value: Posted[Dispute], context: Context) -> Self:
        """The dispute, and the account with it."""
        line = value.line
        return cls(
            id=line.id,
            unit_id=line.unit_id,
            charge_id=line.charge_id,
            is_disputed=not line.is_settled,
            remaining=Money(
                amount=value.charge.remaining if value.charge else 0, currency=value.account.currency
            ),
            reason=line.reason,
            posted_at=line.at,
            account=AccountSummary.after(value),
        )
