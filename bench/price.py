"""Quantities and what they cost, from the one price table, bench/prices.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

PRICES = Path(__file__).with_name("prices.toml")
#: what is kept, and costs each month
KEPT = ("table_bytes", "recovery_bytes", "file_bytes")


@cache
def prices() -> dict[str, Any]:
    """The table as it is in the file."""
    return tomllib.loads(PRICES.read_text())


def usd(quantities: Mapping[str, float]) -> float:
    """What the quantities cost together, by the table's names."""
    return sum(of(name, quantity) for name, quantity in quantities.items())


def of(name: str, quantity: float) -> float:
    """What a quantity of one of the table's units costs, in USD."""
    price = prices()[name]
    cost: float = quantity * price["usd"] / price["per"]
    return cost


def title(name: str) -> str:
    """What the table calls it."""
    found: str = prices()[name]["title"]
    return found
