"""What can be done with accounts. workorders asks `account_ref` and `standing`, and guards what it read."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from chalicelib.billing import store
from chalicelib.billing.errors import AlreadyReversed, ChargeNotOpen, DisputeUnchanged, ReferenceTaken
from chalicelib.billing.ledger import Book, Posted, commit, open_book, publish
from chalicelib.billing.model import (
    Account,
    Charge,
    Dispute,
    OpenCharge,
    Payment,
    Reversal,
    charge_reversed,
    charged,
    disputed,
    paid,
    payment_reversed,
)
from chalicelib.billing.overview import UnitStanding, list_standings
from chalicelib.billing.standing import Standing, overdue_before, standing
from chalicelib.billing.statement import Statement, read_account
from chalicelib.billing.store import account_ref, charge_ref, payment_ref
from chalicelib.contracts.billing import ChargePosted, PaymentPosted
from chalicelib.kernel.changes import guard
from chalicelib.kernel.context import Context, retried
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import NotFound, UnknownReference, Unprocessable
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.schema import Money
from chalicelib.tenants.service import get as get_tenant
from chalicelib.tenants.service import local_date, today

__all__ = [
    "Account",
    "Standing",
    "Statement",
    "UnitStanding",
    "account_ref",
    "list_standings",
    "read_account",
    "standing",
]

P = TypeVar("P", Charge, Payment)


def post_charge(
    context: Context, *, unit_id: str, kind: str, period: str, due_on: date, amount: Money
) -> Posted[Charge]:
    """Charge a unit.

    Raises UnknownReference, Unprocessable (currency), TooManyOpenCharges, BalanceTooLarge.
    """
    book, _ = _posting_to(context, unit_id, amount)
    charge = Charge(
        id=new_id("ch"),
        unit_id=unit_id,
        at=context.now,
        by=context.stamp.actor,
        kind=kind,
        period=period,
        due_on=due_on,
        amount=amount.amount,
    )
    return commit(
        context,
        book,
        charged(book.account, charge),
        charge,
        store.keep(charge_ref(charge.id), charge),
        about=charge.id,
        announced=(ChargePosted, {"charge_id": charge.id, "amount": amount.model_dump(), "due_on": due_on}),
    )


def post_payment(
    context: Context, *, unit_id: str, amount: Money, provider: str, provider_reference: str
) -> Posted[Payment]:
    """Take in a payment. The same reference with the same unit and amount is answered with the first payment.

    Raises UnknownReference, Unprocessable (currency), ReferenceTaken, BalanceTooLarge.
    """
    book, taken = _posting_to(context, unit_id, amount, store.reference_ref(provider, provider_reference))
    if taken:
        if (taken.unit_id, taken.amount) != (unit_id, amount.amount):
            raise ReferenceTaken(payment_id=taken.payment_id)
        return _repeated(context, book, payment_ref(taken.payment_id))
    account, allocations = paid(book.account, amount.amount)
    payment = Payment(
        id=new_id("py"),
        unit_id=unit_id,
        at=context.now,
        by=context.stamp.actor,
        amount=amount.amount,
        provider=provider,
        provider_reference=provider_reference,
        allocations=allocations,
    )
    return commit(
        context,
        book,
        account,
        payment,
        store.keep(payment_ref(payment.id), payment),
        store.take_reference(payment),
        announced=(PaymentPosted, {"payment_id": payment.id, "amount": amount.model_dump()}),
        may_relieve=True,
    )


def reverse_charge(context: Context, charge_id: str, reason: str) -> Posted[Reversal]:
    """Take a charge back; what had paid it becomes free for others. Raises NotFound, AlreadyReversed."""
    ref = charge_ref(charge_id)
    charge = context.find(ref)
    return _reverse(context, ref, charge, reason, lambda book, _: charge_reversed(book.account, charge))


def reverse_payment(context: Context, payment_id: str, reason: str) -> Posted[Reversal]:
    """Take a payment back; what it had paid is owed again. Raises NotFound, AlreadyReversed."""
    ref = payment_ref(payment_id)
    payment = context.find(ref)

    def decide(book: Book, reversal: Reversal) -> Account:
        gone = store.reversed_among(context, [part.charge.id for part in payment.allocations])
        since = local_date(book.tenant, payment.at)
        debt = OpenCharge(
            id=reversal.id,
            kind="reversal",
            period=since.strftime("%Y-%m"),
            due_on=since,
            amount=payment.amount,
            remaining=payment.amount,
        )
        return payment_reversed(book.account, payment, debt, gone)

    return _reverse(context, ref, payment, reason, decide)


def dispute(context: Context, charge_id: str, reason: str, *, is_settled: bool) -> Posted[Dispute]:
    """Mark an open charge as disputed, so that it does not count as due, or (`is_settled`) as standing again.

    Raises NotFound, ChargeNotOpen, DisputeUnchanged.
    """
    charge = context.find(charge_ref(charge_id))
    (book,) = open_book(context, charge.unit_id)
    context.check_match(book.account)
    owed = book.account.open_charge(charge_id)
    if owed is None:
        raise ChargeNotOpen
    if owed.is_disputed != is_settled:
        raise DisputeUnchanged
    line = Dispute(
        id=new_id("dt"),
        unit_id=charge.unit_id,
        at=context.now,
        by=context.stamp.actor,
        charge_id=charge_id,
        reason=reason,
        is_settled=is_settled,
    )
    account = disputed(book.account, charge_id, is_disputed=not is_settled)
    return commit(context, book, account, line, about=charge_id, may_relieve=True)


def publish_standing(context: Context) -> int:
    """Tell the standing of every account that changed with the date alone. Answers how many did."""
    tenant = get_tenant(context)
    policy, day = tenant.policies.gate, today(tenant, context.now)
    changed = 0
    for account in store.candidates(context, overdue_before(policy, day)):
        if standing(account, policy, day).standing != account.published_standing:
            changed += retried(partial(_publish_anew, context, account.unit_id))
    return changed


def _publish_anew(context: Context, unit_id: str) -> bool:
    """Judge one account on what is there now."""
    return publish(context, *open_book(context, unit_id))


def _repeated(context: Context, book: Book, ref: Ref[Payment]) -> Posted[Payment]:
    """The first payment again, with the account as it is now."""
    payment, reversal = context.load(ref, store.reversal_ref(ref))
    standing_now = book.standing_of(book.account)
    answer = Posted(payment, book.account, standing_now, is_reversed=reversal is not None)
    context.commit(guard(account_ref(payment.unit_id), book.account), answer=answer)
    return answer


def _posting_to(
    context: Context, unit_id: str, amount: Money, reference: Ref[store.Reference] | None = None
) -> tuple[Book, store.Reference | None]:
    """The book of the unit that a body names, and who has the payment's reference."""
    try:
        book, *taken = open_book(context, unit_id, *([reference] if reference else []))
    except NotFound:
        raise UnknownReference("body", "unit_id") from None
    if amount.currency != book.account.currency:
        raise Unprocessable(
            "the tenant's currency is {currency}",
            "body",
            "amount",
            "currency",
            currency=book.account.currency,
        )
    context.check_match(book.account)
    return book, taken[0] if taken else None


def _reverse(
    context: Context, ref: Ref[P], posting: P, reason: str, decide: Callable[[Book, Reversal], Account]
) -> Posted[Reversal]:
    book, before = open_book(context, posting.unit_id, store.reversal_ref(ref))
    if before:
        raise AlreadyReversed
    context.check_match(book.account)
    reversal = Reversal(
        id=new_id("rv"),
        unit_id=posting.unit_id,
        at=context.now,
        by=context.stamp.actor,
        reverses=posting.id,
        amount=posting.amount,
        reason=reason,
    )
    return commit(
        context,
        book,
        decide(book, reversal),
        reversal,
        store.reverse(ref, reversal, AlreadyReversed()),
        may_relieve=True,
    )
