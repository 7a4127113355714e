"""One company for all tests of a module: what they send is refused, or is added to what is there."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from chalicelib.kernel import clock as wall_clock
from tests.builders.api import Api
from tests.builders.cloud import fast_cloud
from tests.builders.company import Company
from tests.conftest import Clock


@pytest.fixture(scope="module")
def clock() -> Iterator[Clock]:
    """The clock of the code under test, standing at a Monday morning until it is told to go on."""
    standing = Clock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    wall_clock.use(lambda: standing.now)
    yield standing
    wall_clock.use(wall_clock.system_clock)


@pytest.fixture(scope="module")
def company(clock: Clock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """A company on a fast cloud of its own."""
    from app import app

    with fast_cloud(tmp_path_factory.mktemp("hostile")):
        api = Api(app)
        yield Company(api, api.found())
