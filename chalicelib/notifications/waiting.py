"""Messages that wait: for the end of quiet hours, for a digest, for more of the same. Pure.

What waits in one bundle for one person goes out as one message, by each channel once.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

from chalicelib.kernel.entity import Value
from chalicelib.kernel.ids import derived_id
from chalicelib.notifications.facts import cut
from chalicelib.notifications.model import Channel, Delivery, Sending
from chalicelib.notifications.preferences import Preferences
from chalicelib.notifications.rules import Group, Rule
from chalicelib.notifications.texts import together

DIGEST: Literal["digest"] = "digest"
_LONGEST_LINE = 160


class Waiting(Value):
    """A delivery whose inbox entry is there, and which goes out at `due_at` with the rest of its `bundle`.

    `group` None: no wish keeps it back.
    """

    due_at: datetime
    bundle: str
    group: Group | None
    delivery: Delivery

    @property
    def person_id(self) -> str:
        """Whom it goes to."""
        return self.delivery.person_id

    @property
    def notification_id(self) -> str:
        """The inbox entry that it tells of."""
        return self.delivery.notification_id

    def takes(self, channel: Channel, wishes: Preferences) -> bool:
        """Whether it goes by this channel, by what its reader wishes now."""
        is_wished = self.group is None or wishes.allows(self.group, channel)
        return is_wished and self.delivery.sending(channel) is not None


class Sealed(Value):
    """A delivery that was made of what waited, and has to be queued. It lies where that waited."""

    person_id: str
    due_at: datetime
    place: str
    notification_id: str


def waiting(delivery: Delivery, rule: Rule, due_at: datetime, *, is_digest: bool) -> Waiting:
    """A delivery that waits: in a digest, or with what says the same of the same order or notice."""
    same = f"{rule.kind}#{delivery.work_order_id or delivery.notice_id}#{delivery.link}"
    return Waiting(
        due_at=due_at,
        bundle=DIGEST if is_digest else same,
        group=None if rule.is_mandatory else rule.group,
        delivery=delivery,
    )


def deliveries(
    bundle: Sequence[Waiting], wishes: Preferences, language: str, now: datetime
) -> Iterator[Delivery]:
    """The messages that a bundle makes, by what its reader wishes now; each channel is in one of them at most."""
    in_order = sorted(bundle, key=lambda one: one.notification_id)
    for some, channels in _by_channel(in_order, wishes).items():
        is_digest = bundle[0].bundle == DIGEST
        yield _together(some, channels, is_digest=is_digest, language=language, now=now)


def _by_channel(bundle: Sequence[Waiting], wishes: Preferences) -> dict[tuple[Delivery, ...], list[Channel]]:
    """What a channel takes -> the channels that take just this."""
    found: dict[tuple[Delivery, ...], list[Channel]] = defaultdict(list)
    for channel in dict.fromkeys(sending.channel for one in bundle for sending in one.delivery.sendings):
        taken = tuple(one.delivery for one in bundle if one.takes(channel, wishes))
        if taken:
            found[taken].append(channel)
    return found


def _together(
    some: tuple[Delivery, ...], channels: list[Channel], *, is_digest: bool, language: str, now: datetime
) -> Delivery:
    """One delivery as it is; more of them under one title, one line for each."""
    last = some[-1]
    sendings = tuple(Sending(channel=channel) for channel in channels)
    if len(some) == 1:
        return last.model_copy(update={"sendings": sendings, "created_at": now})
    lines = [cut(f"{one.title}: {_last_line(one.body)}", _LONGEST_LINE) for one in some]
    texts = together([one.title for one in some], lines, language)
    digest = {"work_order_id": None, "kind": DIGEST} if is_digest else {}
    return last.model_copy(
        update={
            **digest,
            "notification_id": derived_id("nt", *(one.notification_id for one in some), *channels),
            "title": texts.title,
            "body": texts.body,
            "sms": texts.sms if any(one.sms for one in some) else None,
            "sendings": sendings,
            "created_at": now,
        }
    )


def _last_line(body: str) -> str:
    """What the news brings: the words that somebody wrote, if they did, end its body."""
    return body.rpartition("\n")[2]
