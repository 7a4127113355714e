"""What the docs say of measurements: figures of one shape, each with a command that makes it."""

import importlib
import json
import re

import pytest

from bench.__main__ import CHAPTERS
from bench.clocks.__main__ import chapters as chapters_of_clocks
from bench.report import FIGURES, Chapter, Figure, publish, summary
from infra.paths import ROOT

COMMAND = re.compile(r"make (bench CHAPTER|bench-clocks CHAPTER|prove ONLY)=(\w+)")

CHAPTERS_OF = {
    "bench CHAPTER": set(CHAPTERS),
    "bench-clocks CHAPTER": set(chapters_of_clocks()),
    "prove ONLY": {one.name for one in (ROOT / "tests" / "proof").iterdir() if one.is_dir()},
}


@pytest.fixture
def pages(tmp_path):
    """An empty page and no figures."""
    page = tmp_path / "performance.md"
    page.write_text("# Performance\n")
    return page, tmp_path / "performance.json"


def chapter(name: str, value: float, better="lower") -> Chapter:
    figure = Figure("time", value, "s", 2, better)
    return Chapter(name, name.title(), f"make bench CHAPTER={name}", f"It took {value}.", [figure])


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_chapter_can_be_measured(name: str):
    assert callable(importlib.import_module(f"bench.{name}").measure)


def test_every_figure_has_the_one_shape_and_a_command_that_makes_it():
    rows = json.loads(FIGURES.read_text())
    for row in rows:
        assert list(row) == ["name", "value", "unit", "goal", "better", "command"]
        assert isinstance(row["value"], int | float) and isinstance(row["goal"], int | float)
        assert row["better"] in ("lower", "higher")
        tool, name = COMMAND.fullmatch(row["command"]).groups()
        assert name in CHAPTERS_OF[tool], row["command"]
    assert len({(row["command"], row["name"]) for row in rows}) == len(rows)


def test_the_docs_show_the_figures_as_they_are():
    assert summary() in FIGURES.with_suffix(".md").read_text()


def test_a_chapter_replaces_its_own_section_and_figures_and_no_others(pages, capsys):
    page, figures = pages
    for one in (chapter("first", 1), chapter("second", 3), chapter("first", 2.5)):
        publish(one, page, figures)
    text = page.read_text()
    assert (text.count("## First"), text.count("It took 1."), text.count("It took 2.5.")) == (1, 0, 1)
    assert text.count("## Second") == 1
    assert [(row["command"][-6:], row["value"]) for row in json.loads(figures.read_text())] == [
        ("=first", 2.5),
        ("second", 3),
    ]
    assert text.count("| time | 3 | ≤ 2 | s | **missed** | `make bench CHAPTER=second` |") == 1


def test_better_says_on_which_side_of_the_goal_a_value_should_lie():
    assert chapter("c", 2).figures[0].is_reached
    assert not chapter("c", 2.1).figures[0].is_reached
    assert chapter("c", 2.1, "higher").figures[0].is_reached
    assert not chapter("c", 1.9, "higher").figures[0].is_reached
