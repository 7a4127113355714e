"""Template messages of a tenant's official account, against an account that answers as documented."""

import pytest

from chalicelib.contracts import deadlines
from chalicelib.kernel.context import for_system
from chalicelib.notifications import addresses, connecting, store
from chalicelib.notifications.channels import wechat_token
from chalicelib.notifications.channels.outcome import Failed
from tests.builders.boundary import before_writing
from tests.builders.outside import OPENID, Said
from tests.conftest import TENANT
from tests.rooms.notifications.conftest import bodies_of, log_of
from tests.rooms.notifications.events import event

BREACH = event(deadlines.DeadlineBreached, recipient_ids=("mb_head",))
SEND, TOKEN = "/cgi-bin/message/template/send", "/cgi-bin/stable_token"
SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def account(stand_ins, acting):
    connecting.connect_wechat(
        acting("tenant_admin"),
        app_id="wx1234567890abcdef",
        app_secret=SECRET,
        template_id="ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY",
        fields={"thing1": "title", "thing2": "body", "time3": "time"},
        mini_program_app_id="wxfedcba0987654321",
        mini_program_page="pages/order/index",
    )
    addresses.register_wechat(acting("manager", id="mb_head"), code="041pK1000dxUuK1Pw8", label="")
    return stand_ins


@pytest.fixture
def bodies(account, plan):
    plan(BREACH)
    return bodies_of("wechat")


def outcome():
    sending = log_of("mb_head", BREACH).sending("wechat")
    return sending.status, sending.error


def refusal(code):
    return Said(body={"errcode": code, "errmsg": "told by the account"})


def test_the_message_goes_to_the_persons_openid_and_opens_the_mini_program_at_the_order(
    account, bodies, sent
):
    assert sent(bodies) == [] and outcome() == ("sent", None)
    (asked,) = account.of(SEND)
    assert asked.query == {"access_token": "token-1"}
    assert asked.json["touser"] == OPENID
    assert asked.json["miniprogram"] == {
        "appid": "wxfedcba0987654321",
        "pagepath": "pages/order/index?work_order=wo_1",
    }
    shown = {name: field["value"] for name, field in asked.json["data"].items()}
    assert len(shown["thing1"]) <= 20 and len(shown["thing2"]) <= 20
    assert shown["time3"].startswith("2026-11-")
    assert log_of("mb_head", BREACH).sending("wechat").reference == "200228332"


def test_the_openid_is_what_wechat_says_and_not_what_the_person_says(account):
    (asked,) = account.of("/sns/oauth2/access_token")
    assert asked.query["code"] == "041pK1000dxUuK1Pw8" and asked.query["secret"] == SECRET


def test_one_token_serves_many_messages(account, bodies, plan, sent):
    sent(bodies)
    plan(event(deadlines.DeadlineBreached, sequence=2, recipient_ids=("mb_head",)))
    sent(bodies_of("wechat"))
    assert len(account.of(SEND)) == 2 and len(account.of(TOKEN)) == 1
    assert account.of(TOKEN)[0].json["force_refresh"] is False


@pytest.mark.parametrize("code", [40001, 42001])
def test_a_token_that_ended_early_is_replaced_and_the_message_goes_once(account, bodies, sent, code):
    account.plan(SEND, refusal(code))
    assert sent(bodies) == [] and outcome() == ("sent", None)
    assert [one.query["access_token"] for one in account.of(SEND)] == ["token-1", "token-2"]
    assert [one.json["force_refresh"] for one in account.of(TOKEN)] == [False, True]


def test_a_token_is_fetched_again_when_its_time_is_over(account, bodies, plan, sent, clock):
    sent(bodies)
    clock.advance(hours=2)
    plan(event(deadlines.DeadlineBreached, sequence=2, recipient_ids=("mb_head",)))
    sent(bodies_of("wechat"))
    assert len(account.of(TOKEN)) == 2


def test_two_who_need_a_token_at_once_fetch_one(account):
    known = for_system(TENANT, "tests").find(store.wechat_account_ref())

    def ask():
        return wechat_token.access_token(for_system(TENANT, "tests"), known)

    with before_writing(ask):  # the other one is faster by one write
        assert ask() == "token-1"
    assert len(account.of(TOKEN)) == 1


def test_whoever_dies_over_fetching_keeps_the_others_waiting_for_some_seconds_only(
    account, clock, monkeypatch
):
    monkeypatch.setattr(wechat_token, "_PAUSE_S", 0)
    known = for_system(TENANT, "tests").find(store.wechat_account_ref())
    wechat_token._leased(for_system(TENANT, "tests"), known, None)
    with pytest.raises(Failed):
        wechat_token.access_token(for_system(TENANT, "tests"), known)
    clock.advance(seconds=16)
    assert wechat_token.access_token(for_system(TENANT, "tests"), known) == "token-1"


def test_who_does_not_follow_the_account_is_forgotten_there(account, acting, bodies, sent):
    account.plan(SEND, refusal(43004))
    assert sent(bodies) == [] and outcome() == ("refused", "43004")
    assert addresses.own(acting("manager", id="mb_head")).endpoints == ()


def test_a_days_quota_that_is_used_up_has_the_message_wait_long(account, aws, bodies, sent):
    account.plan(SEND, refusal(45009))
    pauses = aws.listen("ChangeMessageVisibility")
    assert sent(bodies) == bodies and outcome() == ("pending", "45009")
    assert pauses[0]["VisibilityTimeout"] == 900


def test_an_answer_that_never_came_is_not_asked_for_again(account, bodies, sent):
    account.plan(SEND, Said(None))
    assert sent(bodies) == [] == sent(bodies)
    assert outcome()[0] == "unknown" and len(account.of(SEND)) == 1


def test_a_wrong_secret_is_tried_again_as_somebody_may_mend_it(account, bodies, sent):
    account.plan(TOKEN, refusal(40125))
    assert sent(bodies) == bodies and outcome() == ("pending", "40125")
    assert account.of(SEND) == []
