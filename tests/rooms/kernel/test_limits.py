"""The token bucket: never more than a burst and the rate, never less, whoever calls when."""

from datetime import timedelta

import boto3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.kernel import clock as wall_clock
from chalicelib.kernel.limits import Limit, TooManyRequests, _network, book, spend, spend_of_visitor
from chalicelib.kernel.settings import settings as deployed
from chalicelib.kernel.table import TenantTable
from tests.builders.cloud import empty_table
from tests.builders.events import MORNING
from tests.conftest import OTHER_TENANT, TENANT
from tests.rooms.kernel.workshop import maker, visitor

pytestmark = pytest.mark.usefixtures("cloud", "clock")
NOISE = {"name": "dong"}
THREE_AT_ONCE = Limit("thing", burst=3, per_minute=2)


def may(limit: Limit = THREE_AT_ONCE, after_s: float = 0, who: str = "mb_1", tenant: str = TENANT) -> bool:
    """Whether a call, so many seconds after the morning began, gets a token."""
    try:
        spend(TenantTable(tenant), who, limit, MORNING + timedelta(seconds=after_s))
    except TooManyRequests:
        return False
    return True


# -- the bucket -------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    burst=st.integers(1, 6),
    per_minute=st.integers(1, 200),
    pauses_ms=st.lists(st.one_of(st.just(0), st.integers(0, 3_000), st.integers(0, 90_000)), max_size=25),
)
def test_a_call_is_let_through_exactly_when_the_bucket_holds_a_token(burst, per_minute, pauses_ms):
    """Beside a bucket that is counted with whole numbers: tokens in it, in units of a token's interval."""
    empty_table()
    limit = Limit("thing", burst, per_minute)
    token = limit.interval_us
    held, at_ms, through = burst * token, 0, []
    for pause in pauses_ms:
        at_ms += pause
        held = min(burst * token, held + pause * 1000)
        passes = held >= token
        assert may(limit, at_ms / 1000) == passes
        held -= token * passes
        through += [at_ms] * passes
    for first, start in enumerate(through):
        for last, end in enumerate(through[first:], first):
            assert last - first + 1 <= burst + (end - start) * 1000 / token


def test_whoever_waits_as_long_as_they_are_told_gets_through():
    for _ in range(3):
        assert may()
    with pytest.raises(TooManyRequests) as refused:
        spend(TenantTable(TENANT), "mb_1", THREE_AT_ONCE, MORNING)
    assert refused.value.details == {"retry_after_s": 30}
    assert not may(after_s=29.9)
    assert may(after_s=30)


def test_tokens_are_booked_one_after_the_other_as_far_ahead_as_may_be():
    def wait(after_s: float = 0) -> float | None:
        """Seconds until the token is there, None when it is too far ahead."""
        now, within = MORNING + timedelta(seconds=after_s), timedelta(seconds=70)
        booked = book(TenantTable(TENANT), "mb_1", THREE_AT_ONCE, now, within=within)
        return None if booked is None else booked.total_seconds()

    assert [wait() for _ in range(6)] == [0, 0, 0, 30, 60, None]
    assert not may(after_s=59)  # a booked token is nobody else's
    assert wait(after_s=20) == 70
    assert wait(after_s=20) is None
    assert wait(after_s=600) == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    burst=st.integers(1, 4),
    per_minute=st.integers(1, 200),
    pauses_ms=st.lists(st.integers(0, 5_000), max_size=20),
)
def test_who_comes_when_their_token_is_there_comes_no_oftener_than_the_limit_lets(
    burst, per_minute, pauses_ms
):
    empty_table()
    limit, at_ms, turns = Limit("thing", burst, per_minute), 0, []
    for pause in pauses_ms:
        at_ms += pause
        now = MORNING + timedelta(milliseconds=at_ms)
        booked = book(TenantTable(TENANT), "mb_1", limit, now, within=timedelta(seconds=30))
        if booked is not None:
            turns.append(at_ms * 1000 + booked // timedelta(microseconds=1))
    assert turns == sorted(turns)
    for first, start in enumerate(turns):
        for last, end in enumerate(turns[first:], first):
            assert last - first + 1 <= burst + (end - start) / limit.interval_us


def test_a_clock_that_goes_back_gives_no_token_twice():
    assert [may(after_s=0), may(after_s=-3600), may(after_s=-3600), may(after_s=0)] == [
        True,
        False,
        False,
        True,
    ]


def test_buckets_are_apart_by_person_tenant_and_limit():
    for _ in range(4):
        last = may()
    assert not last
    assert may(who="mb_2") and may(tenant=OTHER_TENANT) and may(Limit("other", 3, 2))


# -- what a deployment changes ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "burst"),
    [
        ("", 3),
        ("thing=5/1", 5),
        ("*=4/1", 4),
        ("other=9/1 tn_two/thing=9/1", 3),
        ("thing=2/1 tn_one/thing=6/1 *=1/1", 6),
        ("thing=2/1 tn_one/*=1/1", 1),
    ],
)
def test_a_deployment_sets_a_limit_for_everybody_or_for_one_tenant(monkeypatch, text, burst):
    monkeypatch.setenv("RATE_LIMITS", text)
    deployed.cache_clear()
    assert [may() for _ in range(10)].count(True) == burst


