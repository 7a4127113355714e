"""Watches the calls that the code makes to AWS, and comes between."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from chalicelib.kernel import aws


@pytest.fixture
def calls() -> Callable[[], AbstractContextManager[list[str]]]:
    """`with calls() as made:` collects the names of the operations sent to AWS inside."""

    @contextmanager
    def counted() -> Iterator[list[str]]:
        made: list[str] = []
        hooks = [aws.client(service).meta.events for service in ("dynamodb", "s3")]

        def note(model, **_):
            made.append(model.name)

        for hook in hooks:
            hook.register("before-call", note)
        yield made
        for hook in hooks:
            hook.unregister("before-call", note)

    return counted


@pytest.fixture
def before_writing() -> Callable[[Callable[[], None]], AbstractContextManager[None]]:
    """`with before_writing(act):` acts once, just before the first transaction inside is sent."""

    @contextmanager
    def between(act: Callable[[], None]) -> Iterator[None]:
        hooks, name = aws.client("dynamodb").meta.events, "before-call.dynamodb.TransactWriteItems"

        def first(**_):
            hooks.unregister(name, first)
            act()

        hooks.register(name, first)
        yield

    return between
