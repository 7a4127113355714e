"""What the kernel's tests keep in the table, since the kernel knows no room."""

from typing import Any, ClassVar

from chalicelib.contracts.envelope import Event, Who
from chalicelib.kernel.changes import Save
from chalicelib.kernel.entity import Entity, Key, Ref, Value
from chalicelib.kernel.errors import Conflict
from tests.builders.events import MORNING


class Thing(Entity):
    """A thing with a part that lists do not show."""

    unlisted: ClassVar[frozenset[str]] = frozenset({"story"})

    name: str = "x"
    story: str = ""


class Note(Value):
    """An item without a version."""

    text: str


class Taken(Conflict):
    """Somebody else has it."""

    code = "taken"


class Missing(Conflict):
    """It is not there."""

    code = "missing"


class ThingHappened(Event):
    """Something happened to a thing."""

    source: ClassVar[str] = "steward.things"


def happened(sequence: int, thing: str = "1", **fields: Any) -> ThingHappened:
    """The thing's event with this number."""
    actor = Who(id="mb_1", kind="member")
    return ThingHappened(
        **{"tenant": "tn_one", "entity": thing, "sequence": sequence, "at": MORNING, "actor": actor, **fields}
    )


def ref(id: str = "1") -> Ref[Thing]:
    """Where a thing lies."""
    return Ref(Key(f"THING#{id}"), Thing)


def save(thing: Thing, id: str = "1", **options: Any) -> Save:
    """Write a thing; listed among the things by its id."""
    return Save(ref(id).key, thing, indexes={"GSI1": ("THINGS", id)}, **options)
