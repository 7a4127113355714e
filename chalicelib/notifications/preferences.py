"""What a person wants to be told of, by which channels and when. Pure.

Only what somebody chose is stored; the rest follows from who they are. `planning` says what a wish cannot touch.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from chalicelib.kernel.entity import Entity, Value
from chalicelib.kernel.errors import Texts
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.notifications.model import Channel
from chalicelib.notifications.rules import Group

DIGEST_HOUR = 17
LONGEST_QUIET_HOURS = 16
#: roles that hear of many orders and work on few: what is minor reaches them once a day
_OVERSEEING = frozenset(
    {"tenant_admin", "manager", "front_desk", "billing_clerk", "assessor", "data_steward"}
)
_WORKING = frozenset({"technician", "contractor", "dispatcher"})

#: what comes whatever somebody chose, under the name of its kind, and how they are told so
MANDATORY: dict[str, Texts] = {
    "emergency": {
        "en": "What has to be seen at once of an emergency (gas, flood, fire, lift, power, security): at any hour.",
        "zh-CN": "紧急工单（燃气、水浸、火情、电梯、停电、安全）中需立即处理的通知：任何时间都会发送。",
    },
    "directed": {
        "en": "Directives on a work order that is in your hands.",
        "zh-CN": "对您所负责工单的指示。",
    },
    "deadline_breached": {
        "en": "That a deadline was missed, when you are the one to be told.",
        "zh-CN": "需要您跟进的超时提醒。",
    },
    "suspended": {
        "en": "That your work order is on hold, and why.",
        "zh-CN": "您的工单被暂缓及其原因。",
    },
    "notice_safety": {
        "en": "Safety notices for where you live: at any hour.",
        "zh-CN": "您所在小区的安全通知：任何时间都会发送。",
    },
    "notice_outage": {
        "en": "Notices that water, power or the like will be cut off where you live: at any hour.",
        "zh-CN": "您所在小区的停水、停电等通知：任何时间都会发送。",
    },
}


class QuietHours(Value):
    """From `starts` until `ends` on the person's clock, over midnight when `ends` is the earlier one.

    Raises ValueError for hours of no length, and for those that leave too little of the day.
    """

    starts: time
    ends: time

    @model_validator(mode="after")
    def _leave_some_of_the_day(self) -> Self:
        minutes = (_minutes(self.ends) - _minutes(self.starts)) % (24 * 60)
        if not 0 < minutes <= LONGEST_QUIET_HOURS * 60:
            raise FieldRefused("quiet hours last up to {hours} hours", hours=LONGEST_QUIET_HOURS)
        return self

    def cover(self, wall: time) -> bool:
        """Whether a clock that shows `wall` shows a quiet time; `ends` itself does not."""
        if self.starts < self.ends:
            return self.starts <= wall < self.ends
        return wall >= self.starts or wall < self.ends


class Digest(Value):
    """Whether minor news is collected, and the hour of the person's day at which it goes out."""

    is_on: bool
    hour: int = Field(DIGEST_HOUR, ge=0, le=23)


class Preferences(Entity):
    """One person's choices. `off` names the channels that a group of news does not take; version 0: none was made.

    `time_zone` is that of their clock; None means the tenant's.
    """

    person_id: str
    off: dict[Group, tuple[Channel, ...]] = Field(default_factory=dict)
    quiet_hours: QuietHours | None = None
    digest: Digest = Digest(is_on=False)
    time_zone: str | None = None

    def allows(self, group: Group, channel: Channel) -> bool:
        """Whether news of this group may take this channel."""
        return channel not in self.off.get(group, ())

    def without(self, groups: tuple[Group, ...], channel: Channel) -> Self:
        """The same with this channel off for these groups."""
        more = {group: tuple(dict.fromkeys((*self.off.get(group, ()), channel))) for group in groups}
        return self.changed(off={**self.off, **more})

    def zone(self, tenant: ZoneInfo) -> ZoneInfo:
        """The zone of the person's clock."""
        return ZoneInfo(self.time_zone) if self.time_zone else tenant

    def quiet_until(self, at: datetime, tenant: ZoneInfo) -> datetime | None:
        """When the quiet hours end in which `at` lies, in UTC; None if it lies in none."""
        if self.quiet_hours is None:
            return None
        zone, quiet = self.zone(tenant), self.quiet_hours
        if not quiet.cover(_wall(at, zone)):
            return None
        ends = (moment for moment in _moments(at, zone, quiet.ends) if not quiet.cover(_wall(moment, zone)))
        return min(ends)

    def next_digest(self, after: datetime, tenant: ZoneInfo) -> datetime:
        """The next moment after `after`, in UTC, at which the person's digest goes out: never in quiet hours."""
        zone = self.zone(tenant)
        due = min(_moments(after, zone, time(self.digest.hour)))
        return self.quiet_until(due, tenant) or due


def default(person_id: str, roles: frozenset[str]) -> Preferences:
    """The preferences of somebody who made none; a resident has no roles here.

    Everything by every channel, at any hour. Whoever oversees without working on orders gets what is minor once a day.
    """
    collects = bool(roles & _OVERSEEING) and not roles & _WORKING
    return Preferences(version=0, person_id=person_id, digest=Digest(is_on=collects))


def _minutes(wall: time) -> int:
    return wall.hour * 60 + wall.minute


def _wall(at: datetime, zone: ZoneInfo) -> time:
    return at.astimezone(zone).time()


def _moments(after: datetime, zone: ZoneInfo, wall: time) -> Iterator[datetime]:
    """The moments after `after`, in UTC, at which the clocks of `zone` show `wall`, some days far.

    An hour that comes twice gives both; one that is skipped gives the moment as far behind the change as it lay
    behind its start.
    """
    today = after.astimezone(zone).date()
    for days in range(3):
        for fold in (0, 1):
            there = datetime.combine(today + timedelta(days=days), wall, zone).replace(fold=fold)
            moment = there.astimezone(UTC)
            if moment > after:
                yield moment
