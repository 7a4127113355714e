"""Lists hold what their reader may see, all of it and nothing else; a cursor is good for its reader and list alone."""

import pytest

from chalicelib.kernel.http import Operation
from tests.architecture.application import OPERATIONS
from tests.proof.isolation import rules
from tests.proof.isolation.asking import Asker
from tests.proof.isolation.choosing import everybody, permitted, target
from tests.proof.isolation.people import Person
from tests.proof.isolation.world import ok

BY_NAME = {operation.view.__name__: operation for operation in OPERATIONS}
ORDERS = BY_NAME["list_work_orders"]
STATS = BY_NAME["read_work_order_stats"]
WINDOW = "from=2026-11-20&to=2026-11-26"


def listed(asker: Asker, tried: str, person: Person, query: str = "") -> list[str]:
    """The orders that somebody finds in a list, page by page."""
    found, cursor = [], ""
    while cursor is not None:
        more = f"&cursor={cursor}" if cursor else ""
        page = ok(asker.ask_on(tried, person, ORDERS, f"/v1/work-orders?limit=7{query}{more}"))
        found += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
    return found


def test_a_list_of_orders_holds_what_its_reader_may_see(asker, sample):
    asker.rewind()
    orders = asker.own.of("order")
    for person in sample(permitted(asker, ORDERS), 14):
        wanted = sorted((row.id for row in orders if rules.lists_order(person, row)), reverse=True)
        assert listed(asker, "list of orders", person) == wanted, person
        for row in sample(orders, 1)[:4]:
            query = f"&q={row.text.replace(' ', '%20')}"
            found = listed(asker, "order by its title", person, query)
            assert found == [row.id] * rules.lists_order(person, row), (person, row)


def test_an_order_is_found_by_its_number_by_those_alone_who_see_it(asker, sample):
    asker.rewind()
    manager = asker.own.people["manager"]
    for row in sample(asker.own.of("order"), 4)[:6]:
        number = ok(asker.as_(manager).get(f"/v1/work-orders/{row.id}"))["number"]
        for person in sample(permitted(asker, ORDERS), 6):
            page = ok(asker.ask_on("order by its number", person, ORDERS, f"/v1/work-orders?q={number}"))
            assert len(page["items"]) == rules.sees_order(person, row), (person, row)


def test_the_list_of_what_stands_holds_what_its_reader_may_see(asker, sample):
    asker.rewind()
    stalls = BY_NAME["list_stalls"]
    orders = asker.own.of("order")
    for person in sample(permitted(asker, stalls), 14):
        page = ok(asker.ask_on("what stands", person, stalls, "/v1/boards/stalls?limit=200"))
        assert page["next_cursor"] is None
        wanted = sorted(row.id for row in orders if rules.lists_standing(person, row))
        assert sorted(item["work_order_id"] for item in page["items"]) == wanted, person


def test_boards_count_what_the_lists_show(asker, sample):
    asker.rewind()
    board = BY_NAME["read_departments_board"]
    orders = asker.own.of("order")
    for person in sample(permitted(asker, board), 14):
        rows = ok(asker.ask_on("board", person, board, "/v1/boards/departments"))["items"]
        for row in rows:
            there = [one for one in orders if one.department == row["department_id"]]
            standing = sum(rules.lists_standing(person, one) for one in there)
            counts = row["own"]["counts"]
            assert sum(counts.values()) - counts["completed"] - counts["late"] == standing, (person, row)


def test_everybody_reads_their_own_inbox_and_all_of_it(asker):
    asker.rewind()
    inbox = BY_NAME["list_notifications"]
    for person in everybody(asker):
        own = [row.id for row in asker.own.of("notification") if row.recipient == person.id]
        page = ok(asker.ask_on("inbox", person, inbox, "/v1/notifications?limit=200"))
        assert sorted(item["id"] for item in page["items"]) == sorted(own), person
        assert page["unread"] == len(own), person


def test_figures_of_people_are_shown_to_themselves_and_to_whom_they_answer(asker, sample):
    asker.rewind()
    overseeing = {"tenant_admin", "manager", "assessor"}
    members = {one.id: one for one in asker.own.people.values() if one.kind == "member"}
    for person in sample(permitted(asker, STATS), 10):
        for group_by in ("member", "department", "category", "community"):
            path = f"/v1/stats/work-orders?group_by={group_by}&{WINDOW}"
            rows = {item["key"] for item in ok(asker.ask_on("figures", person, STATS, path))["items"]}
            if any((role, None) in person.assignments for role in overseeing):
                assert rows, (person, group_by)
                continue
            for key in rows:
                if group_by == "member":
                    places = members[key].departments
                    assert key == person.id or any(person.holds_in(overseeing, place) for place in places), (
                        person,
                        key,
                    )
                elif group_by == "department":
                    assert person.holds_in(overseeing, key), (person, key)
                else:
                    pytest.fail(f"{person} reads {group_by} {key}")


