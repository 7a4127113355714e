"""How the way of a notice to its people goes, in numbers: what one delivery counts for. Pure.

Each person is in one place: `waiting` for the end of quiet hours, `pending` with a channel, `reached` by one at least,
`failed` by all, or told in the inbox alone (`inside`). Besides, each channel counts what became of its sendings.
"""

from collections import Counter
from collections.abc import Mapping

from chalicelib.notifications.model import Delivery, Status

PLACES = ("waiting", "pending", "reached", "failed", "inside")
_OUTCOMES: dict[Status, str] = {
    "pending": "pending",
    "started": "pending",
    "sent": "sent",
    "delivered": "delivered",
}


def counted(delivery: Delivery | None, *, waits: bool = False) -> Counter[str]:
    """What a delivery counts for, as `<place>` and `<channel>_<outcome>`; nothing where there is none yet."""
    if delivery is None:
        return Counter()
    if waits:
        return Counter({"waiting": 1})
    outcomes = [(one.channel, _OUTCOMES.get(one.status, "failed")) for one in delivery.sendings]
    return Counter(_place({outcome for _, outcome in outcomes}), **Counter(f"{c}_{o}" for c, o in outcomes))


def _place(outcomes: set[str]) -> list[str]:
    if not outcomes:
        return ["inside"]
    if outcomes & {"sent", "delivered"}:
        return ["reached"]
    return ["pending" if "pending" in outcomes else "failed"]


def moved(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """What is to be added so that `after` counts in place of `before`; without what stays."""
    changes = {name: after.get(name, 0) - before.get(name, 0) for name in {*before, *after}}
    return {name: change for name, change in sorted(changes.items()) if change}
