"""Who hears of an event: the people behind its recipients, with what they wish and the words they are told in."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.contracts.envelope import Event
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.table import MOST_READ
from chalicelib.notifications import store
from chalicelib.notifications.audience import Told
from chalicelib.notifications.channels import ways
from chalicelib.notifications.model import Person
from chalicelib.notifications.people import people_of, refs_of
from chalicelib.notifications.planning import Plan, planned
from chalicelib.notifications.preferences import Preferences, default
from chalicelib.notifications.rules import Rule
from chalicelib.notifications.texts import LANGUAGES, Texts, render
from chalicelib.notifications.wording import TenantTemplate
from chalicelib.tenants import service as tenants

#: what one event says: by the kind of news, the language, whether to a resident, and the link
_Said = dict[tuple[str, str, bool, str | None], Texts]


@dataclass(frozen=True)
class Reader:
    """Somebody to be told by a rule, with what they wish and the tenant's own words for it, if it has any.

    `said` is what the readers of one event read: a thousand of them have two languages.
    """

    person: Person
    rule: Rule
    wishes: Preferences
    zone: ZoneInfo
    own: TenantTemplate | None
    said: _Said = field(default_factory=dict, repr=False, compare=False)

    def texts(self, event: Event, link: str | None = None) -> Texts:
        """What they read of the event, which is always the same one."""
        code, is_resident = self.person.language, self.person.is_resident
        known = (self.rule.kind, code, is_resident, link)
        if known not in self.said:
            self.said[known] = render(
                self.rule.kind,
                event,
                code=code,
                zone=self.zone,
                is_resident=is_resident,
                link=link,
                own=self.own,
            )
        return self.said[known]

    def plan(self, event: Event, texts: Texts, now: datetime) -> Plan:
        """By which of the channels that they can be reached by it goes to them, and when."""
        if self.rule.stays_inside:
            return Plan(())
        plan = planned(self.wishes, self.rule, event, now, self.zone)
        open_now = (one for one in plan.channels if ways.is_open(one, self.person, texts))
        return replace(plan, channels=tuple(open_now))


def readers(context: Context, told: tuple[Told, ...]) -> Iterator[Reader]:
    """The recipients who exist here and are active, with what they wish: one read for each batch of them.

    Raises NotFound where there is no tenant.
    """
    words = [store.template_ref(*pair) for pair in product({one.rule.kind for one in told}, LANGUAGES)]
    refs = 1 + max(
        (len(refs_of(one.recipient)) for one in told), default=0
    )  # of one: wishes, addresses, homes
    size = (MOST_READ - 1 - len(words)) // refs
    said: _Said = {}
    for start in range(0, len(told), size):
        some = told[start : start + size]
        wishes = [store.preferences_ref(one.recipient.id) for one in some]
        homes = [ref for one in some for ref in refs_of(one.recipient)]
        tenant, *found = context.load(tenants.tenant_ref(), *words, *wishes, *homes)
        if tenant is None:
            raise NotFound()
        texts, chosen, lying = _parted(found, len(words), len(wishes))
        own = {(one.kind, one.language): one for one in texts if one}
        people = people_of(tuple(lying))
        for one, choice in zip(some, chosen, strict=True):
            if person := people.get(one.recipient.id):
                yield Reader(
                    person=person,
                    rule=one.rule,
                    wishes=choice or default(person.id, person.roles),
                    zone=ZoneInfo(tenant.time_zone),
                    own=own.get((one.rule.kind, person.language)),
                    said=said,
                )


def _parted(found: list[Any], *sizes: int) -> list[list[Any]]:
    """What was read together, apart again: so many of each, and the rest."""
    parts = []
    for size in sizes:
        parts.append(found[:size])
        found = found[size:]
    return [*parts, found]
