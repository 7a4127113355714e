"""The stage: prints each step with what came back and how long it took, and stops at the first difference."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
_PATIENCE_S = 60.0
_EVERY_S = 0.1


class DiffersError(Exception):
    """Something came out otherwise than the story tells."""


class Step:
    """One step: what somebody does, and what came back."""

    def __init__(self) -> None:
        self.outcome = ""

    def tell(self, outcome: str) -> None:
        """Say what came back, in words."""
        self.outcome = outcome


class Stage:
    """Where the steps are shown."""

    def __init__(self) -> None:
        self.steps = 0
        self._started = time.monotonic()
        self._has_colour = sys.stdout.isatty()

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._started

    def scene(self, title: str) -> None:
        """Begin a part of the story."""
        print(f"\n{self._paint(title, '1')}", flush=True)

    @contextmanager
    def step(self, what: str) -> Iterator[Step]:
        """Time and show a step; what is raised within ends the story there."""
        step, begun = Step(), time.monotonic()
        try:
            yield step
        except Exception:
            print(f"  {self._paint('✗', '31')} {what}  {time.monotonic() - begun:.2f} s", flush=True)
            raise
        self.steps += 1
        spent = f"{time.monotonic() - begun:.2f} s"
        print(
            f"  {self._paint('✓', '32')} {what}  {self._paint(spent, '2')}\n      {step.outcome}", flush=True
        )

    def _paint(self, text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self._has_colour else text


def expect(what: str, actual: object, wanted: object) -> None:
    """Raises DiffersError unless they are equal."""
    if actual != wanted:
        raise DiffersError(f"{what} should be {wanted!r}, but is {actual!r}")


def expect_in(what: str, wanted: object, among: object) -> None:
    """Raises DiffersError unless `wanted` is among them."""
    if wanted not in among:  # type: ignore[operator]
        raise DiffersError(f"{what} should hold {wanted!r}, but holds {among!r}")


def until(what: str, look: Callable[[], T | None], patience_s: float = _PATIENCE_S) -> T:
    """What `look` finds once it finds something: events arrive in their own time. Raises DiffersError in the end."""
    deadline = time.monotonic() + patience_s
    while not (found := look()):
        if time.monotonic() > deadline:
            raise DiffersError(f"{what} was not seen within {patience_s:.0f} s")
        time.sleep(_EVERY_S)
    return found
