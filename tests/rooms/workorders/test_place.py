"""An order says by name where it is, as it was when it was reported, and one order also on the map."""

from tests.builders.company import PLACE
from tests.builders.meter import counted

PATH = "/v1/work-orders"


def place(order):
    return [order[name] for name in ("unit_name", "building_name", "location", "geofence_radius_m")]


def test_everybody_who_sees_an_order_reads_where_it_is(company):
    order = company.reported()
    contractor = company.as_("contractor")
    assigned = {"assignee_id": company.member("contractor")["id"]}
    company.done(company.as_("dispatcher"), order, "assign", assigned)
    for reader in (company.resident, company.as_("manager"), contractor):
        assert place(reader.get(f"{PATH}/{order}").json) == ["101", "1", PLACE, 150]
        (listed,) = reader.get(PATH).json["items"]
        assert place(listed) == ["101", "1", None, None]


def test_a_place_is_named_as_far_as_it_is_known(company):
    hall = company.category("hall", common_area=True, gate="exempt")
    building, community = company.building["id"], company.building["community_id"]
    desk = company.as_("front_desk")
    for fields, expected in (
        ({"building_id": building}, [None, "1", PLACE, 150]),
        ({"community_id": community}, [None] * 4),
        ({}, [None] * 4),
    ):
        order = company.report(desk, category=hall, **{"unit_id": None, **fields}).json
        assert (fields, place(order)) == (fields, expected)


def test_an_order_keeps_the_names_and_the_radius_that_it_was_reported_under(company):
    order = company.reported()
    company.admin.patch(f"/v1/units/{company.unit}", {"name": "101a"})
    changed = {"name": "One", "geofence_radius_m": 50}
    company.admin.patch(f"/v1/buildings/{company.building['id']}", changed)
    assert place(company.resident.get(f"{PATH}/{order}").json) == ["101", "1", PLACE, 150]
    assert place(company.report().json) == ["101a", "One", PLACE, 50]


def test_the_names_cost_a_report_no_read(company):
    company.reported()
    with counted() as calls:
        company.reported()
    assert [call.name for call in calls if call.name in ("GetItem", "BatchGetItem", "Query")] == [
        "GetItem",  # the authorizer's two
        "GetItem",
        "BatchGetItem",
        "BatchGetItem",
    ]
