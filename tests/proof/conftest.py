"""What a proof saw goes into docs/proof.md: only `make prove` publishes, a single test by hand does not."""

import importlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bench.report import PROOF, Chapter, publish

Publish = Callable[[Chapter], None]
Row = dict[str, Any]
_PART = "part of "

#: the proofs without a stack that take longest, by a part of their names: 140 s to 30
LONGEST = (
    "test_every_case",
    "test_no_parser_breaks_under_the_fuzzer",
    "as_described[tenant_admin]",
    "test_many_lives_of_the_company",
    "crash_point[notifications_send]",
    "test_no_disorder_changes_anything",
    "as_described[manager]",
    "crash_point[notifications_deliver]",
    "as_described[technician]",
    "as_described[billing_clerk]",
)
_rows: dict[str, list[Row]] = defaultdict(list)


@pytest.fixture(scope="session")
def published() -> Iterator[Publish]:
    """`published(Chapter(...))` demands the goals, and writes a chapter of docs/proof.md when PUBLISH is set."""

    def write(chapter: Chapter) -> None:
        assert all(figure.is_reached for figure in chapter.figures), chapter.markdown()
        if os.environ.get("PUBLISH"):
            publish(chapter, PROOF)

    return write


@pytest.fixture
def part(record_property: Callable[[str, object], None]) -> Callable[[str, Row], None]:
    """`part("crash", row)`: a row of a chapter that many tests make, in as many processes as there are.

    When all have run, `tests.proof.crash.chapter.chapter(rows)` makes the chapter.
    """
    return lambda name, row: record_property(_PART + name, row)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    for name, value in report.user_properties:
        if report.when == "call" and name.startswith(_PART):
            _rows[name.removeprefix(_PART)].append(value)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long proofs first, the longest before all, so that no worker begins one when the others have ended."""

    def place(item: pytest.Item) -> tuple[bool, int]:
        known = (number for number, part in enumerate(LONGEST) if part in item.nodeid)
        return item.get_closest_marker("slow") is None, next(known, len(LONGEST))

    if all(item.get_closest_marker("prove") for item in items):
        items.sort(key=place)


def pytest_sessionfinish() -> None:
    if os.environ.get("PUBLISH") and not os.environ.get("PYTEST_XDIST_WORKER"):
        for name, rows in _rows.items():
            publish(importlib.import_module(f"tests.proof.{name}.chapter").chapter(rows), PROOF)
