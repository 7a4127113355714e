"""Members and residents as this room sees them: whom to tell, and by which channels they can be reached."""

from collections.abc import Iterator
from typing import Any

from chalicelib.estates import service as estates
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.notifications import store
from chalicelib.notifications.audience import Recipient
from chalicelib.notifications.model import Channel, Delivery, Person
from chalicelib.notifications.reach import Reach
from chalicelib.organization import service as organization


def refs_of(recipient: Recipient) -> list[Ref[Any]]:
    """Where the recipient may lie, and what is known of their addresses."""
    refs: list[Ref[Any]] = [store.reach_ref(recipient.id)]
    if recipient.kind != "resident":
        refs.append(organization.member_ref(recipient.id))
    if recipient.kind != "member":
        refs.append(estates.resident_ref(recipient.id))
    return refs


def people_of(found: tuple[Any, ...]) -> dict[str, Person]:
    """The active people among what was found at the refs of some recipients, by their ids."""
    reaches = {one.person_id: one for one in found if isinstance(one, Reach)}
    people = [one for one in found if one and not isinstance(one, Reach) and one.is_active]
    return {one.id: _person(one, reaches.get(one.id)) for one in people}


def recipient_of(context: Context, delivery: Delivery) -> tuple[Person | None, Reach | None]:
    """Whom a delivery goes to, with the addresses they have now; no person when they are gone. One call."""
    own = estates.resident_ref if delivery.is_resident else organization.member_ref
    found = context.load(own(delivery.person_id), store.reach_ref(delivery.person_id))
    return people_of(found).get(delivery.person_id), found[1]


def _person(found: Any, reach: Reach | None) -> Person:
    is_resident = not isinstance(found, organization.Member)
    return Person(
        id=found.id,
        name=found.name,
        is_resident=is_resident,
        email=found.email,
        phone=found.phone,
        language=found.language,
        roles=frozenset() if is_resident else found.roles,
        channels=frozenset(_channels(found, reach)),
    )


def _channels(found: Any, reach: Reach | None) -> Iterator[Channel]:
    addresses: tuple[tuple[Channel, str | None], ...] = (("email", found.email), ("sms", found.phone))
    for channel, address in addresses:
        if address and not (reach and reach.is_bad(channel, address)):
            yield channel
    if reach:
        yield from (endpoint.kind for endpoint in reach.endpoints)
