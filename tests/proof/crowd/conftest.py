"""A company on the deployed stack."""

import pytest

from tests.journeys.firm import Firm
from tests.stack import Stack

PATIENCE = 300  # seconds: ten at once start ten workers, and a busy machine is not what is tried here


@pytest.fixture(scope="session")
def firm(stack: Stack) -> Firm:
    made = Firm(stack)
    for person in (made.admin, made.manager, made.dispatcher, made.technician):
        person.http.timeout = PATIENCE
    return made
