"""The two firms of the proof, made once, and whoever asks for them."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.kernel import clock as wall_clock
from chalicelib.kernel.observability import log
from tests.builders.api import Api
from tests.builders.bus import Bus
from tests.builders.cloud import fast_cloud
from tests.builders.gateway import Gateway
from tests.proof.isolation.asking import Asker
from tests.proof.isolation.world import Settler, keep_what_followed, let_mails_come_back


@pytest.fixture(scope="package")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """Asks in the name of one firm, beside another that has all the same."""
    from app import app

    morning = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    wall_clock.use(lambda: morning)
    with fast_cloud(tmp_path_factory.mktemp("isolation")):
        api = Api(app)
        api.operator.get("/v1/me")
        firms = [Settler(api, mark).settle() for mark in ("ALDER", "BIRCHES")]
        bus = Bus()
        bus.deliver()
        for firm in firms:
            let_mails_come_back(firm)
        bus.deliver()
        log().set_correlation_id(None)  # the last event's: in AWS the consumers are other processes
        for firm in firms:
            keep_what_followed(firm)
        asking = Asker(api, Api(app, Gateway(app, remembers=True)), *firms)
        yield asking
        asking.close()
    wall_clock.use(wall_clock.system_clock)


@pytest.fixture
def sample(request: pytest.FixtureRequest) -> Callable[[Sequence[Any], int], Sequence[Any]]:
    """`sample(things, most)`: that many of them, always the same; `test_every_case` takes all."""
    drawn = random.Random(request.node.name)
    return lambda things, most: things if len(things) <= most else drawn.sample(things, most)
