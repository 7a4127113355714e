"""What SES tells later, in the form that it documents, and what follows for the address."""

import pytest

from chalicelib.contracts import deadlines
from chalicelib.notifications import addresses
from chalicelib.notifications.triggers import on_receipt
from tests.builders.cloud import parked, queued
from tests.conftest import TENANT
from tests.rooms.notifications.conftest import bodies_of, log_of
from tests.rooms.notifications.events import event

BREACH = event(deadlines.DeadlineBreached, recipient_ids=("mb_head",))
ADDRESS = "mb_head@example.com"


@pytest.fixture
def tell(house, hear):
    """`tell(kind, part)`: SES tells of the mail of the breach."""
    hear(BREACH)
    log = log_of("mb_head", BREACH)

    def told(kind, **part):
        tags = {"tenant": [TENANT], "place": ["wo_1"], "id": [log.notification_id]}
        mail = {
            "messageId": "0100017f",
            "destination": [ADDRESS],
            "tags": tags | {"ses:caller-identity": ["x"]},
        }
        detail = {
            "eventType": kind,
            "mail": mail,
            kind.lower(): {"timestamp": "2026-11-23T01:00:00Z", **part},
        }
        names = {"Bounce": "Bounced", "Complaint": "Complaint Received", "Delivery": "Delivered"}
        on_receipt({"id": "1", "detail-type": f"Email {names[kind]}", "detail": detail}, None)

    return told


def bounce(tell, kind="Permanent", subtype="General"):
    recipients = [{"emailAddress": ADDRESS, "action": "failed", "status": "5.1.1"}]
    tell("Bounce", bounceType=kind, bounceSubType=subtype, bouncedRecipients=recipients)


def mail():
    sending = log_of("mb_head", BREACH).sending("email")
    return sending.status, sending.error


def faults(acting):
    return [(one.address, one.reason) for one in addresses.of(acting("tenant_admin"), "mb_head").faults]


def again(plan):
    """The channels of the next news."""
    plan(event(deadlines.DeadlineBreached, sequence=2, recipient_ids=("mb_head",)))
    return bodies_of("email")


def test_a_mail_that_arrived_is_logged_so(tell):
    tell("Delivery", recipients=[ADDRESS])
    assert mail() == ("delivered", None)


def test_a_hard_bounce_marks_the_address_and_nothing_is_sent_there_any_more(tell, acting, plan):
    bounce(tell)
    assert mail() == ("bounced", "bounce: General")
    assert faults(acting) == [(ADDRESS, "bounce: General")]
    assert again(plan) == []


def test_a_mailbox_that_is_full_is_no_bad_address(tell, acting, plan):
    bounce(tell, "Transient", "MailboxFull")
    assert mail()[0] == "bounced" and faults(acting) == []
    assert len(again(plan)) == 1


def test_who_complains_gets_no_more_mail(tell, acting, plan):
    tell("Complaint", complaintFeedbackType="abuse", complainedRecipients=[{"emailAddress": ADDRESS}])
    assert faults(acting) == [(ADDRESS, "complaint: abuse")] and again(plan) == []


def test_a_receipt_that_comes_twice_or_late_changes_nothing(tell, acting):
    bounce(tell)
    version = log_of("mb_head", BREACH).version
    bounce(tell)
    tell("Delivery", recipients=[ADDRESS])
    assert mail()[0] == "bounced" and len(faults(acting)) == 1
    assert log_of("mb_head", BREACH).version == version


def test_an_address_that_was_seen_to_is_written_to_again(tell, acting, plan):
    bounce(tell)
    addresses.mend(acting("tenant_admin"), "mb_head", "email")
    assert faults(acting) == [] and len(again(plan)) == 1


def test_a_receipt_of_a_mail_that_is_not_ours_is_parked(house):
    mail = {"messageId": "1", "tags": {"ses:caller-identity": ["x"]}}
    on_receipt({"id": "1", "detail": {"eventType": "Delivery", "mail": mail, "delivery": {}}}, None)
    assert len(parked()) == 1 and queued() == []
