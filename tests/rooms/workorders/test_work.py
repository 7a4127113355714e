"""What becomes of the work, its clocks and its holder when it changes hands, waits, or comes back."""

from chalicelib.attachments import store as photos
from chalicelib.attachments.model import Photos, VerifiedPhoto
from chalicelib.kernel.table import TenantTable
from tests.builders.api import made_by

NOW = "2026-11-23T01:00:00Z"
WAITING = {"reason": "a valve", "expected_on": "2026-12-01"}


def clocks(company, order):
    """Deadlines of an order by kind."""
    items = company.as_("manager").get(f"/v1/work-orders/{order}/deadlines").json["items"]
    return {item["kind"]: item for item in items}


def states(company, order):
    return {kind: clock["state"] for kind, clock in clocks(company, order).items()}


def lay_photo(company, order, id, role, visit):
    """One more verified photo of an order."""
    table = TenantTable(company.tenancy.id)
    (before,) = table.load(photos.photos_ref(order))
    one = VerifiedPhoto(id=id, role=role, visit=visit)
    seen = before.verified if before else ()
    version = before.version + 1 if before else 1
    table.commit([photos.save_photos(Photos(order_id=order, verified=(*seen, one), version=version))])


def test_of_ten_technicians_who_take_an_order_one_gets_it(company):
    order = company.reported()
    answers = [company.act(company.as_("technician", f"t{n}"), order, "take") for n in range(10)]
    assert sorted(answer.status for answer in answers) == [200] + [409] * 9
    assert {answer.json["current_status"] for answer in answers if answer.status == 409} == {"accepted"}
    holder = company.as_("manager").get(f"/v1/work-orders/{order}").json["assignee_id"]
    assert holder == company.member("technician", "t0")["id"]


def test_a_pause_goes_back_to_where_it_began_and_shifts_the_clocks(company, clock):
    order, worker = company.brought_to("accepted", NOW), company.as_("technician")
    clock.advance(minutes=20)
    paused = company.done(worker, order, "pause", WAITING)
    assert paused["pause"] == WAITING
    assert states(company, order) == {"respond": "met", "arrive": "paused", "complete": "paused"}
    assert clocks(company, order)["arrive"]["remaining_s"] == 100 * 60
    clock.advance(hours=5)
    resumed = company.done(worker, order, "resume")
    assert (resumed["status"], resumed["pause"], resumed["is_late"]) == ("accepted", None, False)
    assert resumed["deadlines"]["arrive_by"] == "2026-11-23T08:00:00Z"
    company.done(worker, order, "check-in", company.here("2026-11-23T06:20:00Z"))
    company.done(worker, order, "pause", WAITING)
    assert company.done(worker, order, "resume")["status"] == "on_site"


def test_another_assignee_answers_and_arrives_anew_while_completion_goes_on(company, clock):
    order = company.brought_to("on_site", NOW)
    clock.advance(hours=1)
    company.done(company.as_("technician"), order, "pause", WAITING)
    dispatcher, second = company.as_("dispatcher"), company.as_("technician", "second")
    moved = company.done(
        dispatcher, order, "assign", {"assignee_id": company.member("technician", "second")["id"]}
    )
    assert (moved["status"], moved["pause"]) == ("assigned", None)
    assert moved["deadlines"] == {
        "respond_by": "2026-11-23T02:30:00Z",
        "arrive_by": "2026-11-23T04:00:00Z",
        "complete_by": "2026-11-24T01:00:00Z",
    }
    assert states(company, order) == dict.fromkeys(("respond", "arrive", "complete"), "running")
    assert company.act(company.as_("technician"), order, "accept").status == 404
    company.done(second, order, "accept")
    assert company.act(second, order, "complete", {"summary": "x"}).json["current_status"] == "accepted"
    arrived = company.done(second, order, "check-in", company.here("2026-11-23T02:00:00Z"))
    assert (arrived["status"], arrived["visit"]) == ("on_site", 2)


def test_a_declined_order_is_in_the_queue_again_with_a_fresh_answer_clock(company, clock):
    order, worker = company.brought_to("accepted", NOW), company.as_("technician")
    clock.advance(minutes=10)
    declined = company.done(worker, order, "decline", {"reason": "too far"})
    assert (declined["status"], declined["assignee_id"]) == ("open", None)
    assert declined["deadlines"]["respond_by"] == "2026-11-23T01:40:00Z"
    colleague = company.as_("technician", "colleague")
    assert [item["id"] for item in colleague.get("/v1/work-orders").json["items"]] == [order]
    assert company.done(colleague, order, "take")["status"] == "accepted"


