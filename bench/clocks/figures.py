"""Figures: what it costs to count an event, to ask for a report, and to count everything anew."""

import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from bench.engines import Engine, embedded
from bench.meter import Meter
from bench.report import Chapter, Figure, table
from chalicelib.contracts.workorders import Due, OrderCard
from chalicelib.insights import drilldown, recount, service, store, triggers
from chalicelib.insights.facts import Counted
from chalicelib.insights.measures import MEASURES
from chalicelib.insights.model import Cell, Dimension, Slice
from chalicelib.insights.service import Asked
from chalicelib.insights.sums import FAMILIES, Numbers
from chalicelib.kernel import clock
from chalicelib.kernel.actor import Actor, Assignment
from chalicelib.kernel.changes import Save
from chalicelib.kernel.context import Context, for_system
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.table import TenantTable
from chalicelib.tenants.service import Tenant, tenant_ref
from tests.builders import events

COMMAND = "make bench-clocks CHAPTER=figures"
COUNTED = (1_000, 100_000)
_ORDERS = 40
_SEED = 7
_DAYS, _DEPARTMENTS, _MEMBERS, _COMMUNITIES, _CATEGORIES = 730, 5, 50, 10, 20
_MOST_UNITS = 10  # of an event of the usual life
_MOST_REPORT_S = 3.0
_LEAST_TIMES = 3.0
_TIMES = 3  # that a question is asked; the quickest counts, when what the process remembers is there for all
_AN_ORDER = 5  # events of an order that is laid as counted
_HEAD_EVENT = ["event", "calls", "write units", "read units", "ms, median"]
_HEAD_REPORT = ["counted events", "asked for", "calls", "read units", "ms", "ms of the processor"]
_REPORTS = f"""Spread at random over {_DAYS} days, {_MEMBERS} members of {_DEPARTMENTS} departments, {_COMMUNITIES}
communities and {_CATEGORIES} categories, which is as scattered as it can be. Whoever asks for two years first keeps the
months that are over; "of each day" reads every counter, as reports did before there were months. For each Query the
embedded cloud sorts the whole partition, which DynamoDB does not: so the processor of the function itself is compared,
and what is read. The quickest of {_TIMES}:"""
_TWO_YEARS: dict[str, Dimension] = {"two years by member": "member", "two years by category": "category"}
_FIRST, _DAILY = ", the first time", ", from the counters of each day"


def measure(engine: Engine = embedded) -> Chapter:
    """Count, ask, and count anew."""
    with tempfile.TemporaryDirectory() as folder, engine(Path(folder)):
        meter = Meter()
        with meter.watching():
            spent = counting(meter, _ORDERS)
            speed = recounting(_ORDERS)
            asked = [row for number in COUNTED for row in reporting(meter, number)]
    of_most = {name: (units, ms) for number, name, _, units, _, ms in asked if number == f"{COUNTED[-1]:,}"}
    slowest = max(ms for name, (_, ms) in of_most.items() if not name.endswith((_FIRST, _DAILY))) / 1_000
    units, times = (
        min(of_most[name + _DAILY][part] / of_most[name][part] for name in _TWO_YEARS) for part in (0, 1)
    )
    text = "\n\n".join(
        [
            table(_HEAD_EVENT, spent),
            _REPORTS,
            table(_HEAD_REPORT, asked),
            f"Counting anew: {speed:.0f} events a second, one after the other.",
        ]
    )
    return Chapter(
        "counting",
        "Figures, current to the second",
        COMMAND,
        text,
        [
            Figure(
                "most write units of a counted event", max(row[2] for row in spent), "", _MOST_UNITS, "lower"
            ),
            Figure(
                "slowest report of 100,000 counted events",
                slowest,
                "s of the processor",
                _MOST_REPORT_S,
                "lower",
            ),
            Figure(
                "two years by months beside by days, processor", times, "times less", _LEAST_TIMES, "higher"
            ),
            Figure(
                "two years by months beside by days, read units", units, "times less", _LEAST_TIMES, "higher"
            ),
        ],
    )


def counting(meter: Meter, orders: int) -> list[list[Any]]:
    """A row for each kind of event of an order's life: its calls, units and milliseconds."""
    tenant = _tenant()
    runs: dict[str, list[Any]] = {}
    for _ in range(orders):
        for event in _life(tenant):
            with meter.invocation("insights_count", event.type) as one:
                triggers.on_event(events.on_bus(event), None)
            runs.setdefault(event.type, []).append(one)
    return [
        [
            kind,
            " ".join(call.name for call in ones[0].calls),
            max(one.units.write for one in ones),
            max(one.units.read for one in ones),
            round(1_000 * median(one.seconds for one in ones), 1),
        ]
        for kind, ones in runs.items()
    ]


def recounting(orders: int) -> float:
    """Events a second that are counted anew, by one process."""
    context = for_system(_tenant(), "bench")
    told = [event for _ in range(orders) for event in _life(context.table.tenant)]
    _, edition = recount.begin(context)
    started = time.perf_counter()
    number = recount.replay(context, edition, told)
    return number / (time.perf_counter() - started)


