"""Unsubscribing from e-mail by a link, without signing in (RFC 8058): the link shows, its button or a mail client does.

The link names whom and what it unsubscribes, under a MAC: it needs no place in the table and never expires.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from chalicelib.kernel.actor import Actor
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.http import Visitor
from chalicelib.kernel.settings import settings
from chalicelib.notifications import store
from chalicelib.notifications.audience import Recipient
from chalicelib.notifications.people import people_of, refs_of
from chalicelib.notifications.preferences import Preferences, default
from chalicelib.notifications.rules import GROUPS, MINOR_GROUPS, Group
from chalicelib.tenants import service as tenants

#: what can be unsubscribed from: a group of news, or what the digest collects
Subject = Literal[Group, "digest"]
_SUBJECTS: Sequence[Subject] = (*GROUPS, "digest")


@dataclass(frozen=True)
class Subscription:
    """What a link leads to: the company's name, the reader's language, and whether e-mail is off already."""

    subject: Subject
    company: str
    language: str
    preferences: Preferences

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups that it is about."""
        return MINOR_GROUPS if self.subject == "digest" else (self.subject,)

    @property
    def is_off(self) -> bool:
        """Whether none of them comes by e-mail any more."""
        return not any(self.preferences.allows(group, "email") for group in self.groups)


def link_of(tenant: str, person_id: str, subject: Subject) -> str:
    """The link that ends e-mail on this subject for this person."""
    named = f"{tenant}.{person_id}.{subject}"
    return f"{settings().public_url}/v1/unsubscribe/{named}.{_mac(named)}"


def show(visitor: Visitor, token: str) -> Subscription:
    """What a link would end. Changes nothing: mail scanners follow links. Raises NotFound."""
    return _found(*_follow(visitor, token))


def unsubscribe(visitor: Visitor, token: str) -> Subscription:
    """End e-mail on the link's subject; again is the same. Raises NotFound."""
    context, subject = _follow(visitor, token)
    found = _found(context, subject)
    if found.is_off:
        return found
    after = found.preferences.without(found.groups, "email")
    context.commit(store.save_preferences(after))
    return replace(found, preferences=after)


def _follow(visitor: Visitor, token: str) -> tuple[Context, Subject]:
    """The context of whoever holds the link. Raises NotFound."""
    named, _, mac = token.rpartition(".")
    if not hmac.compare_digest(mac.encode(), _mac(named).encode()):
        raise NotFound()
    tenant, person_id, said = named.split(".")
    subject = next((one for one in _SUBJECTS if one == said), None)
    if subject is None:
        raise NotFound()
    context = visitor.enter(Actor(tenant=tenant, id=person_id, kind="guest", language=visitor.language))
    return replace(context, attempt=None), subject  # the page is no answer to keep, and again is the same


def _found(context: Context, subject: Subject) -> Subscription:
    id = context.actor.id
    tenant, chosen, *found = context.load(
        tenants.tenant_ref(), store.preferences_ref(id), *refs_of(Recipient(id, "anyone"))
    )
    person = people_of(tuple(found)).get(id)
    if tenant is None or person is None:
        raise NotFound()
    return Subscription(subject, tenant.name, person.language, chosen or default(id, person.roles))


def _mac(named: str) -> str:
    """128 bits that nobody can guess, base64url without padding."""
    proof = hmac.digest(settings().app_secret.encode(), b"unsubscribe\n" + named.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(proof[:16]).decode().rstrip("=")
