"""What a proof saw goes into docs/proof.md: only `make prove` publishes, a single test by hand does not."""

import os
from collections.abc import Callable, Iterator

import pytest

from bench.report import PROOF, Chapter, publish

Publish = Callable[[Chapter], None]


@pytest.fixture(scope="session")
def published() -> Iterator[Publish]:
    """`published(Chapter(...))` demands the goals, and writes a chapter of docs/proof.md when PUBLISH is set."""

    def write(chapter: Chapter) -> None:
        assert all(figure.is_reached for figure in chapter.figures), chapter.markdown()
        if os.environ.get("PUBLISH"):
            publish(chapter, PROOF)

    return write
