"""Counting what a call asks of the table; one API for many tests that change nothing."""

from collections.abc import Iterator

import pytest

from chalicelib.kernel import aws
from tests.builders.api import Api
from tests.builders.cloud import fast_cloud


@pytest.fixture
def calls(cloud: None) -> Iterator[list[str]]:
    """Names of the DynamoDB operations so far."""
    made: list[str] = []
    events = aws.client("dynamodb").meta.events
    events.register("before-call.dynamodb", lambda model, **_: made.append(model.name), unique_id="calls")
    yield made
    events.unregister("before-call.dynamodb", unique_id="calls")


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """One API and tenant (`admin@harbour-estates`) for all tests of a module, which change nothing."""
    with fast_cloud(tmp_path_factory.mktemp("door")):
        from app import app

        api = Api(app)
        api.found()
        yield api
