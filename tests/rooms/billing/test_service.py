"""Accounts in the table: what is written together, told, refused, and what others do at the same time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from ulid import ULID

from chalicelib.billing import service, store
from chalicelib.billing.errors import AlreadyReversed, ChargeNotOpen, DisputeUnchanged, ReferenceTaken
from chalicelib.kernel.changes import guard
from chalicelib.kernel.context import retried
from chalicelib.kernel.errors import NotFound, PreconditionFailed, StaleRead, UnknownReference, Unprocessable
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.schema import Money
from tests.builders.cloud import outbox
from tests.builders.estate import lay_tenant, lay_unit
from tests.conftest import OTHER_TENANT, TENANT
from tests.rooms.billing.conftest import calls_counted, charge, pay, yuan

TODAY = date(2026, 11, 23)


def told():
    return [event["type"] for event in outbox()]


def test_a_charge_is_on_the_account_and_told(clerk):
    answer = charge(clerk(), 250, due_on=TODAY)
    account = clerk().find(service.account_ref("un_1"))
    assert (account.balance, account.version, account.sequence) == (250, 1, 1)
    assert answer.account == account
    (event,) = outbox()
    assert event["type"] == "ChargePosted"
    assert event["detail"]["entity"] == "un_1"
    assert event["detail"]["amount"] == {"amount": 250, "currency": "CNY"}
    assert event["detail"]["actor"]["id"] == "mb_clerk"


def test_a_charge_that_is_overdue_when_posted_changes_the_standing_at_once(clerk):
    assert charge(clerk()).standing.standing == "arrears"
    assert told() == ["ChargePosted", "StandingChanged"]
    assert outbox()[1]["detail"]["standing"] == "arrears"
    assert outbox()[1]["detail"]["since"] == "2026-10-01"
    charge(clerk())
    assert told() == ["ChargePosted", "StandingChanged", "ChargePosted"]


def test_full_payment_clears_and_is_told(clerk):
    charge(clerk())
    assert pay(clerk()).standing.standing == "clear"
    assert told()[2:] == ["PaymentPosted", "StandingChanged"]
    assert outbox()[3]["detail"]["standing"] == "clear"
    assert [event["detail"]["sequence"] for event in outbox()] == [1, 2, 3, 4]


def test_part_payment_leaves_arrears_and_tells_that_less_is_due(clerk):
    charge(clerk())
    assert pay(clerk(), 40).standing.standing == "arrears"
    assert outbox()[-1]["type"] == "StandingChanged"
    assert outbox()[-1]["detail"]["amount_due"]["amount"] == 60


def test_a_payment_on_a_clear_account_tells_the_standing_again(clerk):
    pay(clerk())
    assert told() == ["PaymentPosted", "StandingChanged"]


def test_a_repeated_reference_is_the_first_payment_again(clerk):
    charge(clerk(), 300)
    first = pay(clerk(), 100, "R1")
    again = pay(clerk(), 100, "R1")
    assert again.line == first.line
    assert again.account.balance == 200
    assert told().count("PaymentPosted") == 1


@pytest.mark.parametrize(("unit_id", "amount"), [("un_1", 99), ("un_2", 100)])
def test_a_reference_with_other_content_is_refused(clerk, unit_id, amount):
    lay_unit(TENANT, "un_2")
    first = pay(clerk(), 100, "R1")
    with pytest.raises(ReferenceTaken) as refusal:
        pay(clerk(), amount, "R1", unit_id=unit_id)
    assert refusal.value.details == {"payment_id": first.line.id}


def test_another_provider_or_tenant_may_use_the_same_reference(clerk, acting):
    lay_tenant(OTHER_TENANT)
    lay_unit(OTHER_TENANT)
    pay(clerk(), 100, "R1")
    service.post_payment(clerk(), unit_id="un_1", amount=yuan(100), provider="cash", provider_reference="R1")
    pay(acting("billing_clerk", tenant=OTHER_TENANT), 100, "R1")
    assert clerk().find(service.account_ref("un_1")).credit == 200


def test_reversing_a_payment_puts_the_unit_in_arrears_again(clerk):
    charge(clerk())
    payment = pay(clerk()).line
    assert service.reverse_payment(clerk(), payment.id, "bounced").standing.standing == "arrears"
    with pytest.raises(AlreadyReversed):
        service.reverse_payment(clerk(), payment.id, "bounced")
    assert clerk().find(service.account_ref("un_1")).balance == 100


def test_reversing_a_charge_clears_and_is_told(clerk):
    posted = charge(clerk()).line
    assert service.reverse_charge(clerk(), posted.id, "wrong unit").standing.standing == "clear"
    assert outbox()[-1]["detail"]["standing"] == "clear"
    with pytest.raises(AlreadyReversed):
        service.reverse_charge(clerk(), posted.id, "wrong unit")


def test_a_payment_reversed_after_its_charge_does_not_bring_the_charge_back(clerk):
    posted = charge(clerk(), 100).line
    payment = pay(clerk(), 100).line
    service.reverse_charge(clerk(), posted.id, "wrong unit")
    after = service.reverse_payment(clerk(), payment.id, "bounced")
    assert (after.account.balance, after.account.open_charges) == (0, ())


def test_a_dispute_clears_and_its_end_brings_the_arrears_back(clerk):
    posted = charge(clerk()).line
    assert service.dispute(clerk(), posted.id, "not mine", is_settled=False).standing.standing == "clear"
    with pytest.raises(DisputeUnchanged):
        service.dispute(clerk(), posted.id, "not mine", is_settled=False)
    assert service.dispute(clerk(), posted.id, "it is", is_settled=True).standing.standing == "arrears"
    assert told().count("StandingChanged") == 3


def test_a_paid_charge_cannot_be_disputed(clerk):
    posted = charge(clerk()).line
    pay(clerk())
    with pytest.raises(ChargeNotOpen):
        service.dispute(clerk(), posted.id, "not mine", is_settled=False)


def test_what_is_not_there_is_not_found(clerk, acting):
    lay_tenant(OTHER_TENANT)
    posted, payment = charge(clerk()).line, pay(clerk()).line
    stranger = acting("billing_clerk", tenant=OTHER_TENANT)
    for refused in (
        lambda: service.reverse_charge(stranger, posted.id, "x"),
        lambda: service.reverse_payment(stranger, payment.id, "x"),
        lambda: service.dispute(stranger, posted.id, "x", is_settled=False),
        lambda: service.reverse_charge(clerk(), payment.id, "x"),
        lambda: service.read_account(stranger, "un_1"),
        lambda: service.read_account(clerk(), "un_none"),
    ):
        with pytest.raises(NotFound):
            refused()
    with pytest.raises(UnknownReference):
        charge(stranger)


def test_only_the_tenants_currency_is_taken(clerk):
    with pytest.raises(Unprocessable) as refusal:
        service.post_charge(
            clerk(),
            unit_id="un_1",
            kind="fee",
            period="2026-11",
            due_on=TODAY,
            amount=Money(amount=1, currency="EUR"),
        )
    assert refusal.value.loc == ["body", "amount", "currency"]


def test_a_stale_if_match_is_refused(clerk):
    charge(clerk())
    with pytest.raises(PreconditionFailed):
        charge(replace(clerk(), if_match=7))


def test_the_account_shows_every_open_charge_and_what_is_left(clerk, clock):
    old = charge(clerk(), 500).line
    first = pay(clerk(), 101, "R0").line
    later = [
        first.model_copy(
            update={"id": f"py_{ULID.from_datetime(clock.advance(seconds=1))}", "provider_reference": f"R{n}"}
        )
        for n in range(1, 98)
    ]
    clerk().commit([store.write(line) for line in later])  # as many payments would leave them
    clock.advance(seconds=1)
    newest = charge(clerk(), 70, due_on=TODAY).line
    statement = service.read_account(clerk(), "un_1")
    assert [(view.id, view.remaining) for view in statement.charges] == [(newest.id, 70), (old.id, 399)]
    assert [view.posted_at is None for view in statement.charges] == [False, False]
    clock.advance(seconds=1)
    clerk().commit(store.write(first.model_copy(update={"id": new_id("py")})))
    statement = service.read_account(clerk(), "un_1")
    assert [(view.id, view.posted_at is None) for view in statement.charges] == [
        (newest.id, False),
        (old.id, True),
    ]
    assert len(statement.payments) == 99


def test_a_resident_reads_the_accounts_of_their_own_units_only(clerk, acting):
    charge(clerk())
    own = acting("resident", id="rs_1", unit_ids=("un_1",))
    assert service.read_account(own, "un_1").standing.amount_due == 100
    with pytest.raises(NotFound):
        service.read_account(acting("resident", id="rs_2", unit_ids=("un_2",)), "un_1")


def test_the_standing_follows_the_tenants_calendar(clerk, clock):
    charge(clerk(), due_on=TODAY)
    clock.now = clock.now.replace(hour=15, minute=59)  # 23:59 in Shanghai
    assert service.read_account(clerk(), "un_1").standing.standing == "clear"
    clock.advance(minutes=1)
    assert service.read_account(clerk(), "un_1").standing.standing == "arrears"


def test_two_payments_at_once_are_both_counted(clerk):
    """The second is decided on what the first has changed; its transaction refuses, it is decided anew."""
    charge(clerk(), 300)
    late = clerk()
    stale_reads = iter([late.table.load])

    class Overtaken(type(late.table)):
        def load(self, *refs):
            seen = super().load(*refs)
            if next(stale_reads, None):
                pay(clerk(), 100, "R1")
            return seen

    late = replace(late, table=Overtaken(TENANT))
    with pytest.raises(StaleRead):
        pay(late, 50, "R2")
    assert retried(lambda: pay(late, 50, "R2")).account.balance == 150


def test_one_reference_twice_at_once_is_counted_once(clerk):
    overtakers = iter([1])
    late = clerk()

    class Overtaken(type(late.table)):
        def load(self, *refs):
            seen = super().load(*refs)
            if next(overtakers, None):
                pay(clerk(), 100, "R1")
            return seen

    late = replace(late, table=Overtaken(TENANT))
    assert retried(lambda: pay(late, 100, "R1")).account.credit == 100


def test_a_guarded_decision_fails_when_a_payment_comes_between(clerk):
    ref = service.account_ref("un_1")
    for _ in range(2):  # no account yet; an account
        (seen,) = clerk().load(ref)
        charge(clerk())
        with pytest.raises(StaleRead):
            clerk().commit(guard(ref, seen))


def test_posting_is_one_read_and_one_transaction_and_reading_two_calls(clerk):
    with calls_counted() as sent:
        posted = charge(clerk()).line
        payment = pay(clerk()).line
    assert sent == ["BatchGetItem", "TransactWriteItems"] * 2
    with calls_counted() as sent:
        service.read_account(clerk(), "un_1")
    assert sent == ["Query", "BatchGetItem"]
    with calls_counted() as sent:
        service.reverse_payment(clerk(), payment.id, "bounced")
    assert sent == ["GetItem", "BatchGetItem", "BatchGetItem", "TransactWriteItems"]
    with calls_counted() as sent:
        service.dispute(clerk(), posted.id, "not mine", is_settled=False)
    assert sent == ["GetItem", "BatchGetItem", "TransactWriteItems"]


def test_a_due_date_days_ahead_is_not_arrears(clerk):
    assert charge(clerk(), due_on=TODAY + timedelta(days=5)).standing.standing == "clear"