def test_facts_behind_figures_are_those_of_the_rows_that_one_sees(asker, sample):
    asker.rewind()
    facts = BY_NAME["list_work_order_facts"]
    for person in sample(permitted(asker, STATS), 10):
        for group_by in ("member", "department", "category", "community"):
            window = f"group_by={group_by}&{WINDOW}"
            rows = ok(asker.ask_on("figures", person, STATS, f"/v1/stats/work-orders?{window}"))["items"]
            shown = sum(row["reported"] for row in rows)
            path = f"/v1/stats/work-orders/facts?measure=reported&limit=200&{window}"
            page = ok(asker.ask_on("facts", person, facts, path))
            column = group_by if group_by == "category" else f"{group_by}_id"
            assert {item[column] for item in page["items"]} <= {row["key"] for row in rows}, (
                person,
                group_by,
            )
            assert sum(item["value"] for item in page["items"]) == page["figure"] == shown, (person, group_by)


def test_the_work_of_people_is_read_by_themselves_and_by_whom_they_answer_to(asker, sample):
    asker.rewind()
    digest = BY_NAME["read_work_digest"]
    overseeing = {"tenant_admin", "manager", "assessor"}
    members = {one.id: one for one in asker.own.people.values() if one.kind == "member"}
    departments = {place for one in members.values() for place in one.departments}
    strangers = [one.id for one in asker.other.people.values() if one.kind == "member"][:2]
    for person in sample(permitted(asker, digest), 10):
        whole = any((role, None) in person.assignments for role in overseeing)

        def may(place, person=person, whole=whole):
            return whole or person.holds_in(overseeing, place)

        expected = {
            f"member={id}": whole or id == person.id or any(map(may, one.departments))
            for id, one in members.items()
        }
        expected |= {f"department={place}": may(place) for place in departments}
        expected |= dict.fromkeys((f"member={id}" for id in strangers), False)
        for whose, is_shown in expected.items():
            path = f"/v1/stats/digest?{whose}&window=week&day=2026-11-23"
            answer = asker.ask_on("digest", person, digest, path)
            assert answer.status == (200 if is_shown else 404), (person, whose)


PAGED = [one for one in OPERATIONS if one.query and "cursor" in one.query.model_fields]


def first_of(path: str) -> str:
    """The path to a list's first item alone."""
    return f"{path}{'&' if '?' in path else '?'}limit=1"


def first_cursor(asker: Asker, operation: Operation) -> tuple[Person, str]:
    """Somebody who has a second page of a list, and their cursor."""
    for person in permitted(asker, operation):
        _, path = target(asker.own, operation, person)
        answer = asker.ask_on("first page", person, operation, first_of(path))
        if answer.status == 200 and answer.json["next_cursor"]:
            return person, answer.json["next_cursor"]
    pytest.fail(f"nobody has a second page of {operation.path}")


def test_a_cursor_is_good_for_its_reader_and_its_list_alone(asker, sample):
    asker.rewind()
    for operation in PAGED:
        owner, cursor = first_cursor(asker, operation)
        readers = [(owner, other) for other in PAGED if other is not operation]
        readers += [(person, operation) for person in everybody(asker) if person is not owner]
        allowed = [(p, o) for p, o in readers if rules.is_permitted(p, o)]
        for reader, other in sample(allowed, 4):
            _, path = target(asker.own, other, reader)
            answer = asker.ask_on("another's cursor", reader, other, f"{first_of(path)}&cursor={cursor}")
            assert (answer.status, answer.json["code"]) == (400, "invalid_cursor"), (reader, operation.path)


def test_another_firms_cursor_is_no_cursor(asker):
    asker.rewind()
    for operation in PAGED:
        person, _ = first_cursor(asker, operation)
        twin = asker.other.people[person.label]
        _, their_path = target(asker.other, operation, twin)
        page = ok(asker.api.as_(twin.sign_in_name).get(first_of(their_path)))
        asker.rewind()  # what the other firm paid for its own page is no trace of ours
        _, path = target(asker.own, operation, person)
        answer = asker.ask_on(
            "other firm's cursor", person, operation, f"{first_of(path)}&cursor={page['next_cursor']}"
        )
        assert (answer.status, answer.json["code"]) == (400, "invalid_cursor"), operation.path
