"""One walk through the API for all tests of what its operations cost."""

from datetime import UTC, datetime

import pytest

from chalicelib.kernel import clock as wall_clock
from tests.budgets.walk import walk
from tests.builders.cloud import fast_cloud
from tests.builders.company import Company
from tests.builders.meter import Measured, MeteredApi


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> list[Measured]:
    """Every request of the walk that succeeded."""
    from app import app
    from tests.architecture.application import OPERATIONS

    morning = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    wall_clock.use(lambda: morning)
    with fast_cloud(tmp_path_factory.mktemp("walk")):
        api = MeteredApi(app, OPERATIONS)
        walk(Company(api, api.found()))
    wall_clock.use(wall_clock.system_clock)
    return api.measured