def test_a_setting_that_cannot_be_read_is_not_passed_over(monkeypatch):
    monkeypatch.setenv("RATE_LIMITS", "thing=0/0")
    deployed.cache_clear()
    with pytest.raises(ValueError, match="thing=0/0"):
        may()


# -- visitors ---------------------------------------------------------------------------------------


def test_an_ipv6_household_has_one_bucket_and_an_ipv4_address_its_own():
    assert _network("2001:db8:1:2::1") == _network("2001:db8:1:2:ffff::9") != _network("2001:db8:1:3::1")
    assert _network("203.0.113.7") != _network("203.0.113.8")
    assert _network("") == _network("") != _network("unknown")


def test_nobody_reads_an_address_in_the_table():
    spend_of_visitor("203.0.113.7", THREE_AT_ONCE, wall_clock.now())
    (item,) = boto3.resource("dynamodb").Table("steward").scan()["Items"]
    assert item["PK"].startswith("T#platform#LIMIT#")
    assert "203.0" not in str(item)
    assert item["expires_at"] > wall_clock.now().timestamp()


# -- through the Router -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "title", "detail"),
    [
        ("en", "Too many requests", "Too many requests; try again in 30 s."),
        ("zh-CN", "请求过多", "请求过于频繁，请在 30 秒后再试。"),
    ],
)
def test_who_calls_too_often_is_told_when_to_come_back(clock, language, title, detail):
    caller = maker(language=language)
    assert [caller.post("/v1/bell", NOISE).status for _ in range(3)] == [200] * 3
    refused = caller.post("/v1/bell", NOISE)
    assert (refused.status, refused.headers["Retry-After"]) == (429, "30")
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json == {
        "type": "urn:steward:problem:too_many_requests",
        "title": title,
        "status": 429,
        "detail": detail,
        "code": "too_many_requests",
        "retry_after_s": 30,
    }
    clock.advance(seconds=30)
    assert caller.post("/v1/bell", NOISE).status == 200


def test_a_visitor_is_limited_before_anything_is_looked_up():
    assert [visitor().get(f"/v1/door/{name}").status for name in "abcd"] == [200, 200, 200, 429]


def test_what_is_not_costly_is_never_refused():
    assert {maker().get("/v1/echo").status for _ in range(200)} == {200}


def test_a_call_that_cannot_be_read_or_is_not_allowed_costs_no_token():
    for _ in range(10):
        assert maker(role="onlooker").post("/v1/bell", NOISE).status == 403
        assert maker().post("/v1/bell", b"{").status == 400
    assert maker().post("/v1/bell", NOISE).status == 200
