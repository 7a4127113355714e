"""What requests consume: their calls of the table, and the units that the database says they cost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from chalicelib.kernel.aws import client

_READS = ("GetItem", "BatchGetItem", "Query")


@dataclass
class Consumed:
    """Since it was last set to nothing: calls, read units and write units."""

    calls: int = 0
    read: float = 0
    write: float = 0


@contextmanager
def consumed() -> Iterator[Consumed]:
    """Counts what is asked of the table inside."""
    found = Consumed()

    def ask(params: dict[str, Any], **_: Any) -> None:
        params["ReturnConsumedCapacity"] = "TOTAL"

    def add(parsed: dict[str, Any], model: Any, **_: Any) -> None:
        told = parsed.get("ConsumedCapacity", [])
        units = sum(one["CapacityUnits"] for one in (told if isinstance(told, list) else [told]))
        found.calls += 1
        if model.name in _READS:
            found.read += units
        else:
            found.write += units

    hooks = client("dynamodb").meta.events
    hooks.register("provide-client-params.dynamodb", ask)
    hooks.register("after-call.dynamodb", add)
    try:
        yield found
    finally:
        hooks.unregister("provide-client-params.dynamodb", ask)
        hooks.unregister("after-call.dynamodb", add)
