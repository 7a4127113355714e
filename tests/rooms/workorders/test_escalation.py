"""What a breach leaves on an order, however often and in whatever order the bus tells of it."""

from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.contracts.envelope import envelope
from chalicelib.kernel.actor import system
from chalicelib.kernel.table import TenantTable
from chalicelib.workorders import service, triggers
from tests.builders.boundary import before_writing
from tests.builders.cloud import parked


def breach(company, clock, order, step, sequence):
    """A step of the ladder, as the bus brings it."""
    tenant = company.tenancy.id
    stamp = system(tenant, "deadlines").stamp(clock.now)
    card = TenantTable(tenant).get(service.order_ref(order)).card
    told = DeadlineBreached(
        **envelope(stamp, order, sequence),
        card=card,
        kind="respond",
        step=step,
        due_at=clock.now,
        recipient_ids=("mb_head",),
        is_first=step == 0,
    )
    detail = told.model_dump(mode="json")
    return {"id": order, "source": told.source, "detail-type": told.type, "detail": detail}


def test_each_step_is_written_once_and_the_order_is_late_from_then_on(company, clock):
    order, manager = company.reported(), company.as_("manager")
    first, second = (breach(company, clock, order, step, step + 3) for step in (0, 1))
    company.done(company.as_("technician"), order, "take")  # in time; the breach was only told late
    assert manager.get("/v1/work-orders?late=true").json["items"] == []
    answers = [triggers.on_trouble(event, None)["recorded"] for event in (second, first, second, first)]
    assert answers == [True, True, False, False]
    items = manager.get(f"/v1/work-orders/{order}/timeline").json["items"]
    told = [entry for entry in items if entry["kind"] == "escalated"]
    assert [(entry["data"]["step"], entry["visibility"]) for entry in told] == [
        (1, "internal"),
        (0, "internal"),
    ]
    assert told[0]["data"] == {
        "deadline": "respond",
        "milestone": None,
        "step": 1,
        "recipient_ids": ["mb_head"],
        "actions": [],
        "refused": [],
    }
    assert [item["id"] for item in manager.get("/v1/work-orders?late=true").json["items"]] == [order]
    assert manager.get(f"/v1/work-orders/{order}").json["status"] == "accepted"
    resident = company.resident.get(f"/v1/work-orders/{order}/timeline").json["items"]
    assert "escalated" not in [entry["kind"] for entry in resident]


def test_a_step_told_in_the_middle_of_an_action_and_by_two_at_once_is_written_once(company, clock):
    order = company.reported()
    told = breach(company, clock, order, 0, 3)
    with before_writing(lambda: triggers.on_trouble(told, None)):
        assert triggers.on_trouble(told, None) == {"recorded": False}
    with before_writing(lambda: triggers.on_trouble(breach(company, clock, order, 1, 4), None)):
        assert company.done(company.as_("technician"), order, "take")["status"] == "accepted"
    items = company.as_("manager").get(f"/v1/work-orders/{order}/timeline").json["items"]
    assert [entry["kind"] for entry in items] == [
        "reported",
        "escalated",
        "escalated",
        "assigned",
        "accepted",
    ]


def test_an_event_that_cannot_be_read_is_parked_whole(company, clock):
    told = breach(company, clock, company.reported(), 0, 3)
    broken = {**told, "detail": {"tenant": company.tenancy.id}}
    triggers.on_trouble(broken, None)
    triggers.on_standing_changed(told, None)
    assert [letter["event"] for letter in parked()] == [broken, told]
