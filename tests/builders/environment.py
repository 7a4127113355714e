"""What a deployment tells the code: the process's environment, which settings and clients are made of once."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import boto3

from chalicelib.kernel import aws, settings


@contextmanager
def told(values: Mapping[str, str], *, without: str = "", is_elsewhere: bool = False) -> Iterator[None]:
    """Meanwhile the environment says `values`, and nothing of `without`.

    `is_elsewhere` when they name another cloud or other keys: clients keep the address they were made for, and boto3's
    session the keys that it found first.
    """
    before = dict(os.environ)
    os.environ.pop(without, None)
    os.environ.update(values)
    _forget(is_elsewhere)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        _forget(is_elsewhere)


def _forget(is_elsewhere: bool) -> None:
    settings.settings.cache_clear()
    if is_elsewhere:
        aws.client.cache_clear()
        boto3.DEFAULT_SESSION = None
