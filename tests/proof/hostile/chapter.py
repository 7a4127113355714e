"""The chapter of docs/proof.md on hostile input."""

from collections.abc import Mapping, Sequence
from typing import Any

from bench.report import Chapter, Figure, table
from tests.proof.hostile.fuzzing import why_not

SECONDS = 2  # of each parser


def chapter(rows: Sequence[Mapping[str, Any]]) -> Chapter:
    """A row for each kind of person, and one for each parser where there is a fuzzer."""
    people = sorted((row for row in rows if "person" in row), key=lambda row: -row["operations"])
    parsers = [row for row in rows if "parser" in row]
    described = max(row["described"] for row in people)
    fuzzing = why_not() or "nothing but the declared refusals was raised, and no input took five seconds"
    return Chapter(
        name="hostile",
        title="Hostile input",
        command="make prove ONLY=hostile",
        text=f"""
Schemathesis over all {described} operations of the description, as {len(people)} kinds of people: examples, boundaries
of every schema, random values that fit and that do not, and chains of requests along the links. All its
checks but the one of unknown methods, which the gateway answers as it answers an unknown address.

{_table(people, "person", "operations", "requests")}

Every parser of foreign bytes under atheris for {SECONDS} s, beginning with inputs that it knows: {fuzzing}.

{_table(parsers, "parser", "inputs", "edges") if parsers else ""}
""",
        figures=[
            Figure("hostile: answers 5xx", _sum(people, "broken"), "answers", 0, "lower"),
            Figure("hostile: answers not as described", _sum(people, "failures"), "answers", 0, "lower"),
            Figure("hostile: requests made up", _sum(people, "requests"), "requests", 5_000, "higher"),
            *(
                [Figure("hostile: inputs of parsers", _sum(parsers, "inputs"), "inputs", 10_000, "higher")]
                if parsers
                else []
            ),
        ],
    )


def _table(rows: Sequence[Mapping[str, Any]], *columns: str) -> str:
    return table(list(columns), [[row[column] for column in columns] for row in rows])


def _sum(rows: Sequence[Mapping[str, Any]], name: str) -> int:
    return sum(row[name] for row in rows)
