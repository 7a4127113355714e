"""A million guesses at the links of surveys: none opens one, few are looked up, and no time tells how near one was."""

from collections.abc import Iterator

import pytest

from chalicelib.kernel import lookups
from chalicelib.kernel.aws import client
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.settings import settings
from chalicelib.surveys import links
from tests.builders.bus import Bus
from tests.builders.cloud import outbox
from tests.proof.guessing.guesses import chapter, guesses, hurried, letter_by_letter, near, told_apart

MILLION, SAMPLE, PAIRS = 1_000_000, 2_000, 40_000
NOW = "2026-11-23T01:00:00Z"
pytestmark = pytest.mark.prove


def keys() -> Iterator[str]:
    """The partitions of everything that the table holds."""
    pages = client("dynamodb").get_paginator("scan").paginate(TableName=settings().table_name)
    return (item["PK"]["S"] for page in pages for item in page["Items"])


def key_of(guess: str) -> str | None:
    """Where the product looks for a guess; None if it has not even the form of a token."""
    if not links._TOKEN.fullmatch(guess):
        return None
    return lookups._key("survey_token", links._digest(guess))["PK"]["S"]


def refused(guess: str) -> None:
    with pytest.raises(NotFound):
        links.follow(guess)


def test_a_million_guesses_open_nothing_and_their_time_tells_nothing(company, clock, published):
    orders = [company.brought_to("completed", NOW) for _ in range(5)]
    Bus().deliver()
    told = [event["detail"] for event in outbox() if event["type"] == "SurveyInvited"]
    tokens = [one["link"].rpartition("/")[2] for one in told if one["order_id"] in orders]
    assert len(tokens) == len(orders)
    stored = {key for key in keys() if key.startswith("LOOKUP#survey_token#")}
    assert all(key_of(token) in stored for token in tokens)  # so what follows would find one

    opened = sum(key_of(guess) in stored for guess in guesses(tokens, MILLION))
    at_once = hurried(company, clock, SAMPLE)
    token = tokens[0]
    other = "A" if token[-1] != "A" else "B"
    near_miss, far_miss = token[:-1] + other, token[-2::-1] + other
    careless = told_apart(letter_by_letter(token), near_miss, far_miss, PAIRS)
    assert careless.z > 10  # the measurement sees what there is to see
    times = {
        "the check of a guess: its form, and its hash": told_apart(key_of, near_miss, far_miss, PAIRS),
        "the whole of it, the table's answer included": told_apart(refused, near_miss, far_miss, PAIRS // 20),
        "for comparison, a check letter by letter": careless,
    }
    published(chapter(MILLION, opened, sum(1 for _ in near(token)), len(tokens), at_once, times))
