"""Finding residents by what one has of them: the beginning of a name, the end of a telephone number, or a unit.

Each is a prefix within a partition of an index, so a search reads what it finds and no more: one Query for each place
where the words may stand, and one batch for those who live in the units found. The places are read one after the other,
and a position names the place and how far it was read.
"""

import json
import re
from dataclasses import dataclass
from typing import NamedTuple

from chalicelib.estates import store
from chalicelib.estates.model import Resident, Unit, backwards, spoken
from chalicelib.estates.store import resident_ref
from chalicelib.kernel.context import Context
from chalicelib.kernel.cursor import sign, verify
from chalicelib.kernel.listing import Partition
from chalicelib.kernel.schema import Listing, ListQuery
from chalicelib.kernel.table import MOST_READ

_LOOKS_LIKE_A_PHONE = re.compile(r"\+?[0-9 ()-]*")
_FEWEST_DIGITS = 3


@dataclass(frozen=True)
class Place:
    """A partition, and what residents are found under there."""

    partition: Partition
    term: str

    def holds(self, resident: Resident) -> bool:
        """Whether this resident is found here."""
        return store.terms(resident).get(self.partition, "").startswith(self.term)


class Position(NamedTuple):
    """How far has been read: the number of the place and the last key; of units, also who of the next one."""

    place: int = 0
    after: str | None = None
    unit_id: str | None = None
    resident_id: str = ""


def search(context: Context, query: ListQuery, words: str) -> Listing[Resident]:
    """A page of those who are found by `words`: by name, then by telephone, then by unit.

    At most four Queries and a batch. Who has two of the units found may come on two pages.
    """
    scope = (context.actor.tenant, context.actor.id, store.RESIDENTS.pk, "search", words)
    at = Position(*json.loads(verify(query.cursor, *scope))) if query.cursor else Position()
    places = _places(words)
    found: dict[str, Resident] = {}
    while at.place < len(places) and len(found) < query.limit:
        some, at = _of_place(context, places, at, query.limit - len(found))
        found.update((one.id, one) for one in some)
    following: Position | None = at
    if len(found) < query.limit:
        room = min(query.limit - len(found), MOST_READ)
        some, following = _of_units(context, places, at, spoken(words), room)
        found.update((one.id, one) for one in some)
    return Listing(list(found.values()), sign(json.dumps(following), *scope) if following else None)


def is_found(resident: Resident, words: str) -> bool:
    """Whether a resident is found by name or telephone."""
    return any(place.holds(resident) for place in _places(words))


def _places(words: str) -> list[Place]:
    name = spoken(words)
    places = [Place(store.BY_NAME, name), Place(store.BY_SURNAME, name)]
    digits = backwards(words) if _LOOKS_LIKE_A_PHONE.fullmatch(words) else ""
    return [*places, Place(store.BY_PHONE, digits)] if len(digits) >= _FEWEST_DIGITS else places


def _of_place(
    context: Context, places: list[Place], at: Position, room: int
) -> tuple[list[Resident], Position]:
    """Who is found in a place and in none before it."""
    place = places[at.place]
    rows, has_more = store.begins(
        context.table, place.partition, place.term, Resident, after=at.after, limit=room
    )
    new = [one for _, one in rows if not any(earlier.holds(one) for earlier in places[: at.place])]
    return new, Position(at.place, rows[-1][0]) if has_more else Position(at.place + 1)


def _of_units(
    context: Context, places: list[Place], at: Position, term: str, room: int
) -> tuple[list[Resident], Position | None]:
    """Who lives in the units whose names begin so and is found in no place; at most `room` are looked at."""
    rows, has_more = store.begins(context.table, store.UNITS_BY_NAME, term, Unit, after=at.after, limit=room)
    steps: list[Position] = []
    before = at.after
    for key, unit in rows:
        steps += [Position(at.place, before, unit.id, id) for id in sorted(unit.resident_ids)]
        before = key
    left = [one for one in steps if one.unit_id != at.unit_id or one.resident_id > at.resident_id]
    now = left[:room]
    residents = context.load(*(resident_ref(one.resident_id) for one in now)) if now else ()
    new = [one for one in residents if one and not any(place.holds(one) for place in places)]
    if len(left) > room:
        return new, now[-1]
    return new, Position(at.place, before) if has_more else None
