"""Guessing, forging and repeating: what opens something cannot be made up, and what was done is done once."""

import ast
import base64
import json
from pathlib import Path

import pytest

import chalicelib
from chalicelib.kernel.aws import client
from chalicelib.organization.limits import LIMITS
from chalicelib.surveys.links import token_of
from tests.builders.api import Answer, Caller
from tests.builders.bus import Bus
from tests.builders.cloud import outbox
from tests.builders.company import Company
from tests.proof.guessing.guesses import hurried

NOW = "2026-11-23T01:00:00Z"


@pytest.fixture
def link(company) -> str:
    """The API's path for the survey whose link its resident was sent."""
    order = company.brought_to("completed", NOW)
    Bus().deliver()
    told = [event["detail"] for event in outbox() if event["type"] == "SurveyInvited"]
    (invited,) = [detail for detail in told if detail["order_id"] == order]
    return "/v1/surveys/" + invited["link"].rpartition("/")[2]


@pytest.fixture
def stranger(company: Company) -> Caller:
    return company.api.with_header(None)


def seen(answer: Answer) -> tuple:
    return answer.status, json.dumps(answer.json), str(answer.headers)


# -- links of surveys -------------------------------------------------------------------------------


def test_a_token_has_256_bits_that_follow_from_the_secret_alone(company):
    token = token_of("tn_1", "sv_1")
    assert len(base64.urlsafe_b64decode(token + "=")) == 32
    other = token_of("tn_1", "sv_2")
    same = sum(a == b for a, b in zip(token, other, strict=True))
    assert same < 12  # of 43 characters of 64 kinds, one in a billion pairs agrees in as many


def test_every_wrong_token_is_answered_alike(link, stranger):
    token = link.rpartition("/")[2]
    wrong = [
        "A" * 43,
        token[:-1],
        token + "A",
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        token.swapcase(),
        token_of("tn_other", "sv_other"),
        "..%2f..%2fme",
        "%00",
        "a" * 101,
    ]
    assert len({seen(stranger.get(f"/v1/surveys/{one}")) for one in wrong}) == 1
    assert len({seen(stranger.post(f"/v1/surveys/{one}", {"score": 5})) for one in wrong}) == 1
    assert stranger.get(f"/v1/surveys/{wrong[0]}").status == 404
    assert stranger.get(link).status == 200


def test_a_link_names_no_person_and_answers_once(link, stranger):
    shown = json.dumps(stranger.get(link).json)
    assert "osa" not in shown and "+86" not in shown
    assert stranger.post(link, {"score": 5}).status == 200
    again = stranger.post(link, {"score": 1, "not_fixed": True})
    assert (again.status, again.json["code"]) == (409, "already_answered")


def test_whoever_tries_out_links_is_stopped_before_the_table_is_asked(stranger, clock):
    limit = LIMITS["show_survey"]
    clock.advance(hours=1)  # the bucket is full, whatever was asked before
    tried = [stranger.get(f"/v1/surveys/{number:043}").status for number in range(limit.burst + 30)]
    assert tried == [404] * limit.burst + [429] * 30
    clock.advance(minutes=1)
    tried = [stranger.get(f"/v1/surveys/{number:043}").status for number in range(limit.per_minute + 30)]
    assert tried.count(404) == limit.per_minute


def test_of_however_many_guesses_the_table_is_asked_of_a_few(company, clock):
    """A thousand guesses a second from one network: a burst and one a second are looked up, and no guess is right."""
    at_once = hurried(company, clock, 2_000)
    assert set(at_once.answered) == {404, 429}
    assert at_once.looked_up == at_once.answered[404] == pytest.approx(at_once.most, abs=1)
    assert at_once.waits == {"1"}


def test_a_guess_meets_a_hash_of_itself_however_near_it_comes(link, stranger, clock):
    """The table is asked for the same bytes' worth whether one character is wrong or all: nothing compares tokens."""
    clock.advance(hours=1)  # the bucket is full, whatever was asked before
    token = link.rpartition("/")[2]
    asked: list[bytes] = []
    events = client("dynamodb").meta.events
    events.register(
        "before-call.dynamodb.GetItem", lambda params, **_: asked.append(params["body"]), unique_id="g"
    )
    try:
        for guess in (token[:-1] + ("A" if token[-1] != "A" else "B"), "A" * 43):
            assert stranger.get(f"/v1/surveys/{guess}").status == 404
        assert (
            stranger.get("/v1/surveys/" + token[:-1]).status == 404
        )  # of another form: not looked up at all
    finally:
        events.unregister("before-call.dynamodb.GetItem", unique_id="g")
    near, far = asked
    assert len(near) == len(far) and token[:20].encode() not in near


# -- forms for uploads ------------------------------------------------------------------------------


def test_a_form_for_an_upload_is_good_for_one_new_key_that_nobody_chooses(company):
    order = company.brought_to("on_site", NOW)
    body = {"role": "after", "content_type": "image/jpeg", "size": 1000}
    tickets = [
        company.as_("technician").post(f"/v1/work-orders/{order}/attachments", body).json for _ in range(2)
    ]
    keys = [ticket["upload"]["fields"]["key"] for ticket in tickets]
    assert keys == [f"uploads/{company.tenancy.id}/{order}/{ticket['id']}" for ticket in tickets]
    assert len(set(keys)) == 2
    named = company.as_("technician").post(f"/v1/work-orders/{order}/attachments", {**body, "key": "x"})
    assert named.status == 422


# -- repetition -------------------------------------------------------------------------------------


def test_a_payment_told_again_counts_once_whoever_tells_it_and_under_whatever_key(company):
    unit = company.new_unit("told again")
    company.charge(unit=unit)
    paid = [company.pay(reference="4200001", unit=unit) for _ in range(3)]
    assert len({answer.json["id"] for answer in paid}) == 1
    account = company.as_("billing_clerk").get(f"/v1/units/{unit}/account").json
    assert account["balance"]["amount"] == 0


def test_a_reference_told_again_with_another_amount_or_for_another_unit_changes_nothing(company):
    unit, another = company.new_unit("told otherwise"), company.new_unit("another")
    company.charge(unit=unit)
    first = company.pay(reference="4200002", unit=unit)
    company.pay(amount=99_999, reference="4200002", unit=unit)
    company.pay(reference="4200002", unit=another)
    assert first.status in (200, 201)
    clerk = company.as_("billing_clerk")
    balances = [clerk.get(f"/v1/units/{one}/account").json["balance"]["amount"] for one in (unit, another)]
    assert balances == [0, 0]


def test_a_key_of_somebody_else_replays_nothing(company):
    key = {"Idempotency-Key": "mine"}
    mine = company.admin.post("/v1/communities", {"name": "A"}, key)
    second = company.api.member(company.tenancy, "tenant_admin", username="second")
    theirs = company.caller(second["sign_in_name"]).post("/v1/communities", {"name": "A"}, key)
    assert mine.json["id"] != theirs.json["id"]


# -- comparing secrets ------------------------------------------------------------------------------


def test_what_is_signed_is_compared_in_constant_time_or_by_its_hash():
    """No `==` in a module that signs; a survey's token is looked up by its SHA-256, so a guess meets no prefix."""
    compared = []
    for path in Path(chalicelib.__path__[0]).rglob("*.py"):
        tree = ast.parse(path.read_text())
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        if "hmac" not in names:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare) and any(
                isinstance(one, ast.Name) and one.id in ("token", "cursor", "mac", "signature")
                for one in (node.left, *node.comparators)
            ):
                compared.append(f"{path.name}:{node.lineno}")
    assert compared == []
