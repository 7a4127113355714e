"""Push messages: a real browser's side reads them, and what is gone is forgotten."""

import base64
import time
from urllib.parse import urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.contracts import deadlines
from chalicelib.contracts import workorders as orders
from chalicelib.kernel.context import for_system
from chalicelib.notifications import addresses
from chalicelib.notifications.channels.web_push import public_key
from tests.builders.outside import PUSH, Said
from tests.conftest import TENANT
from tests.rooms.notifications.browser import Browser
from tests.rooms.notifications.conftest import bodies_of, log_of
from tests.rooms.notifications.events import event

BREACH = event(deadlines.DeadlineBreached, recipient_ids=("mb_head",))


def register(acting, browser, person="mb_head"):
    keys = browser.subscription["keys"]
    return addresses.register_browser(
        acting("manager", id=person), url=browser.url, p256dh=keys["p256dh"], auth=keys["auth"], label=""
    )


def outcome():
    sending = log_of("mb_head", BREACH).sending("web_push")
    return sending.status, sending.error


@pytest.fixture
def browser(stand_ins, acting):
    made = Browser()
    register(acting, made)
    return made


@pytest.fixture
def push(browser, plan):
    plan(BREACH)
    return bodies_of("web_push")


def test_the_browser_reads_what_its_person_is_told(stand_ins, browser, push, sent):
    assert sent(push) == []
    (asked,) = stand_ins.of(PUSH)
    assert asked.headers["content-encoding"] == "aes128gcm" and int(asked.headers["ttl"]) > 0
    told = browser.reads(asked.body)
    assert told["kind"] == "deadline_breached" and "WO-2026-000123" in told["body"]
    assert told["work_order_id"] == "wo_1" and outcome() == ("sent", None)


def test_the_push_service_can_tell_that_it_comes_from_us(stand_ins, browser, push, sent):
    sent(push)
    scheme, _, rest = stand_ins.of(PUSH)[0].headers["authorization"].partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert scheme == "vapid" and parts["k"] == public_key()
    point = base64.urlsafe_b64decode(parts["k"] + "=")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    claims = jwt.decode(parts["t"], key, algorithms=["ES256"], audience="https://fcm.googleapis.com")
    assert claims["sub"] == "mailto:steward@example.com"
    assert time.time() < claims["exp"] < time.time() + 24 * 3600


def test_each_browser_is_sent_to(stand_ins, acting, browser, push, sent):
    register(acting, Browser("https://updates.push.services.mozilla.com/wpush/v2/two"))
    assert sent(push) == [] and {one.host for one in stand_ins.asked} == {
        "fcm.googleapis.com",
        "updates.push.services.mozilla.com",
    }


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(stand_ins, acting, browser, push, sent, status):
    stand_ins.plan(urlsplit(browser.url).path, Said(status, b""))
    assert sent(push) == [] and outcome() == ("refused", str(status))
    assert addresses.own(acting("manager", id="mb_head")).endpoints == ()


def test_one_browser_that_is_gone_does_not_keep_the_message_from_another(
    stand_ins, acting, browser, push, sent
):
    other = Browser("https://web.push.apple.com/two")
    register(acting, other)
    stand_ins.plan("/fcm/send/one", Said(410, b""))
    assert sent(push) == [] and outcome() == ("sent", None)
    assert [one.address for one in addresses.own(acting("manager", id="mb_head")).endpoints] == [other.url]


@pytest.mark.parametrize(
    ("answer", "status"), [(Said(429, b"", {"Retry-After": "77"}), "pending"), (Said(None), "unknown")]
)
def test_a_busy_service_is_asked_again_and_a_silent_one_is_not(
    stand_ins, browser, push, sent, answer, status
):
    stand_ins.plan("/fcm/send/one", answer)
    assert (sent(push) == push) is (status == "pending")
    assert outcome()[0] == status
    sent(push, 2)
    assert len(stand_ins.of(PUSH)) == (2 if status == "pending" else 1)


def test_the_service_says_when_to_come_again(stand_ins, aws, browser, push, sent):
    stand_ins.plan("/fcm/send/one", Said(429, b"", {"Retry-After": "300"}))
    pauses = aws.listen("ChangeMessageVisibility")
    sent(push)
    assert pauses[0]["VisibilityTimeout"] == 300


def test_news_that_need_not_be_seen_at_once_goes_to_the_browser_too(stand_ins, acting, plan):
    register(acting, Browser(), "mb_tech")
    plan(event(orders.WorkOrderNudged))
    assert len(bodies_of("web_push")) == 1


def test_a_person_without_a_browser_has_no_push_message(house, plan):
    plan(BREACH)
    assert bodies_of("web_push") == []
    assert for_system(TENANT, "tests").table.tenant == TENANT
