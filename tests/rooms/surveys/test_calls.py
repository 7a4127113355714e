"""Asking by policy, reminders, and residents who are called: through the API, with what the bus delivers."""

import pytest

from chalicelib.surveys.triggers import on_day, on_morning
from tests.builders import environment
from tests.builders.api import Answer, Caller
from tests.builders.boundary import before_writing
from tests.builders.bus import Bus
from tests.builders.cloud import outbox
from tests.builders.company import Company

BOTH = {"asking": "callback_and_link"}
CALL = {"asking": "callback_only"}


@pytest.fixture
def company(api, clock) -> Company:
    return Company(api, api.found())


@pytest.fixture
def completed(company, clock):
    """`completed()`: a new order that is done; the bus has told everybody."""

    def make(**fields) -> str:
        order = company.brought_to("completed", clock.now.isoformat(), **fields)
        Bus().deliver()
        return order

    return make


def policy(company: Company, **survey) -> None:
    assert company.admin.patch("/v1/tenant", {"policies": {"survey": survey}}).status == 200


def told(kind: str, order: str) -> list[dict]:
    found = [event["detail"] for event in outbox() if event["type"] == kind]
    return [detail for detail in found if order in (detail.get("order_id"), detail["entity"])]


def path_of(order: str) -> str:
    return "/v1/surveys/" + told("SurveyInvited", order)[-1]["link"].rpartition("/")[2]


def answer(company: Company, order: str, **body) -> Answer:
    return company.api.with_header(None).post(path_of(order), body)


def listed(caller: Caller, query: str = "") -> list[dict]:
    return caller.get(f"/v1/callbacks{query}").json["items"]


def call_of(caller: Caller, order: str) -> str:
    (call,) = [one for one in listed(caller) if one["work_order"]["id"] == order]
    return f"/v1/callbacks/{call['id']}"


def status_of(company: Company, order: str) -> str:
    return company.as_("manager").get(f"/v1/work-orders/{order}").json["status"]


# -- outcomes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "status", "not_fixed"),
    [
        ({"outcome": "fixed"}, "closed", False),
        ({"outcome": "half_fixed"}, "assigned", True),
        ({"outcome": "not_fixed"}, "assigned", True),
        ({"outcome": "half_fixed", "not_fixed": True}, "assigned", True),
        ({"not_fixed": True}, "assigned", True),
    ],
)
def test_half_and_not_fixed_send_the_order_back(company, completed, body, status, not_fixed):
    order = completed()
    taken = answer(company, order, score=4, **body)
    assert (taken.status, taken.json["not_fixed"], status_of(company, order)) == (200, not_fixed, status)
    assert taken.json["outcome"] == body.get("outcome", "not_fixed")
    (event,) = told("SurveyAnswered", order)
    assert (event["outcome"], event["is_fixed"], event["by"]) == (
        taken.json["outcome"],
        not not_fixed,
        "link",
    )


@pytest.mark.parametrize(
    "body",
    [
        {"outcome": "fixed", "not_fixed": True},
        {"outcome": "half_fixed", "not_fixed": False},
        {"outcome": "not_fixed", "not_fixed": False},
        {"outcome": "perhaps"},
    ],
)
def test_an_outcome_that_contradicts_itself_is_refused(company, completed, body):
    order = completed()
    assert answer(company, order, score=4, **body).status == 422
    assert status_of(company, order) == "completed"


def test_the_links_of_a_mail_answer_nothing_by_being_opened(company, completed):
    order = completed()
    visitor = company.api.with_header(None)
    for tap in ("?score=1", "?outcome=not_fixed"):
        visitor.get(path_of(order) + tap)
    assert visitor.get(path_of(order)).json["is_answered"] is False


# -- whom policy asks -------------------------------------------------------------------------------


def test_a_department_may_choose_a_call_instead_and_one_category_otherwise(company, completed):
    company.admin.patch(f"/v1/departments/{company.service}", {"asking": "callback_only"})
    by_call = completed()
    linked = company.category("linked", photos_required=0, survey={"asking": "all"})
    by_link = completed(category=linked)
    assert (len(told("SurveyInvited", by_call)), len(told("CallbackRequested", by_call))) == (0, 1)
    assert (len(told("SurveyInvited", by_link)), len(told("CallbackRequested", by_link))) == (1, 0)
    shown = company.admin.patch(f"/v1/departments/{company.service}", {"asking": None}).json
    assert shown["asking"] is None


