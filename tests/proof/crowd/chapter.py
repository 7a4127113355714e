"""The chapter of docs/proof.md on ten people at one button."""

from collections.abc import Mapping, Sequence
from typing import Any

from bench.report import Chapter, Figure, table
from tests.proof.crowd.buttons import ACTIONS


def chapter(rows: Sequence[Mapping[str, Any]]) -> Chapter:
    """A row for each button."""
    return Chapter(
        name="crowd",
        title="Ten people at one button",
        command="make prove ONLY=crowd",
        text=f"""
Ten threads press each action of an order at the same moment, on the deployed stack. How many are accepted follows from
the table of transitions: one, where the action is not possible in the state it leads to; the others get 409
`invalid_transition` (a nudge: 429). Afterwards the order is the sum of its events, whose numbers have no gap.

{table(["button", "from", "presses", "accepted", "entries"], [_cells(row) for row in rows])}
""",
        figures=[
            Figure("buttons whole after ten presses at once", len(rows), "buttons", len(ACTIONS), "higher")
        ],
    )


def _cells(row: Mapping[str, Any]) -> list[Any]:
    return [row["button"], row["from"], 10, row["accepted"], row["entries"]]
