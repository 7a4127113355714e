"""What is said of a field that cannot be taken, in the caller's language.

English stands where a field is refused. `refusals.zh-CN.toml` has the same in Chinese: our own by the English words,
pydantic's by the type of the error. What it lacks is said in English.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic_core import ErrorDetails

_CHINESE = Path(__file__).with_name("refusals.zh-CN.toml")


class FieldRefused(ValueError):
    """Raised by a validator: `message` says what is wrong with the field, and may name the `values` in braces."""

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message.format(**values))
        self.message, self.values = message, values


def told(message: str, values: Mapping[str, Any], language: str) -> str:
    """A message of ours with its values."""
    return _words(language, "ours").get(message, message).format(**values)


def told_of(error: ErrorDetails, language: str) -> str:
    """What pydantic found, or what a validator of ours said. The error holds its context."""
    context = error.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, FieldRefused):
        return told(cause.message, cause.values, language)
    known = _words(language, "pydantic").get(error["type"])
    return known.format(**context) if known else error["msg"]


def _words(language: str, whose: str) -> dict[str, str]:
    return chinese()[whose] if language == "zh-CN" else {}


@cache
def chinese() -> dict[str, dict[str, str]]:
    """The Chinese words: `ours` by the English ones, and `pydantic`'s by the type of the error."""
    return tomllib.loads(_CHINESE.read_text("utf-8"))
