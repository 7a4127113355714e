"""`docs/openapi.json` describes the code as it is, and what it says of every operation holds."""

import json
from collections import Counter

import pytest

from app import DESCRIPTION
from chalicelib.kernel.openapi.refusals import takes_body
from infra.openapi import OPENAPI
from tests.architecture.application import OPERATIONS

NAMES = [operation.view.__name__ for operation in OPERATIONS]


def _described(operation):
    return DESCRIPTION.document["paths"][operation.path][operation.method.lower()]


def test_the_committed_description_is_current():
    assert OPENAPI.read_text(encoding="utf-8") == DESCRIPTION.text, "run `make openapi`"


def test_every_operation_has_an_id_of_its_own():
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []


def test_every_operation_says_what_it_does():
    assert [operation.path for operation in OPERATIONS if not operation.summary.endswith(".")] == []


@pytest.mark.parametrize("operation", [o for o in OPERATIONS if takes_body(o)], ids=lambda o: o.view.__name__)
def test_the_example_of_every_request_is_one_that_would_be_taken(operation):
    example = _described(operation)["requestBody"]["content"]["application/json"]["example"]
    operation.body.model_validate_json(json.dumps(example))


@pytest.mark.parametrize("operation", [o for o in OPERATIONS if o.answer], ids=lambda o: o.view.__name__)
def test_the_example_of_every_answer_is_one_that_could_be_given(operation):
    content = _described(operation)["responses"][str(operation.status)]["content"][operation.media_type]
    operation.answer.model_validate_json(json.dumps(content["example"]))


def test_every_schema_has_a_name_of_its_own():
    shared = [name for name in DESCRIPTION.document["components"]["schemas"] if "__" in name]
    assert shared == [], "two classes have one name: who uses the description would find neither under it"
