"""What each operation and each trigger asks of AWS, how long it takes, and how long the same calls take bare."""

import math
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from statistics import median

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError

from app import app
from bench.engines import ENGINES, Engine
from bench.gateway import API, AUTHORIZER, TRIGGERS, Gateway, invoke
from bench.journey import Town
from bench.meter import Invocation, Meter, Sent
from bench.report import Chapter, Figure, table
from chalicelib.billing import triggers as billing
from chalicelib.kernel import clock
from chalicelib.notifications import triggers as notifications
from chalicelib.surveys import triggers as surveys
from chalicelib.workorders import triggers as workorders
from tests.budgets.walk import walk
from tests.builders.api import Api
from tests.builders.bus import Bus
from tests.builders.cloud import empty_table, new_pool
from tests.builders.company import Company

COMMAND = "make bench CHAPTER=operations"
SECONDS = 60  # of measuring on each engine
MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MOST_TIMES_BARE = 1.5  # half as much again, for everything between the request and its calls
_NIGHTLY = (
    billing.on_schedule,
    surveys.on_morning,
    surveys.on_day,
    notifications.on_schedule,
    workorders.on_night,
)
_ROUNDS_AT_LEAST = 2  # the first of which warms up
_LETTERS = {"GetItem": "G", "BatchGetItem": "B", "Query": "Q", "TransactWriteItems": "T", "UpdateItem": "U"}
_SECTIONS: tuple[tuple[str, Container[str]], ...] = (
    ("Operations of the API", {API}),
    ("The authorizer, whose answer API Gateway keeps for a minute", {AUTHORIZER}),
    ("Triggers", set(TRIGGERS)),
)
_ASKED = """The calls of DynamoDB: G GetItem, B BatchGetItem, Q Query, T TransactWriteItems, U UpdateItem; other
services' (all on the embedded cloud) by their names. Units are worked out from the items by AWS's rules, as
`bench/units.py` says, since neither engine counts transactions right; `index` is the part of the write units that goes
to the five indexes. Bytes are those on the wire, headers included; `answer` is the body's. All are medians."""
_ASKED_HEAD = ["", "calls", "read units", "write units", "index", "events", "bytes out", "bytes in", "answer"]
_TIMES = """Milliseconds of the handler in this process: p50, p95 and p99 of `n` runs, and the medians of our code's
part (with what it stands on), of botocore's, and of waiting for the engine. `× bare` is the handler's processor time
beside that of its calls of the table, played again in the same order on an empty table through a plain boto3 client;
other services' calls are left out of both."""
_TIMES_HEAD = ["", "calls", "n", "p50", "p95", "p99", "our code", "botocore", "waiting", "× bare"]


@dataclass(frozen=True)
class Timed:
    """An invocation, and the processor seconds that its calls of the table took a bare client (0: it made none)."""

    one: Invocation
    bare: float

    @property
    def times_bare(self) -> float | None:
        """Its processor time without other services, as a multiple of the bare calls'; None without such calls."""
        other = sum(call.processor for call in self.one.calls if call.service != "dynamodb")
        return (self.one.processor - other) / self.bare if self.bare else None


#: function, operation or event, and the calls that were made
Way = tuple[str, str, str]
Ways = dict[Way, list[Timed]]
#: does something on an empty table, so that there is something to watch
Act = Callable[[Meter], None]


def measure(seconds: float = SECONDS) -> Chapter:
    """Walk through the whole API and set off every trigger, again and again, on each engine."""
    engines = {name: timed(engine, seconds) for name, engine in ENGINES.items()}
    parts = [_ASKED]
    for title, functions in _SECTIONS:
        rows = [[*_names(way), *_asked(runs)] for way, runs in _of(engines["embedded cloud"], functions)]
        parts += [f"**{title}**", table(_ASKED_HEAD, rows)]
    parts.append(_TIMES)
    for name, ways in engines.items():
        parts.append(f"### Time, {name}")
        for title, functions in _SECTIONS:
            rows = [[*_names(way), *_times(runs)] for way, runs in _of(ways, functions)]
            parts += [f"**{title}**", table(_TIMES_HEAD, rows)]
    return Chapter("operations", "Operations", COMMAND, "\n\n".join(parts), _figures(engines))


def timed(engine: Engine, seconds: float, acts: Sequence[Act] | None = None) -> Ways:
    """Every invocation of some acts on an engine, by its way; at least one round after one that warms up."""
    ways: Ways = {}
    with tempfile.TemporaryDirectory() as folder, engine(Path(folder)):
        started = time.monotonic()
        number = 0
        while number < _ROUNDS_AT_LEAST or time.monotonic() - started < seconds:
            for act in acts or (call_operations, set_off_triggers):
                meter = _watched(act)
                bare = _bare(meter.sent)
                if number:
                    _sort(meter.invocations, bare, ways)
            number += 1
    return ways


