"""Percentiles of durations, from counts in bins that grow by a constant factor (DDSketch). Pure.

Sketches merge by adding their bins, in any order, so that bins are counters like any other. A percentile is off by at
most `RELATIVE_ERROR` of itself, however long the duration.
"""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ddsketch import LogarithmicMapping

RELATIVE_ERROR = 0.05
_SHORTEST_S, _LONGEST_S = 1.0, 10 * 365 * 86_400.0


@cache
def _mapping() -> "LogarithmicMapping":
    from ddsketch import LogarithmicMapping  # deferred, like all that a cold start can do without

    return LogarithmicMapping(RELATIVE_ERROR)


def bin_of(duration: timedelta) -> int:
    """The bin that holds a duration, from 0. Less than a second counts as one."""
    return int(_mapping().key(min(max(duration.total_seconds(), _SHORTEST_S), _LONGEST_S)))


def percentile(bins: Mapping[int, int], share: float) -> float | None:
    """Seconds that `share` (0 to 1) of what was counted did not exceed; None over nothing."""
    from ddsketch import DDSketch

    sketch = DDSketch(RELATIVE_ERROR)
    for number, count in bins.items():
        if count > 0:
            sketch.add(_mapping().value(number), count)
    found = sketch.get_quantile_value(share)
    return None if found is None else float(found)
