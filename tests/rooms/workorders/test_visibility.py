"""Who sees which order, in every read: the table below is the rule, spelled out."""

import pytest

from tests.builders.company import Company
from tests.rooms.workorders.people import EVERYBODY, OVERSEERS, RESIDENTS, People, suspended

#: order -> who sees it, besides those who oversee the whole company
SEEN = {
    "suspended": {"service_manager", "neighbour"},
    "in the queue": {"service_manager", "technician", "colleague", "reporter", "housemate"},
    "in the gardens' queue": {"garden_manager", "gardener", "reporter", "housemate"},
    "assigned": {"service_manager", "technician", "reporter", "housemate"},
    "assigned to a contractor": {"service_manager", "contractor", "reporter", "housemate"},
    "with collaborators": {
        "service_manager",
        "colleague",
        "gardener",
        "data_steward",
        "reporter",
        "housemate",
    },
    "of no unit": {"garden_manager", "gardener"},
    "cancelled": {"service_manager", "reporter", "housemate"},
}
#: they see them, but no list of theirs holds them
UNLISTED = {("gardener", "with collaborators"), ("data_steward", "with collaborators")}


@pytest.fixture
def people(company: Company) -> People:
    return People(company)


@pytest.fixture
def orders(company, people):
    """The orders of the table by name."""
    tree = company.category("tree", department_id=company.other_service, gate="exempt", common_area=True)
    made = {
        "suspended": suspended(people),
        "in the queue": company.reported(),
        "in the gardens' queue": company.reported(category=tree),
        "assigned": company.reported(),
        "assigned to a contractor": company.reported(),
        "with collaborators": company.reported(),
        "of no unit": company.reported(people["front_desk"], category=tree, unit_id=None),
        "cancelled": company.reported(),
    }
    for order, who in (
        ("assigned", "technician"),
        ("assigned to a contractor", "contractor"),
        ("with collaborators", "colleague"),
    ):
        company.done(people["dispatcher"], made[order], "assign", {"assignee_id": people.id(who)})
    for who in ("gardener", "data_steward"):
        company.done(
            people["manager"], made["with collaborators"], "collaborators", {"member_id": people.id(who)}
        )
    company.done(people["reporter"], made["cancelled"], "cancel", {"reason": "no need"})
    return made


def sees(who: str, order: str) -> bool:
    return who in OVERSEERS or who in SEEN[order]


def test_everybody_reads_lists_and_joins_exactly_what_is_theirs_to_see(company, people, orders):
    for who in EVERYBODY:
        visible = {name for name in orders if sees(who, name)}
        for name, order in orders.items():
            answer = people[who].get(f"/v1/work-orders/{order}")
            assert (who, name, answer.status) == (who, name, 200 if name in visible else 404)
        listed = {item["id"] for item in people[who].get("/v1/work-orders").json["items"]}
        expected = {orders[name] for name in visible if (who, name) not in UNLISTED}
        assert (who, listed) == (who, expected)
        for chosen in (visible, orders.keys() - visible):
            if chosen:
                check_what_lies_under(people, who, orders[min(chosen)], is_seen=chosen is visible)


def check_what_lies_under(people: People, who: str, order: str, *, is_seen: bool) -> None:
    path, caller, status = f"/v1/work-orders/{order}", people[who], 200 if is_seen else 404
    for part in ("timeline", "attachments", "people"):
        assert (who, part, caller.get(f"{path}/{part}").status) == (who, part, status)
    assert caller.get(f"{path}/deadlines").status == (403 if who in RESIDENTS else status)
    assert caller.post(f"{path}/comments", {"text": "hello"}).status == status
    upload = {"role": "evidence", "content_type": "image/jpeg", "size": 1}
    taken = caller.post(f"{path}/attachments", upload).status
    assert taken in ({201, 409} if is_seen else {404})


def test_residents_read_nothing_that_is_internal(company, people):
    order = company.reported()
    company.done(people["manager"], order, "directives", {"text": "be quick"})
    company.done(people["technician"], order, "comments", {"text": "odd people"})
    company.done(
        people["technician"], order, "comments", {"text": "I come at nine", "visibility": "resident"}
    )
    company.done(people["housemate"], order, "comments", {"text": "good", "visibility": "internal"})
    company.done(people["manager"], order, "collaborators", {"member_id": people.id("gardener")})

    def told(who: str) -> list[str]:
        items = people[who].get(f"/v1/work-orders/{order}/timeline").json["items"]
        return [entry["text"] or entry["kind"] for entry in items]

    whole = ["a lot", "be quick", "odd people", "I come at nine", "good", "gardener"]
    assert told("manager") == whole
    assert told("reporter") == told("housemate") == ["a lot", "I come at nine", "good"]
    paged, cursor = [], ""
    while cursor is not None:
        page = people["reporter"].get(f"/v1/work-orders/{order}/timeline?limit=2{cursor}").json
        paged += [entry["text"] for entry in page["items"]]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    assert paged == told("reporter")


def test_a_manager_of_another_department_who_sees_an_order_does_not_manage_it(company, people):
    order, held = company.reported(), suspended(people)
    for one in (order, held):
        company.done(people["manager"], one, "collaborators", {"member_id": people.id("garden_manager")})
    caller = people["garden_manager"]
    assert caller.get(f"/v1/work-orders/{order}").status == 200
    for action, body in (
        ("assign", {"assignee_id": people.id("technician")}),
        ("directives", {"text": "x"}),
        ("cancel", {"reason": "x"}),
        ("rate", {"score": 1}),
        ("rework", {"reason": "x"}),
    ):
        assert (action, company.act(caller, order, action, body).status) == (action, 403)
    assert caller.patch(f"/v1/work-orders/{order}", {"priority": "low"}).status == 403
    assert company.act(caller, held, "waive-hold", {"reason": "x"}).status == 403
    assert company.act(caller, order, "comments", {"text": "x"}).status == 200
