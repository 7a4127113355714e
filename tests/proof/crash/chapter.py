"""The chapter of docs/proof.md on crash points."""

from collections.abc import Mapping, Sequence
from typing import Any

from bench.report import Chapter, Figure, table

TEXT = """
For every operation that changes something, and for every function that a trigger starts, each call to AWS fails once:
the process is killed just before the call took effect or just after, its answer is lost, it is refused, or the service
cannot be reached from then on. botocore's own retries count as calls. Then whoever asked asks again: the client with
the same key; the stream, the bus, S3, the schedule and Step Functions with the same event; what was parked is sent
again. And once more, as if the answer had been lost.

Afterwards the whole table, the files, users and executions, what reached the bus and what lies in the queues are what
the undisturbed run leaves, every order is the sum of its events, and the answer is the same to the letter.

Operations and functions come from the mounted routers and the registered functions, the ways of calling them from
`tests/budgets/walk.py` and `tests/proof/crash/story.py`: one without a scene fails its test.

*not sent* and *sent twice* count e-mails and text messages over all points ([reliability.md](reliability.md) says
why); entries of an inbox are never missing and never double.
"""


def chapter(rows: Sequence[Mapping[str, Any]]) -> Chapter:
    """What all points together have shown; a row for each operation and function."""
    lines = sorted(rows, key=lambda row: (row["is_function"], row["name"]))
    head = ["operation or function", "ways", "calls", "points", "differences", "not sent", "sent twice"]
    columns = ("name", "ways", "calls", "points", "differences", "unsent", "doubled")
    total = {"name": "**all**"} | {column: sum(row[column] for row in rows) for column in columns[1:]}
    body = [[row[column] for column in columns] for row in [*lines, total]]
    return Chapter(
        name="crash",
        title="Crash points",
        command="make prove ONLY=crash",
        text=f"{TEXT}\n{table(head, body)}",
        figures=[
            Figure("crash points that leave a difference", total["differences"], "points", 0, "lower"),
            Figure("crash points visited", total["points"], "points", 2500, "higher"),
        ],
    )
