"""The API keeps what its description promises, whoever asks for whatever."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.kernel.settings import settings
from tests.builders import tokens
from tests.builders.api import Api
from tests.builders.company import Company
from tests.proof.hostile.description import examined, people
from tests.proof.hostile.front import served


@pytest.fixture
def front(api: Api, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, dict[str, str]]]:
    """The app's address and its people; nothing is asked too often here."""
    from app import app

    monkeypatch.setenv("RATE_LIMITS", "*=1000000/1000000")
    settings.cache_clear()
    names = people(Company(api, api.found()))
    with served(app) as url:
        yield url, names


def test_the_examples_of_the_description_are_taken(front, tmp_path: Path):
    url, names = front
    token = tokens.id_token(names["manager"])
    report = examined(url, token, "manager", tmp_path, "--phases", "examples")
    assert report["test_cases"]["generated"] > 50
