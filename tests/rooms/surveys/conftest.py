"""Watches the calls that the code makes to the table."""

from collections.abc import Iterator

import pytest

from chalicelib.kernel.aws import client


@pytest.fixture
def calls(cloud: None) -> Iterator[list[str]]:
    """The names of the calls made to the table, in order; tests clear it before what they count."""
    made: list[str] = []
    events = client("dynamodb").meta.events
    events.register("before-call.dynamodb", lambda model, **_: made.append(model.name), unique_id="calls")
    yield made
    events.unregister("before-call.dynamodb", unique_id="calls")
