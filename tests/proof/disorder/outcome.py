"""What a world has come to, in the words in which an orderly one and a disorderly one have to agree.

The moment of a consumer's act, and its place on the timeline, follow from when its event came: they are not compared.
What happened, to whom, how often, and every counter are.
"""

import json
from collections import Counter
from typing import Any

from chalicelib.contracts import workorders as events
from chalicelib.deadlines.model import Clocks
from chalicelib.workorders.model import WorkOrder, replay
from tests.builders.moto_state import Picture, Row, take_off
from tests.proof.disorder.world import World

_KEPT = ("status", "assignee_id", "visit", "completions", "rating", "score", "was_late", "priority", "hold")


def outcome(world: World) -> dict[str, Any]:
    """What was done, told and counted. Order ids are replaced by the names of their lives."""
    assert take_off("dead-letters") == take_off("parked") == []
    picture = Picture.take()
    rows = {key: row for key, row in picture.changed_since(world.before).items() if row}
    found = {
        "orders": {life.name: _order(picture, life.order) for life in world.lives},
        "clocks": {life.name: _clocks(picture, life.order) for life in world.lives},
        "told": _told(rows),
        "carried": Counter([*picture.letters(), *picture.texts()]).total(),
        "counted": sorted(
            (key, _numbers(row)) for key, row in rows.items() if "#STATS#" in key[0] and _numbers(row)
        ),
        "surveys": sorted(_survey(row) for row in rows.values() if row.get("kind") == "Survey"),
        "accounts": sorted(row["data"] for row in rows.values() if row.get("kind") == "Account"),
        "exports": sorted(_export(row) for row in rows.values() if row.get("kind") == "Export"),
        "photos": sorted(_photos(row) for row in rows.values() if row.get("kind") == "Photos"),
        "running": [name for name, (status, _) in picture.processes().items() if status == "RUNNING"],
    }
    return {name: _named(world, what) for name, what in found.items()}


def _order(picture: Picture, order_id: str) -> dict[str, Any]:
    """Where the order stands, and what happened to it, the order being the sum of its events."""
    (pk,) = {pk for pk, _ in picture.items if pk.endswith(f"#WO#{order_id}")}
    (_, stored), *history = sorted(picture.rows_of(pk).items())
    order = WorkOrder.model_validate_json(stored["data"][:-1] + "," + stored["more"][1:])
    told = [getattr(events, row["kind"]).model_validate_json(row["data"]) for _, row in history]
    assert replay(told).model_copy(update={"version": order.version}) == order
    kinds = Counter(f"{one.type} {getattr(one, 'deadline', '')} {getattr(one, 'step', '')}" for one in told)
    return {name: str(getattr(order, name)) for name in _KEPT} | {"timeline": sorted(kinds.items())}


def _clocks(picture: Picture, order_id: str) -> list[str]:
    """How each clock ended and which steps it climbed, the replaced ones included."""
    (pk,) = {pk for pk, _ in picture.items if pk.endswith(f"#DEADLINES#{order_id}")}
    clocks = Clocks.model_validate_json(
        next(row["data"] for row in picture.rows_of(pk).values() if "v" in row)
    )
    return [
        f"{clock.kind} {clock.state} {sorted(clock.fired)} "
        f"{sorted((one.step, one.notified) for one in clock.escalations)}"
        for clock in (*clocks.clocks, *clocks.archived)
    ]


def _told(rows: dict[tuple[str, str], Row]) -> list[Any]:
    """Each entry of each inbox, by person, kind, order and step: more than one of a kind shows as a count."""
    notes = [json.loads(row["data"]) for row in rows.values() if row.get("kind") == "Notification"]
    return sorted(
        Counter(
            f"{note['person_id']} {note['kind']} {note['work_order_id']} {note['step']}" for note in notes
        ).items()
    )


def _numbers(row: Row) -> list[tuple[str, str]]:
    """What is added up here. What was taken back is 0, and reads as what was never added."""
    return sorted((name, value) for name, value in row.items() if name not in ("PK", "SK") and value != "0")


def _survey(row: Row) -> str:
    survey = json.loads(row["data"])
    return f"{survey['order_id']} {survey['completion']} {survey['status']} {(survey['reply'] or {}).get('score')}"


def _export(row: Row) -> str:
    export = json.loads(row["data"])
    return f"{export['filters']} {export['status']} {export['rows']} of {export['pieces']}"


def _photos(row: Row) -> str:
    photos = json.loads(row["data"])
    return f"{photos['order_id']} {len(photos['verified'])}"


def _named(world: World, what: Any) -> Any:
    text = repr(what)
    for life in world.lives:
        text = text.replace(life.order, f"<{life.name}>")
    return text