def _watched(act: Act) -> Meter:
    """What `act` does on an empty table."""
    meter = Meter()
    empty_table()
    new_pool()
    try:
        with meter.watching():
            act(meter)
    finally:
        clock.use(clock.system_clock)
    return meter


def call_operations(meter: Meter) -> None:
    """Call every operation in every way, with the consumers of what that records."""
    clock.use(lambda: MORNING)
    api = Api(app, Gateway(meter))
    bus = Bus(lambda consumer, event: invoke(meter, consumer, event))
    company = Company(api, api.found())
    walk(company, bus)
    bus.deliver()


def set_off_triggers(meter: Meter) -> None:
    """Let an order live and another be neglected, a timer wait and a mail come back, and the night come."""
    town = Town(meter)
    town.live()
    town.neglect()
    town.trouble()
    for trigger in _NIGHTLY:
        invoke(meter, trigger, {"detail-type": "Scheduled Event"})


def _bare(sent: Iterable[Sent]) -> dict[int, float]:
    """Play the table's calls again, in order, on an empty table through a plain client: processor seconds of each."""
    empty_table()
    plain = boto3.client("dynamodb")
    seconds: dict[int, float] = {}
    for call in sent:
        if call.service != "dynamodb":
            continue
        asked = {name: value for name, value in call.body.items() if name != "ClientRequestToken"}
        operation = getattr(plain, xform_name(call.name))
        started = time.process_time()
        with suppress(ClientError):  # a condition that failed fails again
            operation(**asked)
        seconds[id(call)] = time.process_time() - started
    return seconds


def _sort(invocations: Iterable[Invocation], bare: Mapping[int, float], ways: Ways) -> None:
    for one in invocations:
        if one.status < HTTPStatus.BAD_REQUEST:
            ways.setdefault((one.function, one.what, _calls(one)), []).append(
                Timed(one, sum(bare[id(call)] for call in one.calls if id(call) in bare))
            )


def _calls(one: Invocation) -> str:
    """The calls in short, in the order of their first: `B T`, `2Q`, `G T AdminCreateUser`."""
    counts = Counter(_LETTERS.get(call.name, call.name) for call in one.calls)
    return " ".join(f"{number}{name}" if number > 1 else name for name, number in counts.items())


def _of(ways: Ways, functions: Container[str]) -> list[tuple[Way, list[Timed]]]:
    """The ways of these functions; those of one operation or event stand together."""
    names = list(dict.fromkeys(way[:2] for way in ways))
    chosen = [(way, runs) for way, runs in ways.items() if way[0] in functions]
    return sorted(chosen, key=lambda one: (one[0][0], names.index(one[0][:2])))


def _names(way: Way) -> list[str]:
    function, what, calls = way
    name = what if function == API else " ".join(dict.fromkeys((function, what)))
    return [f"`{name.strip()}`", calls or "none"]


def _asked(runs: Sequence[Timed]) -> list[float | str]:
    """Medians, of what hardly differs between the runs."""
    ones = [run.one for run in runs]
    return [
        _plain(median(one.units.read for one in ones)),
        _plain(median(one.units.write for one in ones)),
        _plain(median(one.units.index for one in ones)),
        _plain(median(one.events for one in ones)),
        f"{median(one.bytes_out for one in ones):,.0f}",
        f"{median(one.bytes_in for one in ones):,.0f}",
        f"{median(one.answered for one in ones):,.0f}",
    ]


def _times(runs: Sequence[Timed]) -> list[str]:
    ones = [run.one for run in runs]
    spent = sorted(one.seconds for one in ones)
    times_bare = [run.times_bare for run in runs if run.times_bare is not None]
    return [
        str(len(runs)),
        *(_ms(_percentile(spent, share)) for share in (0.5, 0.95, 0.99)),
        *(
            _ms(median(part))
            for part in zip(*((one.own, one.client, one.waiting) for one in ones), strict=True)
        ),
        f"{median(times_bare):.2f}" if times_bare else "",
    ]


def _figures(engines: Mapping[str, Ways]) -> list[Figure]:
    ways = engines["embedded cloud"]
    changes = max(_transactions(run.one) for _, runs in _of(ways, {API}) for run in runs)
    (order,) = {calls for function, what, calls in ways if what == "get_work_order"}
    found = [Figure("calls for reading one order", len(order.split()), "calls", 1, "lower")]
    found.append(Figure("transactions of a change, at most", changes, "transactions", 1, "lower"))
    for name, own in engines.items():
        ratios = [
            median(r.times_bare for r in runs if r.times_bare) for _, runs in _of(own, {API}) if runs[0].bare
        ]
        figure = f"operations beside their bare calls, median, {name}"
        found.append(Figure(figure, median(ratios), "× bare", MOST_TIMES_BARE, "lower"))
    return found


def _transactions(one: Invocation) -> int:
    return sum(call.name == "TransactWriteItems" for call in one.calls)


def _percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of them does not exceed."""
    return values[max(0, math.ceil(share * len(values)) - 1)]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def _plain(number: float) -> str:
    return f"{number:g}"
