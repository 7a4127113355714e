"""Who asks, and about which row."""

from chalicelib.kernel.http import Operation
from tests.proof.isolation import requests, rules
from tests.proof.isolation.asking import Asker
from tests.proof.isolation.people import Person
from tests.proof.isolation.world import Firm, operator


def everybody(asker: Asker) -> list[Person]:
    return [*asker.own.people.values(), operator()]


def permitted(asker: Asker, operation: Operation) -> list[Person]:
    return [person for person in everybody(asker) if rules.is_permitted(person, operation)]


def target(firm: Firm, operation: Operation, person: Person) -> tuple[bool, str]:
    """Whether there is a row that the person may do this to, and the path to it or to the first there is."""
    rows = requests.rows(operation, firm)
    good = [row for row in rows if rules.expected(person, operation, row) == operation.status]
    row = (good or rows)[0]
    return bool(good), requests.path(operation, row.id if row else None)
