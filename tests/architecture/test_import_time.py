"""A cold start is a budget; `make bench CHAPTER=cold_start` measures it in the same way."""

import pytest

from bench.cold_start import budgets, imports


@pytest.mark.slow
def test_every_handler_is_imported_within_its_budget():
    factors = imports()
    over = {module: round(factors[module], 2) for module, most in budgets().items() if factors[module] > most}
    assert over == {}
