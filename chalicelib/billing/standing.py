"""Whether an account is in arrears: computed whenever it is asked, since it changes with the date alone."""

from datetime import date, timedelta

from chalicelib.billing.model import Account, OpenCharge, StandingName
from chalicelib.kernel.entity import Value
from chalicelib.tenants.service import GatePolicy


class Standing(Value):
    """An account on a date. `amount_due` is undisputed and past grace, `since` its earliest due date."""

    standing: StandingName
    amount_due: int
    since: date | None
    balance: int


def standing(account: Account | None, policy: GatePolicy, today: date) -> Standing:
    """How an account stands on `today`, the tenant's date; a unit without an account owes nothing."""
    overdue = (
        [charge for charge in account.open_charges if is_overdue(charge, policy, today)] if account else []
    )
    amount_due = sum(charge.remaining for charge in overdue)
    return Standing(
        standing="arrears" if amount_due > policy.threshold else "clear",
        amount_due=amount_due,
        since=min((charge.due_on for charge in overdue), default=None),
        balance=account.balance if account else 0,
    )


def is_overdue(charge: OpenCharge, policy: GatePolicy, today: date) -> bool:
    """Whether a charge counts towards arrears: not until its days of grace are over, nor while disputed."""
    return not charge.is_disputed and charge.due_on < overdue_before(policy, today)


def overdue_before(policy: GatePolicy, today: date) -> date:
    """Charges due before this date are past their grace."""
    return today - timedelta(days=policy.grace_days)
