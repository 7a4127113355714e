"""How often what was done, over all examples of a run: the table that the proof publishes."""

from collections import Counter

_done: Counter[str] = Counter()


def note(what: str, times: int = 1) -> None:
    _done[what] += times


def of(prefix: str) -> int:
    """All that begins so."""
    return sum(number for name, number in _done.items() if name.startswith(prefix))


def rows(prefix: str) -> list[tuple[str, int]]:
    """What begins so, most frequent first."""
    return [
        (name.removeprefix(prefix), number) for name, number in _done.most_common() if name.startswith(prefix)
    ]


def clear() -> None:
    _done.clear()
