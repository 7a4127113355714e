"""Ending a kind of e-mail by the link in it, without signing in."""

import pytest

from chalicelib.contracts import deadlines
from chalicelib.contracts import workorders as orders
from chalicelib.kernel.context import for_system
from chalicelib.notifications import store
from chalicelib.notifications.unsubscribing import link_of
from tests.conftest import TENANT
from tests.rooms.notifications.events import event

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ALONE = {"contact_id": None, "setter_id": None, "collaborator_ids": ()}


@pytest.fixture
def visitor(api):
    return api.with_header(None)


def path(subject="conversation", person="mb_tech", tenant=TENANT):
    return link_of(tenant, person, subject).removeprefix("https://steward.example")


def chosen(person="mb_tech"):
    return for_system(TENANT, "tests").table.get(store.preferences_ref(person))


def headers_of(aws, hear, happened):
    """List-Unsubscribe and List-Unsubscribe-Post of the one mail to the technician."""
    asked = aws.listen("SendEmail")
    hear(happened)
    (mail,) = [one for one in asked if one["Destination"]["ToAddresses"] == ["mb_tech@example.com"]]
    return {one["Name"]: one["Value"] for one in mail["Content"]["Simple"]["Headers"]}


def test_a_mail_carries_the_link_and_what_is_mandatory_or_urgent_does_not(aws, hear):
    told = headers_of(aws, hear, event(orders.WorkOrderCommented, ALONE))
    assert told == {
        "List-Unsubscribe": f"<https://steward.example{path()}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


@pytest.mark.parametrize(
    "happened",
    [
        event(orders.WorkOrderDirected, ALONE),
        event(orders.WorkOrderNudged, {**ALONE, "is_emergency": True}),
        event(deadlines.DeadlineBreached, recipient_ids=("mb_tech",)),
    ],
)
def test_what_cannot_be_ended_offers_no_end(aws, hear, happened):
    assert headers_of(aws, hear, happened) == {}


def test_the_link_shows_and_only_its_button_ends(house, visitor, hear, mails):
    for _ in range(2):
        shown = visitor.get(path())
        assert shown.status == 200 and shown.headers["Content-Type"].startswith("text/html")
        assert chosen() is None
    for _ in range(2):
        done = visitor.post(path(), b"List-Unsubscribe=One-Click", FORM)
        assert done.status == 200
    assert chosen().version == 1 and chosen().off == {"conversation": ("email",)}
    hear(event(orders.WorkOrderCommented, ALONE))
    assert mails() == []
    hear(event(orders.WorkOrderDirected, ALONE))
    assert len(mails()) == 1


def test_the_page_speaks_the_readers_language_and_runs_nothing(house, api, visitor):
    from chalice.test import Client

    from app import app

    page = Client(app).http.get(path()).body.decode()
    assert '<html lang="zh-CN">' in page and "留言与指示" in page and 'method="post"' in page
    assert "<script" not in page
    policy = visitor.get(path()).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "form-action 'self'" in policy
    english = Client(app).http.get(path(person="rs_contact")).body.decode()
    assert '<html lang="en">' in english and "comments and directives" in english


def test_a_digest_is_ended_as_a_whole(house, visitor):
    assert visitor.post(path("digest"), b"List-Unsubscribe=One-Click", FORM).status == 200
    assert chosen().off == {"progress": ("email",), "conversation": ("email",)}


def test_any_form_of_body_and_an_idempotency_key_do(house, visitor):
    multipart = {"Content-Type": "multipart/form-data; boundary=x", "Idempotency-Key": "k"}
    assert visitor.post(path(), b"--x--", multipart).status == 200
    assert visitor.post(path(), b"--x--", multipart).status == 200


@pytest.mark.parametrize("wrong", ["person", "subject", "mac", "short", "long"])
def test_a_link_that_was_not_sent_leads_nowhere(house, visitor, wrong):
    ways = {
        "person": path().replace("mb_tech", "mb_head"),
        "subject": path().replace("conversation", "deadlines"),
        "mac": path()[:-1] + ("A" if path()[-1] != "A" else "B"),
        "short": "/v1/unsubscribe/x",
        "long": "/v1/unsubscribe/" + "A" * 90,
    }
    assert visitor.get(ways[wrong]).status == 404
    assert visitor.post(ways[wrong], b"", FORM).status == 404
    assert chosen() is None and chosen("mb_head") is None


def test_of_nobody_and_of_who_left_nothing_is_shown(house, visitor):
    assert visitor.get(path(person="mb_nobody")).status == 404
    assert visitor.get(path(person="mb_gone")).status == 404
