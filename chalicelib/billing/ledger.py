"""The one way in which an account changes.

Its next version, the line that explains it and the events that tell of it are one transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

import chalicelib.estates.service as estates
import chalicelib.tenants.service as tenants
from chalicelib.billing import store
from chalicelib.billing.model import Account, Charge, Dispute, Line, OpenCharge, Payment, Reversal, opened
from chalicelib.billing.standing import Standing, standing
from chalicelib.contracts.billing import BillingEvent, StandingChanged
from chalicelib.contracts.envelope import envelope
from chalicelib.kernel.changes import Change, Record
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import NotFound
from chalicelib.tenants import audit
from chalicelib.tenants.service import AuditKind, Tenant

L = TypeVar("L", bound=Line)
#: an event and what it tells beyond the envelope
Announcement = tuple[type[BillingEvent], Mapping[str, Any]]


@dataclass(frozen=True)
class Book:
    """A unit's account as it was read (version 0: nothing there yet), and what its standing is judged by."""

    tenant: Tenant
    today: date
    account: Account

    def standing_of(self, account: Account) -> Standing:
        """How a version of the account stands today."""
        return standing(account, self.tenant.policies.gate, self.today)


@dataclass(frozen=True)
class Posted(Generic[L]):
    """A line, and the account with it. `charge` is what is left of the charge that it is about."""

    line: L
    account: Account
    standing: Standing
    charge: OpenCharge | None = None
    is_reversed: bool = False


def open_book(context: Context, unit_id: str, *others: Ref[Any]) -> tuple[Any, ...]:
    """The book of a unit and what lies at `others`, in one call. Raises NotFound without such a unit."""
    tenant, unit, account, *rest = context.load(
        tenants.tenant_ref(), estates.unit_ref(unit_id), store.account_ref(unit_id), *others
    )
    if unit is None:
        raise NotFound
    account = account or opened(unit_id, tenant.currency)
    return Book(tenant, tenants.today(tenant, context.now), account), *rest


def commit(
    context: Context,
    book: Book,
    account: Account,
    line: L,
    *changes: Change,
    about: str = "",
    announced: Announcement | None = None,
    may_relieve: bool = False,
) -> Posted[L]:
    """Write the account's next version with its line. Raises StaleRead when the account changed meanwhile.

    StandingChanged is told when the standing is not the published one and, where the change `may_relieve`,
    whenever the account is clear or owes less that is due: whoever holds work back for arrears must not miss
    it. `about` is the id of the charge that the answer shows.
    """
    announcements = [announced] if announced else []
    before, after = book.standing_of(book.account), book.standing_of(account)
    is_relief = may_relieve and (after.standing == "clear" or after.amount_due < before.amount_due)
    if is_relief or after.standing != account.published_standing:
        announcements.append(_standing_changed(account, after))
    account, parts = _told(context, account, announcements, after)
    answer = Posted(line, account, after, account.open_charge(about))
    context.commit(parts, store.write(line), changes, _audited(context, line, account), answer=answer)
    return answer


def _audited(context: Context, line: Line, account: Account) -> Record:
    """What the audit trail tells of a line."""
    money: dict[str, Any] = {"unit_id": line.unit_id, "currency": account.currency}
    match line:
        case Charge() | Payment():
            kind: AuditKind = "charge" if isinstance(line, Charge) else "payment"
            return audit.recorded(context, kind, line.id, "posted", data=money | {"amount": line.amount})
        case Reversal():
            kind = "charge" if line.reverses.startswith("ch_") else "payment"
            data = money | {"amount": line.amount, "reason": line.reason}
            return audit.recorded(context, kind, line.reverses, "reversed", data=data)
        case Dispute():
            action = "dispute_settled" if line.is_settled else "disputed"
            data = {"unit_id": line.unit_id, "reason": line.reason}
            return audit.recorded(context, "charge", line.charge_id, action, data=data)
    raise TypeError(line)


def publish(context: Context, book: Book) -> bool:
    """Tell the standing that the date alone has changed. Answers whether there was anything to tell."""
    now = book.standing_of(book.account)
    if now.standing == book.account.published_standing:
        return False
    account = book.account.changed()
    account, parts = _told(context, account, [_standing_changed(account, now)], now)
    context.commit(parts)
    return True


def _told(
    context: Context, account: Account, announcements: list[Announcement], now: Standing
) -> tuple[Account, list[Change]]:
    """The account that has told these events, its standing published, and the parts that write both."""
    events = [
        kind(**envelope(context.stamp, account.unit_id, account.sequence + number), **content)
        for number, (kind, content) in enumerate(announcements, 1)
    ]
    account = account.model_copy(
        update={"sequence": account.sequence + len(events), "published_standing": now.standing}
    )
    return account, [store.save(account), *(store.emit(event) for event in events)]


def _standing_changed(account: Account, now: Standing) -> Announcement:
    amount_due = {"amount": now.amount_due, "currency": account.currency}
    return StandingChanged, {"standing": now.standing, "amount_due": amount_due, "since": now.since}
