"""Every operation, by everybody, about every row: the answer is what the permission table and the rows say."""

from collections.abc import Iterator
from typing import Any

from chalicelib.kernel.http import PUBLIC, Operation
from tests.architecture.application import OPERATIONS
from tests.proof.isolation import requests, rules
from tests.proof.isolation.asking import Asker
from tests.proof.isolation.choosing import everybody, permitted, target
from tests.proof.isolation.world import Row

UNKNOWN = {"category": "nowhere", "survey_template": "nowhere", "survey": "A" * 43}
ASKED = "<asked>"


def unknown(row: Row) -> str:
    """An id of the same form that nobody has."""
    prefix = row.id.partition("_")[0]
    return UNKNOWN.get(row.kind, f"{prefix}_01AAAAAAAAAAAAAAAAAAAAAAAA")


def same(answer: Any, id: str) -> tuple[int, str]:
    """An answer without the id that it was asked for: what must not tell a foreign row from an unknown one."""
    return answer.status, str(answer.json).replace(id, ASKED)


def test_everything_that_can_be_named_is_known_to_the_proof():
    for operation in OPERATIONS:
        requests.parameter(operation)  # a KeyError says which path parameter is new
        named = requests.named_fields(operation)
        known = {*requests.REFERENCES, *requests.FILTERS, *requests.NAMES}
        assert named <= known, (operation.path, named - known)
        if requests.parameter(operation) == "order":
            assert operation.permission in rules.AUTHORITY, operation.path


def test_every_operation_answers_everybody_as_roles_and_rows_say(asker, sample):
    wrong = []
    for operation in OPERATIONS:
        cases = [(p, row) for p in everybody(asker) for row in requests.rows(operation, asker.own)]
        good = [case for case in cases if rules.expected(case[0], operation, case[1]) == operation.status]
        assert good, f"nobody can {operation.method} {operation.path}"
        for person, row in {*sample(good, 3), *sample(cases, 5)}:
            body = requests.body(operation, asker.own, person)
            path = requests.path(operation, row.id if row else None)
            answer = asker.ask("own firm", person, operation, path, body)
            wanted = rules.expected(person, operation, row)
            if answer.status != wanted:
                wrong.append((person.label, operation.method, path, row, wanted, answer))
    assert wrong == []


def test_another_firms_row_is_answered_like_one_that_is_not_there(asker, sample):
    for operation in OPERATIONS:
        if requests.parameter(operation) is None or operation.permission == PUBLIC:
            continue
        for person in sample(everybody(asker), 5):
            for row in requests.rows(operation, asker.other)[:1]:
                body = requests.body(operation, asker.own, person)
                foreign, nowhere = (
                    asker.ask(tried, person, operation, requests.path(operation, id), body)
                    for tried, id in (("other firm's row", row.id), ("unknown row", unknown(row)))
                )
                assert same(foreign, row.id) == same(nowhere, unknown(row)), (person, operation.path)
                wanted = 404 if rules.is_permitted(person, operation) else 403
                assert foreign.status == wanted, (person, operation.path, foreign)


def references(asker: Asker) -> Iterator[tuple[Operation, str, str, Any]]:
    """(operation, field, kind of row, sender) for everything that a body can name."""
    for operation in OPERATIONS:
        for field, kind, send in requests.references(operation):
            yield operation, field, kind, send


def test_a_body_that_names_another_firms_row_is_answered_like_one_that_names_nothing(asker, sample):
    for operation, field, kind, send in references(asker):
        rows = asker.other.of(kind)
        assert rows, kind
        for person in sample(permitted(asker, operation), 3):
            may, path = target(asker.own, operation, person)
            row = rows[0]
            base = requests.body(operation, asker.own, person) or {}
            foreign, nowhere = (
                asker.ask(tried, person, operation, path, base | send(id, asker.own))
                for tried, id in (
                    ("other firm's row in a body", row.id),
                    ("unknown row in a body", unknown(row)),
                )
            )
            assert same(foreign, row.id) == same(nowhere, unknown(row)), (person, operation.path, field)
            if may:  # a photo that is none of the order's is no proof: that is a conflict
                wanted = 409 if kind == "attachment" else 404
                assert foreign.status == wanted, (person, operation.path, field, foreign)


def test_a_body_that_names_a_row_one_may_not_see_is_answered_like_one_that_names_nothing(asker):
    for operation, field, kind, send in references(asker):
        for person in permitted(asker, operation):
            base = requests.body(operation, asker.own, person) or {}
            for row in asker.own.of(kind):
                if kind not in rules.SIGHT or rules.SIGHT[kind](person, row):
                    continue
                _, path = target(asker.own, operation, person)
                hidden, nowhere = (
                    asker.ask(tried, person, operation, path, base | send(id, asker.own))
                    for tried, id in (
                        ("hidden row in a body", row.id),
                        ("unknown row in a body", unknown(row)),
                    )
                )
                assert same(hidden, row.id) == same(nowhere, unknown(row)), (person, operation.path, field)
                assert hidden.status == 404, (person, operation.path, field, hidden)


def _says_something(item: dict[str, Any]) -> bool:
    """Whether an item is one at all: a series has its periods, whatever there is in them."""
    return any(item["values"].values()) if "values" in item and "from" in item else True


def test_a_list_narrowed_to_another_firms_row_is_as_empty_as_one_narrowed_to_nothing(asker, sample):
    for operation in OPERATIONS:
        for field, kind in requests.filters(operation):
            for person in sample(permitted(asker, operation), 4):
                row = asker.other.of(kind)[0]
                foreign, nowhere = (
                    asker.ask(tried, person, operation, requests.narrowed(operation, field, id))
                    for tried, id in (
                        ("other firm's row in a query", row.id),
                        ("unknown row in a query", unknown(row)),
                    )
                )
                assert same(foreign, row.id) == same(nowhere, unknown(row)), (person, operation.path, field)
                # What somebody worked with is no list to narrow: without such a person there is nothing to answer.
                shown = [] if foreign.status == 404 else foreign.json["items"]
                assert not list(filter(_says_something, shown)), (person, operation.path, field)
