"""What was done and not resolved climbs until it is completed again, closed or cancelled."""

import pytest

from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.context import for_system
from chalicelib.workorders import service

NOW = "2026-11-23T01:00:00Z"
REASON = {"reason": "still drips"}


def resolution(company, order):
    items = company.as_("manager").get(f"/v1/work-orders/{order}/deadlines").json["items"]
    return next((one for one in items if one["kind"] == "resolution"), None)


def settled(company, order, completion, **fields):
    context = for_system(company.tenancy.id, "surveys")
    found, clocks = context.load(service.order_ref(order), deadlines.clocks_ref(order))
    context.commit(service.settle(context, found, clocks, completion=completion, text="", **fields))


def woken(company, order):
    context = for_system(company.tenancy.id, "deadlines")
    deadlines.fire(context, order, context.find(deadlines.clocks_ref(order)).timer.generation)


def done_again(company, order):
    for action, body in (
        ("accept", None),
        ("check-in", company.here(NOW)),
        ("complete", {"summary": "again"}),
    ):
        company.done(company.as_("technician"), order, action, body)


@pytest.fixture
def order(company):
    company.api.member(company.tenancy, "assessor")
    return company.brought_to("completed", NOW)


def test_not_fixed_breaches_at_once_and_ends_when_it_is_completed_again(company, order, clock):
    settled(company, order, 1, score=1, is_fixed=False)
    woken(company, order)
    open_ = resolution(company, order)
    assert (open_["state"], [one["step"] for one in open_["escalations"]]) == ("breached", [1])
    assert (
        company.as_("manager").get("/v1/work-orders?late=true").json["items"] == []
    )  # it is not late for that
    body = {"deadline": "resolution", "minutes": 60}
    company.done(company.as_("manager"), order, "acknowledge", body)
    done_again(company, order)
    ended = company.act(company.as_("manager"), order, "acknowledge", body)
    assert (ended.status, ended.json["code"]) == (409, "nothing_to_acknowledge")
    settled(company, order, 2, score=5, is_fixed=True)
    assert company.resident.get(f"/v1/work-orders/{order}").json["status"] == "closed"


def test_sent_back_once_is_ordinary_and_twice_is_not(company, order, clock):
    manager = company.as_("manager")
    company.done(manager, order, "rework", REASON)
    assert resolution(company, order) is None
    done_again(company, order)
    company.done(manager, order, "rework", REASON)
    assert resolution(company, order)["state"] == "breached"
    company.done(manager, order, "cancel", {"reason": "we give up"})
    assert for_system(company.tenancy.id, "x").find(deadlines.clocks_ref(order)).timer is None
    assert deadlines.is_over(for_system(company.tenancy.id, "x").find(deadlines.clocks_ref(order)))
