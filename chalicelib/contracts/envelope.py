"""What every published event carries. An event is a fact: past tense, immutable, delivered at least once, in any order.

On the bus: source `steward.<room>`, detail-type the class's name, detail the JSON of the model.
"""

from datetime import datetime
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """Base of everything published. Unknown fields are ignored, so that a producer may add one."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Who(Contract):
    """The person or system that caused an event."""

    id: str
    kind: str
    name: str = ""


class Stamp(Contract):
    """Tenant, time and actor: what a rule needs in order to state a fact."""

    tenant: str
    at: datetime
    actor: Who


Visibility = Literal["internal", "resident"]


class Event(Contract):
    """Base of the events. `sequence` is the entity's own count from 1; `schema_version` is the shape's."""

    source: ClassVar[str]

    tenant: str
    entity: str
    sequence: int
    schema_version: int = 1
    at: datetime
    actor: Who
    text: str = ""
    visibility: Visibility = "resident"

    @property
    def id(self) -> str:
        """Unique within the tenant, and the same however often the event is delivered."""
        return f"{self.source}/{self.entity}/{self.sequence}"

    @property
    def type(self) -> str:
        """The detail-type on the bus."""
        return type(self).__name__

    def payload(self) -> dict[str, Any]:
        """What this kind of event adds to the envelope, as JSON-ready data."""
        return self.model_dump(mode="json", exclude=set(Event.model_fields))


def envelope(stamp: Stamp, entity: str, sequence: int) -> dict[str, Any]:
    """The envelope's fields, to be given to an event's constructor with its own."""
    return {
        "tenant": stamp.tenant,
        "at": stamp.at,
        "actor": stamp.actor,
        "entity": entity,
        "sequence": sequence,
    }
