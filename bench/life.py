"""The whole life of an order: what it sets off, and its price by the table of bench/prices.toml."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from bench import price
from bench.engines import Engine, embedded
from bench.gateway import API, invoke
from bench.journey import SCRIPT, Life, Town
from bench.meter import Invocation, Meter
from bench.report import Chapter, Figure, table
from chalicelib.billing import triggers as billing
from chalicelib.notifications import triggers as notifications
from chalicelib.surveys import triggers as surveys
from infra.paths import ROOT

COMMAND = "make bench CHAPTER=life"
ORDERS = 6
MOST_USD = 0.25  # for 1,000 orders
MOST_IDLE_USD = 0.01  # a month: what cannot be seen on a bill
VOLUMES = (1_000, 100_000, 10_000_000)
_RELEASES_A_DAY = 288  # runs of notifications_release
_FULL_PROCESSOR_MB = 1_769  # the memory for which Lambda gives one whole processor
_PRICES = f"""Prices of {price.prices()["region"]} from `bench/prices.toml`, which names the source of each and its
date, and says which were not re-checked; no free tier, no discount. Quantities are the medians of some orders, the
first left out."""
_COMPUTE = """GB-seconds are the handlers' time on this machine against the embedded cloud: the waiting as it was, the
processor's time stretched to the share of a processor that the function's memory buys. Cold starts come on top. Text
messages and e-mails are apart, and so is signing in. What each function does for an order:"""
_IDLE = """a month: functions look each night, and one each five minutes, what fell due. Whatever is optional can be
left out of the template or of the account."""
_FUNCTION_HEAD = ["function", "runs", "GB-s", "read units", "write units", "of these, indexes", "log bytes"]


def measure(orders: int = ORDERS, engine: Engine = embedded) -> Chapter:
    """Let orders live, and price the usual one of them."""
    lives, night = live(orders, engine)
    each = [quantities(life) for life in lives]
    usual = {name: median(one[name] for one in each) for name in each[0]}
    used = {name: number for name, number in usual.items() if name not in price.KEPT}
    kept = {name: number for name, number in usual.items() if name in price.KEPT}
    idle = 30 * price.usd(night)
    calls = sum(one.function == API for one in lives[0].invocations)
    parts = [
        f"The script, {calls} calls of the API: {SCRIPT}.\n\n{_PRICES}",
        table(["", "an order", "USD per 1,000 orders", "share"], _items(used)),
        _COMPUTE,
        table(_FUNCTION_HEAD, _functions(lives)),
        "What is kept of an order costs each month, until it is deleted:",
        table(["", "bytes of an order", "USD a month per 1,000 orders"], _kept(kept)),
        "A month's bill in USD, with the first month's storage of its orders, without the fixed items:",
        table(["orders a month", "use", "storage", "together"], _bills(used, kept)),
        f"Idle, compute costs {idle:.5f} USD {_IDLE}",
        table(["fixed", "USD a month", "optional"], _fixed()),
        table(["apart", "USD each"], [[one["title"], one["usd"]] for one in price.prices()["apart"]]),
    ]
    return Chapter(
        "life",
        "The life of an order",
        COMMAND,
        "\n\n".join(parts),
        [
            Figure("price of 1,000 orders", 1000 * price.usd(used), "USD", MOST_USD, "lower"),
            Figure("compute when idle", idle, "USD a month", MOST_IDLE_USD, "lower"),
        ],
    )


def live(orders: int, engine: Engine) -> tuple[list[Life], dict[str, float]]:
    """That many lives after a first one that warms up, and the quantities of a night on which nothing falls due."""
    meter = Meter()
    with (
        tempfile.TemporaryDirectory() as folder,
        engine(Path(folder)),
        meter.watching(),
        meter.reading_log(),
    ):
        town = Town(meter)
        town.live()
        lives = [town.live() for _ in range(orders)]
        before = len(meter.invocations)
        for trigger in (billing.on_schedule, surveys.on_morning, surveys.on_day):
            invoke(meter, trigger, {"detail-type": "Scheduled Event"})
        for _ in range(_RELEASES_A_DAY):
            invoke(meter, notifications.on_schedule, {"detail-type": "Scheduled Event"})
        return lives, compute(meter.invocations[before:])


def quantities(life: Life) -> dict[str, float]:
    """What a life takes of everything that has a price."""
    calls = [call for one in life.invocations for call in one.calls]
    requests = [one for one in life.invocations if one.function == API]
    written = {call.asked["Key"]: call.requests[0].content for call in calls if call.label == "s3:PutObject"}
    thumbnails = [bytes_ for key, bytes_ in written.items() if key.startswith("thumbnails/")]
    return {
        "api_requests": len(requests),
        **compute(life.invocations),
        "stream_reads": 0,
        "transitions": life.transitions,
        "bus_events": life.uploads
        + sum(len(c.asked["Entries"]) for c in calls if c.label == "events:PutEvents"),
        "s3_writes": life.uploads + len(written),
        "s3_reads": life.views + sum(call.label == "s3:GetObject" for call in calls),
        "bytes_out": sum(one.carried for one in requests) + life.views * sum(thumbnails) / len(thumbnails),
        "table_bytes": life.stored,
        "recovery_bytes": life.stored,
        "file_bytes": sum(written.values()),
    }


def compute(invocations: Sequence[Invocation]) -> dict[str, float]:
    """What the functions and the table take."""
    units = [one.units for one in invocations]
    return {
        "lambda_requests": len(invocations),
        "lambda_gb_s": sum(map(_gb_s, invocations)),
        "write_units": sum(one.write for one in units),
        "read_units": sum(one.read for one in units),
        "log_bytes": sum(one.logged for one in invocations),
    }


def _gb_s(one: Invocation) -> float:
    return gb_s(one.function, lambda_s(one.function, one.processor, one.waiting))


def lambda_s(function: str, processor: float, waiting: float) -> float:
    """The seconds that a run takes on Lambda: the processor's stretched to the share that its memory buys."""
    memory = functions()[function]["lambda_memory_size"]
    return waiting + processor * max(1, _FULL_PROCESSOR_MB / memory)


