"""The chapter: its cells, and the figures that come of them."""

import json
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.report import Chapter, Figure
from bench.throughput import postgres
from bench.throughput.processes import cpu_s, family, gunicorn, resident_mb
from bench.throughput.sides import OPERATIONS, PEER_PYTHON, READS, Side, ours, peer
from bench.throughput.words import text
from infra.paths import ROOT
from tests.builders import dynamodb_local

TITLE = "Throughput of the API function beside a peer"
COMMAND = "make bench CHAPTER=throughput"
SIZES = (1_000, 50_000)
PROCESSES = (1, 8)
_WARM_S, _CELL_S = 0.5, 2.0
_GOALS = {operation: 5.0 if operation in READS else 3.0 for operation in OPERATIONS}
_FEW, _MANY = 2_000, 20_000  # requests after which a process's memory is looked at
_MIX = dict(zip(OPERATIONS, (0.35, 0.45, 0.1, 0.1), strict=True))  # of these; people look more than they do


@dataclass(frozen=True)
class Cell:
    """One measurement; CPU in milliseconds a request, of the application's processes and of the database's."""

    side: str
    operation: str
    orders: int
    processes: int
    application: float
    database: float
    rate: float
    p50: float
    p95: float


def measured() -> Chapter:
    """Measure both sides, or ours alone where the peer cannot be run."""
    if reason := dynamodb_local.why_not():
        return Chapter("throughput", TITLE, COMMAND, f"Not measured: {reason}.")
    missing = postgres.why_not() or (
        None if PEER_PYTHON.exists() else "its environment is missing: make bench makes it"
    )
    cells: list[Cell] = []
    apart: dict[str, float] = {}
    for orders in SIZES:
        with ExitStack() as running:
            sides = [running.enter_context(ours(orders, PROCESSES))]
            if not missing:
                sides.append(running.enter_context(peer(orders, PROCESSES)))
            cells += _cells(sides, orders)
            if orders == SIZES[0]:
                apart = _apart(sides[0])
    figures = [*_ratios(cells), _growth(apart)]
    return Chapter("throughput", TITLE, COMMAND, text(_rows(cells), apart, missing), figures)


def _cells(sides: list[Side], orders: int) -> list[Cell]:
    """All measurements of one size; the sides in turn, so that what disturbs one disturbs the other."""
    found: list[Cell] = []
    for operation in OPERATIONS:
        for processes in PROCESSES:
            for side in sides:
                found.append(_cell(side, operation, orders, processes))
                print(found[-1], file=sys.stderr, flush=True)
    return found


def _cell(side: Side, operation: str, orders: int, processes: int) -> Cell:
    server = side.servers[processes]
    plan = {
        "port": server.port,
        "headers": side.who(operation),
        "scripts": side.scripts(operation, processes),
    }
    _sent(plan, seconds=_WARM_S)
    before = cpu_s(server.pid), cpu_s(side.database)
    seen = _sent(plan, seconds=_CELL_S)
    count = seen["requests"]
    application, database = (
        (cpu_s(pid) - was) * 1000 / count
        for pid, was in zip((server.pid, side.database), before, strict=True)
    )
    return Cell(
        side.name,
        operation,
        orders,
        processes,
        application,
        database,
        count / seen["seconds"],
        seen["p50"],
        seen["p95"],
    )


def _apart(side: Side) -> dict[str, float]:
    """What is not seen in a cell: gunicorn and the wrapping by themselves, an authorizer's call, a process's memory."""
    from chalicelib.organization.authorizer import organization_authorize

    found: dict[str, float] = {}
    header = side.who("get one")
    scripts = side.scripts("get one", 1)
    with gunicorn(Path(sys.executable), "bench.throughput.gateway:nothing", 1, {}) as server:
        plan = {"port": server.port, "headers": header, "scripts": scripts}
        _sent(plan, seconds=_WARM_S)
        before = cpu_s(server.pid)
        count = _sent(plan, seconds=_CELL_S)["requests"]
        found["front"] = (cpu_s(server.pid) - before) * 1000 / count
    event = {
        "type": "TOKEN",
        "methodArn": "arn:aws:execute-api:r:1:api/api/",
        "authorizationToken": header["Authorization"],
    }
    for _ in range(50):
        organization_authorize(event, None)
    started = time.process_time()
    for _ in range(300):
        organization_authorize(event, None)
    found["authorizer"] = (time.process_time() - started) * 1000 / 300

    server = side.servers[1]
    (worker,) = family(server.pid)[1:]
    for done, wanted in ((0, _FEW), (_FEW, _MANY)):
        for operation, share in _MIX.items():
            plan = {
                "port": server.port,
                "headers": side.who(operation),
                "scripts": side.scripts(operation, 1),
            }
            _sent(plan, requests=round((wanted - done) * share))
        found[f"memory after {wanted}"] = resident_mb(worker)
    return found


def _ratios(cells: Iterable[Cell]) -> list[Figure]:
    """Requests per CPU-second beside the peer's: the least of each operation, over sizes and numbers of processes."""
    found: list[Figure] = []
    for operation in OPERATIONS:
        own, others = (
            {
                (cell.orders, cell.processes): cell.application
                for cell in cells
                if (cell.side == "Steward") == is_own and cell.operation == operation
            }
            for is_own in (True, False)
        )
        if others:
            least = min(others[where] / own[where] for where in own)
            name = f"requests per CPU-second beside django-helpdesk, least of four settings: {operation}"
            found.append(Figure(name, least, "times", _GOALS[operation], "higher"))
    return found


def _growth(apart: dict[str, float]) -> Figure:
    grown = apart[f"memory after {_MANY}"] / apart[f"memory after {_FEW}"] - 1
    return Figure(
        f"memory of a process after {_MANY:,} requests, more than after {_FEW:,}",
        grown * 100,
        "%",
        5,
        "lower",
    )


def _rows(cells: Iterable[Cell]) -> list[list[Any]]:
    """A row for each operation, size and number of processes, the sides beside each other."""
    rows: dict[tuple[Any, ...], list[Any]] = {}
    for cell in cells:
        row = rows.setdefault((cell.operation, cell.orders, cell.processes), [])
        row += [cell.application, cell.application + cell.database, cell.rate, cell.p50, cell.p95]
    return [
        [*where, *row, *([row[5] / row[0], row[6] / row[1]] if len(row) > 5 else [])]
        for where, row in rows.items()
    ]


def _sent(plan: dict[str, Any], **until: float) -> dict[str, float]:
    """What the generator saw."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.throughput.load"],
        cwd=ROOT,
        input=json.dumps({**plan, **until}).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    seen: dict[str, float] = json.loads(done.stdout)
    return seen
