"""How measurements get into the docs: a chapter is a section of a page, its figures with a goal rows of a JSON file.

`docs/performance.json` is a list of `{name, value, unit, goal, better, command}`; whoever publishes a chapter replaces
that chapter's rows and section and leaves the others as they are. `docs/performance.md` begins with all of them.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from infra.paths import ROOT

PERFORMANCE = ROOT / "docs" / "performance.md"  # what `make bench` measures
PROOF = ROOT / "docs" / "proof.md"  # what `make prove` has seen
FIGURES = ROOT / "docs" / "performance.json"
_SUMMARY = "figures"  # the section with all of them, which no chapter may be called


@dataclass(frozen=True)
class Figure:
    """A number that has a goal. `unit` in words or SI; `better` says on which side of the goal it should lie."""

    name: str
    value: float
    unit: str
    goal: float
    better: Literal["lower", "higher"]

    @property
    def is_reached(self) -> bool:
        """Whether the value is as good as its goal, or better."""
        return self.value <= self.goal if self.better == "lower" else self.value >= self.goal

    @property
    def cells(self) -> list[str]:
        """Its row in a table."""
        bound = "≤" if self.better == "lower" else "≥"
        verdict = "reached" if self.is_reached else "**missed**"
        return [self.name, _number(self.value), f"{bound} {_number(self.goal)}", self.unit, verdict]


@dataclass
class Chapter:
    """A section of a page: its name (in `command`), title, Markdown text, and the figures that have a goal."""

    name: str
    title: str
    command: str
    text: str = ""
    figures: list[Figure] = field(default_factory=list)

    def markdown(self) -> str:
        """The section, its figures as a table at the end."""
        rows = [figure.cells for figure in self.figures]
        goals = table(["figure", "value", "goal", "unit", ""], rows) if rows else ""
        parts = [f"## {self.title}", f"`{self.command}`", self.text.strip(), goals]
        return "\n\n".join(part for part in parts if part)


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A Markdown table; numbers stand right and are rounded to what can be read."""
    body = [[_number(cell) if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    right = [all(re.fullmatch(r"[-\d.,:% ]*", row[column]) for row in body) for column in range(len(head))]
    lines = [list(head), ["--:" if is_right else ":--" for is_right in right], *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def publish(chapter: Chapter, page: Path = PERFORMANCE, figures: Path = FIGURES) -> None:
    """Write a chapter into its page and its figures into the JSON file, and print it."""
    assert chapter.name != _SUMMARY, "a chapter of that name would be overwritten at once"
    _write_section(page, chapter.name, chapter.markdown())
    others = [row for row in _rows(figures) if row["command"] != chapter.command]
    own = [asdict(figure) | {"command": chapter.command} for figure in chapter.figures]
    rows = sorted([*others, *own], key=lambda row: (row["command"], row["name"]))
    figures.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    _write_section(figures.with_suffix(".md"), _SUMMARY, summary(figures))
    print(chapter.markdown(), flush=True)


def summary(figures: Path = FIGURES) -> str:
    """Every figure that has a goal, with its goal and the command that made it, as one table."""
    rows = []
    for row in _rows(figures):
        figure = Figure(**{name: value for name, value in row.items() if name != "command"})
        rows.append([*figure.cells, f"`{row['command']}`"])
    return table(["figure", "value", "goal", "unit", "", "command"], rows)


def _write_section(page: Path, name: str, markdown: str) -> None:
    """Replace what stands between the marks of a section, or put it at the end with its marks."""
    section = f"<!-- chapter: {name} -->\n\n{markdown}\n\n<!-- end of {name} -->\n"
    text = page.read_text()
    marked = re.compile(rf"<!-- chapter: {name} -->.*?<!-- end of {name} -->\n", re.DOTALL)
    text = (
        marked.sub(lambda _: section, text) if marked.search(text) else text.rstrip("\n") + "\n\n" + section
    )
    page.write_text(text)


def _rows(figures: Path) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = json.loads(figures.read_text()) if figures.exists() else []
    return found


def _number(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.3g}" if abs(value) < 100 else f"{value:,.0f}"
