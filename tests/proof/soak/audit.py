"""What must be true when it is quiet again: everything that was acknowledged is there, once, and all promises hold."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chalicelib.contracts import workorders as events
from chalicelib.workorders.model import WorkOrder, replay
from tests.builders.rows import plain
from tests.proof.model.endings import recipients
from tests.proof.model.stored import read, whole
from tests.proof.soak.lives import Cast
from tests.stack import Stack

#: a verb of the API -> the event that its word is found in
_SAID = {
    "report": "WorkOrderReported",
    "comments": "WorkOrderCommented",
    "complete": "WorkOrderCompleted",
    "pause": "WorkOrderPaused",
    "rework": "WorkOrderReopened",
}


@dataclass
class Table:
    """All that lies in the table of these companies, by kind of item; an event's `data` is read when asked for."""

    items: list[dict[str, str]]

    @classmethod
    def of(cls, stack: Stack, casts: Iterable[Cast]) -> "Table":
        pages = stack.client("dynamodb").get_paginator("scan").paginate(TableName=stack.table_name)
        own = tuple(f"T#{cast.firm.tenant_id}#" for cast in casts)
        items = (plain(item) for page in pages for item in page["Items"])
        return cls([item for item in items if item["PK"].startswith(own)])

    def of_kind(self, *kinds: str) -> Iterable[dict[str, Any]]:
        return (read(item) for item in self.items if item.get("kind") in kinds)

    def orders(self) -> dict[str, tuple[WorkOrder, list[events.WorkOrderEvent]]]:
        """Each order with what happened to it, oldest first."""
        heads: dict[str, WorkOrder] = {}
        histories: dict[str, list[events.WorkOrderEvent]] = {}
        for item in sorted(self.items, key=lambda item: (item["PK"], item["SK"])):
            _, _, partition = item["PK"].split("#", 2) if item["PK"].count("#") >= 2 else ("", "", "")
            if not partition.startswith("WO#"):
                continue
            if item["SK"] == "#ORDER":
                heads[partition] = WorkOrder.model_validate_json(whole(item))
            else:
                kind: type[events.WorkOrderEvent] = getattr(events, item["kind"])
                histories.setdefault(partition, []).append(kind.model_validate_json(item["data"]))
        return {order.id: (order, histories[partition]) for partition, order in heads.items()}


def check(table: Table, casts: list[Cast], acknowledged: list[tuple[str, str, Any]]) -> dict[str, int]:
    """Raises AssertionError when something is lost, doubled, torn or left open. Answers what was counted."""
    orders = table.orders()
    _check_nothing_is_lost(orders, acknowledged)
    for order, history in orders.values():
        assert replay(history).model_copy(update={"version": order.version}) == order
        assert [event.sequence for event in history] == list(range(1, len(history) + 1))
        assert sum(getattr(event, "cause", "") in ("cleared", "waived") for event in history) <= 1
    numbers = Counter((head.number, history[0].tenant) for head, history in orders.values())
    assert max(numbers.values()) == 1
    _check_consumers(table)
    for cast in casts:
        own = {id: history for id, (_, history) in orders.items() if history[0].tenant == cast.firm.tenant_id}
        answers = [
            s["card"]["category"] for s in table.of_kind("Survey") if s["reply"] and s["order_id"] in own
        ]
        _check_statistics(cast, list(own.values()), answers)
    return {
        "orders": len(orders),
        "entries on timelines": sum(len(history) for _, history in orders.values()),
        "events in all": sum(item["SK"].startswith("EV#") for item in table.items),
        "notifications": sum(item.get("kind") == "Notification" for item in table.items),
        "surveys": sum(item.get("kind") == "Survey" for item in table.items),
        "steps of ladders": sum(
            item.get("kind") in ("DeadlineNear", "DeadlineBreached") for item in table.items
        ),
    }


