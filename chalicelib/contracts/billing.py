"""Events of accounts. `entity` is the unit's id."""

from datetime import date
from typing import ClassVar

from chalicelib.contracts.envelope import Event
from chalicelib.contracts.workorders import Amount


class BillingEvent(Event):
    """Base of the events of this room."""

    source: ClassVar[str] = "steward.billing"


class ChargePosted(BillingEvent):
    """A charge was added to a unit's account."""

    charge_id: str
    amount: Amount
    due_on: date


class PaymentPosted(BillingEvent):
    """A payment was added to a unit's account."""

    payment_id: str
    amount: Amount


class StandingChanged(BillingEvent):
    """The account went into arrears or out of it. Consumers read the standing anew: this may be late."""

    standing: str
    amount_due: Amount
    since: date | None = None
