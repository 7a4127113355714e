"""Where a visitor comes from: whom the gateway saw, or whom CloudFront saw, and nobody's own word for it."""

import pytest

from chalicelib.kernel import parsing
from chalicelib.kernel.settings import settings
from tests.proof.hostile.parsers import request

WORD = "8f1c2d3e-0000-11ee-8c90-0242ac120002"


@pytest.fixture(autouse=True)
def deployed(monkeypatch):
    monkeypatch.setenv("EDGE_WORD", WORD)
    settings.cache_clear()
    yield
    settings.cache_clear()


def source(**headers: str) -> str:
    asked = request({name.replace("_", "-"): value for name, value in headers.items()})
    asked.context["identity"]["sourceIp"] = "198.51.100.7"
    return parsing.source_address(asked)


def test_a_visitor_by_cloudfront_is_whom_it_saw():
    assert source(x_steward_edge=WORD, x_steward_visitor="203.0.113.9") == "203.0.113.9"


@pytest.mark.parametrize("word", ["", WORD[:-1], WORD.upper(), "楼"])
def test_nobody_else_is_believed(word):
    assert source(x_steward_edge=word, x_steward_visitor="203.0.113.9") == "198.51.100.7"
    assert source(x_steward_visitor="203.0.113.9", x_forwarded_for="203.0.113.9") == "198.51.100.7"


def test_a_deployment_without_the_word_believes_nobody(monkeypatch):
    monkeypatch.setenv("EDGE_WORD", "")
    settings.cache_clear()
    assert source(x_steward_edge="", x_steward_visitor="203.0.113.9") == "198.51.100.7"
