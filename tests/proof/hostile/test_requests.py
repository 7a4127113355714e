"""Requests that mean harm, one by one, through the whole API: refused as the description says, and without effect."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chalicelib.kernel.aws import client
from tests.builders.api import Answer, made_by
from tests.builders.bus import Bus
from tests.builders.company import Company

DEEP = 100_000
RIGHT_TO_LEFT = "\u202eexe.gpj"
TURNING = set("\r\x00\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NAMES = [
    "王芳 🏠",
    "محمد عبد الله",
    "שלום עולם",
    RIGHT_TO_LEFT,
    "e\u0301\u0323" * 50,
    "𝒜𝒹𝒶 👩‍👩‍👧‍👦",
    "<b>bold</b> & \"quoted\" 'too'",
    "{{ 7 * 7 }} ${x} %s {0}",
    "=HYPERLINK(1)",
    "../../etc/passwd",
    "null",
    "\ufeffBOM\u200b",
]


def communities(company: Company) -> list[str]:
    return [one["id"] for one in company.admin.get("/v1/communities?limit=200").json["items"]]


def refused(company: Company, body: Any, headers: dict[str, str] | None = None) -> Answer:
    """The answer to a new community that must not be made."""
    before = communities(company)
    answer = company.admin.post("/v1/communities", body, headers)
    assert communities(company) == before
    return answer


# -- bodies -----------------------------------------------------------------------------------------


def test_a_body_of_ten_megabytes_is_refused_unread(company):
    answer = refused(company, {"name": "x" * 10_000_000})
    assert (answer.status, answer.json["code"]) == (413, "body_too_large")


@pytest.mark.parametrize(
    "body",
    [
        b"[" * DEEP,
        b'{"name":' * DEEP,
        b'{"name": ' + b"[" * DEEP + b"]" * DEEP + b"}",
        b'{"name": "x", "policies": ' + b'{"a":' * 30_000 + b"1" + b"}" * 30_000 + b"}",
    ],
    ids=["open", "objects", "closed", "inside"],
)
@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "deep"}], ids=["once", "keyed"])
def test_a_hundred_thousand_brackets_are_refused(company, body, key):
    answer = refused(company, body, key)
    assert answer.status in (400, 413, 422), answer


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 4_000, "1" + "0" * 400]
)
def test_a_number_that_is_none_or_beyond_measure_is_refused(company, number):
    community = company.building["community_id"]
    text = '{"community_id": "%s", "name": "1", "location": {"lat": %s, "lon": 0, "datum": "wgs84"}}'
    answer = company.admin.post("/v1/buildings", (text % (community, number)).encode())
    assert answer.status in (400, 422), answer
    money = '{"unit_id": "un_1", "kind": "fee", "period": "2026-11", "due_on": "2026-11-30", '
    money += '"amount": {"amount": %s, "currency": "CNY"}}'
    answer = company.as_("billing_clerk").post("/v1/charges", (money % number).encode())
    assert answer.status in (400, 422), answer


def test_of_a_key_given_twice_the_last_counts_for_the_change_and_for_its_repetition(company):
    """Two readers of one body must not read two things: what is checked is what is done."""
    headers = {"Idempotency-Key": "twice"}
    first = company.admin.post("/v1/communities", b'{"name": "A", "name": "B"}', headers)
    assert made_by(first)["name"] == "B"
    again = company.admin.post("/v1/communities", b'{"name": "B"}', headers)
    assert (again.status, again.json["id"]) == (201, first.json["id"])


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "application/json-patch+json",
        "text/json",
        "application/jsonx",
        "a/b/c",
        "\x00",
    ],
)
def test_json_by_another_name_is_not_taken(company, kind):
    """A browser's form can send the first four across origins without asking; none of them is read."""
    answer = refused(company, {"name": "x"}, {"Content-Type": kind})
    assert (answer.status, answer.json["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00",
        '{"name": "x"}'.encode("utf-16"),
        b'{"name": "\xed\xa0\x80"}',
        b"\x00",
        b'{"name": "\\ud800"}',
    ],
)
def test_what_is_no_utf8_is_refused(company, body):
    answer = refused(company, body)
    assert answer.status in (400, 422), answer


