"""What must hold once everything is delivered and every due timer has woken."""

from collections import Counter
from typing import Any

from tests.builders.cloud import parked
from tests.proof.model import tally
from tests.proof.model.checks import READERS, Checks
from tests.proof.model.passing import Passing
from tests.proof.model.reference import Order
from tests.proof.model.stored import read

_WINDOW = "from=2026-11-01&to=2027-10-31"
Counts = Counter[tuple[Any, ...]]


class Endings(Passing, Checks):
    """The end of each example: quiet, then the whole of it is looked at."""

    def check_ending(self) -> None:
        self.settle()
        assert parked() == []
        self.every_promise_holds()
        for number, name in enumerate(READERS):
            self.check_reader(self.people[name], ("", "open", "closed,cancelled")[number % 3])
            for order in list(self.orders.values())[number % 2 :: 2]:
                self.check_sight(self.people[name], order)
        for unit in self.stage.units:
            self.check_account(unit)
        for order in self.orders.values():
            self.check_clocks(order)
            self._check_end_of(order)
        self._check_told()
        self._check_statistics()
        tally.note("examples")

    def _check_end_of(self, order: Order) -> None:
        """No clear household is held, each completion has been asked about, and a timer waits where one should."""
        if order.status == "suspended":
            assert self.account_of(str(order.unit))["standing"] == "arrears"
        assert {n for id, n in self.surveys if id == order.id} == set(range(1, order.completions + 1))
        (row,) = [row for row in self.stage.rows(f"DEADLINES#{order.id}") if row.get("kind") == "Clocks"]
        for clock in read(row)["clocks"]:
            watch = order.watches.current[clock["kind"]]
            if clock["phase"] == "running" and watch.due:
                due = {step for step, after in order.watches.ladder.items() if watch.due + after <= self.now}
                assert set(clock["fired"]) == watch.climbed | due
        order.watches.see(self.now)
        moment = order.watches.next_moment()
        running = [name for name in self.timers.running if name.startswith(f"{order.id}-")]
        if order.status != "paused":  # it may go on before a timer that waits wakes, so that is left alone
            assert len(running) == (moment is not None), (order.id, running, moment)

    def _check_told(self) -> None:
        """Each step, invitation and suspension reached each recipient once, however often it was delivered."""
        expected: Counts = Counter()
        for row in self.stage.rows(""):
            if row["SK"].startswith("EV#"):
                expected += recipients(row["kind"], read(row))
        notes = [read(row) for row in self.stage.rows("INBOX#") if row.get("kind") == "Notification"]
        kinds = {"deadline_near", "deadline_breached", "survey_invited", "suspended"}
        told = Counter(
            (note["person_id"], note["work_order_id"], note["kind"], note["step"])
            for note in notes
            if note["kind"] in kinds
        )
        assert told == expected
        escalated: Counts = Counter()
        for row in self.stage.rows("WO#"):
            if row.get("kind") == "WorkOrderEscalated":
                entry = read(row)
                escalated[entry["entity"], entry["deadline"], entry["step"]] += 1
        breaches = [read(r) for r in self.stage.rows("DEADLINES#") if r.get("kind") == "DeadlineBreached"]
        assert escalated == Counter((e["entity"], e["kind"], e["step"]) for e in breaches)

    def _check_statistics(self) -> None:
        """The counters are a recount of the twins."""
        tally.note("invariant: the statistics are a recount")
        shown = self.get(self.people["manager"], f"/v1/stats/work-orders?group_by=category&{_WINDOW}")[
            "items"
        ]
        for code in {order.category for order in self.orders.values()}:
            orders = [order for order in self.orders.values() if order.category == code]
            row = next(one for one in shown if one["key"] == code)
            assert _figures(row) == _recount(orders), code
        shown = self.get(self.people["manager"], f"/v1/stats/work-orders?group_by=member&{_WINDOW}")["items"]
        facts = Counter((f.what, f.member) for order in self.orders.values() for f in order.facts if f.member)
        told = Counter({(what, row["key"]): row[what] for row in shown for what in ("completed", "rated")})
        assert +told == facts


def recipients(kind: str, event: dict[str, Any]) -> Counts:
    """Whom an event of these kinds reaches, by domain.md."""
    match kind:
        case "DeadlineNear" | "DeadlineBreached":
            name = "deadline_near" if kind == "DeadlineNear" else "deadline_breached"
            return Counter((id, event["entity"], name, event["step"]) for id in event["recipient_ids"])
        case "SurveyInvited":
            return Counter([(event["resident_id"], event["order_id"], "survey_invited", None)])
        case "WorkOrderSuspended":
            card = event["card"]
            people = {card["reporter"]["id"], card["contact_id"], card["setter_id"]} - {None}
            return Counter((id, event["entity"], "suspended", None) for id in people)
    return Counter()


def _figures(row: dict[str, Any]) -> dict[str, Any]:
    kinds = ("respond", "arrive", "complete")
    numbers = {
        name: row[name] for name in ("reported", "completed", "rated", "excellent", "due", "score_average")
    }
    return numbers | {
        kind: (row["timeliness"][kind]["met"], row["timeliness"][kind]["breached"]) for kind in kinds
    }


def _recount(orders: list[Order]) -> dict[str, Any]:
    facts = [fact for order in orders for fact in order.facts]
    scores = [fact.score for fact in facts if fact.what == "rated"]
    completed = sum(fact.what == "completed" for fact in facts)
    watches = [w for order in orders for w in (*order.watches.current.values(), *order.watches.replaced)]
    counted = {
        kind: (
            sum(w.kind == kind and w.phase == "done" and not w.breached_at for w in watches),
            sum(w.kind == kind and w.breached_at is not None for w in watches),
        )
        for kind in ("respond", "arrive", "complete")
    }
    late = sum(w.kind == "complete" and w.phase == "done" and w.breached_at is not None for w in watches)
    return {
        "reported": len(orders),
        "completed": completed,
        "rated": len(scores),
        "excellent": scores.count(5),
        "due": completed - late + counted["complete"][1],
        "score_average": round(sum(scores) / len(scores), 2) if scores else None,
        **counted,
    }