def test_who_is_outside_of_the_sample_is_not_asked_and_the_order_closes(company, completed, clock):
    policy(company, asking="sample", sample_percent=1)
    orders = [completed() for _ in range(3)]
    asked = [order for order in orders if told("SurveyInvited", order)]
    assert len(asked) < 3
    clock.advance(days=8)
    on_day({"tenant": company.tenancy.id}, None)
    assert {status_of(company, order) for order in orders} == {"closed"}
    assert [order for order in orders if told("CallbackRequested", order)] == asked


def test_nobody_is_asked_twice_within_the_pause_but_for_what_was_not_fixed(company, completed, clock):
    policy(company, pause_days=10)
    first, second = completed(), completed()
    assert (len(told("SurveyInvited", first)), len(told("SurveyInvited", second))) == (1, 0)
    assert answer(company, first, score=3, outcome="half_fixed").status == 200
    again(company, first, clock)
    assert len(told("SurveyInvited", first)) == 2
    clock.advance(days=10)
    assert len(told("SurveyInvited", completed())) == 1


def again(company: Company, order: str, clock) -> None:
    """The order that was sent back is completed once more."""
    worker, path = company.as_("technician"), f"/v1/work-orders/{order}"
    assert worker.post(f"{path}/accept").status == 200
    assert worker.post(f"{path}/check-in", company.here(clock.now.isoformat())).status == 200
    assert worker.post(f"{path}/complete", {"summary": "again"}).status == 200
    Bus().deliver()


def test_of_two_completions_at_once_one_asks(company, clock):
    policy(company, pause_days=10)
    orders = [company.brought_to("completed", clock.now.isoformat()) for _ in range(2)]
    with before_writing(lambda: Bus().deliver()):
        Bus().deliver()
    assert sorted(len(told("SurveyInvited", order)) for order in orders) == [0, 1]


# -- reminders --------------------------------------------------------------------------------------


def test_who_does_not_answer_is_reminded_as_often_as_policy_says(company, completed, clock):
    policy(company, reminders=2, remind_after_days=2)
    order, run = completed(), {"tenant": company.tenancy.id}
    for days, count in ((1, 0), (1, 1), (1, 1), (1, 2), (1, 2)):
        clock.advance(days=days)
        for _ in range(2):
            on_morning(run, None)
        assert len(told("SurveyReminded", order)) == count
    links = {one["link"] for kind in ("SurveyInvited", "SurveyReminded") for one in told(kind, order)}
    assert len(links) == 1
    assert [one["reminder"] for one in told("SurveyReminded", order)] == [1, 2]
    Bus().deliver()
    inbox = company.resident.get("/v1/notifications").json["items"]
    assert [one["kind"] for one in inbox].count("survey_reminded") == 2


def test_the_links_of_invitation_and_reminder_are_good_when_the_secret_has_changed_between(
    company, completed, clock
):
    policy(company, reminders=1, remind_after_days=1)
    order = completed()
    clock.advance(days=1)
    with environment.told({"APP_SECRET": "another secret"}):
        on_morning({}, None)
        (reminder,) = told("SurveyReminded", order)
        path = "/v1/surveys/" + reminder["link"].rpartition("/")[2]
        assert path != path_of(order)
        visitor = company.api.with_header(None)
        assert visitor.get(path).json == visitor.get(path_of(order)).json
        assert visitor.post(path, {"score": 5}).status == 200


def test_who_has_answered_or_whose_order_moved_on_is_not_reminded(company, completed, clock):
    policy(company, reminders=1, remind_after_days=1)
    answered, reworked = completed(), completed()
    answer(company, answered, score=5)
    company.done(company.as_("manager"), reworked, "rework", {"reason": "Not up to standard"})
    clock.advance(days=1)
    on_morning({}, None)
    assert [event for event in outbox() if event["type"] == "SurveyReminded"] == []


