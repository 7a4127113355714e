"""The stack itself: what the gateway and the roles refuse, whatever the application is."""

import pytest

from tests.stack import Stack

pytestmark = pytest.mark.stack


def test_no_token_is_refused_in_the_apis_own_language(stack: Stack) -> None:
    answer = stack.http().get("/v1/me")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "unauthorized"


def test_an_unknown_address_is_a_404_problem(stack: Stack) -> None:
    answer = stack.http().get("/v1/nothing-here")
    assert answer.status_code == 404
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not found",
        "status": 404,
        "detail": "There is nothing at this address.",
        "code": "not_found",
    }
