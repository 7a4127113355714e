"""Ten people, one moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from infra.client import UnexpectedAnswerError

TEN = 10


def at_once(press: Callable[[], Any]) -> list[Any]:
    """What ten presses got: answers, and refusals as exceptions."""

    def one(_: int) -> Any:
        try:
            return press()
        except UnexpectedAnswerError as refused:
            return refused

    with ThreadPoolExecutor(TEN) as crowd:
        return list(crowd.map(one, range(TEN)))
