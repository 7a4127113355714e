"""Structured logs, through Powertools. One line for each invocation, and no content of a message in it."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger


@cache
def log() -> "Logger":
    """The process's logger; made on first use."""
    from aws_lambda_powertools import Logger

    return Logger()
