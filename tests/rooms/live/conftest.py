"""A company whose people are connected, and the table's own stream."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app import app
from chalicelib.kernel.aws import client
from chalicelib.live.triggers import on_hello, on_stream
from infra.template import resources
from tests.builders.api import Api
from tests.builders.bus import Bus
from tests.builders.company import Company
from tests.builders.connections import Connections, connections
from tests.builders.tokens import id_token


@pytest.fixture
def gateway(cloud: None) -> Iterator[Connections]:
    with connections() as found:
        yield found


@pytest.fixture
def company(gateway: Connections) -> Company:
    api = Api(app)
    made = Company(api, api.found())
    made.resident, made.leak_without_photos, made.as_("dispatcher")
    return made


def hello(connection: str, sign_in_name: str, **claims: object) -> None:
    """Greet, with a valid token but for `claims`."""
    say(connection, json.dumps({"action": "hello", "token": id_token(sign_in_name, **claims)}))


def say(connection: str, body: str) -> None:
    """Send any text over a connection."""
    on_hello({"requestContext": {"connectionId": connection}, "body": body}, None)


class Stream:
    """The table's stream as the filter leaves it: each item as it is now, and as it was at the last look."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], Any] = {}
        self._records: list[Any] = []

    def look(self) -> None:
        """Record what was written since the last look."""
        kinds = _kinds()
        items = [one for one in client("dynamodb").scan(TableName="steward")["Items"] if _kind(one) in kinds]
        for item in items:
            key = (item["PK"]["S"], item["SK"]["S"])
            before = self._seen.get(key)
            if item != before:
                old = {"OldImage": before} if before else {}
                keys = {"Keys": {"PK": item["PK"], "SK": item["SK"]}}
                self._records.append({"dynamodb": {**keys, "NewImage": item, **old}})
            self._seen[key] = item

    def told(self, times: int = 1) -> None:
        """Hand the function what was recorded, as one batch."""
        self.look()
        batch, self._records = self._records, []
        for _ in range(times):
            on_stream({"Records": batch}, None)


def _kind(item: dict[str, Any]) -> str | None:
    return item.get("kind", {}).get("S")


def _kinds() -> set[str]:
    mapping = resources()["LiveTell"]["Properties"]["Events"]["Written"]["Properties"]
    (one,) = mapping["FilterCriteria"]["Filters"]
    return set(json.loads(one["Pattern"])["dynamodb"]["NewImage"]["kind"]["S"])


@pytest.fixture
def stream(company: Company) -> Stream:
    found = Stream()
    found.told()
    return found


@pytest.fixture
def delivered(company: Company) -> Callable[[], None]:
    """Hands what has happened to those who tell people of it."""
    return Bus().deliver