# -- mass assignment --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/communities", {"name": "x", "id": "cm_mine"}),
        ("POST", "/v1/communities", {"name": "x", "tenant": "tn_other"}),
        ("POST", "/v1/communities", {"name": "x", "version": 7}),
        ("POST", "/v1/communities", {"name": "x", "__proto__": {"a": 1}}),
        ("PATCH", "/v1/tenant", {"slug": "mine"}),
        ("PATCH", "/v1/tenant", {"policies": {"gate": {"threshold": 1, "is_open": True}}}),
        ("POST", "/v1/members", {"username": "eve", "name": "Eve", "roles": ["platform_operator"]}),
        (
            "POST",
            "/v1/members",
            {"username": "eve", "name": "Eve", "roles": ["technician"], "is_active": True},
        ),
        (
            "POST",
            "/v1/members",
            {"username": "eve", "name": "Eve", "roles": ["technician"], "tenant": "tn_1"},
        ),
    ],
)
def test_a_field_that_is_not_the_callers_to_set_is_refused_and_named(company, method, path, body):
    seen = ("/v1/tenant", "/v1/members", "/v1/communities?limit=200")
    before = [company.admin.get(one).json for one in seen]
    answer = company.admin.request(method, path, body)
    assert answer.status == 422 and answer.json["errors"][0]["loc"][0] == "body", answer
    assert [company.admin.get(one).json for one in seen] == before


@pytest.mark.parametrize(
    "field",
    ["status", "number", "reporter", "assignee_id", "terms", "hold", "priority", "created_at", "tenant"],
)
def test_a_report_sets_nothing_of_the_order_but_what_is_reported(company, field):
    answer = company.report(**{field: "closed"})
    assert (answer.status, answer.json["errors"][0]["loc"]) == (422, ["body", field])


# -- names ------------------------------------------------------------------------------------------


def test_a_name_of_any_script_is_kept_as_it_was_written(company):
    for name in NAMES:
        community = made_by(company.admin.post("/v1/communities", {"name": name}))
        assert company.admin.get(f"/v1/communities/{community['id']}").json["name"] == name.strip()
        order = company.reported(title=name)
        assert company.resident.get(f"/v1/work-orders/{order}").json["title"] == name.strip()


@pytest.mark.parametrize(
    "name", ["a\r\nBcc: all@example.com", "a\nb", "a\x00b", "\x1b[31m", "\x7f", "a\u0000"]
)
def test_a_name_breaks_no_line_and_carries_no_control(company, name):
    answer = company.admin.post("/v1/communities", {"name": name})
    assert (answer.status, answer.json["errors"][0]["loc"]) == (422, ["body", "name"])
    assert company.report(title=name).status == 422


@contextmanager
def mailed() -> Iterator[list[dict[str, Any]]]:
    """What is handed to SES meanwhile."""
    mails: list[dict[str, Any]] = []
    hooks = client("sesv2").meta.events

    def keep(params: dict[str, Any], **_: Any) -> None:
        mails.append(params)

    hooks.register("provide-client-params.sesv2.SendEmail", keep)
    try:
        yield mails
    finally:
        hooks.unregister("provide-client-params.sesv2.SendEmail", keep)


def test_what_is_mailed_has_one_line_of_subject_no_markup_and_no_text_turned_around(company):
    titles = [*NAMES, "Subject\u2028Bcc: all@example.com", "\u2066\u2067" * 40 + "x"]
    orders = [company.reported(title=title) for title in titles]
    resident = company.admin.get("/v1/residents").json["items"][0]["id"]
    company.admin.patch(f"/v1/residents/{resident}", {"email": "rosa@example.com"})
    for order, title in zip(orders, titles, strict=True):
        words = {"text": f"{title}\r\n.\r\n{RIGHT_TO_LEFT}", "visibility": "resident"}
        company.done(company.as_("manager"), order, "comments", words)
    with mailed() as mails:
        Bus().deliver()
    assert len(mails) >= len(titles)
    for mail in mails:
        written = mail["Content"]["Simple"]
        subject, body = written["Subject"]["Data"], written["Body"]
        assert len(subject.splitlines()) == 1
        assert set(body) == {"Text"}  # no HTML part, so nothing is markup
        assert not set(subject + body["Text"]["Data"]) & TURNING
