"""What people read."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.contracts import deadlines, surveys
from chalicelib.contracts import workorders as orders
from chalicelib.contracts.envelope import Who
from chalicelib.contracts.workorders import Amount
from chalicelib.notifications import texts
from chalicelib.notifications.facts import line, moment, money, prose
from chalicelib.notifications.rules import EVENTS, KINDS, RULES
from chalicelib.notifications.texts import LANGUAGES, LONGEST_BODY, LONGEST_SMS, LONGEST_TITLE, language, render
from tests.rooms.notifications.events import event

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOSTILE = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        [
            "{{ 7 * 7 }}",
            "{% for x in range(10**9) %}{{ x }}{% endfor %}",
            "{{ ''.__class__.__mro__[1].__subclasses__() }}",
            "{# hidden #}{{ undefined_name }}",
            "{0.__class__} %s %(x)s ${x}",
            "Subject\r\nBcc: everyone@example.com",
            "\x00\x07\x1b[31m\u202eevil\u2066",
            "مرحبا بالعالم שלום",
            "漏" * 4000,
            "\n" * 4000,
            "👩‍👩‍👧‍👦" * 500,
        ]
    ),
)
PAIRS = [(kind, rule.kind) for kind in EVENTS for rule in RULES[kind]]


def rendered(kind, news, code, is_resident=False, link=None, **fields):
    return render(news, event(kind, **fields), code=code, zone=SHANGHAI, is_resident=is_resident, link=link)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_has_its_texts_and_no_others_are_kept(code):
    kinds = language(code).kinds
    assert set(kinds) == set(KINDS)
    texted = {rule.kind for rules in RULES.values() for rule in rules if rule.sms != "never"}
    assert {kind for kind, parts in kinds.items() if "sms" in parts} == texted
    assert all({"title", "body"} <= set(parts) for parts in kinds.values())


def test_both_languages_say_the_same_things():
    files = [tomllib.loads((Path(texts.__file__).parent / f"templates/{c}.toml").read_text()) for c in LANGUAGES]
    for section in ("words", "deadlines", "priorities", "times"):
        assert files[0][section].keys() == files[1][section].keys()


@pytest.mark.parametrize("is_resident", [True, False])
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("kind", "news"), PAIRS)
def test_every_kind_renders_with_every_event_that_makes_it(kind, news, code, is_resident):
    said = rendered(kind, news, code, is_resident)
    assert said.title and said.body
    assert not any(trace in said.title + said.body for trace in ("None", "{{", "{%", "()", "「」"))


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(written=HOSTILE, title=HOSTILE, name=HOSTILE)
def test_what_people_wrote_is_data_and_stays_within_bounds(code, written, title, name):
    for kind, news in PAIRS:
        of = {"title": title}
        said = rendered(kind, news, code, text=written, of=of, actor=Who(id="mb_x", kind="member", name=name))
        assert len(said.title) <= LONGEST_TITLE and "\n" not in said.title and "\r" not in said.title
        assert len(said.body) <= LONGEST_BODY
        assert said.sms is None or len(said.sms) <= LONGEST_SMS[code]
        shown = said.title + said.body + (said.sms or "")
        assert not set(shown) & set("\x00\x07\x1b\r\u202e\u2066")


@pytest.mark.parametrize("attack", ["{{ 7 * 7 }}", "{% raw %}", "{{ undefined_name }}"])
def test_template_syntax_in_a_title_or_a_text_is_shown_as_it_was_written(attack):
    said = rendered(orders.WorkOrderCommented, "commented", "en", text=attack, of={"title": attack})
    assert attack in said.body and attack in said.title


@given(st.text(max_size=700))
def test_cleaning_cuts_and_is_done_once(written):
    for cleaned in (line(written, 60), prose(written)):
        assert len(cleaned) <= 500
    assert line(line(written, 60), 60) == line(written, 60)
    assert "\n" not in line(written, 60)


def test_a_right_to_left_text_is_kept_and_its_line_breaks_too():
    assert prose("مرحبا\n\u202eשלום") == "مرحبا\nשלום"


@pytest.mark.parametrize(
    ("amount", "currency", "chinese", "english"),
    [
        (120450, "CNY", "1,204.50 元", "CNY 1,204.50"),
        (5, "CNY", "0.05 元", "CNY 0.05"),
        (-250, "CNY", "-2.50 元", "CNY -2.50"),
        (1500, "JPY", "JPY 1,500", "JPY 1,500"),
        (1500, "KWD", "KWD 1.500", "KWD 1.500"),
    ],
)
def test_money_is_written_from_its_minor_units(amount, currency, chinese, english):
    due = Amount(amount=amount, currency=currency)
    assert [money(due, language(code).wording) for code in LANGUAGES] == [chinese, english]


def test_moments_are_shown_in_the_tenants_zone():
    at = datetime(2026, 11, 23, 17, 5, tzinfo=UTC)
    wording = [language(code).wording for code in LANGUAGES]
    assert [moment(at, w, SHANGHAI) for w in wording] == ["11月24日 01:05", "24 November 01:05"]
    assert moment(at, wording[1], ZoneInfo("America/New_York")) == "23 November 12:05"


def test_a_suspension_tells_the_resident_the_amount_since_when_and_how_to_go_on():
    chinese = rendered(orders.WorkOrderSuspended, "suspended", "zh-CN", is_resident=True)
    assert "1,204.50 元" in chinese.body and "2026年9月1日" in chinese.body and "自动恢复" in chinese.body
    english = rendered(orders.WorkOrderSuspended, "suspended", "en", is_resident=True)
    assert "CNY 1,204.50" in english.body and "1 September 2026" in english.body and "goes on by itself" in english.body


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_text_message_of_a_usual_order_is_not_cut(code):
    for kind, news in PAIRS:
        sms = rendered(kind, news, code, of={"title": "三号楼二单元厨房水管漏水严重需要尽快维修", "is_emergency": True}).sms
        assert sms is None or (len(sms) <= LONGEST_SMS[code] and not sms.endswith("…"))


def test_the_link_ends_the_text_message_whole():
    link = "https://steward.example/surveys/" + "t" * 60
    for code in LANGUAGES:
        said = rendered(surveys.SurveyInvited, "survey_invited", code, is_resident=True, link=link)
        assert said.sms.endswith(" " + link)


def test_a_breach_names_its_deadline_and_its_moment():
    said = rendered(deadlines.DeadlineBreached, "deadline_breached", "zh-CN")
    assert "接单" in said.title and "11月23日 09:00" in said.body


def test_an_unknown_language_reads_the_first_one():
    assert language("fr").code == "zh-CN"