def test_a_run_may_be_told_another_moment_than_now(company, completed, clock):
    policy(company, reminders=1, remind_after_days=2)
    order = completed()
    at = (clock.now.replace(day=25)).isoformat()
    on_morning({"tenant": company.tenancy.id, "at": at}, None)
    assert [one["at"] for one in told("SurveyReminded", order)] == ["2026-11-25T01:00:00Z"]


# -- calls ------------------------------------------------------------------------------------------


def test_a_call_is_claimed_tried_and_made_and_is_the_answer(company, completed):
    policy(company, **BOTH)
    order, desk = completed(), company.as_("front_desk")
    path = call_of(desk, order)
    (open_call,) = listed(desk)
    assert (open_call["cause"], open_call["resident"], open_call["claimed_by"]) == ("policy", None, None)
    assert open_call["script"].startswith("Good day")
    assert desk.get(path, {"Accept-Language": "zh-CN"}).json["script"].startswith("您好")
    mine = desk.post(f"{path}/claim").json
    assert (mine["resident"]["name"], mine["resident"]["phone"]) == ("Rosa", "+8613800000000")
    other = company.as_("assessor")
    assert (other.get(path).json["resident"], other.get(path).json["claimed_by"]["id"]) == (
        None,
        company.member("front_desk")["id"],
    )
    for action, body in (("claim", {}), ("attempts", {"note": "x"}), ("outcome", {"outcome": "fixed"})):
        assert other.post(f"{path}/{action}", body).json["code"] == "callback_claimed"
    tried = desk.post(f"{path}/attempts", {"note": "engaged"}).json
    assert [one["note"] for one in tried["attempts"]] == ["engaged"]
    done = desk.post(f"{path}/outcome", {"outcome": "fixed", "score": 5, "text": "Dry."}).json
    assert (done["status"], done["outcome"], done["score"], done["text"]) == ("done", "fixed", 5, "Dry.")
    assert status_of(company, order) == "closed"
    assert answer(company, order, score=1).json["code"] == "already_answered"
    (event,) = told("SurveyAnswered", order)
    assert (event["score"], event["by"], event["actor"]["kind"]) == (5, "callback", "member")
    assert (listed(desk), [one["id"] for one in listed(desk, "?status=done")]) == ([], [done["id"]])
    assert desk.post(f"{path}/outcome", {"outcome": "fixed"}).json["code"] == "callback_over"


def test_the_link_answers_first_and_the_call_is_not_needed(company, completed):
    policy(company, **BOTH)
    order, desk = completed(), company.as_("front_desk")
    path = call_of(desk, order)
    assert answer(company, order, score=5).status == 200
    assert (listed(desk), desk.get(path).json["status"]) == ([], "withdrawn")
    assert desk.post(f"{path}/outcome", {"outcome": "fixed", "score": 1}).json["code"] == "callback_over"
    assert len(told("SurveyAnswered", order)) == 1


def test_of_link_and_call_at_once_one_rates(company, completed):
    policy(company, **BOTH)
    order, desk = completed(), company.as_("front_desk")
    path = call_of(desk, order)
    with before_writing(lambda: answer(company, order, score=5)):
        late = desk.post(f"{path}/outcome", {"outcome": "not_fixed", "score": 1})
    assert late.json["code"] == "callback_over"
    assert [one["score"] for one in told("SurveyAnswered", order)] == [5]
    assert status_of(company, order) == "closed"


def test_a_low_score_asks_for_a_call_that_adds_no_second_rating(company, completed):
    order, desk = completed(), company.as_("front_desk")
    answer(company, order, score=1, text="Rude.")
    path = call_of(desk, order)
    shown = desk.get(path).json
    assert (shown["cause"], shown["score"], shown["words"]) == ("low_score", 1, "Rude.")
    assert desk.post(f"{path}/outcome", {"outcome": "fixed", "score": 5}).json["code"] == "already_answered"
    assert desk.post(f"{path}/outcome", {"outcome": "not_fixed"}).status == 200
    assert status_of(company, order) == "assigned"
    assert [one["score"] for one in told("SurveyAnswered", order)] == [1]


