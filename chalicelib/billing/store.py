"""Keys of accounts and their lines.

An account and its lines share the partition `ACCOUNT#<unit>`. A charge or payment lies by its own id as well
(it never changes, so the two cannot part), with its reversal beside it. GSI1 lists the accounts with
undisputed open charges by the earliest due date, GSI2 those last published as in arrears: between them, whose
standing the date alone can change.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from chalicelib.billing.model import Account, Charge, Dispute, Line, Payment, Reversal
from chalicelib.contracts.envelope import Event
from chalicelib.kernel.changes import Claim, Emit, Record, Save
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Key, Ref, Value
from chalicelib.kernel.errors import DomainError, StaleRead

P = TypeVar("P", Charge, Payment)
_KINDS: dict[str, type[Line]] = {kind.__name__: kind for kind in (Charge, Payment, Reversal, Dispute)}
_LINE = "LINE#"
_DUE, _ARREARS = "ACCOUNTS#DUE", "ACCOUNTS#ARREARS"
_BATCH = 90  # a batched read takes a hundred


class Reference(Value):
    """The payment that took a provider's reference."""

    payment_id: str
    unit_id: str
    amount: int


def account_ref(unit_id: str) -> Ref[Account]:
    """Where a unit's account lies; nothing lies there until the first charge or payment."""
    return Ref(Key(_account(unit_id)), Account)


def charge_ref(id: str) -> Ref[Charge]:
    """Where a charge lies by its id."""
    return Ref(Key(f"CHARGE#{id}"), Charge)


def payment_ref(id: str) -> Ref[Payment]:
    """Where a payment lies by its id."""
    return Ref(Key(f"PAYMENT#{id}"), Payment)


def reversal_ref(of: Ref[P]) -> Ref[Reversal]:
    """Where the reversal of a charge or payment lies."""
    return Ref(Key(of.key.pk, "REVERSAL"), Reversal)


def reference_ref(provider: str, reference: str) -> Ref[Reference]:
    """Where a provider's reference is taken."""
    return Ref(Key(f"REFERENCE#{provider}", reference), Reference)


def save(account: Account) -> Save:
    """Write an account."""
    indexes: dict[str, tuple[str, str]] = {}
    due = min((charge.due_on for charge in account.open_charges if not charge.is_disputed), default=None)
    if due:
        indexes["GSI1"] = (_DUE, f"{due}#{account.unit_id}")
    if account.published_standing == "arrears":
        indexes["GSI2"] = (_ARREARS, account.unit_id)
    return Save(account_ref(account.unit_id).key, account, indexes)


def write(line: Line) -> Record:
    """Write a line on its account."""
    return Record(Key(_account(line.unit_id), _LINE + line.id.partition("_")[2]), line)


def keep(ref: Ref[P], posting: P) -> Record:
    """Write a charge or payment by its id."""
    return Record(ref.key, posting)


def reverse(ref: Ref[P], reversal: Reversal, refusal: DomainError) -> Claim:
    """Write the one reversal that a charge or payment can have."""
    return Claim(reversal_ref(ref).key, reversal, refusal=refusal)


def take_reference(payment: Payment) -> Claim:
    """Take the provider's reference. Taken meanwhile, it is read anew and answered like any repetition."""
    reference = Reference(payment_id=payment.id, unit_id=payment.unit_id, amount=payment.amount)
    ref = reference_ref(payment.provider, payment.provider_reference)
    return Claim(ref.key, reference, refusal=StaleRead())


def emit(event: Event) -> Emit:
    """Record an event of an account."""
    return Emit(_account(event.entity), event)


def newest_lines(context: Context, unit_id: str, limit: int) -> list[Line]:
    """The newest lines of an account, newest first. One Query."""
    rows, _ = context.table.query(_account(unit_id), prefix=_LINE, limit=limit, newest_first=True)
    return [row.load(_KINDS[row.kind]) for row in rows]


def reversed_among(context: Context, charge_ids: Sequence[str]) -> frozenset[str]:
    """Which of these charges have been reversed. One batched read for each 90."""
    found: set[str] = set()
    for some in _batched(charge_ids):
        reversals = context.load(*(reversal_ref(charge_ref(id)) for id in some))
        found.update(reversal.reverses for reversal in reversals if reversal)
    return frozenset(found)


def candidates(context: Context, overdue_before: date) -> Iterator[Account]:
    """Accounts with an undisputed charge due before a date, and those published as in arrears; each once."""
    overdue = _all(context, "GSI1", _DUE, before=str(overdue_before))
    published = _all(context, "GSI2", _ARREARS)
    units = dict.fromkeys([sk.partition("#")[2] for sk in overdue] + list(published))
    for some in _batched(list(units)):
        yield from (account for account in context.load(*(account_ref(id) for id in some)) if account)


def _all(context: Context, index: str, pk: str, before: str | None = None) -> Iterator[str]:
    """Every sort key of an index partition below `before`. One Query for each 200."""
    last: str | None = None
    has_more = True
    while has_more:
        rows, has_more = context.table.query(pk, index=index, after=last, before=before)
        for row in rows:
            yield row.sk
            last = row.sk


def _batched(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _account(unit_id: str) -> str:
    return f"ACCOUNT#{unit_id}"
