"""The API of accounts, with the conventions that every route keeps."""

from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.kernel.tenancy import all_tenants
from tests.builders.api import Caller, made_by
from tests.builders.estate import Estate, a_resident, an_estate


@dataclass(frozen=True)
class Desk:
    """An estate and its billing clerk."""

    estate: Estate
    clerk: Caller

    def charge(self, **fields: Any) -> dict[str, Any]:
        return {
            "unit_id": self.estate.unit_id,
            "kind": "property_fee",
            "period": "2026-10",
            "due_on": "2026-10-01",
            "amount": {"amount": 12050, "currency": "CNY"},
            **fields,
        }

    def payment(self, **fields: Any) -> dict[str, Any]:
        return {
            "unit_id": self.estate.unit_id,
            "amount": {"amount": 12050, "currency": "CNY"},
            "provider": "bank",
            "provider_reference": "R/1",
            **fields,
        }

    @property
    def account(self) -> str:
        return f"/v1/units/{self.estate.unit_id}/account"


@pytest.fixture
def desk(api, clock):
    estate = an_estate(api)
    return Desk(estate, api.as_(api.member(estate.tenancy, "billing_clerk")["sign_in_name"]))


def yuan(amount):
    return {"amount": amount, "currency": "CNY"}


def test_an_account_goes_into_arrears_and_out_again(desk):
    empty = desk.clerk.get(desk.account)
    assert empty.json == {
        "unit_id": desk.estate.unit_id,
        "balance": yuan(0),
        "amount_due": yuan(0),
        "standing": "clear",
        "since": None,
        "charges": [],
        "payments": [],
        "version": 0,
    }
    charge = made_by(desk.clerk.post("/v1/charges", desk.charge()))
    assert charge["remaining"] == yuan(12050)
    assert charge["account"] == {
        "balance": yuan(12050),
        "amount_due": yuan(12050),
        "standing": "arrears",
        "since": "2026-10-01",
        "version": 1,
    }
    payment = made_by(desk.clerk.post("/v1/payments", desk.payment(amount=yuan(13000))))
    assert payment["allocations"] == [{"charge_id": charge["id"], "amount": yuan(12050)}]
    assert payment["account"]["standing"] == "clear"
    account = desk.clerk.get(desk.account)
    assert account.headers["ETag"] == '"2"'
    assert account.json["balance"] == yuan(-950)
    assert account.json["charges"][0]["remaining"] == yuan(0)
    assert account.json["payments"][0]["id"] == payment["id"]


def test_a_reference_is_taken_once(desk):
    first = made_by(desk.clerk.post("/v1/payments", desk.payment()))
    again = made_by(desk.clerk.post("/v1/payments", desk.payment()))
    assert again == first
    other = desk.clerk.post("/v1/payments", desk.payment(amount=yuan(1)))
    assert (other.status, other.json["code"], other.json["payment_id"]) == (
        409,
        "reference_taken",
        first["id"],
    )
    assert desk.clerk.get(desk.account).json["balance"] == yuan(-12050)


def test_reversals_and_disputes_are_new_entries(desk):
    charge = made_by(desk.clerk.post("/v1/charges", desk.charge()))
    payment = made_by(desk.clerk.post("/v1/payments", desk.payment()))
    reversal = made_by(desk.clerk.post(f"/v1/payments/{payment['id']}/reversal", {"reason": "bounced"}))
    assert (reversal["reverses"], reversal["account"]["standing"]) == (payment["id"], "arrears")
    disputed = desk.clerk.post(f"/v1/charges/{charge['id']}/dispute", {"reason": "not mine"})
    assert (disputed.status, disputed.json["account"]["standing"]) == (200, "clear")
    account = desk.clerk.get(desk.account).json
    assert (account["charges"][0]["is_disputed"], account["payments"][0]["is_reversed"]) == (True, True)
    settled = desk.clerk.post(f"/v1/charges/{charge['id']}/settle-dispute", {"reason": "it is"})
    assert settled.json["account"]["standing"] == "arrears"
    made_by(desk.clerk.post(f"/v1/charges/{charge['id']}/reversal", {"reason": "wrong unit"}))
    account = desk.clerk.get(desk.account).json
    assert (account["balance"], account["charges"][0]["is_reversed"]) == (yuan(0), True)
    for path, code in (("reversal", "already_reversed"), ("dispute", "charge_not_open")):
        answer = desk.clerk.post(f"/v1/charges/{charge['id']}/{path}", {"reason": "again"})
        assert (answer.status, answer.json["code"]) == (409, code)


