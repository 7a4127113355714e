"""The engines that table and stores are held against: moto, the embedded cloud, and AWS's own DynamoDB Local.

All agree, or the code leans on the quirk of one. A module that asks for `database` runs on each of them, every
test on an empty table. DynamoDB Local needs Java and `make dynamodb-local`; without them the summary says so.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.kernel import aws
from infra.cloud import ROOT_KEY, Cloud, free_port
from infra.paths import REGION
from tests.builders.cloud import fast_cloud, table_definition
from tests.builders.dynamodb_local import dynamodb_local, why_not
from tests.builders.environment import told

#: the engines that are servers of their own
ENGINES_APART = [
    pytest.param("embedded_engine", marks=pytest.mark.stack),
    pytest.param("local_engine", marks=pytest.mark.stack),
]
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def embedded_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an embedded cloud on which nothing is deployed."""
    cloud = Cloud(tmp_path_factory.mktemp("embedded"), free_port(), persistent=False)
    cloud.start()
    yield cloud.url
    cloud.stop()


@pytest.fixture(scope="session")
def local_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a DynamoDB Local."""
    if reason := why_not():
        pytest.skip(reason)
    with dynamodb_local(tmp_path_factory.mktemp("dynamodb-local") / "log") as url:
        yield url


@pytest.fixture(scope="module", params=["moto", *ENGINES_APART])
def engine(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """Each engine in turn: the code's clients lead to it. None is moto, which has no address."""
    if request.param == "moto":
        yield None
        return
    url = request.getfixturevalue(request.param)
    keys = {"AWS_ACCESS_KEY_ID": ROOT_KEY, "AWS_SECRET_ACCESS_KEY": ROOT_KEY, "AWS_DEFAULT_REGION": REGION}
    values = {"AWS_ENDPOINT_URL": url, "APP_SECRET": "a secret of the tests", **keys}
    with told(values, is_elsewhere=True):
        yield url


@pytest.fixture
def database(engine: str | None, tmp_path: Path) -> Iterator[None]:
    """An empty table on the engine."""
    if engine is None:
        with fast_cloud(tmp_path):
            yield
        return
    name = f"steward-{next(_NUMBERS)}"
    with told({"TABLE_NAME": name}):
        dynamodb = aws.client("dynamodb")
        dynamodb.create_table(**table_definition(name))
        yield
        dynamodb.delete_table(TableName=name)
