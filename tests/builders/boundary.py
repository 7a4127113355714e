"""Comes between the code and the cloud: what happens when somebody else is faster, or the network goes away."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from botocore.awsrequest import AWSResponse

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


@contextmanager
def answering(
    service: str, operation: str, *answers: dict[str, Any] | None
) -> Iterator[list[dict[str, Any]]]:
    """The cloud gives these answers, in turn, to the first calls of an operation; None lets a call through.

    An answer with an `Error` is one. Gives the list of the parameters of all calls.
    """
    left, asked = list(answers), []

    def answer(params: dict[str, Any], **_: Any) -> tuple[AWSResponse, dict[str, Any]] | None:
        asked.append(json.loads(params["body"]))
        given = left.pop(0) if left else None
        if given is None:
            return None
        return AWSResponse("", 400 if "Error" in given else 200, {}, None), given

    hooks, event = client(service).meta.events, f"before-call.*.{operation}"
    hooks.register(event, answer)
    try:
        yield asked
    finally:
        hooks.unregister(event, answer)


def error(code: str, **members: Any) -> dict[str, Any]:
    """The answer of a cloud that refuses."""
    return {"Error": {"Code": code, "Message": code}, **members}
