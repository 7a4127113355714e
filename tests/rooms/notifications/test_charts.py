"""A mail with a picture: the figures as text, as a page, and as bars that need no words."""

import base64
import io
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from chalicelib.contracts import workorders as orders
from chalicelib.contracts.reports import WeekFigures, WeekReported
from chalicelib.kernel.context import for_system
from chalicelib.notifications import store
from chalicelib.notifications.channels.html import page
from chalicelib.notifications.channels.picture import COLOURS, SIZE, png
from chalicelib.notifications.charts import MOST_ROWS, Bars, Chart, chart_of
from chalicelib.notifications.preferences import Preferences, QuietHours
from chalicelib.notifications.releasing import release
from chalicelib.notifications.texts import LANGUAGES, language
from chalicelib.notifications.triggers import on_sendings
from tests.builders.boundary import answering, error
from tests.builders.cloud import queued
from tests.conftest import TENANT
from tests.rooms.notifications.conftest import bodies_of
from tests.rooms.notifications.events import event

WEEK = event(WeekReported)
LINES = {
    "mb_head": "您：完工 4 单，到期 5 单，按时完工 75%，平均评分 4.5\n工程部：完工 44 单，到期 50 单，按时完工 90%",
    "mb_queue1": "You: 4 completed, 5 due, 75 % completed in time, average score 4.5\n"
    "工程部: 44 completed, 50 due, 90 % completed in time",
}


class Page(HTMLParser):
    """The words of a page, and its pictures."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.pictures: list[dict[str, str | None]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"])
        if tag == "img":
            self.pictures.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


def heights(picture: Image.Image, colour: str) -> int:
    """How many pixels have this colour."""
    wanted = tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return sum(number for number, found in picture.convert("RGB").getcolors(1 << 20) or () if found == wanted)


@pytest.mark.parametrize("person_id", LINES)
def test_a_week_comes_as_text_and_as_a_page_with_a_picture(aws, hear, person_id):
    asked = aws.listen("SendEmail")
    hear(WEEK.model_copy(update={"person_id": person_id}))
    (mail,) = asked
    simple = mail["Content"]["Simple"]
    said = simple["Body"]["Text"]["Data"]
    assert LINES[person_id] in said and said.endswith(f"\n{WEEK.digest}")
    assert {one["Name"] for one in simple["Headers"]} == {"List-Unsubscribe", "List-Unsubscribe-Post"}

    shown = Page(simple["Body"]["Html"]["Data"])
    assert all(line in shown.words for line in said.splitlines() if line)
    assert any("工程部" in words for words in shown.words)
    assert shown.links == [WEEK.digest]
    (picture,) = shown.pictures
    (attached,) = simple["Attachments"]
    assert picture["src"] == f"cid:{attached['ContentId']}" and attached["ContentDisposition"] == "INLINE"
    assert "1, 0, 3, 0, 0, 0, 0" in str(picture["alt"]) and "9, 8, 7, 6, 5, 4, 5" in str(picture["alt"])
    drawn = Image.open(io.BytesIO(base64.b64decode(attached["RawContent"])))
    assert (drawn.format, drawn.size) == ("PNG", SIZE)


def test_an_address_of_others_leads_nowhere(aws):
    chart = Chart(title="title", labels=("1",), rows=(Bars(name="x", values=(1,)),))
    shown = Page(page('see https://evil.example/ "<b>', chart))
    assert shown.links == [] and 'see https://evil.example/ "<b>' in shown.words


def test_other_mails_have_neither_page_nor_picture(aws, hear):
    asked = aws.listen("SendEmail")
    hear(event(orders.WorkOrderCommented))
    assert asked
    for mail in asked:
        simple = mail["Content"]["Simple"]
        assert "Attachments" not in simple and "Html" not in simple["Body"]


def test_whoever_wants_no_reports_by_mail_has_it_in_the_inbox_alone(aws, hear, mails):
    wishes = Preferences(person_id="mb_head", off={"reports": ("email",)})
    for_system(TENANT, "tests").commit(store.save_preferences(wishes))
    hear(WEEK)
    notes = store.page(for_system(TENANT, "tests").table, "mb_head", None, 50, False)[0]
    assert [one.kind for one in notes] == ["week_reported"] and not mails()


def test_what_waited_for_the_end_of_quiet_hours_still_has_its_picture(aws, hear, clock):
    clock.now = datetime(2026, 11, 30, 0, 30, tzinfo=UTC)
    quiet = QuietHours(starts="20:00", ends="09:00")
    wishes = Preferences(person_id="mb_head", quiet_hours=quiet)
    for_system(TENANT, "tests").commit(store.save_preferences(wishes))
    asked = aws.listen("SendEmail")
    hear(WEEK.model_copy(update={"at": clock.now}))
    assert not asked
    clock.advance(hours=1)
    assert release(TENANT, clock.now) == []
    for batch in queued():
        on_sendings(batch, None)
    (mail,) = asked
    assert len(mail["Content"]["Simple"]["Attachments"]) == 1


def test_a_mail_that_is_tried_again_leaves_once(house, hear, plan, mails, sent):
    with answering("sesv2", "SendEmail", error("MessageRejected")):
        hear(WEEK)
        assert not mails()
    plan(WEEK)
    plan(WEEK)
    bodies = bodies_of("email")
    assert sent(bodies) == [] and sent(bodies) == []
    assert len(mails()) == 1


def bars(*rows: tuple[int, ...]) -> Chart:
    named = tuple(Bars(name=f"row {number}", values=values) for number, values in enumerate(rows))
    return Chart(title="title", labels=tuple("1234567"), rows=named)


def test_a_bar_is_as_high_as_its_number():
    drawn = Image.open(io.BytesIO(png(bars((4, 0, 0, 0, 0, 0, 0), (0, 2, 0, 0, 0, 0, 0)))))
    high, low = (heights(drawn, colour) for colour in COLOURS[:2])
    assert 1.9 < high / low < 2.1


NUMBERS = st.lists(st.integers(0, 10**6), min_size=7, max_size=7).map(tuple)


@settings(max_examples=30)
@given(st.lists(NUMBERS, min_size=1, max_size=MOST_ROWS))
def test_whatever_the_numbers_the_picture_stays_small(rows):
    assert len(png(bars(*rows))) < 20_000


@given(st.text(max_size=200), st.text(max_size=60))
def test_what_people_wrote_is_no_markup(text, name):
    chart = Chart(title="title", labels=("1",), rows=(Bars(name=name, values=(1,)),))
    plain = Chart(title="title", labels=("1",), rows=(Bars(name="x", values=(1,)),))
    written = Page(page(text, chart))
    lines = [line for line in text.splitlines() if line.strip()]
    assert written.tags == Page(page("\n".join("x" for _ in lines), plain)).tags
    assert written.pictures[0]["alt"] == chart.said


@pytest.mark.parametrize("code", LANGUAGES)
def test_only_rows_with_something_in_them_are_drawn_and_few(code):
    none = WeekFigures(completed=0, due=1, in_time=None, score=None, days=(0,) * 7)
    some = [
        WeekFigures(name=f"D{n}", completed=n, due=n, in_time=1, score=None, days=(n,) + (0,) * 6)
        for n in range(6)
    ]
    happened = WEEK.model_copy(update={"own": none, "departments": tuple(some)})
    chart = chart_of(happened, language(code).wording)
    assert chart and [row.name for row in chart.rows] == ["D1", "D2", "D3"]
    assert chart.labels[0] == "11-16" and chart.labels[-1] == "11-22"
    assert chart_of(happened.model_copy(update={"departments": ()}), language(code).wording) is None
