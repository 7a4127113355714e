"""Hot spots: the busiest partition keys of a thousand tenants' morning, and the transactions that meet on one item.

The steps of an order's life are played once on the fast cloud to see which keys each touches with how many units; then
they are replayed for orders of a thousand tenants, drawn with a fixed seed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bench.hot_spots.life import Step, play
from bench.hot_spots.meetings import HOLD_S, Meetings, meetings
from bench.hot_spots.morning import REPORTS_A_MINUTE, TENANTS, Heat, heat, own_keys
from bench.hot_spots.touches import TABLE
from bench.report import Chapter, Figure, table
from chalicelib.insights.store import PARTS

SEED = 3
SECONDS = 30
WRITE_LIMIT, READ_LIMIT = 1_000, 3_000  # units a second that DynamoDB gives one partition key
PLACES = (TABLE, *(f"GSI{number}" for number in range(1, 6)))
#: the keys before docs/decisions/0012: a dimension's counters, and a consumer's marks, in one partition
_BEFORE = ((re.compile(r"(#SEEN#\w+)#.*$"), r"\1"),)

_MORNING = f"""{TENANTS:,} tenants whose sizes follow Zipf's law report {REPORTS_A_MINUTE:,} orders a minute, and as
many are assigned, accepted, checked in, completed and answered for, with all consumers; one in five misses a deadline;
people look, at lists and orders, more often than they act. So it is in a peak that lasts as long as an order takes. The
largest tenant has 13 % of it, 22 reports a second; within it departments, categories and communities follow Zipf's law
as well. Orders arrive at random (Poisson, fixed seed, {SECONDS} s). A figure is the most that one key took in any
second, before any transaction was tried again; DynamoDB gives a key {WRITE_LIMIT:,} write and {READ_LIMIT:,} read units
a second."""

_MEETINGS = """A transaction that finds one of its items held by another is cancelled, tried again up to four times, and
by its consumer twice more; then its event is parked, and somebody has to send it again. A minute of the largest tenant,
if a transaction holds its items for so long:"""


def measure() -> Chapter:
    """Play, replay, and report."""
    steps = play()
    now, before = heat(steps, SECONDS, SEED), heat(as_before(steps), SECONDS, SEED)
    rows = [row for where in PLACES for row in _rows(where, now)]
    held = [(parts, hold_s) for hold_s in (HOLD_S, 0.05) for parts in (1, PARTS)]
    text = "\n\n".join(
        [
            _MORNING,
            table(["where", "hottest keys", "writes/s", "reads/s"], rows),
            _remarks(steps, before),
            _MEETINGS,
            table(
                ["a counter's parts", "held for", "transactions", "met another", "attempts", "parked"],
                [_met(steps, *one) for one in held],
            ),
        ]
    )
    figures = [
        Figure(f"hottest key, {place}, {kind} units a second", peak, "units/s", limit, "lower")
        for place, kind, peak, limit in peaks(now)
    ]
    parked = meetings(steps, PARTS, 60, SEED).parked
    figures.append(Figure("events parked because transactions met", parked, "a minute", 0, "lower"))
    return Chapter("hot_spots", "Hot spots", "make bench CHAPTER=hot_spots", text, figures)


def peaks(found: Heat) -> list[tuple[str, str, float, int]]:
    """The hottest key of the table and of all indexes: where, `read` or `write`, units a second, and the limit."""
    shown = []
    for name, places in (("table", PLACES[:1]), ("indexes", PLACES[1:])):
        for kind, limit in (("write", WRITE_LIMIT), ("read", READ_LIMIT)):
            shown.append((name, kind, max(found.hottest(place, kind)[1] for place in places), limit))
    return shown


def as_before(steps: Sequence[Step]) -> list[Step]:
    """The steps with the keys as they were before docs/decisions/0012."""

    def key(pk: str) -> str:
        for pattern, old in _BEFORE:
            pk = pattern.sub(old, pk)
        return pk

    return [
        replace(
            step,
            accesses=tuple(
                replace(one, touches=tuple(replace(touch, pk=key(touch.pk)) for touch in one.touches))
                for one in step.accesses
            ),
        )
        for step in steps
    ]


def _remarks(steps: Sequence[Step], before: Heat) -> str:
    own = own_keys(steps)
    return f"""The keys of a single order take {own.write:.0f} write and {own.read:.0f} read units in its life. Before
[0012](decisions/0012-crowded-counters-step-aside.md) the marks of a consumer shared a partition, with
{_hottest(before, "#SEEN#"):.0f} write units in the worst second."""


def _rows(where: str, now: Heat) -> list[list[str | float]]:
    """The hottest keys of the table or of an index, by what they take of their limits."""
    found = {pattern: peak for (place, pattern), peak in now.peaks.items() if place == where}

    def share(pattern: str) -> float:
        return max(found[pattern].write / WRITE_LIMIT, found[pattern].read / READ_LIMIT)

    hottest = sorted(found, key=share, reverse=True)[: 16 if where == TABLE else 2]
    return [
        [where, f"`{pattern.removeprefix('T#<tenant>#')}`", found[pattern].write, found[pattern].read]
        for pattern in hottest
    ]


def _hottest(found: Heat, part: str) -> float:
    return max(peak.write for (_, pattern), peak in found.peaks.items() if part in pattern)


def _met(steps: Sequence[Step], parts: int, hold_s: float) -> list[str]:
    seen: Meetings = meetings(steps, parts, 60, SEED, hold_s)
    counts = [f"{seen.transactions:,}", f"{seen.met / seen.transactions:.0%}", f"{seen.attempts:,}"]
    return [f"{parts}", f"{hold_s * 1000:.0f} ms", *counts, f"{seen.parked:,}"]
