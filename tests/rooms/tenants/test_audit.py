"""`GET /v1/audit`: who changed what in the administration of a company."""

import pytest

from tests.builders.cloud import outbox
from tests.builders.company import Company

PATH = "/v1/audit"


@pytest.fixture
def company(api, clock) -> Company:
    return Company(api, api.found())


def trail(company, limit=200):
    answer = company.admin.get(f"{PATH}?limit={limit}")
    assert answer.status == 200, answer
    return answer.json["items"]


def newest(company):
    return trail(company, limit=1)[0]


def test_every_administrative_change_is_on_record_newest_first(company, clock):
    admin, clerk = company.admin, company.as_("billing_clerk")
    technician = company.member("technician")["id"]
    assert company.resident and company.leak
    charge = company.charge(4_000)["id"]
    held = company.reported(category=company.leak)
    clock.advance(minutes=1)
    company.done(company.as_("manager"), held, "waive-hold", {"reason": "pays on Friday"})
    clerk.post(f"/v1/charges/{charge}/dispute", {"reason": "billed twice"})
    clerk.post(f"/v1/charges/{charge}/settle-dispute", {"reason": "was right"})
    payment = company.pay(4_000).json["id"]
    clerk.post(f"/v1/payments/{payment}/reversal", {"reason": "bounced"})
    clerk.post(f"/v1/charges/{charge}/reversal", {"reason": "posted twice"})
    for path, change in (
        ("tenant", {"policies": {"geofence_radius_m": 200}}),
        (f"departments/{company.service}", {"name": "Repairs"}),
        (f"members/{technician}", {"name": "Tom"}),
        (f"communities/{company.building['community_id']}", {"name": "Lake"}),
        (f"buildings/{company.building['id']}", {"name": "One"}),
        (f"units/{company.unit}", {"name": "101a"}),
        ("categories/leak", {"priority": "high"}),
    ):
        clock.advance(seconds=1)
        assert admin.patch(f"/v1/{path}", change).status == 200
    clock.advance(seconds=1)
    admin.post(f"/v1/members/{technician}/revoke")
    told = trail(company)
    assert [entry["at"] for entry in told] == sorted((entry["at"] for entry in told), reverse=True)
    done = {(entry["entity"]["kind"], entry["action"]) for entry in told}
    created = ("department", "member", "community", "building", "unit", "resident", "category")
    changed = ("tenant", "department", "member", "community", "building", "unit", "category")
    assert done == {
        *((kind, "created") for kind in created),
        *((kind, "changed") for kind in changed),
        ("member", "revoked"),
        *(("charge", action) for action in ("posted", "disputed", "dispute_settled", "reversed")),
        *(("payment", action) for action in ("posted", "reversed")),
        ("work_order", "hold_waived"),
    }
    assert (told[0]["entity"]["kind"], told[0]["action"]) == ("member", "revoked")
    assert told[-1]["actor"]["kind"] == "operator"  # who founded the company and made its administrator


def test_an_entry_says_who_did_what_to_which_thing(company, clock):
    at = clock.advance(minutes=5)
    company.admin.patch("/v1/tenant", {"policies": {"gate": {"grace_days": 3}}})
    changed = newest(company)
    assert changed["at"] == at.isoformat().replace("+00:00", "Z")
    assert changed["actor"] == {"id": company.tenancy.admin_id, "kind": "member", "name": "Ada Admin"}
    entity = {"kind": "tenant", "id": company.tenancy.id, "name": "Harbour Estates"}
    assert (changed["entity"], changed["action"]) == (entity, "changed")
    policies = changed["data"].pop("policies")
    assert [policies[side]["gate"]["grace_days"] for side in ("from", "to")] == [0, 3]
    assert changed["data"] == {}
    clerk = company.member("billing_clerk")
    charge = company.charge(4_000)
    entry = newest(company)
    assert entry["entity"] == {"kind": "charge", "id": charge["id"], "name": None}
    assert entry["actor"]["id"] == clerk["id"]
    assert entry["data"] == {"unit_id": company.unit, "currency": "CNY", "amount": 4_000}


def test_addresses_of_people_are_not_on_record(company):
    member = company.member("technician")["id"]
    body = {"phone": "+8613900000003", "email": "tom@example.com", "name": "Tom"}
    company.admin.patch(f"/v1/members/{member}", body)
    assert newest(company)["data"] == {"phone": {}, "email": {}, "name": {"from": "technician", "to": "Tom"}}
    assert "tom@example.com" not in str(trail(company)) and "139000" not in str(trail(company))


def test_what_was_refused_and_what_happens_to_orders_is_not_on_record(company):
    order = company.reported()
    before, events = trail(company), len(outbox())
    company.done(company.as_("technician"), order, "take")
    assert company.admin.patch("/v1/tenant", {"name": ""}).status == 422
    assert company.admin.patch("/v1/tenant", {"name": "x"}, {"If-Match": '"9"'}).status == 412
    assert [e for e in trail(company) if e["entity"]["name"] != "technician"] == before
    assert len(outbox()) > events


def test_only_administrators_of_the_tenant_read_it_page_by_page(company, api):
    assert company.service and company.building
    whole, pages, cursor = trail(company), [], ""
    while cursor is not None:
        page = company.admin.get(f"{PATH}?limit=2{cursor}").json
        pages += page["items"]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    assert pages == whole and len(whole) == 4
    for role in ("manager", "billing_clerk", "assessor", "data_steward", "technician"):
        assert company.as_(role).get(PATH).status == 403
    assert company.resident.get(PATH).status == 403
    assert api.operator.get(PATH).status == 403
    other = api.found("Second Estates")
    (own,) = api.as_(other.admin).get(PATH).json["items"]
    assert own["entity"]["id"] == other.admin_id
    assert company.admin.get(f"{PATH}?cursor=x").status == 400


def test_a_repeated_request_is_on_record_once(company):
    key = {"Idempotency-Key": "once"}
    for _ in range(2):
        company.admin.post("/v1/communities", {"name": "Lakeside"}, key)
    assert [entry["entity"]["kind"] for entry in trail(company)].count("community") == 1


def test_a_change_that_is_made_again_is_on_record_once(company):
    for _ in range(2):
        assert company.admin.patch("/v1/tenant", {"policies": {"geofence_radius_m": 200}}).status == 200
    assert [entry["action"] for entry in trail(company) if entry["entity"]["kind"] == "tenant"] == ["changed"]
