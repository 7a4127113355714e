"""Companies of the journeys. One serves many journeys: each uses its own household and category."""

import pytest

from tests.journeys.firm import Firm
from tests.stack import Stack


@pytest.fixture(scope="session")
def firm(stack: Stack) -> Firm:
    return Firm(stack)


@pytest.fixture(scope="session")
def other_firm(stack: Stack) -> Firm:
    return Firm(stack)