def reporting(meter: Meter, number: int) -> list[list[Any]]:
    """A row for each kind of question, over the counters that so many events leave."""
    tenant = _tenant()
    last = clock.now().date()
    _lay(TenantTable(tenant), number, last)
    whole = (Assignment(role="manager", department_id=None),)
    actor = Actor(tenant=tenant, id=new_id("mb"), kind="member", name="bench", assignments=whole)
    context = Context(actor, TenantTable(tenant), clock.now(), granted=whole)
    first = last - timedelta(days=_DAYS - 1)
    completed = MEASURES["completed"]

    def asked(group_by: Any, days: int = _DAYS) -> Asked:
        return Asked(group_by, {}, max(first, last - timedelta(days=days - 1)), last, (completed,))

    def daily(group_by: Dimension) -> None:
        edition = service.live_edition(context)
        deque(service.counted(context, edition, Slice(group_by), FAMILIES, first, last), maxlen=0)

    questions: dict[str, Callable[[], object]] = {}
    for name, group_by in _TWO_YEARS.items():
        questions[name + _DAILY] = partial(daily, group_by)
        questions[name + _FIRST] = questions[name] = partial(service.report, context, asked(group_by))
    questions |= {
        "a month by member": lambda: service.report(context, asked("member", 30)),
        "two years of one measure, by month": lambda: service.series(context, asked("member"), "month", None),
        "what is behind a month's figure": lambda: drilldown.behind(
            context, asked("member", 30), completed, None, 50, None
        ),
    }
    rows = []
    for name, ask in questions.items():
        runs = []
        for _ in range(1 if name.endswith(_FIRST) else _TIMES):
            with meter.invocation("report", name) as one:
                ask()
            runs.append(one)
        one = min(runs, key=lambda run: run.processor)
        calls = " ".join(f"{sum(c.name == kind for c in one.calls)} {kind}" for kind in _kinds(one.calls))
        spent = (round(1_000 * seconds) for seconds in (one.seconds, one.processor))
        rows.append([f"{number:,}", name, calls, one.units.read, *spent])
    return rows


def _kinds(calls: list[Any]) -> list[str]:
    return list(dict.fromkeys(call.name for call in calls))


def _tenant() -> str:
    tenant = new_id("tn")
    saved = Tenant(
        id=tenant,
        slug=tenant.lower().replace("_", "-"),
        name="Bench",
        locale="en",
        time_zone="Asia/Shanghai",
        currency="CNY",
        jurisdiction="CN",
    )
    TenantTable(tenant).commit([Save(tenant_ref().key, saved)])
    return tenant


def _life(tenant: str) -> Iterator[Counted]:
    """The events of an order that goes well, with ids as long as they are in earnest."""
    order, survey = new_id("wo"), f"{new_id('sv')}_1"
    now = clock.now()
    due = Due(respond_by=now, arrive_by=now, complete_by=now)
    card: OrderCard = events.card(
        assignee_id=new_id("mb"),
        department_id=new_id("dp"),
        community_id=new_id("co"),
        category="water_heating",
        reported_at=now - timedelta(hours=3),
        due=due,
    )
    about = {"tenant": tenant, "entity": order, "card": card, "at": now - timedelta(hours=1)}
    yield events.reported(**about)
    yield events.accepted(**about, sequence=2)
    yield events.checked_in(**{**about, "captured_at": about["at"]}, sequence=3)
    yield events.completed(**about, sequence=4, minutes=40, parts=("washer",))
    asked = {**about, "entity": survey, "order_id": order}
    yield events.invited(**asked)
    yield events.answered(**asked)


def _lay(place: TenantTable, number: int, last: date) -> None:
    """The counters that so many events leave: added up here, and written once."""
    chance = Random(_SEED)  # noqa: S311 - a fixed load, not a secret
    departments = [new_id("dp") for _ in range(_DEPARTMENTS)]
    communities = [new_id("co") for _ in range(_COMMUNITIES)]
    members = [(new_id("mb"), departments[n % _DEPARTMENTS]) for n in range(_MEMBERS)]
    marks: list[tuple[Cell, date, Numbers]] = []
    for _ in range(number // _AN_ORDER):
        member, department = chance.choice(members)
        cell = Cell(
            department=department,
            member=member,
            category=f"category_{chance.randrange(_CATEGORIES)}",
            community=chance.choice(communities),
        )
        day = last - timedelta(days=chance.randrange(_DAYS))
        marks.append((cell, day, _numbers(chance)))
    added = store.additions(1, marks)
    for start in range(0, len(added), 100):
        place.commit(added[start : start + 100])


def _numbers(chance: Random) -> Numbers:
    """What the five events of an order count."""
    times = {f"{sketch}~{chance.randrange(40, 130)}": 1 for sketch in ("response", "arrival", "completion")}
    done = {"completed": 1, "first_completed": 1, "fixed_first_time": 1, "due": 1, "due_completed": 1}
    met = {"respond_met": 1, "arrive_met": 1, "complete_met": 1}
    return {"reported": 1, **done, **met, **times, "answered": 1, f"score_{chance.randint(3, 5)}": 1}
