"""What the chapter says around its figures."""

from collections.abc import Iterable, Mapping
from typing import Any

from bench.report import table

_METHOD = """
Steward is the API function as Lambda runs it (`app.app`, called with API Gateway's proxy events, log lines and all) on
DynamoDB Local; the peer is django-helpdesk 2.6.1 with its REST API on PostgreSQL. Both stand behind gunicorn's sync
workers, one request at a time each; gunicorn, and for Steward the wrapping of requests into events, are counted in.
The peer runs without debugging, with JSON alone, tokens, database connections that last, `fsync` off, no mail, and
per-queue permissions, with which its views read the reader's own tickets: without them each read goes over all.

«My open» is 25 orders on both sides, whatever the size. A transition is taking and declining in turn, with events,
deadlines and a key in each transaction; the peer's is a PATCH of the state, of which it keeps no history. `app` is
milliseconds of CPU a request of the application's processes, `all` with the database's (Java's for DynamoDB Local,
which no deployment runs); requests a second and milliseconds until the answer are those of this machine.
""".strip()
_SIDE = ("app", "all", "1/s", "p50", "p95")


def text(rows: Iterable[list[Any]], apart: Mapping[str, float], missing: str | None) -> str:
    """The chapter's text: how it was measured, the table, and what stands apart."""
    sides = ["Steward"] if missing else ["Steward", "peer"]
    head = ["operation", "orders", "processes", *(f"{side} {name}" for side in sides for name in _SIDE)]
    if not missing:
        head += ["ratio app", "ratio all"]
    memory = " and ".join(
        f"{value:.1f} MB {name.removeprefix('memory ')}"
        for name, value in apart.items()
        if name.startswith("memory")
    )
    beside = (
        f"Of Steward's milliseconds, gunicorn and the wrapping take {apart['front']:.2f} by themselves. "
        f"An authorizer's call, which API Gateway makes at most once a minute for each person, takes "
        f"{apart['authorizer']:.2f}. One process has {memory} requests."
    )
    peer = f"The peer was left out: {missing}." if missing else ""
    return "\n\n".join(part for part in (_METHOD, peer, table(head, rows), beside) if part)
