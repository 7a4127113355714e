"""Notices: drafted, counted, sent to everybody in their scope once, and followed up."""

import pytest
from moto.sns.models import sns_backends

from chalicelib.kernel.aws import client
from chalicelib.notices import triggers, visiting, walking
from chalicelib.notifications.channels import aws
from chalicelib.notifications.channels.outcome import Refused
from chalicelib.notifications.triggers import on_schedule, on_sendings
from tests.builders.boundary import before_writing
from tests.builders.cloud import bus_event, outbox, parked, queued
from tests.rooms.notices.conftest import WORDS

ALL = ["Ann", "Bo", "Chen", "Dai", "Eve"]


def _texts() -> list[str]:
    """The text messages that left."""
    return [one[1] for one in sns_backends["123456789012"]["us-east-1"].sms_messages.values()]


@pytest.fixture
def small(monkeypatch):
    """Pieces of one home, events of one person, lists of one building."""
    monkeypatch.setattr(visiting, "UNITS", 1)
    monkeypatch.setattr(visiting, "_BUILDINGS", 1)
    monkeypatch.setattr(visiting, "PARTS", 1)
    monkeypatch.setattr(visiting, "READS", 2)
    monkeypatch.setattr(walking, "AT_ONCE", 1)


# -- whom it reaches ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("places", "people"),
    [
        ((), ALL),
        (("Lakeside",), ["Ann", "Bo", "Chen", "Dai"]),
        (("Hillside",), ["Chen", "Eve"]),
        (("A",), ["Ann", "Bo", "Chen"]),
        (("B1",), ["Chen", "Dai"]),
        (("A2", "B1", "C1"), ["Chen", "Dai", "Eve"]),
        (("Lakeside", "A", "A1", "Hillside", "C", "C1"), ALL),
        (("A", "A1", "B1"), ["Ann", "Bo", "Chen", "Dai"]),
    ],
)
@pytest.mark.parametrize("pieces", ["whole", "small"])
def test_everybody_in_the_scope_is_told_once_whatever_homes_they_have(
    notices, request, places, people, pieces
):
    if pieces == "small":
        request.getfixturevalue("small")
    id = notices.draft(*places)
    notices.bus.deliver()
    foreseen = notices.get(id)["foreseen"]
    assert foreseen["is_complete"] and foreseen["people"] == len(people)
    assert foreseen["channels"]["sms"] == len(people)
    assert foreseen["channels"].get("email", 0) == len({"Chen", "Eve"} & set(people))
    shown = notices.send(id)
    assert notices.told(id) == people
    assert (shown["status"], shown["people"], shown["excluded"]) == ("sent", len(people), 0)
    told = shown["told"]
    assert told["is_complete"] and told["people"] == told["reached"] == len(people)
    assert told["channels"]["sms"] == {"pending": 0, "sent": len(people), "delivered": 0, "failed": 0}
    assert len(_texts()) == len(people)


def test_each_reads_it_in_their_language_in_the_inbox_too(notices, company, estate):
    resident = company.new_resident("rosa", estate.ids["A1"])
    assert resident.patch("/v1/me", {"language": "en"}).status == 200
    window = {"starts_at": "2026-11-24T01:00:00Z", "ends_at": "2026-11-24T04:00:00Z"}
    notices.send(notices.draft("A1", **window))
    (shown,) = resident.get("/v1/notifications").json["items"]
    assert shown["kind"] == "notice_outage"
    assert shown["title"] == "Planned outage: No water in building 3"
    assert shown["body"] == "24 November 09:00 to 24 November 12:00\nPlease keep some water."
    texts = _texts()
    assert "【停供】3号楼停水 11月24日 09:00 至 11月24日 12:00" in texts
    assert "OUTAGE: No water in building 3 24 November 09:00 to 24 November 12:00" in texts
    assert all(len(one) <= 160 for one in texts)


def test_who_reads_another_language_gets_the_one_it_is_written_in(notices):
    id = notices.draft("A1", words={"en": WORDS["en"]})
    assert notices.get(id)["samples"]["zh-CN"]["body"] == "Please keep some water."
    notices.send(id)
    assert sum("No water" in one for one in _texts()) == 2