def test_a_bad_call_is_told_to_assessment(company, completed):
    policy(company, **CALL)
    company.member("assessor")
    order, desk = completed(), company.as_("front_desk")
    desk.post(f"{call_of(desk, order)}/outcome", {"outcome": "half_fixed", "score": 2})
    Bus().deliver()
    inbox = company.as_("assessor").get("/v1/notifications").json["items"]
    assert [one["kind"] for one in inbox if one["work_order_id"] == order].count("callback_done") == 1
    assert status_of(company, order) == "assigned"


def test_nobody_reached_closes_the_order_after_an_attempt(company, completed):
    policy(company, **CALL)
    order, desk = completed(), company.as_("front_desk")
    path = call_of(desk, order)
    assert desk.post(f"{path}/outcome", {"outcome": "unreachable", "score": 5}).status == 422
    assert desk.post(f"{path}/outcome", {"outcome": "unreachable"}).json["code"] == "callback_not_tried"
    desk.post(f"{path}/attempts", {"note": "engaged"})
    assert desk.post(f"{path}/outcome", {"outcome": "unreachable"}).json["score"] is None
    assert (status_of(company, order), told("SurveyAnswered", order)) == ("closed", [])


def test_policy_may_let_the_order_wait_for_the_call(company, completed, clock):
    policy(company, on_expiry="callback")
    order, run, desk = completed(), {"tenant": company.tenancy.id}, company.as_("front_desk")
    clock.advance(days=7)
    on_day(run, None)
    assert (status_of(company, order), len(told("SurveyExpired", order))) == ("completed", 1)
    desk.post(f"{call_of(desk, order)}/outcome", {"outcome": "fixed", "score": 4})
    assert status_of(company, order) == "closed"
    on_day(run, None)
    assert len(told("WorkOrderClosed", order)) == 1


def test_policy_may_close_without_a_call(company, completed, clock):
    policy(company, on_expiry="close")
    order = completed()
    clock.advance(days=7)
    on_day({"tenant": company.tenancy.id}, None)
    assert (status_of(company, order), listed(company.as_("manager"))) == ("closed", [])


def test_a_claim_lapses_after_half_a_day(company, completed, clock):
    policy(company, **CALL)
    order = completed()
    desk, other = company.as_("front_desk"), company.as_("assessor")
    path = call_of(desk, order)
    desk.post(f"{path}/claim")
    clock.advance(hours=12)
    assert desk.get(path).json["resident"] is None
    assert other.post(f"{path}/claim").json["resident"]["name"] == "Rosa"


def test_calls_are_seen_within_ones_scope_and_by_nobody_else(company, completed):
    policy(company, **CALL)
    order = completed()
    path = call_of(company.as_("manager"), order)
    gardens = {"role": "manager", "department_id": company.other_service}
    body = {"username": "gina", "name": "Gina", "roles": [gardens], "department_ids": [company.other_service]}
    elsewhere = company.caller(company.admin.post("/v1/members", body).json["sign_in_name"])
    assert (listed(elsewhere), elsewhere.get(path).status) == ([], 404)
    assert listed(elsewhere, f"?department={company.service}") == []
    assert elsewhere.post(f"{path}/claim").status == 404
    for role in ("technician", "dispatcher", "billing_clerk"):
        assert company.as_(role).get("/v1/callbacks").status == 403
    assert company.resident.get("/v1/callbacks").status == 403
    assert company.as_("manager").get("/v1/callbacks/sv_nobody").status == 404


def test_calls_are_listed_page_by_page_those_who_wait_longest_first(company, completed, clock):
    policy(company, **CALL)
    orders = []
    for _ in range(3):
        orders.append(completed())
        clock.advance(minutes=1)
    manager, seen, query = company.as_("manager"), [], "?limit=2"
    while query:
        page = manager.get(f"/v1/callbacks{query}").json
        seen += [one["work_order"]["id"] for one in page["items"]]
        query = page["next_cursor"] and f"?limit=2&cursor={page['next_cursor']}"
    assert seen == orders
