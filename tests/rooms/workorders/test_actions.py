"""Every action in every state by everybody: allowed exactly where the transition table and the roles say so."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import boto3

from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.context import for_system
from chalicelib.kernel.ids import new_id
from chalicelib.workorders import service
from chalicelib.workorders.lifecycle import ACTIVE, DONE, TRANSITIONS
from tests.builders.rows import unpacked
from tests.rooms.workorders.people import EVERYBODY, People, suspended

NOW = "2026-11-23T01:00:00Z"
MANAGERS = ("manager", "service_manager")
HANDS = (
    "technician",
    "colleague",
    "gardener",
    "contractor",
)  # the order is the first one's, the queue the first two's
#: action -> whose role may ever do it; the others are told 403 whatever the order
MAY = {
    "assign": (*MANAGERS, "garden_manager", "dispatcher"),
    "take": ("technician", "colleague", "gardener"),
    **dict.fromkeys(("accept", "decline", "check-in", "pause", "resume", "complete"), HANDS),
    "cancel": (*MANAGERS, "garden_manager", "front_desk", "reporter", "housemate", "neighbour"),
    "rework": (*MANAGERS, "garden_manager", "front_desk", "reporter", "housemate", "neighbour"),
    "waive-hold": (*MANAGERS, "garden_manager", "billing_clerk"),
    "rate": (*MANAGERS, "garden_manager"),
    "directives": (*MANAGERS, "garden_manager"),
}
#: action -> who may do it with the order of the tests
DOES = {
    "assign": (*MANAGERS, "dispatcher"),
    "take": ("technician", "colleague"),
    **dict.fromkeys(("accept", "decline", "check-in", "pause", "resume", "complete"), ("technician",)),
    "cancel": (*MANAGERS, "reporter", "neighbour"),
    "rework": (*MANAGERS, "reporter", "housemate", "neighbour"),
    "waive-hold": (*MANAGERS, "billing_clerk"),
    "rate": MANAGERS,
}
ONE_OF_EACH_ROLE = set(EVERYBODY) - {
    *("service_manager", "garden_manager", "colleague", "gardener", "other_contractor"),
    *("housemate", "neighbour", "foreign_manager"),
}
ROW = {"check-in": "check_in", "waive-hold": "release"}


def sees(who: str, status: str) -> bool:
    """The suspended order is the neighbour's, the others are the reporter's and the technician's."""
    match who:
        case "technician" | "reporter" | "housemate":
            return status != "suspended"
        case "colleague":
            return status == "open"
        case "neighbour":
            return status == "suspended"
        case "gardener" | "contractor" | "garden_manager":
            return False
        case _:
            return True


def expected(action: str, status: str, who: str) -> int:
    is_reachable = sees(who, status) or (action == "take" and who == "colleague" and status != "suspended")
    if not is_reachable:
        return 404
    if who not in DOES[action] and action in ("cancel", "rework"):
        return 403
    return 200 if status in TRANSITIONS[row_of(action, who)].sources else 409


def row_of(action: str, who: str) -> str:
    if action == "cancel" and who not in MANAGERS:
        return "withdraw"
    return ROW.get(action, action)


def bodies(people: People) -> dict[str, dict | None]:
    return {
        "assign": {"assignee_id": people.id("colleague")},
        "decline": {"reason": "too far"},
        "check-in": people.company.here(NOW),
        "pause": {"reason": "a valve", "expected_on": "2026-12-01"},
        "complete": {"summary": "done"},
        "rate": {"score": 4},
        "directives": {"text": "be quick"},
        **{action: {"reason": "so be it"} for action in ("cancel", "rework", "waive-hold")},
    }


def one_in_each_state(people: People) -> dict[str, str]:
    company = people.company
    found = {
        status: company.brought_to(status, NOW)
        for status in ("open", "assigned", "accepted", "on_site", "completed")
    }
    found["paused"] = company.brought_to("on_site", NOW)
    company.done(people["technician"], found["paused"], "pause", bodies(people)["pause"])
    found["cancelled"] = company.brought_to("assigned", NOW)
    company.done(people["manager"], found["cancelled"], "cancel", {"reason": "no need"})
    found["closed"] = company.brought_to("completed", NOW)
    context = for_system(company.tenancy.id, "surveys")
    order, clocks = context.load(service.order_ref(found["closed"]), deadlines.clocks_ref(found["closed"]))
    context.commit(service.expire(context, order, clocks, completion=1))
    return found | {"suspended": suspended(people)}


@contextmanager
def copied(tenant: str, order: str) -> Iterator[str]:
    """Another order just like this one, for as long as it is needed."""
    table, copy = boto3.resource("dynamodb").Table("steward"), new_id("wo")
    refs = (service.order_ref(order), deadlines.clocks_ref(order))
    keys = [{"PK": f"T#{tenant}#{ref.key.pk}", "SK": ref.key.sk} for ref in refs]
    for key in keys:
        item = unpacked(table.get_item(Key=key)["Item"])
        table.put_item(Item={k: v.replace(order, copy) if isinstance(v, str) else v for k, v in item.items()})
    yield copy
    for key in keys:
        for row in table.query(
            KeyConditionExpression="PK = :pk",
            ExpressionAttributeValues={":pk": key["PK"].replace(order, copy)},
        )["Items"]:
            table.delete_item(Key={"PK": row["PK"], "SK": row["SK"]})


def test_an_action_succeeds_exactly_where_the_table_and_the_role_allow_it(company):
    people = People(company)
    states, body = one_in_each_state(people), bodies(people)
    assert set(states) == {*ACTIVE, *DONE}
    for action, allowed in MAY.items():
        for who in sorted(ONE_OF_EACH_ROLE - {*allowed}):
            answer = company.act(people[who], states["open"], action, body.get(action))
            assert (action, who, answer.status) == (action, who, 403)
    for action in DOES:
        first, *others = MAY[action]
        for status, order in states.items():
            check(people, action, status, first, order, body.get(action))
        sources = TRANSITIONS[ROW.get(action, action)].sources
        for who in others:  # where the table allows it, and where it does not
            for status in (sources[0], "cancelled"):
                check(people, action, status, who, states[status], body.get(action))
    for status, order in states.items():
        for who in ("reporter", "neighbour"):
            check(people, "cancel", status, who, order, body["cancel"])


def check(people: People, action: str, status: str, who: str, order: str, body: dict | None) -> None:
    wanted = expected(action, status, who)
    if wanted == 200:
        with copied(people.company.tenancy.id, order) as copy:
            answer = people.company.act(people[who], copy, action, body)
    else:
        answer = people.company.act(people[who], order, action, body)
    assert (action, status, who, answer.status) == (action, status, who, wanted), answer
    if wanted == 200:
        target = TRANSITIONS[row_of(action, who)].target
        assert answer.json["status"] == (target or ("on_site" if action == "resume" else status))
        assert answer.headers["ETag"] == json.dumps(str(answer.json["version"]))
    if wanted == 409:
        assert (answer.json["code"], answer.json["current_status"]) == ("invalid_transition", status)