def test_whoever_is_gone_is_not_told(notices, company, estate):
    path = f"/v1/residents/{estate.ids['Ann']}"
    assert company.admin.patch(path, {"is_active": False}).status == 200
    id = notices.draft("A1")
    notices.send(id)
    assert notices.told(id) == ["Bo"]


# -- those who owe ------------------------------------------------------------------------------------------------


def test_those_in_arrears_are_left_out_of_what_is_for_the_paid_up(notices, company, estate):
    company.charge(unit=estate.ids["A1"])
    company.charge(unit=estate.ids["A2"])
    id = notices.draft(kind="general", payers="paid_up")
    notices.bus.deliver()
    assert (notices.get(id)["foreseen"]["people"], notices.get(id)["foreseen"]["excluded"]) == (3, 2)
    shown = notices.send(id)
    # Chen owes for A2, and not for the other homes
    assert notices.told(id) == ["Chen", "Dai", "Eve"]
    assert (shown["people"], shown["excluded"], shown["told"]["excluded"]) == (3, 2, 2)


def test_only_what_is_owed_for_homes_in_the_scope_counts(notices, company, estate):
    company.charge(unit=estate.ids["A2"])
    id = notices.draft("A", kind="repair", payers="paid_up")
    shown = notices.send(id)
    assert notices.told(id) == ["Ann", "Bo"]
    assert shown["excluded"] == 1


@pytest.mark.parametrize("kind", ["safety", "outage"])
def test_what_is_dangerous_or_cut_off_is_never_kept_from_those_who_owe(notices, company, kind):
    refused = notices.ask(kind=kind, payers="paid_up")
    assert refused.status == 422
    (error,) = refused.json["errors"]
    assert error == {
        "loc": ["body", "payers"],
        "message": "safety and outage notices reach everybody, whoever has paid",
    }
    id = notices.draft(kind="general", payers="paid_up")
    for fields in ({"kind": kind}, {"kind": kind, "payers": "paid_up"}):
        assert notices.sender.patch(f"/v1/notices/{id}", fields).status == 422
    assert notices.sender.patch(f"/v1/notices/{id}", {"kind": kind, "payers": "everyone"}).status == 200
    company.charge()
    assert notices.send(id)["excluded"] == 0


# -- at any hour, whatever they wish ------------------------------------------------------------------------------

QUIET = {"quiet_hours": {"starts": "08:00", "ends": "10:00"}, "groups": {"notices": {"sms": False}}}


def _quiet(company, estate, **fields):
    """A resident whose hours are quiet now, at nine."""
    resident = company.new_resident("rosa", estate.ids["C1"])
    assert resident.request("PUT", "/v1/me/preferences", {**QUIET, **fields}).status == 200
    estate.ids["Rosa"] = resident.get("/v1/me").json["resident"]["id"]
    return resident


@pytest.mark.parametrize("kind", ["safety", "outage"])
def test_what_cannot_wait_passes_quiet_hours_and_wishes(notices, company, estate, kind):
    _quiet(company, estate)
    told = notices.send(notices.draft("C1", kind=kind))["told"]
    assert (told["reached"], told["waiting"], told["inside"]) == (3, 0, 0)


def test_what_can_wait_does_and_counts_when_it_has_left(notices, company, estate):
    _quiet(company, estate, groups={})
    id = notices.draft("C1", kind="repair")
    told = notices.send(id)["told"]
    assert (told["reached"], told["waiting"], told["channels"]["sms"]["sent"]) == (2, 1, 2)
    on_schedule({"tenant": company.tenancy.id, "at": "2026-11-23T11:00:00+08:00"}, None)
    for batch in queued():
        on_sendings(batch, None)
    told = notices.get(id)["told"]
    assert (told["reached"], told["waiting"], told["pending"]) == (3, 0, 0)
    assert told["channels"]["sms"]["sent"] == 3


def test_who_switched_it_off_has_it_in_the_inbox(notices, company, estate):
    resident = _quiet(company, estate)
    told = notices.send(notices.draft("C1", kind="general", channels=["sms"]))["told"]
    assert (told["reached"], told["inside"], told["people"]) == (2, 1, 3)
    assert resident.get("/v1/notifications").json["unread"] == 1


