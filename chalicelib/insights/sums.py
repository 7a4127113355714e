"""What is added up. Each sum belongs to the family of those that change together, so that an event writes few items.

A sketch is a sum for each bin of a duration, named `<sketch>~<bin>` (insights/sketch.py).
"""

from collections.abc import Mapping
from typing import Literal, get_args

Family = Literal["intake", "response", "arrival", "completion", "voice"]
FAMILIES: tuple[Family, ...] = get_args(Family)
Sketch = Literal["response", "arrival", "completion"]

#: sums by name; those of a sketch under `<sketch>~<bin>`
Numbers = Mapping[str, int]

#: sum -> its family, and its name in the stored item: the whole one, once for each day, would not fit into 1 KB
SUMS: dict[str, tuple[Family, str]] = {
    "reported": ("intake", "r"),
    "progress_met": ("intake", "m"),
    "progress_breached": ("intake", "b"),
    "resolution_breached": ("intake", "u"),
    "respond_met": ("response", "m"),
    "respond_breached": ("response", "b"),
    "arrive_met": ("arrival", "m"),
    "arrive_breached": ("arrival", "b"),
    "completed": ("completion", "c"),
    "first_completed": ("completion", "f"),
    "fixed_first_time": ("completion", "x"),
    "reworked": ("completion", "w"),
    "due": ("completion", "d"),
    "due_completed": ("completion", "dc"),
    "complete_met": ("completion", "m"),
    "complete_breached": ("completion", "b"),
    "timed": ("completion", "t"),
    "minutes": ("completion", "n"),
    "parts": ("completion", "p"),
    "invited": ("voice", "i"),
    "answered": ("voice", "a"),
    "answered_by_call": ("voice", "c"),
    "outcome_fixed": ("voice", "of"),
    "outcome_half_fixed": ("voice", "oh"),
    "outcome_not_fixed": ("voice", "on"),
    "score_1": ("voice", "s1"),
    "score_2": ("voice", "s2"),
    "score_3": ("voice", "s3"),
    "score_4": ("voice", "s4"),
    "score_5": ("voice", "s5"),
}
_NAMES = {(family, stored): name for name, (family, stored) in SUMS.items()}
_BIN = "B"  # starts the stored name of a bin


def bin_name(sketch: Sketch, number: int) -> str:
    """The sum of a sketch's bin."""
    return f"{sketch}~{number}"


def bins_of(sketch: Sketch, numbers: Numbers) -> dict[int, int]:
    """How many lie in each bin of a sketch."""
    prefix = f"{sketch}~"
    return {int(name[len(prefix) :]): number for name, number in numbers.items() if name.startswith(prefix)}


def family_of(name: str) -> Family:
    """Where a sum is kept."""
    sketch, is_bin, _ = name.partition("~")
    return next(family for family in FAMILIES if family == sketch) if is_bin else SUMS[name][0]


def stored_name(name: str) -> str:
    """What a sum is called in its family's item."""
    _, is_bin, number = name.partition("~")
    return f"{_BIN}{number}" if is_bin else SUMS[name][1]


def name_of(family: Family, stored: str) -> str:
    """The sum that a family's item calls so."""
    return f"{family}~{stored[1:]}" if stored[0] == _BIN else _NAMES[family, stored]
