"""The measures, as data: what each is called, what it is of, how it follows from the sums.

A new measure is a row here, over sums of insights/sums.py. How long orders waited in states is not among these sums.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from chalicelib.insights.model import Figures
from chalicelib.insights.sketch import percentile
from chalicelib.insights.sums import Family, Numbers, Sketch, bins_of, family_of

Unit = Literal["orders", "share", "score", "seconds", "minutes", "pieces", "surveys"]


@dataclass(frozen=True)
class Measure:
    """A number of a row. `derived` says how, in sums or other measures; `families` hold the sums.

    `value` is None over nothing. `is_compared` demands the window before, `is_shared` all rows. `weights` are those of
    the sums of a plain count, which is what the facts behind it add up to; None for what is derived.
    """

    name: str
    unit: Unit
    derived: str
    families: frozenset[Family]
    value: Callable[[Figures], float | None]
    weights: Mapping[str, int] | None = None
    is_compared: bool = False
    is_shared: bool = False


def total(weights: Mapping[str, int], numbers: Numbers) -> int:
    """The weighted sum."""
    return sum(weight * numbers.get(name, 0) for name, weight in weights.items())


def ratio(part: float, whole: float, digits: int = 4) -> float | None:
    """Part of a whole, None over nothing."""
    return round(part / whole, digits) if whole > 0 else None


def _count(
    name: str, derived: str, unit: Unit = "orders", weights: Mapping[str, int] | None = None
) -> Measure:
    weights = weights or {name: 1}
    return Measure(
        name,
        unit,
        derived,
        frozenset(map(family_of, weights)),
        lambda figures: total(weights, figures.numbers),
        weights,
    )


_SCORES = tuple(f"score_{score}" for score in range(1, 6))
COUNTS = (
    _count("reported", "orders reported"),
    _count("respond_met", "first answers in time"),
    _count("respond_breached", "answers that were missed or late, on the day they fell due"),
    _count("arrive_met", "arrivals in time"),
    _count("arrive_breached", "arrivals that were missed or late, on the day they fell due"),
    _count("progress_met", "reports of progress in time, of checks and milestones"),
    _count(
        "progress_breached", "checks and milestones that passed without a report, on the day they fell due"
    ),
    _count(
        "resolution_breached", "times that work was found not to have resolved it, on the day it was found"
    ),
    _count("completed", "completions, those of rework included"),
    _count("first_completed", "orders completed for the first time"),
    _count("fixed_first_time", "of these, the orders that never came back, on the day of their completion"),
    _count("reworked", "orders sent back, by residents or managers"),
    _count("due", "orders completed in time, or fallen due"),
    _count("due_completed", "of these, the orders completed by now"),
    _count("complete_met", "completions in time"),
    _count("complete_breached", "completions that were missed or late, on the day they fell due"),
    _count("timed", "completions that say how long the work took"),
    _count("minutes", "minutes of work that completions report", "minutes"),
    _count("parts", "parts used, as completions name them; no order knows their prices", "pieces"),
    _count("invited", "residents asked how it went", "surveys"),
    _count("answered", "residents who answered by the link", "surveys"),
    _count("answered_by_call", "residents who answered on the telephone", "surveys"),
    _count("outcome_fixed", "residents who said that it is fixed", "surveys"),
    _count("outcome_half_fixed", "residents who said that it is half fixed", "surveys"),
    _count("outcome_not_fixed", "residents who said that it is not fixed", "surveys"),
    *(_count(name, f"scores of {name[-1]}, by residents and managers") for name in _SCORES),
    _count("rated", "scores given, by residents and managers", weights=dict.fromkeys(_SCORES, 1)),
    _count("excellent", "scores of 4.5 and more", weights={"score_5": 1}),
    _count("satisfied", "scores of 4 and more", weights={"score_4": 1, "score_5": 1}),
    _count("score_sum", "sum of the scores", "score", {name: n for n, name in enumerate(_SCORES, 1)}),
)
_COUNTS = {measure.name: measure for measure in COUNTS}


def _of(name: str, part: str, whole: tuple[str, ...], unit: Unit = "share", digits: int = 4) -> Measure:
    """Part / whole, the whole being the sum of some counts."""
    parts = _COUNTS[part], *(_COUNTS[one] for one in whole)

    def value(figures: Figures) -> float | None:
        counted, *wholes = (one.value(figures) or 0 for one in parts)
        return ratio(counted, sum(wholes), digits)

    families = frozenset[Family]().union(*(one.families for one in parts))
    return Measure(name, unit, f"{part} / {' + '.join(whole)}", families, value)


RATIOS = (
    _of("completion_rate", "due_completed", ("due",)),
    _of("respond_rate", "respond_met", ("respond_met", "respond_breached")),
    _of("arrive_rate", "arrive_met", ("arrive_met", "arrive_breached")),
    _of("progress_rate", "progress_met", ("progress_met", "progress_breached")),
    _of("complete_rate", "complete_met", ("complete_met", "complete_breached")),
    _of("first_time_fix_rate", "fixed_first_time", ("first_completed",)),
    _of("rework_rate", "reworked", ("completed",)),
    _of("response_rate", "answered", ("invited",)),
    _of("excellence_rate", "excellent", ("rated",)),
    _of("satisfaction_rate", "satisfied", ("rated",)),
    _of("score_average", "score_sum", ("rated",), "score", 2),
    _of("minutes_average", "minutes", ("timed",), "minutes", 1),
)


def _percentile(sketch: Sketch, done: str, percent: int) -> Measure:
    def value(figures: Figures) -> float | None:
        found = percentile(bins_of(sketch, figures.numbers), percent / 100)
        return None if found is None else round(found, 1)

    derived = f"{percent} of 100 orders were {done} within so many seconds of their report, to 5 %"
    return Measure(f"{sketch}_p{percent}", "seconds", derived, frozenset({sketch}), value)


_DONE: dict[Sketch, str] = {
    "response": "accepted for the first time",
    "arrival": "arrived at for the first time",
    "completion": "completed for the first time",
}
PERCENTILES = tuple(
    _percentile(sketch, done, percent) for sketch, done in _DONE.items() for percent in (50, 90, 95)
)

DEMAND = (
    Measure(
        "reported_share",
        "share",
        "reported / reported of all rows",
        frozenset({"intake"}),
        lambda figures: ratio(figures.numbers.get("reported", 0), figures.whole.get("reported", 0)),
        is_shared=True,
    ),
    Measure(
        "reported_trend",
        "share",
        "reported / reported in as many days before - 1",
        frozenset({"intake"}),
        lambda figures: ratio(
            figures.numbers.get("reported", 0) - figures.before.get("reported", 0),
            figures.before.get("reported", 0),
        ),
        is_compared=True,
    ),
)

MEASURES: Mapping[str, Measure] = {
    measure.name: measure for measure in (*COUNTS, *RATIOS, *PERCENTILES, *DEMAND)
}
