"""A tenant: one property company, with the policies it sets and the calendar it lives by. Pure."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from chalicelib.contracts.envelope import Who
from chalicelib.kernel.actor import PLATFORM
from chalicelib.kernel.entity import Entity, Value

Locale = Literal["zh-CN", "en"]
#: whether residents are asked by a link, by a telephone call, or both; `sample` sends the link to some
Asking = Literal["all", "sample", "callback_only", "callback_and_link"]
OnExpiry = Literal["close", "callback", "close_and_callback"]
AuditKind = Literal[
    "tenant",
    "department",
    "member",
    "community",
    "building",
    "unit",
    "resident",
    "category",
    "survey_template",
    "charge",
    "payment",
    "work_order",
    "template",
    "wechat_account",
    "chat_channel",
    "address",
    "rota",
    "calendar",
    "report",
    "export",
    "notice",
]
_LONGEST_SLUG = 30
_RESERVED = {PLATFORM}
_INTERNAL = {"version", "sequence"}
_PRIVATE = {"phone", "email"}
_FIRST_DAY, _LAST_DAY = date(1971, 1, 1), date(9000, 1, 1)


class GatePolicy(Value):
    """When a unit is in arrears: `grace_days` after a due date it owes over `threshold` (minor units)."""

    threshold: int = Field(0, ge=0, le=10**12)
    grace_days: int = Field(0, ge=0, le=3650)


class SurveyPolicy(Value):
    """Whom surveys ask, how often, and what follows.

    `sample_percent` of the orders are asked about under `sample`. Nobody is asked twice within `pause_days` (0: no such
    rule). Up to `reminders` go out, one each `remind_after_days`. What is not answered within `answer_days` closes the
    order, becomes a telephone call, or both (`on_expiry`). `low_score` is the highest score that is followed up.
    """

    answer_days: int = Field(7, ge=1, le=90)
    low_score: int = Field(2, ge=0, le=5)
    asking: Asking = "all"
    sample_percent: int = Field(100, ge=1, le=100)
    pause_days: int = Field(0, ge=0, le=365)
    reminders: int = Field(0, ge=0, le=5)
    remind_after_days: int = Field(2, ge=1, le=30)
    on_expiry: OnExpiry = "close_and_callback"


class Policies(Value):
    """What a tenant decides for itself. Lengths are metres, times seconds, sizes bytes.

    `calendar_id` is the calendar of the departments that have none of their own; None: around the clock.
    """

    gate: GatePolicy = GatePolicy()
    geofence_radius_m: int = Field(150, ge=10, le=10_000)
    accuracy_limit_m: int = Field(100, ge=1, le=10_000)
    survey: SurveyPolicy = SurveyPolicy()
    skew_limit_s: int = Field(300, ge=0, le=86_400)
    photo_max_bytes: int = Field(15_000_000, ge=100_000, le=100_000_000)
    calendar_id: str | None = None


class Tenant(Entity):
    """One property company. `slug` ends its people's sign-in names and never changes.

    `payment_instructions` say how residents pay, by language.
    """

    id: str
    slug: str
    name: str
    locale: Locale
    time_zone: str
    currency: str
    jurisdiction: str
    policies: Policies = Policies()
    payment_instructions: dict[Locale, str] | None = None


class AuditEntry(Value):
    """One administrative change: who did what to which thing, and what of it has other values since."""

    id: str
    at: datetime
    actor: Who
    kind: AuditKind
    entity_id: str
    name: str | None = None
    action: str
    data: dict[str, Any] = Field(default_factory=dict)


def difference(before: Entity, after: Entity) -> dict[str, Any]:
    """Field -> `{from, to}` for every field that has another value; a person's addresses are only named."""
    old, new = (one.model_dump(mode="json", exclude=_INTERNAL) for one in (before, after))
    return {
        name: {} if name in _PRIVATE else {"from": old[name], "to": new[name]}
        for name in new
        if old[name] != new[name]
    }


def local_date(tenant: Tenant, at: datetime) -> date:
    """The date that the tenant's calendar shows at a moment."""
    return at.astimezone(ZoneInfo(tenant.time_zone)).date()


def midnight(tenant: Tenant, day: date) -> datetime:
    """The moment, in UTC, at which a day of the tenant's calendar begins."""
    within = min(
        max(day, _FIRST_DAY), _LAST_DAY
    )  # a day beyond is as far off as these, and has a moment in UTC
    return datetime.combine(within, time(), ZoneInfo(tenant.time_zone)).astimezone(UTC)


def day_ends(tenant: Tenant, day: date) -> datetime:
    """The moment, in UTC, at which a day of the tenant's calendar is over."""
    return midnight(tenant, min(day, _LAST_DAY) + timedelta(days=1))


def is_time_zone(name: str) -> bool:
    """Whether the platform's time zone database knows `name`."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a plain name; a directory of the database
        return False
    return True


def slug_of(name: str, id: str) -> str:
    """A short name of `[a-z0-9-]` from a company's name; from its id if the name has too few Latin letters.

    A Chinese name gives `t-` and six characters of the id: people have to type it.
    """
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:_LONGEST_SLUG].strip("-")
    return slug if len(slug) >= 2 else f"t-{id[-6:].lower()}"


def is_reserved(slug: str) -> bool:
    """Whether the platform keeps this slug for itself."""
    return slug in _RESERVED


def distinct(slug: str, id: str) -> str:
    """The slug for a company whose plain slug another one has."""
    return f"{slug}-{id[-4:].lower()}"