def test_who_may_not_is_refused(api, desk):
    front_desk = api.as_(api.member(desk.estate.tenancy, "front_desk")["sign_in_name"])
    assert front_desk.get(desk.account).status == 200
    neighbour = api.as_(a_resident(desk.estate, "neighbour", unit_ids=[])["sign_in_name"])
    assert neighbour.get(desk.account).status == 404
    own = api.as_(a_resident(desk.estate)["sign_in_name"])
    assert own.get(desk.account).status == 200
    for caller in (front_desk, own, desk.estate.steward):
        assert caller.post("/v1/charges", desk.charge()).status == 403
        assert caller.post("/v1/payments", desk.payment()).status == 403
        assert caller.post("/v1/charges/ch_1/dispute", {"reason": "x"}).status == 403
    assert desk.estate.steward.get(desk.account).status == 403
    assert api.with_header(None).get(desk.account).status == 401


def test_another_tenant_sees_and_touches_nothing(api, desk):
    charge = made_by(desk.clerk.post("/v1/charges", desk.charge()))
    payment = made_by(desk.clerk.post("/v1/payments", desk.payment()))
    second = api.found("Second Estates")
    stranger = api.as_(api.member(second, "billing_clerk")["sign_in_name"])
    assert stranger.get(desk.account).status == 404
    for path in (
        f"/v1/charges/{charge['id']}/reversal",
        f"/v1/charges/{charge['id']}/dispute",
        f"/v1/charges/{charge['id']}/settle-dispute",
        f"/v1/payments/{payment['id']}/reversal",
    ):
        assert stranger.post(path, {"reason": "x"}).status == 404
    for path, body in (
        ("/v1/charges", desk.charge()),
        ("/v1/payments", desk.payment(provider_reference="R2")),
    ):
        foreign, unknown = stranger.post(path, body), stranger.post(path, {**body, "unit_id": "un_none"})
        assert (foreign.status, foreign.json["code"]) == (404, "not_found")
        assert foreign.json == unknown.json
        assert foreign.json["errors"][0]["loc"] == ["body", "unit_id"]
    assert list(all_tenants()) == sorted([desk.estate.tenancy.id, second.id])


def test_wrong_fields_are_named(desk):
    for path, body, loc in (
        ("/v1/charges", desk.charge(amount=yuan(0)), ["body", "amount", "amount"]),
        ("/v1/charges", desk.charge(amount=yuan(1.5)), ["body", "amount", "amount"]),
        ("/v1/charges", desk.charge(amount={"amount": 1, "currency": "EUR"}), ["body", "amount", "currency"]),
        ("/v1/charges", desk.charge(due_on="2026-02-30"), ["body", "due_on"]),
        ("/v1/charges", desk.charge(colour="red"), ["body", "colour"]),
        ("/v1/payments", desk.payment(amount=yuan(-5)), ["body", "amount", "amount"]),
        (
            "/v1/payments",
            desk.payment(amount={"amount": 1, "currency": "EUR"}),
            ["body", "amount", "currency"],
        ),
        ("/v1/payments", desk.payment(provider="a#b"), ["body", "provider"]),
        ("/v1/payments", desk.payment(provider_reference=""), ["body", "provider_reference"]),
        ("/v1/charges/ch_1/dispute", {}, ["body", "reason"]),
    ):
        answer = desk.clerk.post(path, body)
        assert (answer.status, answer.json["errors"][0]["loc"]) == (422, loc)
    assert desk.clerk.post("/v1/charges", b"{").json["code"] == "malformed_json"


def test_a_repeated_key_posts_once_and_another_body_is_refused(desk):
    key = {"Idempotency-Key": "k1"}
    charge = desk.clerk.post("/v1/charges", desk.charge(), key)
    again = desk.clerk.post("/v1/charges", desk.charge(), key)
    assert (again.status, again.json, again.headers["Idempotency-Replayed"]) == (201, charge.json, "true")
    assert (
        desk.clerk.post("/v1/charges", desk.charge(period="x"), key).json["code"] == "idempotency_key_reused"
    )
    path = f"/v1/charges/{charge.json['id']}/reversal"
    reversal = desk.clerk.post(path, {"reason": "x"}, key)
    assert desk.clerk.post(path, {"reason": "x"}, key).json == reversal.json
    first = desk.clerk.post("/v1/payments", desk.payment(), key)
    same_reference = desk.clerk.post("/v1/payments", desk.payment(), {"Idempotency-Key": "k2"})
    assert same_reference.json == first.json
    assert desk.clerk.post("/v1/payments", desk.payment(), {"Idempotency-Key": "k2"}).headers[
        "Idempotency-Replayed"
    ]
    assert desk.clerk.get(desk.account).json["balance"] == yuan(-12050)


def test_if_match_names_the_accounts_version(desk):
    made_by(desk.clerk.post("/v1/charges", desk.charge()))
    stale = desk.clerk.post("/v1/payments", desk.payment(), {"If-Match": '"0"'})
    assert (stale.status, stale.json["code"]) == (412, "precondition_failed")
    assert desk.clerk.post("/v1/payments", desk.payment(), {"If-Match": '"1"'}).status == 201
