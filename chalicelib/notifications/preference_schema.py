"""The API's view of preferences."""

from datetime import time
from typing import Annotated, Any, Self, get_args

from pydantic import Field, StringConstraints, ValidationError, model_validator

from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Body, Out
from chalicelib.notifications.model import Channel
from chalicelib.notifications.preferences import (
    DIGEST_HOUR,
    LONGEST_QUIET_HOURS,
    MANDATORY,
    Digest,
    Preferences,
    QuietHours,
)
from chalicelib.notifications.rules import GROUPS, KINDS, Group, group_of
from chalicelib.organization.schema import TimeZone

CHANNELS: tuple[Channel, ...] = get_args(Channel)
WallTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
_STARTS, _ENDS = Field(examples=["22:00"]), Field(examples=["07:00"])


class QuietHoursBody(Body):
    """When no message is to come, on the person's clock; over midnight when it ends earlier than it starts."""

    starts: WallTime = _STARTS
    ends: WallTime = Field(description=f"at most {LONGEST_QUIET_HOURS} hours later", examples=["07:00"])

    @model_validator(mode="after")
    def _are_possible(self) -> Self:
        try:
            self.value()
        except ValidationError as error:
            raise error.errors()[0]["ctx"]["error"] from None
        return self

    def value(self) -> QuietHours:
        """The same, as the room calls it."""
        return QuietHours(starts=time.fromisoformat(self.starts), ends=time.fromisoformat(self.ends))


class DigestBody(Body):
    """Whether minor news is collected into one message a day."""

    on: bool = Field(examples=[True])
    hour: int = Field(DIGEST_HOUR, ge=0, le=23, description="of the person's day", examples=[18])


class PreferencesIn(Body):
    """All of one's preferences: what is left out goes back to the default."""

    groups: dict[Group, dict[Channel, bool]] = Field(
        {},
        description="group of news -> channel -> whether it may come that way; what is not named may",
        examples=[{"conversation": {"email": False}, "deadlines": {"web_push": True}}],
    )
    quiet_hours: QuietHoursBody | None = Field(None, description="none unless given")
    digest: DigestBody | None = Field(None, description="by default on for who only oversees work")
    time_zone: TimeZone | None = Field(
        None, description="IANA key of the person's clock; null: the company's", examples=["Europe/Berlin"]
    )

    def chosen(self) -> dict[str, Any]:
        """The same, as the room calls it; None where nothing was chosen."""
        off = {
            group: tuple(channel for channel, is_on in channels.items() if not is_on)
            for group, channels in self.groups.items()
        }
        return {
            "off": {group: channels for group, channels in off.items() if channels},
            "quiet_hours": self.quiet_hours and self.quiet_hours.value(),
            "digest": self.digest and Digest(is_on=self.digest.on, hour=self.digest.hour),
            "time_zone": self.time_zone,
        }


class GroupOut(Out):
    """One group of news, its kinds, and by which channels it may come."""

    group: Group = Field(examples=["conversation"])
    kinds: list[str] = Field(description="kinds of notifications", examples=[["commented", "nudged"]])
    channels: dict[Channel, bool] = Field(examples=[{"email": False, "web_push": True}])


class QuietHoursOut(Out):
    """When no message comes."""

    starts: str = _STARTS
    ends: str = _ENDS


class DigestOut(Out):
    """Whether minor news is collected, and the hour at which it comes."""

    on: bool
    hour: int


class MandatoryOut(Out):
    """News that comes whatever is chosen here."""

    name: str = Field(examples=["emergency"])
    text: str = Field(description="in the reader's language")


class PreferencesOut(Out):
    """The own preferences, every group and channel named. The inbox keeps everything in any case."""

    groups: list[GroupOut]
    quiet_hours: QuietHoursOut | None
    digest: DigestOut
    time_zone: str | None = Field(description="null: the company's")
    mandatory: list[MandatoryOut] = Field(description="what cannot be switched off")
    version: int = Field(description="0 until something was chosen", examples=[1])

    @classmethod
    def of(cls, value: Preferences, context: Context) -> Self:
        """The preferences as their owner reads them."""
        quiet = value.quiet_hours
        return cls(
            groups=[_group(group, value) for group in GROUPS],
            quiet_hours=quiet and QuietHoursOut(starts=f"{quiet.starts:%H:%M}", ends=f"{quiet.ends:%H:%M}"),
            digest=DigestOut(on=value.digest.is_on, hour=value.digest.hour),
            time_zone=value.time_zone,
            mandatory=[
                MandatoryOut(name=name, text=texts[context.language]) for name, texts in MANDATORY.items()
            ],
            version=value.version,
        )


def _group(group: Group, value: Preferences) -> GroupOut:
    return GroupOut(
        group=group,
        kinds=[kind for kind in KINDS if group_of(kind) == group],
        channels={channel: value.allows(group, channel) for channel in CHANNELS},
    )
