"""Problem documents: RFC 9457, in two languages."""

import json

import pytest
from pydantic import BaseModel, ValidationError

from chalicelib.kernel import problem
from chalicelib.kernel.errors import Conflict, DomainError, Texts, UnknownReference


class Locked(Conflict):
    """The door is locked."""

    code = "locked"
    texts: Texts = {"en": "The {colour} door is locked.", "zh-CN": "{colour}门已锁。"}  # noqa: RUF012


class Basket(BaseModel):
    """Something with fields."""

    fruits: list[int]


def test_a_domain_error_becomes_its_document():
    response = problem.of_error(Locked(colour="red"), "en")
    assert response.status_code == 409
    assert response.headers == {"Content-Type": "application/problem+json"}
    assert json.loads(response.body) == {
        "type": "urn:steward:problem:locked",
        "title": "Not possible now",
        "status": 409,
        "detail": "The red door is locked.",
        "code": "locked",
        "colour": "red",
    }


def test_the_text_is_in_the_callers_language_and_readable_as_it_is():
    body = problem.of_error(Locked(colour="红"), "zh-CN").body
    assert json.loads(body)["detail"] == "红门已锁。"
    assert "红门已锁" in body  # not escaped


def test_a_language_that_nobody_wrote_is_answered_in_english():
    assert json.loads(problem.of_error(Locked(colour="red"), "fr").body)["title"] == "Not possible now"


@pytest.mark.parametrize("status", sorted(problem.TITLES))
def test_every_status_has_a_title_in_both_languages(status):
    assert set(problem.TITLES[status]) == {"en", "zh-CN"}


@pytest.mark.parametrize("status", [429, 503])
def test_whoever_came_too_often_is_told_when_to_come_again(status):
    assert problem.problem(status, "busy", "Later.", "en").headers["Retry-After"] == "1"
    assert problem.problem(status, "busy", "Later.", "en", retry_after_s=9).headers["Retry-After"] == "9"


def test_a_reference_to_nothing_names_its_field():
    document = json.loads(problem.of_error(UnknownReference("body", "unit_ids", 1), "en").body)
    assert (document["status"], document["code"]) == (UnknownReference.status, UnknownReference.code)
    assert [each["loc"] for each in document["errors"]] == [["body", "unit_ids", 1]]


def test_every_wrong_field_is_named_with_where_it_stands():
    with pytest.raises(ValidationError) as caught:
        Basket.model_validate_json('{"fruits": ["a", 1, null]}')
    response = problem.of_validation(caught.value, "body", "en")
    assert response.status_code == 422
    errors = json.loads(response.body)["errors"]
    assert [each["loc"] for each in errors] == [["body", "fruits", 0], ["body", "fruits", 2]]
    assert all("input" not in each for each in errors)  # what was sent is not sent back


def test_json_that_cannot_be_read_is_400():
    with pytest.raises(ValidationError) as caught:
        Basket.model_validate_json("{")
    response = problem.of_validation(caught.value, "body", "en")
    assert (response.status_code, json.loads(response.body)["code"]) == (400, "malformed_json")


def test_an_error_says_its_name_in_a_traceback():
    assert "locked" in str(Locked(colour="red"))
    assert isinstance(Locked(colour="red"), DomainError)
