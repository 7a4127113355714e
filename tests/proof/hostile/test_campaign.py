"""The long run: schemathesis as every kind of person, and every parser under a fuzzer that follows its coverage."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bench.report import Chapter, Figure, table
from chalicelib.kernel.settings import settings
from tests.builders import tokens
from tests.builders.api import Api
from tests.builders.company import Company
from tests.proof.hostile.description import ROLES, examined, people
from tests.proof.hostile.front import served
from tests.proof.hostile.fuzzing import Fuzzed, fuzzed, why_not
from tests.proof.hostile.parsers import PARSERS

SECONDS = 2  # of each parser
pytestmark = pytest.mark.prove


@pytest.fixture
def described(api: Api, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, dict[str, Any]]:
    """Role -> what schemathesis reports. Two at a time: one thinks while the other waits.

    Each is alone in a company: the administrator's links lead to the revocation of everybody else.
    """
    from app import app

    monkeypatch.setenv("RATE_LIMITS", "*=1000000/1000000")
    settings.cache_clear()
    names = {role: people(Company(api, api.found()))[role] for role in ROLES}
    with served(app) as url, ThreadPoolExecutor(2) as pool:
        asked = {
            role: pool.submit(examined, url, tokens.id_token(names[role]), role, tmp_path, "-n", "2")
            for role in ROLES
        }
        return {role: report.result() for role, report in asked.items()}


@pytest.fixture
def parsed(tmp_path: Path) -> list[Fuzzed]:
    """What the fuzzer did with each parser; nothing where there is none."""
    if why_not():
        return []
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda name: fuzzed(name, SECONDS, tmp_path), PARSERS))


def test_whatever_is_sent_is_answered_as_described_and_no_parser_breaks(described, parsed, published):
    cases = Counter({role: report["test_cases"]["generated"] for role, report in described.items()})
    failures = [failure for report in described.values() for failure in report["failures"]]
    broken = [failure for failure in failures if failure["type"] == "ServerError"]
    tested = max(report["operations"]["total"] for report in described.values())
    people_rows = [[role, report["operations"]["tested"], cases[role]] for role, report in described.items()]
    parser_rows = [[one.parser, one.inputs, one.edges] for one in parsed]
    fuzzing = why_not() or "nothing but the declared refusals was raised, and no input took five seconds"
    text = f"""Schemathesis over all {tested} operations of the description, as six kinds of people: examples,
boundaries of every schema, random values that fit and that do not, and chains of requests along the links. All its
checks but the one of unknown methods, which the gateway answers as it answers an unknown address.

{table(["person", "operations", "requests"], people_rows)}

Every parser of foreign bytes under atheris for {SECONDS} s, beginning with inputs that it knows: {fuzzing}.

{table(["parser", "inputs", "edges reached"], parser_rows) if parsed else ""}"""
    published(
        Chapter(
            "hostile",
            "Hostile input",
            "make prove ONLY=hostile",
            text,
            [
                Figure("hostile: answers 5xx", len(broken), "answers", 0, "lower"),
                Figure("hostile: answers not as described", len(failures), "answers", 0, "lower"),
                Figure("hostile: requests made up", cases.total(), "requests", 5_000, "higher"),
                *(
                    [
                        Figure(
                            "hostile: inputs of parsers",
                            sum(p.inputs for p in parsed),
                            "inputs",
                            10_000,
                            "higher",
                        )
                    ]
                    if parsed
                    else []
                ),
            ],
        )
    )
