"""By which channels a piece of news goes to one person, and when. Pure.

Everybody always gets the inbox entry, at once: what is planned here is the message beside it. Three things hold
whatever a person wishes. What is urgent goes out at once, by every channel that fits it. What is mandatory goes out by
them too, after the quiet hours. Nothing that is neither of them leaves in quiet hours.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.contracts.envelope import Event
from chalicelib.contracts.notices import NoticeSent
from chalicelib.notifications.audience import card_of, wants_sms
from chalicelib.notifications.model import Channel
from chalicelib.notifications.preferences import Preferences
from chalicelib.notifications.rules import Rule

#: within this time the same news of the same order is one message
REPEAT_WINDOW = timedelta(minutes=2)


@dataclass(frozen=True)
class Plan:
    """The message of one piece of news to one person; no channels: there is none.

    `not_before` None means at once. A digest's is put together with everything else that goes out at that moment.
    """

    channels: tuple[Channel, ...]
    not_before: datetime | None = None
    is_digest: bool = False


def is_urgent(event: Event, rule: Rule) -> bool:
    """Whether this news passes every wish and quiet hours: it is of an emergency, to be seen at once, and no survey.

    So does a notice of what is dangerous, or of what will be cut off.
    """
    if rule.passes_quiet_hours:
        return True
    card = card_of(event)
    return card is not None and card.is_emergency and rule.group != "surveys" and wants_sms(event, rule)


def planned(wishes: Preferences, rule: Rule, event: Event, now: datetime, zone: ZoneInfo) -> Plan:
    """What goes at `now` to the person of these wishes; `zone` is their tenant's.

    It names every channel that fits the news: whether the person has an address there is the channels' question.
    """
    fitting: tuple[Channel, ...] = ("email", "web_push", "wechat")
    if wants_sms(event, rule):
        fitting += ("sms",)
    if isinstance(event, NoticeSent):
        fitting = tuple(channel for channel in fitting if channel in event.channels)
    if is_urgent(event, rule):
        return Plan(fitting)
    if not rule.is_mandatory:
        fitting = tuple(channel for channel in fitting if wishes.allows(rule.group, channel))
    if not fitting:
        return Plan(())
    if rule.is_minor and wishes.digest.is_on:
        return Plan(fitting, wishes.next_digest(now, zone), is_digest=True)
    return Plan(fitting, wishes.quiet_until(now, zone))


def repeated(plan: Plan, told_at: datetime, wishes: Preferences, now: datetime, zone: ZoneInfo) -> Plan:
    """The same plan for news that was told at `told_at` already: it waits for the end of the window, with any more."""
    until = told_at + REPEAT_WINDOW
    if until <= now:
        return plan
    due = max(plan.not_before or until, until)
    return replace(plan, not_before=wishes.quiet_until(due, zone) or due)