def test_each_kind_has_its_ways_unless_the_author_says_otherwise(notices):
    shown = {kind: notices.get(notices.draft(kind=kind))["channels"] for kind in ("repair", "general")}
    assert shown == {
        "repair": ["sms", "wechat", "email", "web_push"],
        "general": ["wechat", "email", "web_push"],
    }
    told = notices.send(notices.draft(channels=["email"]))["told"]
    assert (told["reached"], told["inside"]) == (2, 3)
    assert list(told["channels"]) == ["email"]
    assert not _texts()


def test_who_cannot_be_reached_counts_as_failed(notices, monkeypatch):
    def refuse(*arguments):
        raise Refused("opted_out")

    monkeypatch.setattr(aws, "sms", refuse)
    told = notices.send(notices.draft("A", channels=["sms", "email"]))["told"]
    assert (told["reached"], told["failed"], told["pending"]) == (1, 2, 0)
    assert told["channels"]["sms"]["failed"] == 3 and told["channels"]["email"]["sent"] == 1


# -- however it comes ---------------------------------------------------------------------------------------------


def test_nobody_is_told_or_counted_twice_when_every_event_comes_twice(notices, small):
    id = notices.draft()
    notices.bus.deliver(times=2)
    assert notices.get(id)["foreseen"]["people"] == 5
    told = notices.send(id, times=2)["told"]
    assert notices.told(id) == ALL
    assert (told["people"], told["reached"], len(_texts())) == (5, 5, 5)


def test_every_run_may_come_late(notices, small):
    id = notices.draft()
    assert notices.sender.post(f"/v1/notices/{id}/send").status == 202
    for _ in range(12):
        for one in [one for one in outbox() if one["type"] == "NoticeWanted"]:
            triggers.on_wanted(bus_event(one), None)
    assert notices.told(id) == ALL
    assert notices.get(id)["status"] == "sent" and notices.get(id)["foreseen"] is None
    assert not parked()


def test_a_run_that_another_one_overtakes_does_nothing(notices, small):
    id = notices.draft()
    notices.bus.deliver()
    notices.sender.post(f"/v1/notices/{id}/send")
    (wanted,) = [
        one for one in outbox() if one["type"] == "NoticeWanted" and one["detail"]["purpose"] == "send"
    ]
    with before_writing(lambda: triggers.on_wanted(bus_event(wanted), None)):
        triggers.on_wanted(bus_event(wanted), None)
    notices.bus.deliver()
    assert notices.told(id) == ALL


def test_a_draft_that_changes_is_counted_anew(notices, small):
    id = notices.draft()
    counting = [one for one in outbox() if one["type"] == "NoticeWanted"]
    triggers.on_wanted(bus_event(counting[0]), None)
    assert not notices.get(id)["foreseen"]["is_complete"]
    body = {"scope": notices.scope("C1")}
    assert notices.sender.patch(f"/v1/notices/{id}", body).status == 200
    notices.bus.deliver()
    shown = notices.get(id)["foreseen"]
    assert (shown["is_complete"], shown["people"]) == (True, 2)
    assert shown["channels"] == {"sms": 2, "email": 2}


def test_a_time_that_is_taken_back_is_no_longer_said(notices):
    id = notices.draft("A", starts_at="2026-11-24T01:00:00Z", ends_at="2026-11-24T04:00:00Z")
    path = f"/v1/notices/{id}"
    assert notices.sender.patch(path, {"starts_at": None, "kind": None}).status == 200
    shown = notices.get(id)
    assert (shown["kind"], shown["starts_at"], shown["ends_at"]) == ("outage", None, "2026-11-24T04:00:00Z")
    assert shown["samples"]["en"]["body"].startswith("until 24 November 12:00\n")