def test_rework_has_fresh_clocks_and_needs_photos_of_the_new_visit(company, clock):
    worker = company.as_("technician")
    order = company.reported(category=company.leak)
    company.done(worker, order, "take")
    company.done(worker, order, "check-in", company.here(NOW))
    lay_photo(company, order, "at_before", "before", 1)
    assert company.act(worker, order, "complete", {"summary": "x"}).json["code"] == "photos_missing"
    lay_photo(company, order, "at_1", "after", 1)
    company.done(worker, order, "complete", {"summary": "x"})
    clock.advance(hours=2)
    back = company.done(company.resident, order, "rework", {"reason": "it drips again"})
    assert (back["status"], back["assignee_id"]) == ("assigned", company.member("technician")["id"])
    assert back["deadlines"] == {
        "respond_by": "2026-11-23T03:30:00Z",
        "arrive_by": "2026-11-23T05:00:00Z",
        "complete_by": "2026-11-24T03:00:00Z",
    }
    company.done(worker, order, "accept")
    company.done(worker, order, "check-in", company.here("2026-11-23T03:00:00Z"))
    refused = company.act(worker, order, "complete", {"summary": "x"})
    assert (refused.json["code"], refused.json["missing"]) == ("photos_missing", 1)
    lay_photo(company, order, "at_2", "after", 2)
    assert company.done(worker, order, "complete", {"summary": "x"})["status"] == "completed"


def test_an_assignee_of_another_department_takes_the_order_along(company):
    order, dispatcher = company.reported(), company.as_("dispatcher")
    gardener = company.member("technician", "gardener", [company.other_service])["id"]
    moved = company.done(dispatcher, order, "assign", {"assignee_id": gardener})
    assert moved["department_id"] == company.other_service
    contractor = company.member("contractor")["id"]
    assert (
        company.done(dispatcher, order, "assign", {"assignee_id": contractor})["department_id"]
        == company.service
    )
    assert company.done(company.as_("contractor"), order, "accept")["status"] == "accepted"


def test_an_order_is_given_only_to_those_who_take_orders(company):
    order, dispatcher = company.reported(), company.as_("dispatcher")
    for id, status, code in (
        (company.member("dispatcher")["id"], 422, "invalid"),
        ("mb_none", 404, "not_found"),
        (company.resident.get("/v1/me").json["resident"]["id"], 404, "not_found"),
    ):
        answer = company.act(dispatcher, order, "assign", {"assignee_id": id})
        assert (answer.status, answer.json["code"]) == (status, code)
        assert answer.json["errors"][0]["loc"] == ["body", "assignee_id"]
    unknown = company.act(dispatcher, order, "collaborators", {"member_id": "mb_none"})
    assert (unknown.status, unknown.json["errors"][0]["loc"]) == (404, ["body", "member_id"])


def test_a_collaborator_is_drawn_in_once_and_a_nudge_comes_once_a_minute(company, clock):
    order, manager = company.reported(), company.as_("manager")
    member = {"member_id": company.member("data_steward")["id"]}
    first = company.done(manager, order, "collaborators", member)
    assert company.done(manager, order, "collaborators", member) == first
    company.done(company.resident, order, "nudges", {"text": "please"})
    company.done(manager, order, "nudges")  # each for themselves
    again = company.act(manager, order, "nudges")
    assert (again.status, again.json["code"], again.headers["Retry-After"]) == (429, "too_many_nudges", "60")
    clock.advance(seconds=60)
    company.done(manager, order, "nudges")


def test_only_managers_set_tasks_and_these_pass_the_gate(company):
    company.charge()
    task = {"kind": "task"}
    for caller in (company.resident, company.as_("front_desk")):
        refused = company.report(caller, **task)
        assert (refused.status, refused.json["errors"][0]["loc"]) == (422, ["body", "kind"])
    made = made_by(company.report(company.as_("manager"), **task))
    assert (made["status"], made["setter_id"]) == ("open", company.member("manager")["id"])


def test_a_signature_is_the_workers_and_the_name_under_it_is_told(company):
    order, worker = company.brought_to("on_site", NOW), company.as_("technician")
    drawn = {"role": "signature", "content_type": "image/png", "size": 9_000}
    path = f"/v1/work-orders/{order}/attachments"
    assert worker.post(path, drawn).status == 201
    assert worker.post(path, {**drawn, "content_type": "image/jpeg"}).json["code"] == "unsupported_image_type"
    assert company.resident.post(path, drawn).json["code"] == "not_participant"
    assert [one["role"] for one in company.resident.get(path).json["items"]] == ["signature"]
    company.done(worker, order, "complete", {"summary": "done", "signed_by": "Rosa Li"})
    entry = company.resident.get(f"/v1/work-orders/{order}/timeline").json["items"][-1]
    assert (entry["kind"], entry["data"]["signed_by"]) == ("completed", "Rosa Li")
    other = company.brought_to("on_site", NOW)
    assert company.act(worker, other, "complete", {"summary": "x", "signed_by": "a\nb"}).status == 422
    company.done(worker, other, "complete", {"summary": "done"})
    last = company.resident.get(f"/v1/work-orders/{other}/timeline").json["items"][-1]
    assert last["data"]["signed_by"] is None
