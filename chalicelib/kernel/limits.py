"""How often somebody may do what is costly: a token bucket for each person and limit (docs/decisions/0014).

The bucket is one number, the moment at which it will be full again. A call moves that moment on by the time that one
token takes to come back, and is refused while the moment lies further ahead than a burst allows. So one conditional
write says yes or no, whoever else calls at the same time; a clock that is off by a second is off by that second's worth
of tokens, and no more.
"""

import hashlib
import hmac
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import ClassVar

from chalicelib.kernel.actor import PLATFORM
from chalicelib.kernel.entity import Key
from chalicelib.kernel.errors import DomainError, Texts
from chalicelib.kernel.settings import settings
from chalicelib.kernel.table import TenantTable

_US = timedelta(microseconds=1)
_MINUTE_US = 60_000_000
_EPOCH = datetime.fromtimestamp(0, UTC)
_FORGOTTEN_AFTER = timedelta(days=1)  # a full bucket is the same as none
_NETWORK_BITS = {4: 32, 6: 64}  # an IPv6 household has 64 bits of addresses to call from
_OVERRIDE = re.compile(r"([\w*/]+)=([1-9]\d{0,6})/([1-9]\d{0,6})")


class TooManyRequests(DomainError):
    """The caller has done this too often of late."""

    code, status = "too_many_requests", 429
    texts: ClassVar[Texts] = {
        "en": "Too many requests; try again in {retry_after_s} s.",
        "zh-CN": "请求过于频繁，请在 {retry_after_s} 秒后再试。",
    }


@dataclass(frozen=True)
class Limit:
    """`burst` calls at once, `per_minute` in the long run, also less than one. Those of one `name` share a bucket."""

    name: str
    burst: int
    per_minute: float

    @property
    def interval_us(self) -> int:
        """Microseconds after which one more token is there."""
        return math.ceil(_MINUTE_US / self.per_minute)

    @property
    def retry_after_s(self) -> int:
        """Whole seconds after which a refused caller has a token, if it does not call meanwhile."""
        return max(1, math.ceil(self.interval_us / 1_000_000))


#: operation id -> its limit
Limits = Mapping[str, Limit]


def spend(table: TenantTable, principal: str, limit: Limit, now: datetime) -> None:
    """Take a token out of the principal's bucket. Raises TooManyRequests.

    One call, two while the bucket is not full.
    """
    if book(table, principal, limit, now, within=timedelta(0)) is None:
        raise TooManyRequests(retry_after_s=deployed(limit, table.tenant).retry_after_s)


def book(
    table: TenantTable, principal: str, limit: Limit, now: datetime, *, within: timedelta, tokens: int = 1
) -> timedelta | None:
    """Take tokens that are there, or the next that nobody has booked: answers how long until the last is there.

    None when that is longer than `within`; then none is taken. Who waits with a booked token asks the bucket once,
    however many wait. One call, two while the bucket is not full.
    """
    known = deployed(limit, table.tenant)
    at = (now - _EPOCH) // _US
    lasts, step = known.burst * known.interval_us, tokens * known.interval_us
    taken = table.move_on(
        Key(f"LIMIT#{principal}", known.name),
        now=at,
        step=step,
        most=at + lasts - step + within // _US,
        expires_at=now + within + _FORGOTTEN_AFTER + timedelta(microseconds=lasts),
    )
    return None if taken is None else max(taken - lasts - at, 0) * _US


def spend_of_visitor(address: str, limit: Limit, now: datetime) -> None:
    """The same for somebody without a token, who is known by where they call from. Raises TooManyRequests.

    Their bucket lies with the platform, under a name from which nobody reads the address.
    """
    spend(TenantTable(PLATFORM), _network(address), limit, now)


def _network(address: str) -> str:
    """A name for the network that an address is in."""
    import ipaddress  # deferred: only visitors are known by where they call from

    try:
        plain = ipaddress.ip_address(address)
        bits = _NETWORK_BITS[plain.version]
        address = str(ipaddress.ip_network((plain, bits), strict=False))
    except ValueError:
        pass  # whatever the gateway calls it, the same caller is called the same
    named = hmac.new(settings().app_secret.encode(), b"address\n" + address.encode(), hashlib.sha256)
    return named.hexdigest()[:32]


def deployed(limit: Limit, tenant: str) -> Limit:
    """The limit as the deployment sets it: for this tenant, for all of them, or as the code says."""
    changed = _overrides(settings().rate_limits)
    for name in (f"{tenant}/{limit.name}", f"{tenant}/*", limit.name, "*"):
        if name in changed:
            burst, per_minute = changed[name]
            return replace(limit, burst=burst, per_minute=per_minute)
    return limit


@cache
def _overrides(text: str) -> Mapping[str, tuple[int, int]]:
    """What `RATE_LIMITS` says: such as `report=600/120 tn_1/*=10/5`: for each name a burst and a rate a minute."""
    found: dict[str, tuple[int, int]] = {}
    for one in text.split():
        override = _OVERRIDE.fullmatch(one)
        if not override:
            raise ValueError(f"RATE_LIMITS: {one!r} is not of the form name=burst/per_minute")
        found[override[1]] = int(override[2]), int(override[3])
    return found
