"""Comes between the code and the cloud: what happens when somebody else is faster, or the network goes away."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.kernel.aws import client

_TRANSACTION = "before-call.dynamodb.TransactWriteItems"


@contextmanager
def before_writing(act: Callable[[], object]) -> Iterator[None]:
    """Acts once, just before the first transaction inside is sent."""
    hooks = client("dynamodb").meta.events

    def first(**_: Any) -> None:
        hooks.unregister(_TRANSACTION, first)
        act()

    hooks.register(_TRANSACTION, first)
    try:
        yield
    finally:
        hooks.unregister(_TRANSACTION, first)
