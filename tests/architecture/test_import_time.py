"""A cold start is a budget; `make bench CHAPTER=cold_start` measures it in the same way."""

from collections.abc import Iterable

import pytest

from bench.cold_start import ROUNDS, budgets, imports


def over(modules: Iterable[str] | None = None, rounds: int = ROUNDS) -> dict[str, float]:
    """What takes longer than it may, in multiples of the bare minimum."""
    factors, most = imports(modules, rounds), budgets()
    return {module: round(factors[module], 2) for module in modules or most if factors[module] > most[module]}


@pytest.mark.slow
def test_every_handler_is_imported_within_its_budget():
    # Whoever is over looks again for a quiet moment: other work lengthens an import, and nothing shortens it.
    slow = over()
    assert not slow or over(slow, rounds=4 * ROUNDS) == {}
