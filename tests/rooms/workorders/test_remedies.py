"""What a step does to the order: once, whatever the bus does, and only while the deadline is still missed."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.context import for_system
from chalicelib.workorders import triggers
from tests.builders.boundary import before_writing
from tests.builders.cloud import bus_event, outbox
from tests.rooms.workorders.people import People

LADDER = [
    {"after": "PT0S", "notify": ["head"], "actions": ["requeue"]},
    {"after": "PT10M", "notify": ["setter"], "actions": ["raise_priority"]},
    {"after": "PT20M", "notify": ["assessment"], "actions": ["open_incident", "raise_priority"]},
]


@pytest.fixture
def people(company):
    found = People(company)
    found["service_manager"], found["assessor"], found["colleague"]
    company.category("watched", ladder=LADDER, photos_required=0, gate="exempt")
    return found


def assigned(company, people, clock):
    """An order that a technician has been given and does not answer."""
    order = company.reported(people["manager"], category="watched")
    company.done(people["dispatcher"], order, "assign", {"assignee_id": people.id("technician")})
    return order


def woken(company, order):
    context = for_system(company.tenancy.id, "deadlines")
    timer = context.find(deadlines.clocks_ref(order)).timer
    return deadlines.fire(context, order, timer.generation) if timer else None


def breaches(order, kind="respond"):
    """The steps that were told of, as the bus brings them."""
    return [
        bus_event(one)
        for one in outbox()
        if one["type"] == "DeadlineBreached"
        and (one["detail"]["entity"], one["detail"]["kind"]) == (order, kind)
    ]


def take(*events):
    return [triggers.on_trouble(event, None)["recorded"] for event in events]


def entries(people, order, kind):
    items = people["manager"].get(f"/v1/work-orders/{order}/timeline?limit=200").json["items"]
    return [entry for entry in items if entry["kind"] == kind]


def incidents(people, order):
    items = people["manager"].get("/v1/work-orders?limit=200").json["items"]
    return [item for item in items if item["incident_of"] == order]


def read(people, order):
    return people["manager"].get(f"/v1/work-orders/{order}").json


def test_a_ladder_takes_the_order_back_raises_it_and_opens_an_incident(company, people, clock):
    order = assigned(company, people, clock)
    clock.advance(minutes=50)
    woken(company, order)
    assert take(*breaches(order)) == [True, True, True]
    now = read(people, order)
    assert (now["status"], now["assignee_id"], now["priority"]) == ("open", None, "urgent")
    (requeued,) = entries(people, order, "requeued")
    assert (requeued["actor"]["kind"], requeued["data"]["previous_assignee_id"]) == (
        "system",
        people.id("technician"),
    )
    assert [(e["data"]["actions"], e["data"]["refused"]) for e in entries(people, order, "escalated")] == [
        (["requeue"], []),
        (["raise_priority"], []),
        (["open_incident", "raise_priority"], []),
    ]
    (incident,) = incidents(people, order)
    (told,) = entries(people, order, "incident_opened")
    assert told["data"] == {"incident_id": incident["id"], "number": incident["number"]}
    assert (incident["kind"], incident["priority"], incident["status"], incident["department_id"]) == (
        "task",
        "urgent",
        "open",
        now["department_id"],
    )
    assert now["number"] in incident["title"] and now["title"] in incident["title"]
    assert (incident["setter_id"], incident["unit_id"]) == (people.id("manager"), None)
    assert people["reporter"].get(f"/v1/work-orders/{incident['id']}").status == 404
    assert read(people, incident["id"])["reporter"]["kind"] == "system"
    assert (
        people["manager"].get(f"/v1/work-orders/{incident['id']}/people").json["reporter"]["name"]
        == "Steward"
    )
    # It climbs for itself, and opens no further incident.
    clock.advance(minutes=60)
    woken(company, incident["id"])
    assert take(*breaches(incident["id"])) == [True, True, True]
    assert incidents(people, incident["id"]) == []
    assert company.done(people["colleague"], incident["id"], "take")["status"] == "accepted"


@pytest.mark.parametrize("sequence", list(itertools.permutations(range(3))), ids=str)
def test_in_whatever_order_and_however_often_the_steps_come_each_acts_once(company, people, clock, sequence):
    order = assigned(company, people, clock)
    clock.advance(minutes=50)
    woken(company, order)
    events = breaches(order)
    assert take(*(events[number] for number in sequence)) == [True] * 3
    assert take(*(events[number] for number in reversed(sequence))) == [False] * 3
    now = read(people, order)
    assert (now["status"], now["priority"]) == ("open", "urgent")
    assert [len(entries(people, order, kind)) for kind in ("requeued", "priority_changed", "escalated")] == [
        1,
        2,
        3,
    ]
    assert len(incidents(people, order)) == 1


def test_two_at_once_and_one_amid_an_action_act_once(company, people, clock):
    order = assigned(company, people, clock)
    clock.advance(minutes=50)
    woken(company, order)
    first, _, last = breaches(order)
    with before_writing(lambda: take(last)):
        assert take(last) == [False]
    with before_writing(lambda: take(first)):  # the step takes the order from whoever declines it just then
        assert company.act(people["technician"], order, "decline", {"reason": "no"}).status in (404, 409)
    assert len(incidents(people, order)) == len(entries(people, order, "requeued")) == 1


def test_what_comes_after_the_order_has_moved_on_is_refused_and_stands_so_in_the_entry(
    company, people, clock
):
    order = assigned(company, people, clock)
    clock.advance(minutes=50)
    woken(company, order)
    company.done(people["technician"], order, "accept")  # late, but nothing is waited for any more
    assert take(*breaches(order)) == [True, True, True]
    now = read(people, order)
    assert (now["status"], now["assignee_id"], now["priority"]) == (
        "accepted",
        people.id("technician"),
        "normal",
    )
    assert [(e["data"]["actions"], e["data"]["refused"]) for e in entries(people, order, "escalated")] == [
        ([], ["requeue"]),
        ([], ["raise_priority"]),
        ([], ["open_incident", "raise_priority"]),
    ]
    assert incidents(people, order) == []


def test_an_order_given_back_meanwhile_is_not_taken_from_whoever_has_it_next(company, people, clock):
    """Accepted late, given back, given to another: the first breach is of a clock that is gone."""
    order = assigned(company, people, clock)
    clock.advance(minutes=31)
    woken(company, order)
    company.done(people["technician"], order, "accept")
    company.done(people["technician"], order, "decline", {"reason": "too far"})
    company.done(people["dispatcher"], order, "assign", {"assignee_id": people.id("colleague")})
    take(*breaches(order))
    assert read(people, order)["assignee_id"] == people.id("colleague")


def test_who_has_left_is_skipped_and_assessment_told_instead(company, people, clock):
    leaver = company.member("technician", "leaver")["id"]
    named = [{"after": "PT1M", "notify": [leaver]}, {"after": "PT9M", "notify": ["assessment"]}]
    company.category("named", ladder=named, photos_required=0, gate="exempt")
    order = company.reported(category="named")
    company.admin.post(f"/v1/members/{leaver}/revoke")
    clock.advance(minutes=32)
    woken(company, order)
    (first, *_) = breaches(order)
    assert first["detail"]["recipient_ids"] == [people.id("assessor")]


acts = st.lists(
    st.sampled_from(["deliver", "wake", "accept", "assign", "decline", "minutes", "again"]), max_size=10
)


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(acts, st.randoms(use_true_random=False))
def test_whatever_people_and_the_bus_do_a_step_acts_at_most_once(company, people, clock, history, chance):
    order, taken = assigned(company, people, clock), set()
    clock.advance(minutes=30)
    for act in history:
        events = breaches(order)
        match act:
            case "deliver" | "again" if events:
                event = chance.choice(events)
                key = event["detail"]["sequence"]
                assert take(event) == [key not in taken]
                taken.add(key)
            case "wake":
                woken(company, order)
            case "minutes":
                clock.advance(minutes=12)
            case "accept" | "decline":
                company.act(people["technician"], order, act, {"reason": "x"} if act == "decline" else None)
            case "assign":
                company.act(people["dispatcher"], order, "assign", {"assignee_id": people.id("technician")})
    escalated = entries(people, order, "escalated")
    assert len(escalated) == len(taken)
    acted = [action for entry in escalated for action in entry["data"]["actions"]]
    assert acted.count("requeue") == len(entries(people, order, "requeued"))
    assert acted.count("raise_priority") == len(entries(people, order, "priority_changed"))
    assert acted.count("open_incident") == len(incidents(people, order))
