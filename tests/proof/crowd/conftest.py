"""A company on the deployed stack."""

import pytest

from tests.journeys.firm import Firm
from tests.stack import Stack


@pytest.fixture(scope="session")
def firm(stack: Stack) -> Firm:
    return Firm(stack)
