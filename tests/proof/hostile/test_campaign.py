"""The long run: schemathesis as every kind of person, and every parser under a fuzzer that follows its coverage."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from chalicelib.kernel.settings import settings
from tests.builders import tokens
from tests.builders.api import Api
from tests.builders.company import Company
from tests.proof.hostile.chapter import SECONDS
from tests.proof.hostile.description import ROLES, examined, people
from tests.proof.hostile.front import served
from tests.proof.hostile.fuzzing import fuzzed, why_not
from tests.proof.hostile.parsers import PARSERS

pytestmark = [pytest.mark.prove, pytest.mark.slow]
Part = Callable[[str, dict[str, Any]], None]


@pytest.mark.parametrize("role", ROLES)
def test_whatever_somebody_sends_is_answered_as_described(
    api: Api, role: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, part: Part
):
    """Each is alone in a company: the administrator's links lead to the revocation of everybody else."""
    from app import app

    monkeypatch.setenv("RATE_LIMITS", "*=1000000/1000000")
    settings.cache_clear()
    name = people(Company(api, api.found()))[role]
    with served(app) as url:
        report = examined(url, tokens.id_token(name), role, tmp_path, "-n", "2")
    kinds = [failure["type"] for failure in report["failures"]]
    operations = report["operations"]
    part(
        "hostile",
        {
            "person": role,
            "operations": operations["tested"],
            "described": operations["total"],
            "requests": report["test_cases"]["generated"],
            "broken": kinds.count("ServerError"),
            "failures": len(kinds),
        },
    )
    assert not kinds


def test_no_parser_breaks_under_the_fuzzer(tmp_path: Path, part: Part):
    if why_not():
        pytest.skip(why_not())
    for one in fuzzed(list(PARSERS), SECONDS, tmp_path):
        part("hostile", asdict(one))
