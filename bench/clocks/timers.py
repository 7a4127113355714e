"""A million armed deadlines: what they cost, and what becomes of them at the quotas of Step Functions."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import quantiles

from bench import life, price
from bench.clocks.simulation import QUOTAS, Armed, Outcome, Region
from bench.report import Chapter, Figure, table
from tests.builders.cloud import fast_cloud

COMMAND = "make bench-clocks CHAPTER=timers"
MILLION = 1_000_000
HOUR, DAY = 3600.0, 86_400.0
LATE = 0.1  # of all deadlines are missed; the others are met at some moment before
_SEED = 2026
_PAPER = """One execution serves an order: it waits for its next deadline, and the task that wakes says for what to wait
next. Measured over the life of an order (`make bench CHAPTER=life`): {transitions:.0f} transitions, which are two
executions that were stopped in time: one until the answer, one until completion. An execution costs one transition at
least, since entering `Wait` is one. Per {million:,} orders:"""
_QUOTAS = f"""AWS starts {QUOTAS["starts"]["other"]["refill"]} executions a second in most regions after a first
{QUOTAS["starts"]["other"]["bucket"]}, and keeps {QUOTAS["open"]["executions"]:,} open
([open]({QUOTAS["source"]}), [starts]({QUOTAS["starts"]["source"]})).
Simulated with the product's own pauses (`deadlines/waiting.py`); one deadline in ten
is missed, the others are met. Late are those that fall due while they wait for an execution; they fire from there."""

_HEAD = [
    *("load", "refused", "most waiting", "all settled after, min"),
    *("late", "median, s", "99 %, s", "most, s", "lost"),
]


@dataclass(frozen=True)
class Case:
    """A load: its title, its timers, and the ends of executions that are open already."""

    title: str
    timers: Callable[[random.Random, int], Iterator[Armed]]
    count: int
    already_open: int = 0


def spread(over: float, due_within: float) -> Callable[[random.Random, int], Iterator[Armed]]:
    """Timers armed evenly within `over` seconds, each due between half an hour and `due_within` after that."""

    def timers(draw: random.Random, count: int) -> Iterator[Armed]:
        for _ in range(count):
            at = draw.uniform(0, over)
            due = at + draw.uniform(HOUR / 2, due_within)
            yield Armed(at, due, DAY * 365 if draw.random() < LATE else draw.uniform(at, due))

    return timers


CASES = (
    Case("a million over ten hours of work", spread(10 * HOUR, DAY), MILLION),
    Case("a hundred thousand within a minute", spread(60, DAY), MILLION // 10),
    Case("a million within a minute", spread(60, DAY), MILLION),
    Case("200,000 within an hour, when 950,000 are open", spread(HOUR, 7 * DAY), MILLION // 5, 950_000),
)


def play(case: Case, share: float = 1.0) -> Outcome:
    """What becomes of a case, or of a `share` of its load."""
    draw = random.Random(_SEED)  # noqa: S311 - the same load each time
    random.seed(_SEED)  # the pauses'
    open_until = [draw.uniform(0, DAY) for _ in range(int(case.already_open))]
    return Region(already_open=open_until).play(case.timers(draw, int(case.count * share)))


def measure() -> Chapter:
    """Price the ways, and play the cases."""
    (one,), _ = life.live(1, fast_cloud)
    transitions = life.quantities(one)["transitions"]
    outcomes = {case.title: play(case) for case in CASES}
    text = "\n\n".join(
        [
            _PAPER.format(transitions=transitions, million=MILLION),
            table(["way", "what is paid", "USD"], ways(transitions)),
            _QUOTAS,
            table(
                [
                    "load",
                    "refused",
                    "most waiting",
                    "all settled after, min",
                    "late",
                    "median, s",
                    "99 %, s",
                    "most, s",
                    "lost",
                ],
                [[title, *row(outcome)] for title, outcome in outcomes.items()],
            ),
        ]
    )
    worst = outcomes[CASES[1].title]
    figures = [
        Figure(
            "deadlines lost at the quotas",
            sum(one.lost for one in outcomes.values()),
            "deadlines",
            0,
            "lower",
        ),
        Figure("lateness, a hundred thousand at once", max(worst.late, default=0), "s", 60, "lower"),
        Figure("transitions of a million orders", transitions * MILLION, "transitions", 2 * MILLION, "lower"),
    ]
    return Chapter("timers", "A million deadlines", COMMAND, text, figures)


def ways(transitions: float) -> list[list[str | float]]:
    """Each way to be woken, with what it pays for a million orders."""
    steps = price.of("transitions", MILLION)
    return [
        ["one execution an order (this)", f"{transitions:.0f} transitions", transitions * steps],
        ["one execution a deadline", "3 transitions: respond, arrive, complete, all met", 3 * steps],
        ["the same, with a Choice, each waking in vain", "3 × 4 transitions", 12 * steps],
        ["EventBridge Scheduler", "1 invocation, if each order misses one", price.of("schedules", MILLION)],
        [
            "a query each minute",
            "2 writes of an index, 43,200 queries",
            price.usd({"write_units": 2 * MILLION, "read_units": 43_200, "lambda_requests": 43_200}),
        ],
    ]


def row(outcome: Outcome) -> list[str | float]:
    """An outcome's cells."""
    late = sorted(outcome.late)
    cuts = quantiles(late, n=100, method="inclusive") if len(late) > 1 else [0.0] * 99
    return [
        outcome.refused,
        outcome.most_waiting,
        outcome.drained_at / 60,
        len(late),
        cuts[49],
        cuts[98],
        max(late, default=0.0),
        outcome.lost,
    ]
