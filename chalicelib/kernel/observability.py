"""Structured logs, through Powertools. One line for each invocation, and nothing of a person or a message in it.

An error's own text quotes what it was about: a validation error the input, a refused call its parameters. So a
failure is logged by `log_failure`, as its kind and where it happened, and what a handler raises for the platform, which
logs it too, is a `Failed` that says no more.
"""

import traceback
from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib.kernel.errors import DomainError

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger

_FRAMES = 12  # of a traceback, the innermost


class Failed(RuntimeError):
    """What a handler raises for the platform to log and to try again. Its text is for the log."""


@cache
def log() -> "Logger":
    """The process's logger; made on first use."""
    from aws_lambda_powertools import Logger

    return Logger()


def log_failure(message: str, failure: BaseException, **fields: Any) -> None:
    """Log what went wrong and where, without what it was about."""
    frames = traceback.extract_tb(failure.__traceback__)[-_FRAMES:]
    where = [
        f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}" for frame in frames
    ]
    log().error(message, failure=told(failure), where=where, **fields)


def without_words(failure: Exception) -> Failed:
    """What to raise for the platform in place of a failure."""
    return failure if isinstance(failure, Failed) else Failed(told(failure))


def told(failure: Any) -> str:
    """The kind of a failure (an exception) and of what caused it, in names that code gave and no user did."""
    kind = type(failure).__name__
    if isinstance(failure, Failed):
        kind = str(failure)
    elif isinstance(failure, DomainError):
        kind += f" {failure.code}"
    elif isinstance(failure, BaseExceptionGroup):
        kind += f" ({'; '.join(told(one) for one in failure.exceptions)})"
    elif hasattr(failure, "operation_name"):  # botocore's ClientError, which is not imported for this
        kind += f" {failure.operation_name} {failure.response['Error']['Code']}"
    elif hasattr(failure, "error_count"):  # pydantic's ValidationError
        kinds = sorted(
            {error["type"] for error in failure.errors(include_input=False, include_context=False)}
        )
        kind += f" {failure.title} {', '.join(kinds)}"
    cause = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)
    return f"{kind} < {told(cause)}" if cause else kind
