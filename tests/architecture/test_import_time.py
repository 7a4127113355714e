"""A cold start is a budget. Each handler is imported alone in fresh processes, in turn with the bare minimum.

Processor time is compared, not the wall's, and its median over several rounds: other work on the machine then
hardly matters.
"""

from statistics import median

import pytest

from tests.architecture.application import HANDLERS, in_fresh_process

ROUNDS = 5
API, AUTHORIZER, TRIGGER = 2.0, 1.7, 1.5

_BARE = (
    "import chalice, pydantic, botocore.session; "
    "botocore.session.get_session().create_client('dynamodb', region_name='us-east-1')"
)
_TIMED = "import time; start = time.process_time(); {work}; print(time.process_time() - start)"


def _budgets() -> dict[str, float]:
    """Module -> how many times the bare minimum its import may take."""
    modules = {handler.rpartition(".")[0] for handler in HANDLERS.values()}
    triggers = dict.fromkeys(sorted(modules), TRIGGER)
    return {"app": API, **triggers, "chalicelib.organization.authorizer": AUTHORIZER}


def _medians(works: dict[str, str]) -> dict[str, float]:
    """Median seconds of each work, over rounds in which each has its turn."""
    measured: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            measured[name].append(float(in_fresh_process(_TIMED.format(work=work))))
    return {name: median(seconds) for name, seconds in measured.items()}


@pytest.mark.slow
def test_every_handler_is_imported_within_its_budget():
    budgets = _budgets()
    seconds = _medians({"bare": _BARE, **{module: f"import {module}" for module in budgets}})
    factors = {module: round(seconds[module] / seconds["bare"], 2) for module in budgets}
    assert {module: factor for module, factor in factors.items() if factor > budgets[module]} == {}
