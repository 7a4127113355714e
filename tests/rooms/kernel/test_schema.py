"""The field types of requests, and how answers are made."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from chalicelib.kernel.schema import (
    Body,
    Day,
    Duration,
    Identifier,
    Line,
    Listing,
    ListQuery,
    Moment,
    Money,
    Nothing,
    Out,
    Page,
    Text,
)


class Words(Body):
    """One of each."""

    id: Identifier = "x"
    line: Line = "x"
    text: Text = "x"


class Times(Body):
    """One of each."""

    day: Day | None = None
    moment: Moment | None = None
    duration: Duration | None = None


class Item(Out):
    """An item for a caller."""

    name: str

    @classmethod
    def of(cls, value, context):
        return cls(name=f"{value} for {context}")


@pytest.mark.parametrize("id", ["wo_01J9Z", "a", "x" * 100, "a.b:c@d-e"])
def test_an_identifier_is_taken(id):
    assert Words(id=id).id == id


@pytest.mark.parametrize("id", ["", "x" * 101, "a#b", "a b", "a\n", "a/b", "漏水", "\x00"])
def test_what_could_be_mistaken_for_a_keys_structure_is_no_identifier(id):
    with pytest.raises(ValidationError):
        Words(id=id)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120))
def test_no_identifier_holds_what_separates_keys(text):
    try:
        taken = Words(id=text).id
    except ValidationError:
        return
    assert taken == text and not set(taken) & set("# /%\n~") and taken.isascii()


def test_text_is_stripped_and_may_not_be_empty():
    assert Words(line="  a b  ").line == "a b"
    assert Words(text=" " * 5_000 + "x").text == "x"
    for wrong in ({"line": "   "}, {"text": "\n"}, {"line": "x" * 201}, {"text": "x" * 4_001}):
        with pytest.raises(ValidationError):
            Words(**wrong)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "2026-11-23"),
        ("moment", "2026-11-23T01:30:00Z"),
        ("moment", "2026-11-23T09:30:00.123+08:00"),
        ("duration", "-PT10M"),
        ("duration", "P1DT2H"),
        ("duration", "P2W"),
    ],
)
def test_a_time_is_taken_as_the_standards_write_it(field, value):
    assert getattr(Times.model_validate_json(json.dumps({field: value})), field) is not None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[
            (field, value)
            for field in ("day", "moment", "duration")
            for value in ("0", "1700000000", 0, 1.5, "")
        ],
        ("day", "2026-11-23T00:00:00"),
        ("day", "2026-02-30"),
        ("day", "٢٠٢٦-١١-٢٣"),
        ("moment", "2026-11-23"),
        ("moment", "2026-11-23T01:30:00"),
        ("duration", "P"),
        ("duration", "PT"),
        ("duration", "00:30"),
        ("duration", "1 day, 00:30:00"),
        ("duration", "P99999D"),
    ],
)
def test_a_number_is_no_day_of_1970_and_no_other_time_either(field, value):
    with pytest.raises(ValidationError):
        Times.model_validate_json(json.dumps({field: value}))


def test_an_action_without_words_knows_no_field():
    assert Nothing.model_validate_json("{}") == Nothing()
    with pytest.raises(ValidationError):
        Nothing.model_validate_json('{"x": 1}')


@pytest.mark.parametrize(
    "money",
    [
        {"amount": 1.0, "currency": "CNY"},
        {"amount": "1", "currency": "CNY"},
        {"amount": True, "currency": "CNY"},
        {"amount": 10**12 + 1, "currency": "CNY"},
        {"amount": 1, "currency": "cny"},
        {"amount": 1, "currency": "CN"},
        {"amount": 1},
        {"amount": 1, "currency": "CNY", "unit": "fen"},
    ],
)
def test_what_is_no_amount_in_minor_units_is_refused(money):
    with pytest.raises(ValidationError):
        Money.model_validate_json(json.dumps(money))


def test_a_list_may_be_asked_for_1_to_200_items():
    assert (ListQuery().limit, ListQuery().cursor) == (50, None)
    assert ListQuery.model_validate({"limit": "200"}).limit == 200
    for limit in ("0", "201", "1.5", "", "x"):
        with pytest.raises(ValidationError):
            ListQuery.model_validate({"limit": limit})


def test_a_page_makes_every_item_for_its_caller():
    page = Page[Item].of(Listing(iter(["a", "b"]), "next"), "Ada")
    assert json.loads(page.model_dump_json()) == {
        "items": [{"name": "a for Ada"}, {"name": "b for Ada"}],
        "next_cursor": "next",
    }
