"""The one place that reads the wall clock, so that tests can set it.

Times are aware `datetime`s in UTC with millisecond precision: what a client sends back compares equal to what it got.
"""

from collections.abc import Callable
from datetime import UTC, datetime


def truncated(moment: datetime) -> datetime:
    """`moment` in UTC, cut to whole milliseconds."""
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def system_clock() -> datetime:
    """The machine's time."""
    return truncated(datetime.now(UTC))


_source: Callable[[], datetime] = system_clock


def now() -> datetime:
    """The current time, UTC, milliseconds."""
    return truncated(_source())


def use(source: Callable[[], datetime]) -> None:
    """Let `source` tell the time from now on (tests); `use(system_clock)` restores."""
    global _source  # noqa: PLW0603 - the one setting of the one clock
    _source = source
