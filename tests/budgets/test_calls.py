"""What every operation asks of AWS: exactly its budget, and its budget within the rule or with a reason."""

import pytest

from chalicelib.kernel.schema import Page
from chalicelib.organization.limits import LIMITS
from infra.data_model.budget import WRITE, Budget, Kind
from infra.data_model.budgets import BUDGETS
from tests.architecture.application import OPERATIONS

pytestmark = pytest.mark.slow

#: what changes nothing: its event is all there is of it
TELLS_ONLY = {"nudge_department"}
BY_NAME = {operation.view.__name__: operation for operation in OPERATIONS}
EVERY = [
    pytest.param(name, budget, id=f"{name} {budget.when}".strip())
    for name, budgets in BUDGETS.items()
    for budget in budgets
]


def kind_of(name: str) -> Kind:
    """What the rule takes an operation for."""
    operation = BY_NAME[name]
    if operation.method != "GET":
        return "change"
    answer = operation.answer
    if answer is None:
        return "nothing"
    is_list = issubclass(answer, Page) or {"items", "next_cursor"} <= set(answer.model_fields)
    return "list" if is_list or operation.path.startswith("/v1/stats") else "read"


def test_every_operation_has_a_budget_and_every_budget_an_operation():
    assert set(BUDGETS) == set(BY_NAME)


def test_every_operation_costs_what_its_budget_says(measured):
    seen: dict[str, set[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for one in measured:
        seen.setdefault(one.operation, set()).add((one.labels, one.beside))
    assert seen == {name: {(b.calls, b.beside) for b in budgets} for name, budgets in BUDGETS.items()}


@pytest.mark.parametrize(("name", "budget"), EVERY)
def test_a_budget_beyond_the_rule_says_why_and_no_other_does(name: str, budget: Budget):
    assert budget.is_within_rule(kind_of(name), name) == (not budget.why)


def test_a_list_asks_each_partition_once(measured):
    for one in measured:
        (budget,) = {b for b in BUDGETS[one.operation] if (b.calls, b.beside) == (one.labels, one.beside)}
        asked = [call.partition for call in one.calls if call.name == "Query"]
        assert len(asked) - len(set(asked)) == budget.runs, one.operation


def test_the_authorizer_costs_two_reads(measured):
    assert {len(one.authorizing) for one in measured} == {0, 2}


def test_only_a_report_takes_a_number_and_one(measured):
    for one in measured:
        assert len(one.numbering) == (one.operation == "report")


def test_what_is_costly_pays_its_token_before_anything_else_and_nothing_else_does(measured):
    for one in measured:
        assert {call.name for call in one.paying} <= {"UpdateItem"}
        assert len(one.paying) in ((1, 2) if one.operation in LIMITS else (0,)), one.operation


def test_the_answer_to_an_idempotency_key_is_kept_in_the_changes_own_transaction(measured):
    for one in measured:
        if (
            BY_NAME[one.operation].method == "POST" and BY_NAME[one.operation].answer
        ):  # a page is none to keep
            (transaction,) = [call for call in one.calls if call.name == WRITE]
            puts = [part["Put"]["Item"] for part in transaction.asked["TransactItems"] if "Put" in part]
            assert sum("#IDEM#" in item["PK"]["S"] for item in puts) == 1, one.operation


def test_an_event_is_recorded_in_the_transaction_of_the_change_that_it_tells_of(measured):
    for one in measured:
        for call in one.calls:
            if call.name == WRITE:
                puts = [part["Put"]["Item"] for part in call.asked["TransactItems"] if "Put" in part]
                told = {item["PK"]["S"] for item in puts if item["SK"]["S"].startswith("EV#")}
                changed = {item["PK"]["S"] for item in puts if "v" in item}
                if one.operation in TELLS_ONLY:
                    assert not changed, one.operation
                else:
                    assert told <= changed, one.operation


def test_nothing_is_ever_scanned(measured):
    assert {call.name for one in measured for call in one.calls} & {"Scan", "ExecuteStatement"} == set()
