"""Finding residents by a name, a telephone number or a unit."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.estates import searching
from chalicelib.estates.model import Resident
from chalicelib.kernel import aws
from tests.builders.api import made_by
from tests.builders.estate import a_resident, an_estate


@pytest.fixture
def estate(api):
    return an_estate(api)


@pytest.fixture
def calls(cloud: None) -> Iterator[list[str]]:
    """Names of the DynamoDB operations so far."""
    made: list[str] = []
    events = aws.client("dynamodb").meta.events
    events.register("before-call.dynamodb", lambda model, **_: made.append(model.name), unique_id="calls")
    yield made
    events.unregister("before-call.dynamodb", unique_id="calls")


def people(estate, *named: tuple[str, str]) -> None:
    """Residents with these names and telephone numbers, of the estate's unit 3-1201."""
    for name, phone in named:
        a_resident(estate, None, name=name, phone=phone)


def found(estate, words: str, **more: str) -> list[str]:
    """The names that a search answers, over all its pages."""
    names: list[str] = []
    query = "".join(f"&{name}={value}" for name, value in more.items())
    cursor = ""
    while True:
        answer = estate.steward.request("GET", f"/v1/residents?q={words}{query}{cursor}")
        assert answer.status == 200, answer
        names += [one["name"] for one in answer.json["items"]]
        if answer.json["next_cursor"] is None:
            return names
        cursor = f"&cursor={answer.json['next_cursor']}"


def test_a_name_is_found_by_its_beginning_and_by_that_of_its_last_word(estate):
    people(estate, ("李伟", "13800000001"), ("Wei Li", "13800000002"), ("Li Wei", "13800000003"))
    people(estate, ("王芳", "13800000004"), ("LIAM  O'Neil", "13800000005"))
    assert found(estate, "李") == ["李伟"]
    assert found(estate, "li") == ["Li Wei", "LIAM  O'Neil", "Wei Li"]  # full names first
    assert found(estate, "ＬＩ%20w") == ["Li Wei"]
    assert found(estate, "neil") == []
    assert found(estate, "o'n") == ["LIAM  O'Neil"]


def test_a_telephone_is_found_by_its_end_with_or_without_its_country(estate):
    people(estate, ("李伟", "+8613800138000"), ("王芳", "13900138001"), ("Ann", "+14155550100"))
    for words in ("8000", "13800138000", "138-0013-8000", "%2B86%20138%200013%208000", "000"):
        assert found(estate, words) == ["李伟"], words
    assert found(estate, "0013") == found(estate, "99900138001") == []
    assert found(estate, "00") == []  # too few for a number, and no name or unit begins so


def test_a_unit_leads_to_those_who_live_there(estate):
    for name, lodger in (("3-1202", "Ann"), ("4-1201", "Ben")):
        body = {"building_id": estate.building_id, "name": name}
        unit = made_by(estate.steward.post("/v1/units", body))["id"]
        a_resident(estate, None, name=lodger, phone="13800000001", unit_ids=[unit])
    people(estate, ("Cai", "13800000002"), ("3-1201 Dan", "13800000003"))
    assert found(estate, "3-12") == ["3-1201 Dan", "Cai", "Ann"]
    assert found(estate, "4-1201") == ["Ben"]
    assert estate.steward.patch(f"/v1/units/{unit}", {"name": "9-9"}).status == 200
    assert found(estate, "4-1201") == []
    assert found(estate, "9-9") == ["Ben"]


def test_who_is_changed_is_found_by_what_is_true_now(estate):
    resident = a_resident(estate, None, name="Li Wei")
    changed = {"name": "Wang Fang", "phone": "13900000009"}
    assert estate.steward.patch(f"/v1/residents/{resident['id']}", changed).status == 200
    assert found(estate, "li") == found(estate, "138000") == found(estate, "wei") == []
    assert found(estate, "wang") == found(estate, "fang") == found(estate, "0009") == ["Wang Fang"]


def test_with_a_unit_only_its_people_are_looked_through(estate):
    other = made_by(estate.steward.post("/v1/units", {"building_id": estate.building_id, "name": "9-1"}))
    a_resident(estate, None, name="李强", unit_ids=[other["id"]])
    people(estate, ("李伟", "13800000001"), ("王芳", "13800000002"))
    assert found(estate, "李", unit=estate.unit_id) == ["李伟"]
    assert found(estate, "3-1201", unit=estate.unit_id) == []


@pytest.mark.parametrize("limit", ["1", "2", "3", "7"])
def test_pages_of_any_length_bring_everybody_once_and_names_before_units(estate, limit):
    people(estate, *[(f"3-12 {letter}", f"1380000000{i}") for i, letter in enumerate("edcba")])
    people(estate, *[(f"Of the unit {letter}", f"1390000000{i}") for i, letter in enumerate("abc")])
    body = {"building_id": estate.building_id, "name": "3-1299"}
    for _ in range(2):  # two units that nobody lives in
        made_by(estate.steward.post("/v1/units", body))
    whole = found(estate, "3-12")
    assert whole[:5] == [f"3-12 {letter}" for letter in "abcde"]
    assert sorted(whole[5:]) == [f"Of the unit {letter}" for letter in "abc"]
    assert found(estate, "3-12", limit=limit) == whole


def test_another_tenant_finds_nobody_and_its_cursor_opens_nothing(api, estate):
    people(estate, ("李伟", "13800138000"), ("李强", "13800138001"))
    other = an_estate(api, "Lakeside")
    assert found(other, "李") == found(other, "8000") == found(other, "3-1201") == []
    cursor = estate.steward.get("/v1/residents?q=李&limit=1").json["next_cursor"]
    for steward, path in (
        (other.steward, f"/v1/residents?q=李&cursor={cursor}"),
        (estate.steward, f"/v1/residents?q=王&cursor={cursor}"),
        (estate.steward, f"/v1/residents?cursor={cursor}"),
    ):
        answer = steward.get(path)
        assert (answer.status, answer.json["code"]) == (400, "invalid_cursor")


def test_a_search_costs_the_same_however_many_live_here(estate, calls):
    people(estate, ("李伟", "13800138000"))

    def cost(words: str) -> list[str]:
        before = len(calls)
        assert found(estate, words) == ["李伟"]
        return calls[before:]

    few = {words: cost(words) for words in ("李伟", "38000", "3-1201")}
    for number in range(30):
        body = {"building_id": estate.building_id, "name": f"5-{number}"}
        unit = made_by(estate.steward.post("/v1/units", body))["id"]
        a_resident(estate, None, name=f"王{number}", phone=f"139000000{number:02}", unit_ids=[unit])
    assert {words: cost(words) for words in few} == few
    assert all(made.count("Query") <= 4 and "Scan" not in made for made in few.values())


def test_empty_and_endless_words_are_refused(estate):
    for words in ("", "%20", "x" * 201):
        assert estate.steward.get(f"/v1/residents?q={words}").status == 422


@settings(max_examples=200)
@given(
    st.text(st.sampled_from("Aaあ李Ｗ 0#|\"'%"), min_size=1, max_size=6).filter(str.strip),
    st.text(st.sampled_from("0123456789"), min_size=5, max_size=12),
)
def test_everybody_is_found_by_each_beginning_of_their_name_and_each_end_of_their_number(name, phone):
    resident = Resident(id="rs_1", name=name, phone=phone, relation="owner")
    for end in range(1, len(name) + 1):
        words = name[:end].strip()
        if words:
            assert searching.is_found(resident, words)
    for start in range(len(phone) - 2):
        assert searching.is_found(resident, phone[start:])
