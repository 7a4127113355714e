"""Where orders stand: what placing them adds to an order's life, and what a board costs when many are open."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from app import app
from bench.engines import Engine
from bench.gateway import OPERATIONS
from bench.life import live
from bench.meter import Invocation
from bench.report import Chapter, Figure, table
from bench.units import NOTHING, Units
from chalicelib.insights.positions import store
from chalicelib.insights.positions.model import Position, placed
from chalicelib.kernel.changes import Add
from chalicelib.kernel.table import TenantTable
from tests.builders.cloud import REGION, fast_cloud
from tests.builders.meter import MeteredApi
from tests.builders.quick_moto import lay
from tests.rooms.insights.positions.lives import told

COMMAND = "make bench-clocks CHAPTER=positions"
FUNCTION = "insights_place"
OPEN = (1_000, 10_000)
_DEPARTMENTS = 10
_MOST_UNITS = 54
_LIVES = 2
_PATHS = {
    "all departments": "/v1/boards/departments",
    "one department": "/v1/boards/departments/{department}",
    "stalls of all": "/v1/boards/stalls?limit=50",
    "stalls of one department": "/v1/boards/stalls?limit=50&department={department}",
}


@dataclass(frozen=True)
class Placing:
    """What placing one order takes, from its report to its end."""

    runs: int
    units: Units
    milliseconds: float  # of one event, median
    processor_ms: float


@dataclass(frozen=True)
class Board:
    """What one reading of a board takes: calls after the authorizer's, and read units."""

    calls: int
    units: float


def measure() -> Chapter:
    """Place orders, and read the boards of few and of many."""
    one = placing(_LIVES, fast_cloud)
    with tempfile.TemporaryDirectory() as folder, fast_cloud(Path(folder)):
        few, many = crowded(OPEN)
    rows = [[name, board.calls, few[name].units, board.units] for name, board in many.items()]
    head = ["read by a manager of all", "calls", *(f"read units, {number:,} open orders" for number in OPEN)]
    more = max(board.units / few[name].units for name, board in many.items())
    text = f"""Placing an order, from its report to its end, is {one.runs} runs of a function:
{one.units.write:.0f} write units, of these {one.units.index:.0f} of the index, and {one.units.read:.0f} read units.
Orders lie in {_DEPARTMENTS} departments with twenty members each:"""
    return Chapter(
        "positions",
        "Where orders stand",
        COMMAND,
        "\n\n".join([text, table(head, rows)]),
        [
            Figure("write units of placing an order", one.units.write, "", _MOST_UNITS, "lower"),
            Figure("boards of ten times as many open orders, read units", more, "times", 1, "lower"),
        ],
    )


def crowded(numbers: Sequence[int]) -> list[dict[str, Board]]:
    """What the boards cost with so many open orders, on a fast cloud that stands."""
    api = MeteredApi(app, list(OPERATIONS.values()))
    tenancy = api.found()
    departments = [api.department(tenancy, name=f"D{number}") for number in range(_DEPARTMENTS)]
    manager = api.member(tenancy, "manager")["sign_in_name"]
    (event,) = told()
    found = []
    for number in numbers:
        crowd(TenantTable(tenancy.id), placed(None, event), departments, number)
        found.append(boards(api, manager, departments[0]))
    return found


def placing(orders: int, engine: Engine) -> Placing:
    """Let orders live, and look at what placed the usual one of them."""
    lives, _ = live(orders, engine)
    runs: Sequence[Invocation] = [
        one for life in lives for one in life.invocations if one.function == FUNCTION
    ]
    together = sum((one.units for one in runs), NOTHING)
    return Placing(
        len(runs) // orders,
        Units(together.read / orders, together.write / orders, together.index / orders),
        median(one.seconds for one in runs) * 1000,
        median(one.processor for one in runs) * 1000,
    )


def crowd(place: TenantTable, like: Position, departments: Sequence[str], open_orders: int) -> None:
    """So many more positions like one, spread over departments and twenty members of each; on the fast cloud."""
    gauges: dict[tuple[str, str | None], int] = {}
    for number in range(open_orders):
        department = departments[number % len(departments)]
        member = f"mb_{number % (20 * len(departments)):026}"
        one = like.model_copy(
            update={
                "order_id": f"wo_{number:026}",
                "version": 1,
                "state": "accepted",
                "department_id": department,
                "member_id": member,
            }
        )
        lay(REGION, place, store.save(one))
        gauges[department, member] = gauges.get((department, member), 0) + 1
    added: list[Add] = store.gauge({holder: {"accepted": number} for holder, number in gauges.items()})
    for start in range(0, len(added), 100):
        place.commit(added[start : start + 100])


def boards(api: MeteredApi, manager: str, department: str) -> dict[str, Board]:
    """What each board costs a manager of the whole tenant, by name."""
    found: dict[str, Board] = {}
    for name, path in _PATHS.items():
        answer = api.as_(manager).get(path.format(department=department))
        assert answer.status == 200, answer
        found[name] = Board(len(api.measured[-1].labels), api.measured[-1].units)
    return found
