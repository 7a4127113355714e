"""Every refusal has a stable code and speaks both languages."""

import re
from string import Formatter

import pytest

from chalicelib.kernel.errors import DomainError
from chalicelib.kernel.problem import TITLES
from tests.architecture.application import modules


def _all(kind: type[DomainError]) -> set[type[DomainError]]:
    return {kind}.union(*map(_all, kind.__subclasses__()))


modules()  # all of them must be loaded before their errors can be listed
ERRORS = sorted(
    (kind for kind in _all(DomainError) if kind.__module__.startswith("chalicelib.")),
    key=lambda kind: kind.__name__,
)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_an_error_says_the_same_in_both_languages(error):
    assert set(error.texts) == {"en", "zh-CN"}
    assert _fields(error.texts["en"]) == _fields(error.texts["zh-CN"])
    assert re.search(r"[\u4e00-\u9fff]", error.texts["zh-CN"])


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_an_error_has_a_code_and_a_status_that_has_a_title(error):
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", error.code)
    assert error.status in TITLES


def test_one_code_has_one_status():
    statuses: dict[str, set[int]] = {}
    for error in ERRORS:
        statuses.setdefault(error.code, set()).add(error.status)
    assert {code: found for code, found in statuses.items() if len(found) > 1} == {}
