"""Live updates on the deployed stack: told within two seconds, and nobody hears what is not theirs."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from infra.local import live_url
from tests.journeys.firm import PASSWORD, Firm
from tests.stack import Stack

pytestmark = pytest.mark.stack
WITHIN_S = 2.0


class Listener:
    """One open connection, and what it was told, with how long after the change."""

    def __init__(self, connection: ClientConnection, token: str) -> None:
        self.connection = connection
        self.connection.send(json.dumps({"action": "hello", "token": token}))
        self.first: Any = json.loads(self.connection.recv(20))

    def hears_of(self, order: str, version: int, since: float, within: float) -> float | None:
        """Seconds from `since` until the order was told of in this version; None if it was not within that time."""
        while (left := since + within - time.monotonic()) > 0:
            try:
                told = json.loads(self.connection.recv(left))
            except TimeoutError:
                break
            if told.get("orders", {}).get(order, 0) >= version:
                return time.monotonic() - since
        return None


Listening = Callable[[str], Listener]


@pytest.fixture
def listening(stack: Stack) -> Iterator[Listening]:
    """`listening(token)`: somebody connected until the test ends."""
    with ExitStack() as opened:
        yield lambda token: Listener(
            opened.enter_context(connect(live_url(stack.cloud, stack.outputs))), token
        )


def token(firm: Firm, name: str) -> str:
    found = firm.pool.sign_in(name, PASSWORD, PASSWORD)
    assert found
    return found


def test_those_concerned_hear_of_a_change_within_two_seconds_and_nobody_else_does(
    firm: Firm, other_firm: Firm, listening: Listening
) -> None:
    category, home = firm.category(), firm.household()
    signed = {"dispatcher": firm, "technician": firm, "manager": other_firm}
    dispatcher, technician, stranger = (
        listening(token(of, f"{name}@{of.slug}")) for name, of in signed.items()
    )
    resident, neighbour = (listening(token(firm, one.sign_in_name)) for one in (home, firm.household()))
    assert dispatcher.first["welcome"]["again_in_s"] == 240
    seconds: list[float] = []
    order = firm.report(home.resident, category, home.unit_id)
    for act in (lambda: None, lambda: firm.assign(order), lambda: firm.act(firm.technician, order, "accept")):
        act()
        since, version = time.monotonic(), firm.order(order)["version"]
        for one in (dispatcher, technician, resident):
            heard = one.hears_of(order["id"], version, since, 20)
            assert heard is not None
            seconds.append(heard)
    # The first may wait for a function's first start.
    assert sorted(seconds)[len(seconds) // 2] < WITHIN_S, seconds
    now = time.monotonic()
    assert neighbour.hears_of(order["id"], 1, now, 1) is None
    assert stranger.hears_of(order["id"], 1, now, 1) is None


def test_a_token_that_is_not_ours_is_refused_and_the_connection_closed(
    listening: Listening,
) -> None:
    refused = listening("not.a.token")
    assert refused.first == {"refused": True}
    with pytest.raises(ConnectionClosed):
        refused.connection.recv(10)
