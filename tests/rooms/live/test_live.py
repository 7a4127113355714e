"""Who is told what, for how long, and what happens to connections that cannot be told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.kernel.table import TenantTable
from chalicelib.live import store
from chalicelib.live.model import GREETED, MOST_OF_ONE
from tests.builders.company import Company
from tests.builders.connections import Connections
from tests.conftest import Clock
from tests.rooms.live.conftest import Stream, hello, say


def names(company: Company, *people: str) -> None:
    """Connect these people, each over a connection of their own name."""
    for person in people:
        signed = f"{person}@{company.tenancy.slug}"
        hello(person, signed)


def orders(gateway: Connections, connection: str) -> dict[str, int]:
    """What a connection has heard of orders."""
    return {
        id: version
        for told in gateway.heard[connection][1:]
        for id, version in told.get("orders", {}).items()
    }


def connected(company: Company) -> set[str]:
    return {one.id for one in store.everybody(TenantTable(company.tenancy.id))}


@pytest.fixture
def staff(company: Company) -> Company:
    company.as_("technician", "tom"), company.as_("technician", "tina")
    company.as_("technician", "guy", [company.other_service])
    company.new_resident("nina", company.new_unit("202"))
    return company


def test_those_who_may_see_an_order_hear_that_it_has_a_version_and_nothing_more(
    staff: Company, stream: Stream, gateway: Connections
):
    names(staff, "dispatcher", "tom", "guy", "rosa", "nina")
    assert gateway.heard["tom"] == [{"welcome": {"again_in_s": 240}}]
    order = staff.reported()
    stream.told()
    for person in ("dispatcher", "tom", "rosa"):
        assert gateway.heard[person][1:] == [{"orders": {order: 1}, "inbox": False}], person
    assert gateway.heard["guy"][1:] == gateway.heard["nina"][1:] == []  # another department, another home


def test_an_order_that_is_taken_out_of_ones_sight_is_told_of_once_more(
    staff: Company, stream: Stream, gateway: Connections
):
    names(staff, "tom", "tina")
    order = staff.reported()
    stream.told()
    worker = staff.as_("technician", "tom")
    staff.done(worker, order, "take")
    stream.told()
    assert orders(gateway, "tina") == {order: 2}  # it has to go from her queue
    staff.done(worker, order, "check-in", staff.here("2026-11-23T01:00:00Z"))
    stream.told()
    assert orders(gateway, "tom") == {order: 3}
    assert orders(gateway, "tina") == {order: 2}


def test_tenants_never_hear_of_each_other(staff: Company, stream: Stream, gateway: Connections):
    api = staff.api
    other = Company(api, api.found("Elsewhere"))
    hello("other-admin", other.tenancy.admin)
    names(staff, "dispatcher")
    order = staff.reported()
    theirs = other.reported()
    stream.told()
    assert orders(gateway, "dispatcher") == {order: 1}
    assert orders(gateway, "other-admin") == {theirs: 1}


def test_ones_inbox_is_told_of_to_oneself_alone(
    staff: Company, stream: Stream, gateway: Connections, delivered: Callable[[], None]
):
    names(staff, "tom", "tina", "dispatcher")
    order = staff.reported()
    staff.done(
        staff.as_("dispatcher"), order, "assign", {"assignee_id": staff.member("technician", "tom")["id"]}
    )
    stream.told()
    before = {person: len(gateway.heard[person]) for person in ("tom", "tina")}
    delivered()
    stream.told()
    assert gateway.heard["tom"][before["tom"] :] == [{"orders": {}, "inbox": True}]
    assert all(not told["orders"] for told in gateway.heard["tina"][before["tina"] :])


def test_a_batch_is_one_message_for_each_however_much_has_changed(
    staff: Company, stream: Stream, gateway: Connections
):
    names(staff, "dispatcher")
    made = [staff.reported() for _ in range(3)]
    stream.look()
    staff.done(staff.as_("technician", "tom"), made[0], "take")
    stream.told()
    assert gateway.heard["dispatcher"][1:] == [
        {"orders": {made[0]: 2, made[1]: 1, made[2]: 1}, "inbox": False}
    ]


@pytest.mark.parametrize(
    "claims",
    [{"exp": 1}, {"aud": "another client"}, {"token_use": "access"}, {"cognito:username": "nobody@x"}],
)
def test_a_token_that_names_nobody_is_refused_and_hung_up_on(
    company: Company, gateway: Connections, claims: dict[str, Any]
):
    hello("x", f"dispatcher@{company.tenancy.slug}", **claims)
    assert gateway.heard["x"] == [{"refused": True}]
    assert gateway.hung_up == ["x"]
    assert connected(company) == set()


@pytest.mark.parametrize("body", ["", "hello", "[]", "{}", '{"token": 7}', '{"token": "a.b.c"}', "\x00"])
def test_whatever_else_is_said_is_refused(company: Company, gateway: Connections, body: str):
    say("x", body)
    assert gateway.hung_up == ["x"] and connected(company) == set()


def test_a_greeting_ends_with_the_token_at_the_latest(
    staff: Company, stream: Stream, gateway: Connections, clock: Clock
):
    import time

    clock.now = clock.now.fromtimestamp(time.time(), clock.now.tzinfo)
    soon = int(time.time()) + 60
    hello("short", f"dispatcher@{staff.tenancy.slug}", exp=soon)
    hello("long", f"dispatcher@{staff.tenancy.slug}")
    assert gateway.heard["short"][0]["welcome"]["again_in_s"] <= 48
    clock.advance(seconds=61)
    order = staff.reported()
    stream.told()
    assert orders(gateway, "short") == {} and orders(gateway, "long") == {order: 1}
    clock.now += GREETED - timedelta(seconds=60)
    staff.done(staff.as_("technician", "tom"), order, "take")
    stream.told()
    assert orders(gateway, "long") == {order: 1}


def test_greeting_again_goes_on_with_the_rights_of_now(staff: Company, stream: Stream, gateway: Connections):
    names(staff, "tom")
    tom = staff.member("technician", "tom")["id"]
    changed = staff.admin.patch(f"/v1/members/{tom}", {"department_ids": [staff.other_service]})
    assert changed.status == 200, changed
    names(staff, "tom")
    staff.reported()
    stream.told()
    assert orders(gateway, "tom") == {}
    assert connected(staff) == {"tom"}


def test_a_revoked_person_is_not_greeted_again(staff: Company, gateway: Connections):
    names(staff, "tom")
    tom = staff.member("technician", "tom")["id"]
    assert staff.admin.post(f"/v1/members/{tom}/revoke").status == 200
    names(staff, "tom")
    assert gateway.heard["tom"][1:] == [{"refused": True}]


def test_a_connection_that_has_ended_is_forgotten_when_it_is_noticed(
    staff: Company, stream: Stream, gateway: Connections
):
    names(staff, "dispatcher", "tom")
    gateway.ended.add("tom")
    order = staff.reported()
    stream.told()
    assert connected(staff) == {"dispatcher"}
    assert orders(gateway, "dispatcher") == {order: 1}


def test_whoever_cannot_be_told_is_hung_up_on_so_that_they_ask_when_they_come_again(
    staff: Company, stream: Stream, gateway: Connections
):
    names(staff, "dispatcher", "tom")
    gateway.broken.add("tom")
    order = staff.reported()
    stream.told()
    assert gateway.hung_up == ["tom"]
    assert connected(staff) == {"dispatcher"}
    assert orders(gateway, "dispatcher") == {order: 1}


def test_of_one_person_so_many_connections_are_kept_and_the_oldest_makes_room(
    staff: Company, gateway: Connections, clock: Clock
):
    for number in range(MOST_OF_ONE + 2):
        hello(f"tab{number}", f"dispatcher@{staff.tenancy.slug}")
        clock.advance(seconds=1)
    assert gateway.hung_up == ["tab0", "tab1"]
    assert len(connected(staff)) == MOST_OF_ONE


def test_2_000_people_are_told_once_each(staff: Company, stream: Stream, gateway: Connections):
    from chalicelib.kernel.actor import Actor, Assignment
    from chalicelib.kernel.clock import now
    from chalicelib.live.model import Connection

    table = TenantTable(staff.tenancy.id)
    assignments = (Assignment(role="manager"),)
    people = [
        Actor(tenant=staff.tenancy.id, id=f"mb_{n}", kind="member", assignments=assignments)
        for n in range(2000)
    ]
    for start in range(0, 2000, 50):
        table.commit(
            [
                store.keep(Connection(id=f"c{one.id}", actor=one, until=now() + GREETED))
                for one in people[start : start + 50]
            ]
        )
    order = staff.reported()
    stream.told()
    assert len(gateway.heard) == 2000
    assert all(heard == [{"orders": {order: 1}, "inbox": False}] for heard in gateway.heard.values())
