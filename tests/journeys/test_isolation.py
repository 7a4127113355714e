"""Nothing of one company is there for another, whoever asks."""

import pytest

from tests.journeys.firm import Firm

pytestmark = pytest.mark.stack


def test_the_second_company_sees_nothing(firm: Firm, other_firm: Firm) -> None:
    home = firm.household()
    order = firm.report(home.resident, firm.category(), home.unit_id)
    stranger_home = other_firm.household()
    path = f"/v1/work-orders/{order['id']}"
    for stranger in (other_firm.admin, other_firm.manager, other_firm.technician, stranger_home.resident):
        for address in (path, f"{path}/timeline", f"{path}/attachments"):
            assert stranger.refusal("GET", address, status=404)["code"] == "not_found"
        assert order["id"] not in [one["id"] for one in stranger.every("/v1/work-orders")]
    for address in (
        f"/v1/units/{home.unit_id}",
        f"/v1/buildings/{firm.building_id}",
        f"/v1/residents/{home.resident_id}",
    ):
        other_firm.admin.refusal("GET", address, status=404)
    other_firm.clerk.refusal("GET", f"/v1/units/{home.unit_id}/account", status=404)
    other_firm.manager.refusal("GET", f"{path}/deadlines", status=404)
    other_firm.manager.refusal("POST", f"{path}/comments", {"text": "Hello"}, status=404)
    assert [one["name"] for one in other_firm.admin.every("/v1/communities")] == ["Garden"]


def test_another_companys_member_cannot_be_assigned_nor_place_be_named(firm: Firm, other_firm: Firm) -> None:
    order = firm.report(firm.manager, firm.category())
    assignee = {"assignee_id": other_firm.ids["technician"]}
    firm.dispatcher.refusal("POST", f"/v1/work-orders/{order['id']}/assign", assignee, status=404)
    foreign = {
        "kind": "repair",
        "category": firm.category(),
        "building_id": other_firm.building_id,
        "title": "x",
    }
    firm.manager.refusal("POST", "/v1/work-orders", foreign, status=404)


def test_a_neighbour_does_not_see_the_order(firm: Firm) -> None:
    home, neighbour = firm.household(), firm.household()
    order = firm.report(home.resident, firm.category(), home.unit_id)
    neighbour.resident.refusal("GET", f"/v1/work-orders/{order['id']}", status=404)
    neighbour.resident.refusal("GET", f"/v1/units/{home.unit_id}/account", status=404)
    assert list(neighbour.resident.every("/v1/work-orders")) == []
