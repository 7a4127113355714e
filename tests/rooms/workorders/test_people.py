"""Whom an order concerns: everybody who sees it reads the names, and each the numbers that are theirs to call."""

import pytest

from tests.rooms.workorders.people import People

HOME, TECHNICIAN = "+8613800000000", "+8613900000003"


@pytest.fixture
def people(company):
    return People(company)


@pytest.fixture
def order(company, people):
    """Reported by the front desk for Rosa's unit, given to a technician, with a colleague drawn in."""
    company.resident  # noqa: B018 - moves in
    order = company.reported(people["front_desk"])
    technician = people.id("technician")
    company.admin.patch(f"/v1/members/{technician}", {"phone": TECHNICIAN})
    company.admin.patch(f"/v1/members/{people.id('front_desk')}", {"phone": "+8613900000007"})
    company.done(people["dispatcher"], order, "assign", {"assignee_id": technician})
    company.done(people["manager"], order, "collaborators", {"member_id": people.id("gardener")})
    return order


def of(caller, order):
    answer = caller.get(f"/v1/work-orders/{order}/people")
    assert answer.status == 200, answer
    return answer.json


def test_a_member_reads_everybodys_name_and_whom_to_call(company, people, order):
    rosa = company.resident.get("/v1/me").json["resident"]["id"]
    expected = {
        "department": {"id": company.service, "name": "service"},
        "assignee": {"id": people.id("technician"), "name": "technician", "phone": TECHNICIAN},
        "contact": {"id": rosa, "name": "Rosa", "phone": HOME},
        "reporter": {
            "id": people.id("front_desk"),
            "name": "front-desk",
            "kind": "member",
            "phone": None,
        },
        "collaborators": [{"id": people.id("gardener"), "name": "gardener"}],
    }
    for who in ("manager", "technician", "gardener"):
        assert (who, of(people[who], order)) == (who, expected)
    own = of(people["front_desk"], order)["reporter"]["phone"]
    assert own == "+8613900000007"


def test_residents_read_names_and_their_own_number_only(company, people, order):
    mine = company.reported()
    for who, phone in (("reporter", HOME), ("housemate", None)):
        told = of(people[who], order)
        assert (who, told["contact"]["phone"], told["assignee"]["phone"]) == (who, phone, None)
        assert told["assignee"]["name"] == "technician"
        told = of(people[who], mine)
        assert (who, told["reporter"]["phone"], told["reporter"]["name"]) == (who, phone, "Rosa")
        assert (told["assignee"], told["contact"], told["collaborators"]) == (None, None, [])
    assert of(people["technician"], mine)["reporter"]["phone"] == HOME


def test_names_are_those_of_today_and_a_revoked_assignee_is_still_named(company, people, order):
    company.admin.patch(f"/v1/departments/{company.service}", {"name": "Engineers"})
    company.admin.post(f"/v1/members/{people.id('technician')}/revoke")
    told = of(people["manager"], order)
    assert (told["department"]["name"], told["assignee"]["name"]) == ("Engineers", "technician")


def test_more_people_than_one_read_takes_are_all_named(company, people, order, clock):
    from chalicelib.kernel.table import MOST_READ, TenantTable
    from chalicelib.workorders import store

    table = TenantTable(company.tenancy.id)
    crowd = tuple(f"mb_{number:026}" for number in range(MOST_READ + 5))
    stored = table.get(store.order_ref(order))
    table.commit(store.save(stored.changed(collaborator_ids=crowd), []))
    assert [one["id"] for one in of(people["manager"], order)["collaborators"]] == list(crowd)