def test_the_same_key_drafts_and_sends_once(notices):
    body = {"kind": "general", "words": WORDS, "scope": {"company": True}}
    key = {"Idempotency-Key": "k-1"}
    first, again = (notices.sender.post("/v1/notices", body, headers=key) for _ in range(2))
    assert first.json == again.json and again.headers["Idempotency-Replayed"] == "true"
    path = f"/v1/notices/{first.json['id']}/send"
    assert [notices.sender.post(path, headers=key).status for _ in range(2)] == [202, 202]
    assert notices.sender.post(path).status == 409
    assert len(notices.sender.get("/v1/notices").json["items"]) == 1


# -- what follows -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pieces", ["whole", "small"])
def test_a_follow_up_goes_to_the_same_people_whoever_has_come_since(notices, estate, request, pieces):
    if pieces == "small":
        request.getfixturevalue("small")
    id = notices.draft("A")
    assert notices.sender.post(f"/v1/notices/{id}/follow-ups", {"as": "ended"}).status == 409
    notices.send(id)
    estate.resident("Fay", "A1")
    words = {"en": {"title": "Water is back", "body": "Thank you."}}
    answer = notices.sender.post(f"/v1/notices/{id}/follow-ups", {"as": "ended", "words": words})
    assert answer.status == 201
    after = answer.json["id"]
    notices.bus.deliver()
    assert notices.get(after)["foreseen"]["people"] == 3
    shown = notices.send(after)
    assert notices.told(after) == ["Ann", "Bo", "Chen"]
    assert (shown["follows"], shown["follow_up"], shown["kind"]) == (id, "ended", "outage")
    assert shown["samples"]["en"]["title"] == "Over: Water is back"
    assert sum(one.startswith("已结束：Water is back") for one in _texts()) == 2
    # and one that corrects the follow-up
    more = notices.sender.post(f"/v1/notices/{after}/follow-ups", {"as": "corrected"}).json["id"]
    notices.send(more)
    assert notices.told(more) == ["Ann", "Bo", "Chen"]


def test_a_follow_up_has_no_people_of_its_own(notices):
    id = notices.draft("A")
    notices.send(id)
    after = notices.sender.post(f"/v1/notices/{id}/follow-ups", {"as": "corrected"}).json["id"]
    for fields in ({"scope": {"company": True}}, {"payers": "paid_up"}, {"kind": "general"}):
        answer = notices.sender.patch(f"/v1/notices/{after}", fields)
        assert (answer.status, answer.json["errors"][0]["loc"]) == (422, ["body", *fields])
    assert notices.sender.patch(f"/v1/notices/{after}", {"words": WORDS}).status == 200


def test_what_was_sent_can_neither_be_changed_nor_removed_nor_sent_again(notices):
    id = notices.draft("A")
    notices.send(id)
    path = f"/v1/notices/{id}"
    answers = [
        notices.sender.patch(path, {"kind": "safety"}),
        notices.sender.request("DELETE", path),
        notices.sender.post(f"{path}/send"),
    ]
    assert [(one.status, one.json["code"]) for one in answers] == [(409, "notice_sent")] * 3


def test_a_draft_can_be_removed(notices):
    id = notices.draft("A")
    path = f"/v1/notices/{id}"
    assert notices.sender.request("DELETE", path, headers={"If-Match": '"7"'}).status == 412
    assert notices.sender.request("DELETE", path).status == 200
    assert notices.sender.get(path).status == 404
    notices.bus.deliver()
    assert not parked()


# -- who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "loc"),
    [
        ({"scope": {}}, ["body", "scope"]),
        ({"scope": {"company": True, "unit_ids": ["un_1"]}}, ["body", "scope"]),
        ({"words": {}}, ["body", "words"]),
        ({"words": {"fr": WORDS["en"]}}, None),
        ({"words": {"en": {"title": "x" * 61, "body": "y"}}}, None),
        ({"channels": ["chat"]}, ["body", "channels", 0]),
        ({"starts_at": "2026-11-24T04:00:00Z", "ends_at": "2026-11-24T04:00:00Z"}, ["body", "ends_at"]),
        ({"kind": "poll"}, ["body", "kind"]),
    ],
)
def test_what_makes_no_sense_is_refused(notices, fields, loc):
    answer = notices.ask(**fields)
    assert answer.status == 422
    assert loc is None or answer.json["errors"][0]["loc"] == loc


