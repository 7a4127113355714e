import pytest

from tests.builders.api import Api
from tests.builders.bus import Bus
from tests.builders.company import Company


@pytest.fixture
def company(api: Api, clock) -> Company:
    return Company(api, api.found())


@pytest.fixture
def bus() -> Bus:
    return Bus()
