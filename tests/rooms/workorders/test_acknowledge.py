"""Somebody sees to an escalation: it is on record, and the ladder waits until the stated time has passed."""

import pytest

from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.context import for_system
from tests.rooms.workorders.people import People

LADDER = [
    {"after": "-PT10M", "notify": ["assignee"]},
    {"after": "PT0S", "notify": ["head"]},
    {"after": "PT15M", "notify": ["assessment"]},
]
RESPOND = {"deadline": "respond"}


@pytest.fixture
def people(company):
    return People(company)


@pytest.fixture
def order(company, people):
    """Given to a technician, who has thirty minutes to accept it."""
    people["service_manager"], people["assessor"]
    watched = company.category("watched", ladder=LADDER, photos_required=0)
    order = company.reported(category=watched)
    company.done(people["dispatcher"], order, "assign", {"assignee_id": people.id("technician")})
    return order


def woken(company, order):
    """The timer wakes, if it is its time; answers when it wants to wake next."""
    context = for_system(company.tenancy.id, "deadlines")
    timer = context.find(deadlines.clocks_ref(order)).timer
    return deadlines.fire(context, order, timer.generation)


def respond(company, order):
    items = company.as_("manager").get(f"/v1/work-orders/{order}/deadlines").json["items"]
    return next(one for one in items if one["kind"] == "respond")


def steps(company, order):
    return [one["step"] for one in respond(company, order)["escalations"]]


def test_whoever_was_told_acknowledges_and_the_ladder_waits(company, people, order, clock):
    clock.advance(minutes=20)
    woken(company, order)
    assert steps(company, order) == [0]
    body = {**RESPOND, "minutes": 40, "text": "on the phone with them"}
    answer = company.act(people["technician"], order, "acknowledge", body)
    assert (answer.status, answer.json["status"]) == (200, "assigned")
    told = respond(company, order)
    by = {"id": people.id("technician"), "name": "technician"}
    assert told["acknowledged"] == {"by": by, "at": "2026-11-23T01:20:00Z", "until": "2026-11-23T02:00:00Z"}
    entry = people["manager"].get(f"/v1/work-orders/{order}/timeline").json["items"][-1]
    assert (entry["kind"], entry["text"], entry["visibility"]) == (
        "acknowledged",
        "on the phone with them",
        "internal",
    )
    assert entry["data"] == {"deadline": "respond", "until": "2026-11-23T02:00:00Z"}
    clock.advance(minutes=39)
    assert woken(company, order).isoformat() == "2026-11-23T02:00:00+00:00"
    assert steps(company, order) == [0]
    assert respond(company, order)["state"] == "breached"  # what is late is late, whoever sees to it
    clock.advance(minutes=1)
    woken(company, order)
    assert steps(company, order) == [0, 1, 2]
    woken(company, order)
    assert steps(company, order) == [0, 1, 2]


def test_who_was_not_told_and_manages_nothing_may_not(company, people, order, clock):
    clock.advance(minutes=30)
    woken(company, order)
    for who, status in (
        ("assessor", 403),  # told only a quarter of an hour later
        ("dispatcher", 403),
        ("colleague", 404),
        ("garden_manager", 404),
        ("reporter", 403),
        ("foreign_manager", 404),
        ("technician", 200),
        ("service_manager", 200),
        ("manager", 200),
    ):
        answer = company.act(people[who], order, "acknowledge", RESPOND)
        assert (who, answer.status) == (who, status)
    resident = company.resident.get(f"/v1/work-orders/{order}/timeline").json["items"]
    assert "acknowledged" not in [entry["kind"] for entry in resident]


def test_there_is_nothing_to_acknowledge_before_a_step_or_after_the_deadline(company, people, order, clock):
    manager, worker = people["manager"], people["technician"]

    def refused(body=RESPOND):
        answer = company.act(manager, order, "acknowledge", body)
        return answer.status, answer.json["code"]

    assert refused() == (409, "nothing_to_acknowledge")
    clock.advance(minutes=20)
    woken(company, order)
    assert refused({"deadline": "arrive"}) == (409, "nothing_to_acknowledge")
    company.done(worker, order, "accept")
    assert refused() == (409, "nothing_to_acknowledge")
    assert company.act(manager, order, "acknowledge", {"deadline": "someday"}).status == 422
    for minutes in (0, 1441, "30", None):
        answer = company.act(manager, order, "acknowledge", {**RESPOND, "minutes": minutes})
        assert (minutes, answer.status) == (minutes, 422)


def test_a_missed_deadline_is_open_until_what_it_asks_for_is_done(company, people, order, clock):
    clock.advance(minutes=31)
    woken(company, order)
    assert [respond(company, order)[name] for name in ("state", "is_open")] == ["breached", True]
    company.done(people["technician"], order, "accept")
    assert [respond(company, order)[name] for name in ("state", "is_open")] == ["breached", False]


def test_once_under_one_key_and_of_two_the_longer_holds(company, people, order, clock):
    clock.advance(minutes=30)
    woken(company, order)
    path, key = f"/v1/work-orders/{order}/acknowledge", {"Idempotency-Key": "seen"}
    first, again = (people["technician"].post(path, {**RESPOND, "minutes": 60}, key) for _ in range(2))
    assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")
    company.done(people["manager"], order, "acknowledge", RESPOND)
    seen = respond(company, order)["acknowledged"]
    assert (seen["by"]["name"], seen["until"]) == ("manager", "2026-11-23T02:30:00Z")
    kinds = [e["kind"] for e in people["manager"].get(f"/v1/work-orders/{order}/timeline").json["items"]]
    assert kinds.count("acknowledged") == 2
    stale = people["manager"].post(path, RESPOND, {"If-Match": '"1"'})
    assert stale.status == 412


def test_work_that_starts_anew_has_nothing_acknowledged(company, people, order, clock):
    clock.advance(minutes=30)
    woken(company, order)
    company.done(people["technician"], order, "acknowledge", RESPOND)
    company.done(people["technician"], order, "accept")
    company.done(people["technician"], order, "decline", {"reason": "too far"})
    assert respond(company, order)["acknowledged"] is None