def gb_s(function: str, seconds: float) -> float:
    """The memory's seconds of so many on Lambda."""
    return seconds * functions()[function]["lambda_memory_size"] / 1024


@cache
def functions() -> Mapping[str, Mapping[str, int]]:
    """Each function's `lambda_memory_size` (MB) and `lambda_timeout` (s), as they are deployed."""
    config: dict[str, Any] = json.loads((ROOT / ".chalice" / "config.json").read_text())
    found: dict[str, dict[str, int]] = config["lambda_functions"]
    return found


def _items(used: Mapping[str, float]) -> list[list[Any]]:
    total = price.usd(used)
    rows: list[list[Any]] = [
        [price.title(name), number, 1000 * price.of(name, number), f"{price.of(name, number) / total:.0%}"]
        for name, number in used.items()
    ]
    rows.sort(key=lambda row: -row[2])
    return [*rows, ["**together**", "", 1000 * total, ""]]


def _kept(kept: Mapping[str, float]) -> list[list[Any]]:
    return [[price.title(name), number, 1000 * price.of(name, number)] for name, number in kept.items()]


def _bills(used: Mapping[str, float], kept: Mapping[str, float]) -> list[list[float]]:
    use, storage = price.usd(used), price.usd(kept)
    return [[float(n), n * use, n * storage, n * (use + storage)] for n in VOLUMES]


def _fixed() -> list[list[Any]]:
    return [
        [one["title"], one["usd"], "yes" if one["is_optional"] else "no"] for one in price.prices()["fixed"]
    ]


def _functions(lives: Sequence[Life]) -> list[list[Any]]:
    runs = [one for life in lives for one in life.invocations]
    rows = []
    for name in dict.fromkeys(one.function for one in runs):
        own = [one for one in runs if one.function == name]
        sums = [
            len(own),
            sum(map(_gb_s, own)),
            sum(one.units.read for one in own),
            sum(one.units.write for one in own),
            sum(one.units.index for one in own),
            sum(one.logged for one in own),
        ]
        rows.append([name, *(number / len(lives) for number in sums)])
    return sorted(rows, key=lambda row: -row[4])
