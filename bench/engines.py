"""The engines to measure on: the embedded cloud, and DynamoDB Local beside it for the table."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from infra.cloud import Cloud, free_port
from tests.builders.cloud import cloud_at
from tests.builders.dynamodb_local import dynamodb_local


@contextmanager
def embedded(folder: Path) -> Iterator[None]:
    """Everything on the embedded cloud, empty; nothing is deployed there, the handlers run in this process."""
    with _cloud(folder) as url, cloud_at(folder, AWS_ENDPOINT_URL=url):
        yield


@contextmanager
def local(folder: Path) -> Iterator[None]:
    """The table on DynamoDB Local, in memory."""
    with (
        _cloud(folder) as url,
        dynamodb_local(folder / "dynamodb.log") as dynamodb,
        cloud_at(folder, AWS_ENDPOINT_URL=url, AWS_ENDPOINT_URL_DYNAMODB=dynamodb),
    ):
        yield


#: comes up in a folder, with the code's environment
Engine = Callable[[Path], AbstractContextManager[None]]

ENGINES: dict[str, Engine] = {
    "embedded cloud": embedded,
    "DynamoDB Local": local,
}


@contextmanager
def _cloud(folder: Path) -> Iterator[str]:
    cloud = Cloud(folder / "cloud", free_port(), persistent=False)
    cloud.start()
    try:
        yield cloud.url
    finally:
        cloud.stop()
