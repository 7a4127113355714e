"""`GET /v1/accounts`: how all units stand, page by page."""

from tests.builders.api import made_by
from tests.builders.company import Company
from tests.builders.meter import counted

PATH = "/v1/accounts"


def company_of(api):
    return Company(api, api.found())


def units(caller, query=""):
    answer = caller.get(PATH + query)
    assert answer.status == 200, answer
    return [item["unit_name"] for item in answer.json["items"]]


def test_every_unit_is_listed_with_its_standing_of_today(api, clock):
    company = company_of(api)
    owing, paid, never = (company.new_unit(name) for name in ("101", "102", "103"))
    company.charge(12_050, unit=owing)
    company.charge(12_050, due_on="2026-11-30", unit=paid)
    company.pay(20_000, unit=paid)
    clerk = company.as_("billing_clerk")
    yuan = lambda amount: {"amount": amount, "currency": "CNY"}  # noqa: E731
    place = {"building_id": company.building["id"]}
    clear = {"amount_due": yuan(0), "standing": "clear", "since": None, **place}
    assert clerk.get(PATH).json == {
        "items": [
            {"unit_id": never, "unit_name": "103", "balance": yuan(0), **clear},
            {"unit_id": paid, "unit_name": "102", "balance": yuan(-7_950), **clear},
            {
                "unit_id": owing,
                "unit_name": "101",
                **place,
                "balance": yuan(12_050),
                "amount_due": yuan(12_050),
                "standing": "arrears",
                "since": "2026-10-01",
            },
        ],
        "next_cursor": None,
    }
    assert units(clerk, "?standing=arrears") == ["101"]
    assert units(clerk, "?standing=clear") == ["103", "102"]
    company.admin.patch("/v1/tenant", {"policies": {"gate": {"grace_days": 90}}})
    assert units(clerk, "?standing=arrears") == []


def test_an_account_falls_into_arrears_by_the_date_alone(api, clock):
    company = company_of(api)
    company.charge(due_on="2026-11-23", unit=company.new_unit("101"))
    clerk = company.as_("billing_clerk")
    assert units(clerk, "?standing=arrears") == []
    clock.advance(days=1)
    assert units(clerk, "?standing=arrears") == ["101"]


def test_a_filter_narrows_a_bounded_read_and_pages_join(api, clock):
    company = company_of(api)
    made = [company.new_unit(str(number)) for number in range(7)]
    for unit in (made[0], made[6]):
        company.charge(unit=unit)
    where = {"community_id": company.building["community_id"], "location": company.building["location"]}
    other = made_by(company.admin.post("/v1/buildings", {**where, "name": "2"}))["id"]
    made_by(company.admin.post("/v1/units", {"building_id": other, "name": "elsewhere"}))
    clerk = company.as_("billing_clerk")
    assert units(clerk, f"?building={other}") == ["elsewhere"]
    assert units(clerk, f"?building={company.building['id']}&standing=arrears") == ["6", "0"]
    assert len(units(clerk, f"?community={where['community_id']}")) == 8
    assert units(clerk, "?community=cm_none") == units(clerk, "?building=bd_none") == []
    found, cursor, pages = [], "", 0
    while cursor is not None:
        with counted() as calls:
            page = clerk.get(f"{PATH}?standing=arrears&limit=3{cursor}").json
        assert [call.name for call in calls if call.name != "GetItem"] == ["Query", "BatchGetItem"]
        assert len(page["items"]) <= 3
        found += [item["unit_name"] for item in page["items"]]
        cursor, pages = page["next_cursor"] and f"&cursor={page['next_cursor']}", pages + 1
    assert (found, pages) == (["6", "0"], 3)
    for query in ("standing=late", "limit=201", "unit=un_1"):
        assert clerk.get(f"{PATH}?{query}").status == 422
    first = clerk.get(f"{PATH}?standing=arrears&limit=3").json["next_cursor"]
    for path in (f"{PATH}?cursor=forged", f"{PATH}?cursor={first}", f"/v1/units?cursor={first}"):
        assert (path, clerk.get(path).json["code"]) == (path, "invalid_cursor")


def test_a_page_of_two_hundred_reads_all_their_accounts(api, clock):
    from chalicelib.estates import store
    from chalicelib.estates.model import Unit
    from chalicelib.kernel.table import TenantTable

    company = company_of(api)
    table, building = TenantTable(company.tenancy.id), company.building
    first = company.new_unit("first")
    for start in range(0, 210, 70):
        table.commit(
            [
                store.save_unit(
                    Unit(
                        id=f"un_{number:026}",
                        building_id=building["id"],
                        community_id=building["community_id"],
                        name=str(number),
                    )
                )
                for number in range(start, start + 70)
            ]
        )
    company.charge(unit=first)
    company.charge(unit=f"un_{15:026}")
    clerk = company.as_("billing_clerk")
    page = clerk.get(f"{PATH}?limit=200").json
    assert len(page["items"]) == 200 and page["items"][0]["standing"] == "arrears"
    owing = [item["unit_name"] for item in page["items"] if item["standing"] == "arrears"]
    assert owing == ["first", "15"]
    assert len(units(clerk, f"?limit=200&cursor={page['next_cursor']}")) == 11


def test_only_those_who_deal_with_money_or_the_desk_list_accounts(api, clock):
    company = company_of(api)
    company.new_unit("101")
    for role, status in (
        ("billing_clerk", 200),
        ("front_desk", 200),
        ("manager", 200),
        ("technician", 403),
        ("dispatcher", 403),
        ("assessor", 403),
        ("data_steward", 403),
        ("contractor", 403),
    ):
        assert (role, company.as_(role).get(PATH).status) == (role, status)
    assert company.admin.get(PATH).status == 200
    assert company.resident.get(PATH).status == 403
    other = api.found("Second Estates")
    foreign = api.as_(api.member(other, "manager")["sign_in_name"])
    assert foreign.get(PATH).json == {"items": [], "next_cursor": None}
