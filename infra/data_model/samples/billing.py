"""What a unit owes and has paid: billing."""

from typing import Any

from chalicelib.billing import store as billing
from chalicelib.billing.model import Account, Allocation, Charge, Dispute, OpenCharge, Payment, Reversal
from chalicelib.contracts.billing import ChargePosted
from chalicelib.contracts.workorders import Amount
from chalicelib.kernel.errors import Conflict
from infra.data_model.samples.company import UNIT
from infra.data_model.samples.envelope import ADA, AT, DUE, ENVELOPE, Groups

OPEN_CHARGE = OpenCharge(
    id="ch_<charge>", kind="property_fee", period="2026-09", due_on=DUE, amount=12_050, remaining=50
)
ACCOUNT = Account(unit_id=UNIT.id, currency="CNY", open_charges=(OPEN_CHARGE,), published_standing="arrears")
_LINE: dict[str, Any] = {"unit_id": UNIT.id, "at": AT, "by": ADA}
CHARGE = Charge(**_LINE, id="ch_<charge>", kind="property_fee", period="2026-09", due_on=DUE, amount=12_050)
PAYMENT = Payment(
    **_LINE,
    id="py_<payment>",
    amount=12_000,
    provider="<provider>",
    provider_reference="<reference>",
    allocations=(Allocation(charge=OPEN_CHARGE, amount=12_000),),
)
REVERSAL = Reversal(**_LINE, id="rv_<reversal>", reverses=CHARGE.id, amount=12_050, reason="posted twice")
DISPUTE = Dispute(**_LINE, id="dt_<dispute>", charge_id=CHARGE.id, reason="not ours", is_settled=False)
POSTED = ChargePosted(
    **ENVELOPE,
    entity=UNIT.id,
    charge_id=CHARGE.id,
    amount=Amount(amount=CHARGE.amount, currency="CNY"),
    due_on=DUE,
)

WRITTEN: Groups = {
    "billing": [
        [
            billing.save(ACCOUNT),
            billing.write(CHARGE),
            billing.keep(billing.charge_ref(CHARGE.id), CHARGE),
            billing.emit(POSTED),
        ],
        [
            billing.write(PAYMENT),
            billing.keep(billing.payment_ref(PAYMENT.id), PAYMENT),
            billing.take_reference(PAYMENT),
        ],
        [
            billing.write(REVERSAL),
            billing.reverse(billing.charge_ref(CHARGE.id), REVERSAL, Conflict()),
            billing.write(DISPUTE),
        ],
    ],
}
