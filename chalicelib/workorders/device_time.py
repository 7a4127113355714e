"""When something counts that a device tells of later: at the device's time, if that can be true and is recent."""

from datetime import datetime, timedelta
from typing import Any


def counted_at(
    captured_at: datetime, since: datetime | None, now: datetime, skew_limit: timedelta
) -> datetime:
    """The device's time, if it is not before `since` and not older than the policy allows; else the server's."""
    is_credible = (since or captured_at) <= captured_at <= now
    return captured_at if is_credible and now - captured_at <= skew_limit else now


def is_skewed(captured_at: datetime, now: datetime, skew_limit: timedelta) -> bool:
    """Whether device and server disagree about the time by more than the policy allows."""
    return abs(now - captured_at) > skew_limit


def told(captured_at: datetime, now: datetime, skew_limit: timedelta) -> dict[str, Any]:
    """What an event says of it: both times, and whether they disagree."""
    return {
        "captured_at": captured_at,
        "skew_s": round((now - captured_at).total_seconds()),
        "is_clock_skewed": is_skewed(captured_at, now, skew_limit),
    }
