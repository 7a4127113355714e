"""From a completion to the answer that closes or reopens the order, on the fast cloud and through HTTP."""

import json

import boto3
import pytest
from chalice.app import Chalice

from chalicelib.kernel.changes import Save
from chalicelib.kernel.context import for_system
from chalicelib.kernel.entity import Entity, Key
from chalicelib.kernel.http import mount
from chalicelib.kernel.tenancy import register
from chalicelib.organization.permissions import PERMISSIONS
from chalicelib.surveys import store
from chalicelib.surveys.model import survey_id
from chalicelib.surveys.routes import router
from chalicelib.surveys.triggers import on_completed, on_day
from chalicelib.workorders import service as workorders
from tests.builders.api import Api
from tests.builders.boundary import before_writing
from tests.builders.cloud import bus_event, outbox
from tests.builders.rows import unpacked
from tests.conftest import OTHER_TENANT, TENANT
from tests.rooms.surveys import orders

DAILY = {"source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}


@pytest.fixture
def system(cloud, clock):
    """The tenant's system, with the tenant in place."""
    context = for_system(TENANT, "tests")
    orders.tenant(context)
    return context


@pytest.fixture
def guest(system):
    """Somebody without a token."""
    app = Chalice("steward")
    mount(app, router, authorizer=None, permissions=PERMISSIONS)
    return Api(app).with_header(None)


def deliver(completed) -> None:
    """The bus delivers the completion."""
    on_completed(
        bus_event(
            {"type": completed.type, "source": completed.source, "detail": completed.model_dump(mode="json")}
        ),
        None,
    )


def told(source: str = "steward.surveys") -> list[dict]:
    return [event for event in outbox() if event["source"] == source]


def kinds(source: str = "steward.surveys") -> list[str]:
    return [event["type"] for event in told(source)]


def invite(system, **fields) -> str:
    """A completed order whose resident is invited; answers the path at which the API knows the link's token."""
    deliver(orders.completed(system, **fields))
    link = told()[-1]["detail"]["link"]
    return asked_at(link)


def asked_at(link: str) -> str:
    """Where the resident's app asks for what its link leads to."""
    assert link.startswith("https://steward.example/resident/surveys/")
    return "/v1/surveys/" + link.rpartition("/")[2]


def test_a_completion_invites_its_resident_with_a_link_that_ends_with_the_token(system):
    path = invite(system)
    (event,) = told()
    token = path.removeprefix("/v1/surveys/")
    assert event["type"] == "SurveyInvited"
    assert (event["detail"]["resident_id"], event["detail"]["order_id"]) == ("rs_wang", "wo_1")
    assert len(token) == 43  # 256 bits
    assert not [
        item for item in everything() if token in json.dumps(item, default=str) and "EV#" not in item["SK"]
    ]


def everything() -> list[dict]:
    return [unpacked(item) for item in boto3.resource("dynamodb").Table("steward").scan()["Items"]]


def test_the_contact_of_the_unit_is_asked_when_staff_reported(system):
    deliver(orders.completed(system, reporter=orders.FRONT_DESK, contact_id="rs_wang"))
    assert told()[0]["detail"]["resident_id"] == "rs_wang"


def test_duplicates_of_a_completion_invite_once(system):
    completed = orders.completed(system)
    for _ in range(3):
        deliver(completed)
    assert kinds() == ["SurveyInvited"]


def test_a_link_shows_the_work_and_the_company_and_no_person(system, guest):
    shown = guest.get(invite(system))
    assert shown.status == 200
    assert shown.json == {
        "order_number": "WO-2026-000001",
        "title": "Water under the sink",
        "category": "leak",
        "company": "Harbour Estates",
        "language": "en",
        "questions": [],
        "tags": [],
        "takes_text": True,
        "is_answered": False,
        "is_expired": False,
        "expires_at": "2026-11-26T01:00:00Z",
    }


def test_looking_never_answers(system, guest):
    path = invite(system)
    before = everything()
    for _ in range(3):
        guest.get(path)
    assert everything() == before
    assert guest.post(path, {"score": 5}).status == 200


def test_a_good_answer_closes_the_order_with_its_score(system, guest):
    path = invite(system)
    answered = guest.post(path, {"score": 5, "tags": ["punctual"], "text": "Quick and clean."})
    assert answered.status == 200
    assert answered.json == {
        "score": 5,
        "tags": ["punctual"],
        "text": "Quick and clean.",
        "not_fixed": False,
        "scores": {},
        "outcome": "fixed",
        "answered_at": "2026-11-23T01:00:00Z",
    }
    order = orders.order_of(system)
    assert (order.status, order.score) == ("closed", 5)
    assert kinds() == ["SurveyInvited", "SurveyAnswered"]
    detail = told()[-1]["detail"]
    assert (detail["score"], detail["tags"], detail["is_fixed"]) == (5, ["punctual"], True)
    assert (detail["text"], detail["actor"]["kind"]) == ("Quick and clean.", "guest")
    assert guest.get(path).json["is_answered"] is True


def test_not_fixed_reopens_the_order_and_asks_for_a_call(system, guest):
    path = invite(system)
    assert guest.post(path, {"score": 4, "not_fixed": True, "text": "Still drips."}).status == 200
    assert orders.order_of(system).status == "assigned"
    assert kinds() == ["SurveyInvited", "SurveyAnswered", "CallbackRequested"]
    assert told()[-1]["detail"]["cause"] == "low_score"
    assert "WorkOrderReopened" in kinds("steward.workorders")


def test_a_low_score_closes_the_order_and_asks_for_a_call(system, guest):
    assert guest.post(invite(system), {"score": 2}).status == 200
    assert orders.order_of(system).status == "closed"
    assert (told()[-1]["type"], told()[-1]["detail"]["score"]) == ("CallbackRequested", 2)


def test_a_second_answer_is_refused_and_changes_nothing(system, guest):
    path = invite(system)
    guest.post(path, {"score": 5})
    before = everything()
    for language, word in (("en", "answered"), ("zh-CN", "已提交")):
        again = guest.post(path, {"score": 1, "not_fixed": True}, {"Accept-Language": language})
        assert (again.status, again.json["code"]) == (409, "already_answered")
        assert word in again.json["detail"]
    assert everything() == before


def test_of_two_answers_at_once_one_counts(system, guest):
    path = invite(system)
    with before_writing(lambda: guest.post(path, {"score": 5})):
        late = guest.post(path, {"score": 1, "not_fixed": True})
    assert (late.status, late.json["code"]) == (409, "already_answered")
    assert kinds() == ["SurveyInvited", "SurveyAnswered"]
    assert (orders.order_of(system).status, orders.order_of(system).score) == ("closed", 5)


def test_an_answer_meets_staff_at_work_and_is_kept(system, guest, acting):
    path = invite(system)
    with before_writing(lambda: workorders.rework(acting("manager"), "wo_1", "Not up to standard")):
        assert guest.post(path, {"score": 5}).status == 200
    assert orders.order_of(system).status == "assigned"


def test_of_two_deliveries_at_once_one_invites(system):
    completed = orders.completed(system)
    with before_writing(lambda: deliver(completed)):
        deliver(completed)
    assert kinds() == ["SurveyInvited"]


def test_the_same_idempotency_key_gives_the_first_answer_again(system, guest):
    path, key = invite(system), {"Idempotency-Key": "k1"}
    first, again = guest.post(path, {"score": 5}, key), guest.post(path, {"score": 5}, key)
    assert (again.status, again.json) == (first.status, first.json) == (200, first.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert guest.post(path, {"score": 4}, key).json["code"] == "idempotency_key_reused"


def test_an_unknown_token_leads_nowhere(system, guest):
    path = invite(system)
    for wrong in (path[:-1], path + "A", path[:-1] + ("A" if path[-1] != "A" else "B"), "/v1/surveys/x"):
        assert guest.get(wrong).status == 404
        assert guest.post(wrong, {"score": 5}).status == 404
    assert guest.get(f"/v1/surveys/{survey_id('wo_1', 1)}").status == 404


def test_answers_that_are_none_are_refused_with_the_field(system, guest):
    path = invite(system)
    for body, loc in (
        ({}, "score"),
        ({"score": 0}, "score"),
        ({"score": 6}, "score"),
        ({"score": "5"}, "score"),
        ({"score": 5, "stars": 5}, "stars"),
        ({"score": 5, "tags": ["x"] * 11}, "tags"),
        ({"score": 5, "text": "x" * 4001}, "text"),
        ({"score": 5, "not_fixed": "yes"}, "not_fixed"),
    ):
        refused = guest.post(path, body)
        assert refused.status == 422, body
        assert refused.json["errors"][0]["loc"][:2] == ["body", loc]
    assert guest.post(path, b"{").status == 400
    assert orders.order_of(system).status == "completed"


def test_an_answer_that_staff_overtook_is_kept_and_moves_nothing(system, guest, acting):
    path = invite(system)
    workorders.rework(acting("manager"), "wo_1", "Not up to standard")
    assert guest.post(path, {"score": 5}).status == 200
    assert orders.order_of(system).status == "assigned"
    assert kinds()[-1] == "SurveyAnswered"


def test_an_old_link_does_not_answer_for_a_later_completion(system, guest, acting):
    old = invite(system)
    workorders.rework(acting("manager"), "wo_1", "Not up to standard")
    deliver(orders.completed_again(system))
    assert kinds().count("SurveyInvited") == 2
    links = [event["detail"]["link"] for event in told() if event["type"] == "SurveyInvited"]
    (new,) = {asked_at(link) for link in links} - {old}
    assert guest.post(old, {"score": 1}).status == 200
    assert orders.order_of(system).status == "completed"
    assert guest.post(new, {"score": 5}).status == 200
    assert orders.order_of(system).status == "closed"


def test_silence_closes_the_order_and_asks_for_a_call(system, guest, clock):
    path = invite(system)
    clock.advance(days=2, hours=23)
    on_day({"tenant": TENANT}, None)
    assert orders.order_of(system).status == "completed"
    clock.advance(hours=1)
    assert guest.post(path, {"score": 5}).json["code"] == "survey_expired"
    assert guest.get(path).json["is_expired"] is True
    on_day({"tenant": TENANT}, None)
    assert orders.order_of(system).status == "closed"
    assert (kinds(), told()[-1]["detail"]["cause"]) == (
        ["SurveyInvited", "SurveyExpired", "CallbackRequested"],
        "unanswered",
    )
    before = everything()
    on_day({"tenant": TENANT}, None)
    assert everything() == before
    assert (guest.post(path, {"score": 5}).status, guest.get(path).json["is_expired"]) == (409, True)


def test_an_order_with_nobody_to_ask_closes_when_the_days_are_over(system, clock):
    deliver(orders.completed(system, reporter=orders.FRONT_DESK))
    assert kinds() == []
    clock.advance(days=3)
    on_day({"tenant": TENANT}, None)
    assert orders.order_of(system).status == "closed"
    assert kinds() == []


def test_the_daily_run_serves_every_tenant_and_only_what_is_due(system, clock):
    other = for_system(OTHER_TENANT, "tests")
    orders.tenant(other)
    for_system("platform", "tests").commit(register(TENANT), register(OTHER_TENANT))
    for context in (system, other):
        deliver(orders.completed(context))
    clock.advance(days=1)
    deliver(orders.completed(for_system(TENANT, "tests"), order_id="wo_2", n=2))
    clock.advance(days=2)
    on_day(DAILY, None)
    assert [orders.order_of(c).status for c in (system, other)] == ["closed", "closed"]
    assert orders.order_of(system, "wo_2").status == "completed"


def test_one_survey_that_cannot_expire_does_not_stop_the_others(system, clock):
    for n in (1, 2, 3):
        deliver(orders.completed(system, order_id=f"wo_{n}", n=n))
    lost = workorders.order_ref("wo_2").key
    boto3.resource("dynamodb").Table("steward").delete_item(
        Key={"PK": f"T#{TENANT}#{lost.pk}", "SK": lost.sk}
    )
    clock.advance(days=3)
    with pytest.raises(RuntimeError, match="1 surveys"):
        on_day({"tenant": TENANT}, None)
    assert [orders.order_of(system, f"wo_{n}").status for n in (1, 3)] == ["closed", "closed"]


def test_more_than_a_page_of_surveys_is_found_in_the_order_they_fall_due(system, clock):
    deliver(orders.completed(system))
    one = system.find(store.survey_ref(survey_id("wo_1", 1)))
    copies = [one.model_copy(update={"id": f"sv_{n:03}"}) for n in range(205)]
    for start in range(0, len(copies), 100):
        system.commit(*[store.save(copy, []) for copy in copies[start : start + 100]])
    clock.advance(days=3)
    due = list(store.due(system.table, clock.now))
    assert len(due) == 206 and len({survey.id for survey in due}) == 206


def test_what_lies_under_another_key_is_no_survey(system, guest):
    class Other(Entity):
        name: str = "x"

    system.commit(Save(Key("SURVEY#sv_other"), Other()))
    assert guest.get("/v1/surveys/sv_other").status == 404


def test_each_step_costs_one_read_and_one_transaction_beside_the_token(system, guest, calls):
    completed = orders.completed(system)
    calls.clear()
    deliver(completed)
    assert calls == ["BatchGetItem", "TransactWriteItems"]
    path = asked_at(told()[-1]["detail"]["link"])
    calls.clear()
    guest.get(path)
    assert calls == ["GetItem", "BatchGetItem"]
    calls.clear()
    guest.post(path, {"score": 5})
    assert calls == ["GetItem", "BatchGetItem", "TransactWriteItems"]
