"""Routes of charges, payments and accounts."""

from chalicelib.billing import service
from chalicelib.billing.errors import (
    AlreadyReversed,
    BalanceTooLarge,
    ChargeNotOpen,
    DisputeUnchanged,
    ReferenceTaken,
    TooManyOpenCharges,
)
from chalicelib.billing.ledger import Posted
from chalicelib.billing.model import Charge, Dispute, Payment, Reversal
from chalicelib.billing.overview import UnitStanding
from chalicelib.billing.schema import (
    AccountOut,
    AccountsQuery,
    ChargeIn,
    PaymentIn,
    PostedCharge,
    PostedDispute,
    PostedPayment,
    PostedReversal,
    Reason,
    UnitStandingOut,
)
from chalicelib.billing.statement import Statement
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import PreconditionFailed, UnknownReference
from chalicelib.kernel.http import Router
from chalicelib.kernel.schema import Listing, Page

router = Router("billing")


@router.route(
    "POST",
    "/v1/charges",
    permission="charge.post",
    body=ChargeIn,
    answer=PostedCharge,
    status=201,
    errors=(UnknownReference, TooManyOpenCharges, BalanceTooLarge, PreconditionFailed),
)
def post_charge(context: Context, body: ChargeIn) -> Posted[Charge]:
    """Charge a unit."""
    return service.post_charge(
        context,
        unit_id=body.unit_id,
        kind=body.kind,
        period=body.period,
        due_on=body.due_on,
        amount=body.amount,
    )


@router.route(
    "POST",
    "/v1/payments",
    permission="payment.post",
    body=PaymentIn,
    answer=PostedPayment,
    status=201,
    errors=(UnknownReference, ReferenceTaken, BalanceTooLarge, PreconditionFailed),
)
def post_payment(context: Context, body: PaymentIn) -> Posted[Payment]:
    """Take in a payment; the oldest due charges are paid first."""
    return service.post_payment(
        context,
        unit_id=body.unit_id,
        amount=body.amount,
        provider=body.provider,
        provider_reference=body.provider_reference,
    )


@router.route(
    "POST",
    "/v1/charges/{charge_id}/reversal",
    permission="charge.post",
    body=Reason,
    answer=PostedReversal,
    status=201,
    errors=(AlreadyReversed, PreconditionFailed),
)
def reverse_charge(context: Context, charge_id: str, body: Reason) -> Posted[Reversal]:
    """Take a charge back; what had paid it becomes free for other charges."""
    return service.reverse_charge(context, charge_id, body.reason)


@router.route(
    "POST",
    "/v1/payments/{payment_id}/reversal",
    permission="payment.post",
    body=Reason,
    answer=PostedReversal,
    status=201,
    errors=(AlreadyReversed, BalanceTooLarge, PreconditionFailed),
)
def reverse_payment(context: Context, payment_id: str, body: Reason) -> Posted[Reversal]:
    """Take a payment back; what it had paid is owed again."""
    return service.reverse_payment(context, payment_id, body.reason)


@router.route(
    "POST",
    "/v1/charges/{charge_id}/dispute",
    permission="charge.post",
    body=Reason,
    answer=PostedDispute,
    errors=(ChargeNotOpen, DisputeUnchanged, PreconditionFailed),
)
def dispute_charge(context: Context, charge_id: str, body: Reason) -> Posted[Dispute]:
    """Mark an open charge as disputed: it does not count as due until the dispute is settled."""
    return service.dispute(context, charge_id, body.reason, is_settled=False)


@router.route(
    "POST",
    "/v1/charges/{charge_id}/settle-dispute",
    permission="charge.post",
    body=Reason,
    answer=PostedDispute,
    errors=(ChargeNotOpen, DisputeUnchanged, PreconditionFailed),
)
def settle_dispute(context: Context, charge_id: str, body: Reason) -> Posted[Dispute]:
    """Let a disputed charge stand; one that does not stand is reversed instead."""
    return service.dispute(context, charge_id, body.reason, is_settled=True)


@router.route("GET", "/v1/units/{unit_id}/account", permission="account.read", answer=AccountOut)
def read_account(context: Context, unit_id: str) -> Statement:
    """Read a unit's account; residents read those of their own units."""
    return service.read_account(context, unit_id)


@router.route(
    "GET", "/v1/accounts", permission="account.list", query=AccountsQuery, answer=Page[UnitStandingOut]
)
def list_accounts(context: Context, query: AccountsQuery) -> Listing[UnitStanding]:
    """List how the units stand today, newest unit first."""
    return service.list_standings(
        context, query, building_id=query.building, community_id=query.community, wanted=query.standing
    )