def test_places_have_to_be_there(notices, api, estate):
    other = api.found("Other")
    theirs = api.as_(other.admin).post("/v1/communities", {"name": "Theirs"}).json["id"]
    for id in (theirs, "cm_nobody"):
        answer = notices.ask(scope={"community_ids": [estate.ids["Lakeside"], id]})
        assert answer.status == 404
        assert answer.json["errors"][0]["loc"] == ["body", "scope", "community_ids", 1]


def test_another_company_sees_nothing_of_it(notices, api):
    id = notices.draft()
    notices.send(id)
    stranger = api.as_(api.found("Other").admin)
    assert stranger.get("/v1/notices").json["items"] == []
    for answer in (
        stranger.get(f"/v1/notices/{id}"),
        stranger.patch(f"/v1/notices/{id}", {"kind": "general"}),
        stranger.post(f"/v1/notices/{id}/send"),
        stranger.post(f"/v1/notices/{id}/follow-ups", {"as": "ended"}),
    ):
        assert answer.status == 404


def test_who_may_send_and_who_may_read(notices, company):
    id = notices.draft()
    reads = {role: company.as_(role).get(f"/v1/notices/{id}").status for role in _ROLES}
    assert {role for role, status in reads.items() if status == 200} == {
        "manager",
        "dispatcher",
        "front_desk",
        "assessor",
    }
    body = {"kind": "general", "words": WORDS, "scope": {"company": True}}
    drafts = {role: company.as_(role).post("/v1/notices", body).status for role in _ROLES}
    assert {role for role, status in drafts.items() if status == 201} == {"manager", "dispatcher"}
    assert company.resident.get("/v1/notices").status == 403


_ROLES = ("manager", "dispatcher", "front_desk", "assessor", "technician", "billing_clerk", "data_steward")


def test_whose_right_is_of_one_department_sees_the_notices_of_that_one(notices, company):
    def dispatcher(name, department):
        member = company.member("dispatcher", name, [department])
        roles = [{"role": "dispatcher", "department_id": department}]
        assert company.admin.patch(f"/v1/members/{member['id']}", {"roles": roles}).status == 200
        return company.as_("dispatcher", name)

    mine, theirs = dispatcher("mine", company.service), dispatcher("theirs", company.other_service)
    body = {"kind": "general", "words": WORDS, "scope": {"company": True}}
    id = mine.post("/v1/notices", body).json["id"]
    notices.draft()
    assert [one["id"] for one in mine.get("/v1/notices").json["items"]] == [id]
    assert theirs.get("/v1/notices").json["items"] == []
    for answer in (theirs.get(f"/v1/notices/{id}"), theirs.post(f"/v1/notices/{id}/send")):
        assert answer.status == 404
    assert len(notices.sender.get("/v1/notices").json["items"]) == 2


def test_a_list_is_read_page_by_page_and_by_status(notices):
    ids = [notices.draft("A1") for _ in range(3)]
    notices.send(ids[1])
    first = notices.sender.get("/v1/notices?limit=2").json
    rest = notices.sender.get(f"/v1/notices?limit=2&cursor={first['next_cursor']}").json
    assert [one["id"] for one in first["items"] + rest["items"]] == ids[::-1]
    sent = notices.sender.get("/v1/notices?status=sent").json["items"]
    assert [(one["id"], one["people"]) for one in sent] == [(ids[1], 2)]


def test_it_is_on_the_audit_trail_and_costs_tokens(notices):
    id = notices.draft("A1")
    notices.send(id)
    entries = [
        one for one in notices.sender.get("/v1/audit").json["items"] if one["entity"]["kind"] == "notice"
    ]
    assert [one["action"] for one in entries] == ["sent", "created"]
    assert entries[0]["data"]["scope"]["unit_ids"]
    assert [notices.ask("A1").status for _ in range(30)].count(429) > 5


def test_the_bus_of_the_tests_needs_no_mail_of_our_own(notices):
    """Mails leave by SES alone: one for each of the two who have an address."""
    notices.send(notices.draft(kind="general"))
    assert client("ses").get_send_quota()["SentLast24Hours"] == 2
