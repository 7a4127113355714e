"""By which channels a piece of news goes to one person, and when. Pure.

Everybody always gets the inbox entry, at once: what is planned here is the message beside it. Three things hold
whatever a person wishes. What is urgent goes out at once, by every channel that they can be reached by. What is
mandatory goes out by them too, after the quiet hours. Nothing that is neither of them leaves in quiet hours.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.contracts.envelope import Event
from chalicelib.notifications.audience import card_of, wants_sms
from chalicelib.notifications.model import Channel, Person
from chalicelib.notifications.preferences import Preferences
from chalicelib.notifications.rules import Rule


@dataclass(frozen=True)
class Plan:
    """The message of one piece of news to one person; no channels: there is none.

    `not_before` None means at once. A digest's is put together with everything else that goes out at that moment.
    """

    channels: tuple[Channel, ...]
    not_before: datetime | None = None
    is_digest: bool = False


def is_urgent(event: Event, rule: Rule) -> bool:
    """Whether this news passes every wish and quiet hours: it is of an emergency, to be seen at once, and no survey."""
    card = card_of(event)
    return card is not None and card.is_emergency and rule.group != "surveys" and wants_sms(event, rule)


def planned(
    person: Person, preferences: Preferences, rule: Rule, event: Event, now: datetime, zone: ZoneInfo
) -> Plan:
    """What goes to this person at `now`; `zone` is their tenant's."""
    reachable = tuple(one for one in person.channels if one != "sms" or wants_sms(event, rule))
    if is_urgent(event, rule):
        return Plan(reachable)
    wished = tuple(one for one in reachable if rule.is_mandatory or preferences.allows(rule.group, one))
    if not wished:
        return Plan(())
    if rule.is_minor and preferences.digest.is_on:
        return Plan(wished, preferences.next_digest(now, zone), is_digest=True)
    return Plan(wished, preferences.quiet_until(now, zone))
