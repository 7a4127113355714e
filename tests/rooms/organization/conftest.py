"""Counting what a call asks of the table."""

from collections.abc import Iterator

import pytest

from chalicelib.kernel import aws


@pytest.fixture
def calls(cloud: None) -> Iterator[list[str]]:
    """Names of the DynamoDB operations so far."""
    made: list[str] = []
    events = aws.client("dynamodb").meta.events
    events.register("before-call.dynamodb", lambda model, **_: made.append(model.name), unique_id="calls")
    yield made
    events.unregister("before-call.dynamodb", unique_id="calls")