def _check_nothing_is_lost(orders: dict[str, Any], acknowledged: list[tuple[str, str, Any]]) -> None:
    """Each acknowledged word is in one event of its order, however often it was sent; and no word in two."""
    said = Counter(
        (
            type(event).__name__,
            event.card.title if isinstance(event, events.WorkOrderReported) else event.text,
        )
        for _, history in orders.values()
        for event in history
    )
    for verb, word, answer in acknowledged:
        if verb in _SAID:
            assert said[_SAID[verb], word] == 1, (verb, word, said[_SAID[verb], word])
        if verb == "report":
            assert orders[answer["id"]][0].number == answer["number"]
    assert len(orders) == sum(verb == "report" for verb, _, _ in acknowledged)


def _check_consumers(table: Table) -> None:
    """Holds, surveys, ladders and inboxes are what the events say, each thing once."""
    orders = table.orders()
    suspended = {order.id for order, _ in orders.values() if order.status == "suspended"}
    assert suspended == {hold["order_id"] for hold in table.of_kind("HoldItem")}
    owing = {account["unit_id"] for account in table.of_kind("Account") if account["open_charges"]}
    assert {order.unit_id for order, _ in orders.values() if order.status == "suspended"} <= owing
    completions = Counter((o.id, n) for o, _ in orders.values() for n in range(1, o.completions + 1))
    assert Counter((s["order_id"], s["completion"]) for s in table.of_kind("Survey")) == completions
    kinds = ("DeadlineNear", "DeadlineBreached", "SurveyInvited", "WorkOrderSuspended")
    expected = sum((recipients(kind, event) for kind in kinds for event in table.of_kind(kind)), Counter())
    wanted = {"deadline_near", "deadline_breached", "survey_invited", "suspended"}
    told = Counter(
        (note["person_id"], note["work_order_id"], note["kind"], note["step"])
        for note in table.of_kind("Notification")
        if note["kind"] in wanted
    )
    assert told == expected, (told - expected, expected - told)
    steps = Counter((e["entity"], e["kind"], e["step"]) for e in table.of_kind("DeadlineBreached"))
    assert (
        Counter((e["entity"], e["deadline"], e["step"]) for e in table.of_kind("WorkOrderEscalated")) == steps
    )
    unread = Counter(note["person_id"] for note in table.of_kind("Notification") if not note["read_at"])
    counts = {i["PK"].rsplit("#", 1)[-1]: int(i["unread"]) for i in table.items if i["SK"] == "~COUNT"}
    assert +Counter(counts) == unread


def _check_statistics(cast: Cast, histories: list[list[events.WorkOrderEvent]], answers: list[str]) -> None:
    """The counters are a recount of the timelines, and of the surveys."""
    window = "from=2026-01-01&to=2027-12-31"
    shown = cast.firm.manager.get(f"/v1/stats/work-orders?group_by=category&{window}")["items"]
    told = Counter(
        {(row["key"], what): row[what] for row in shown for what in ("reported", "completed", "rated")}
    )
    kinds = {
        events.WorkOrderReported: "reported",
        events.WorkOrderCompleted: "completed",
        events.WorkOrderRated: "rated",
    }
    counted = Counter(
        (event.card.category, kinds[type(event)])
        for history in histories
        for event in history
        if type(event) in kinds
    )
    counted += Counter((category, "rated") for category in answers)
    assert +told == counted, (told - counted, counted - told)


def send_again(stack: Stack) -> int:
    """Put dead letters on the bus again, as whoever looks at them would; answers how many there were."""
    letters = stack.messages("DeadLettersUrl")
    for letter in letters:
        event = letter.get("event") or letter["requestPayload"]
        entry = {
            "Source": event["source"],
            "DetailType": event["detail-type"],
            "Detail": json.dumps(event["detail"]),
        }
        stack.client("events").put_events(Entries=[entry | {"EventBusName": stack.outputs["BusName"]}])
    return len(letters)


def left_open(stack: Stack, casts: Iterable[Cast]) -> list[str]:
    """Executions that run although their order is closed or called off."""
    orders = [order for order, _ in Table.of(stack, casts).orders().values()]
    done = {order.id for order in orders if order.status in ("closed", "cancelled", "completed")}
    pages = stack.client("stepfunctions").get_paginator("list_executions")
    running = pages.paginate(stateMachineArn=stack.outputs["TimerArn"], statusFilter="RUNNING")
    names = [found["name"] for page in running for found in page["executions"]]
    return [name for name in names if name.rsplit("-", 1)[0] in done]
