"""What must hold after every step, whatever has been delivered by then: read from the table, and through the API."""

import copy
import re
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from hypothesis.stateful import invariant

from chalicelib.contracts import workorders as events
from chalicelib.workorders.model import WorkOrder, replay
from tests.proof.model import tally
from tests.proof.model.play import Play
from tests.proof.model.reference import Order
from tests.proof.model.stage import FIELD, RESIDENTS, Person
from tests.proof.model.stored import read, whole

READERS = (*FIELD, *RESIDENTS, "manager", "front_desk")
_RELEASED = {"cleared", "waived"}


class Checks(Play):
    """The invariants. Those that ask the API ask for one reader a step, and in the end for all."""

    def __init__(self) -> None:
        super().__init__()
        self._step = 0

    @invariant()
    def every_promise_holds(self) -> None:
        tally.note("steps")
        self.orders_are_what_happened_to_them()
        self.nothing_gated_has_slipped_through()
        self.arrivals_and_completions_are_proven()
        self.a_completion_has_one_survey()
        self.ladders_are_climbed_step_by_step()
        self.somebody_looks()

    def orders_are_what_happened_to_them(self) -> None:
        """Replaying gives the state, the timeline is the twin's, versions and numbers are nobody else's."""
        stored = self.stage.rows("WO#")
        for order in self.orders.values():
            tally.note("invariant: the timeline replays to the order")
            rows = [row for row in stored if row["PK"].endswith(f"#WO#{order.id}")]
            head, history = rows[0], [_event(row) for row in rows[1:]]
            found = WorkOrder.model_validate_json(whole(head))
            assert replay(history).model_copy(update={"version": found.version}) == found
            assert [event.sequence for event in history] == list(range(1, len(history) + 1))
            kinds = [_snake(type(event).__name__) for event in history]
            assert [kind for kind in kinds if kind != "escalated"] == order.told
            released = [e for e in history if getattr(e, "cause", "") in _RELEASED]
            assert len(released) == order.resumptions <= 1
            self._follow_version(order, found)
        numbers = [order.number for order in self.orders.values()]
        assert len(numbers) == len(set(numbers)) == len([row for row in stored if row["SK"] == "#ORDER"])

    def _follow_version(self, order: Order, found: WorkOrder) -> None:
        """What the system does to an order counts as well: one version for each of its changes."""
        assert self.versions[order.id] <= found.version <= found.sequence
        self.versions[order.id] = found.version

    def nothing_gated_has_slipped_through(self) -> None:
        """Holds lie where orders are suspended, each with its reason; and only gated orders are held."""
        marks = {(row["PK"].rsplit("#", 1)[-1], row["SK"]) for row in self.stage.rows("HOLDS#")}
        held = {(order.unit, order.id) for order in self.orders.values() if order.status == "suspended"}
        assert marks == held
        for order in self.orders.values():
            assert (order.status == "suspended") == (order.owed is not None)
            assert order.category == "leak" or order.status != "suspended"

    def arrivals_and_completions_are_proven(self) -> None:
        """On site is inside the fence, accurate, or an exception with its photo; done is after this visit's photos."""
        for row in self.stage.rows("WO#"):
            if row.get("kind") == "WorkOrderCheckedIn":
                told, order = read(row), self.orders[row["PK"].rsplit("#", 1)[-1]]
                is_inside = order.unit is None or (
                    told["distance_m"] - told["accuracy_m"] <= 150.5 and told["accuracy_m"] <= 100
                )
                photos = [id for id, _, _ in self.verified.get(order.id, [])]
                assert is_inside or (told["is_exception"] and told["attachment_id"] in photos)
            elif row.get("kind") == "WorkOrderCompleted":
                told, order = read(row), self.orders[row["PK"].rsplit("#", 1)[-1]]
                own = [one for one in self.verified.get(order.id, []) if one[1:] == ("after", told["visit"])]
                assert told["visit"] >= 1
                assert order.photos_required <= told["photos"] <= len(own) or order.photos_required == 0

    def a_completion_has_one_survey(self) -> None:
        stored = {}
        for row in self.stage.rows("SURVEY#"):
            if row.get("kind") == "Survey":
                survey = read(row)
                assert stored.setdefault((survey["order_id"], survey["completion"]), survey) is survey
        assert {key: survey["status"] for key, survey in stored.items()} == {
            key: survey.status for key, survey in self.surveys.items()
        }
        for order in self.orders.values():
            answers = [one.status for (id, _), one in self.surveys.items() if id == order.id]
            assert order.status != "closed" or {"answered", "expired"} & set(answers)

    def ladders_are_climbed_step_by_step(self) -> None:
        """Each step once, in order, never before its moment; the clocks are the twin's."""
        for row in self.stage.rows("DEADLINES#"):
            if row.get("kind") == "Clocks":
                order = self.orders[row["PK"].rsplit("#", 1)[-1]]
                stored = read(row)
                for clock in (*stored["clocks"], *stored["archived"]):
                    tally.note("invariant: a clock's ladder")
                    _check_ladder(order, clock)

    def somebody_looks(self) -> None:
        """Through the API, in turn: somebody at their list, somebody at an order, the clerk at an account."""
        self._step += 1
        turn, round_ = self._step % 4, self._step // 4
        who, orders = self.people[READERS[round_ % len(READERS)]], list(self.orders.values())
        if turn == 0:
            self.check_reader(who)
        elif turn == 1 and orders:
            order = orders[round_ % len(orders)]
            self.check_sight(who, order)
            self.check_clocks(order)
        elif turn == 2:
            self.check_account(self.stage.units[round_ % 2])

    def check_reader(self, who: Person, status: str = "") -> None:
        """Lists exactly what is theirs, as it is; and the count of unread is the count of the unread."""
        tally.note("invariant: a reader sees exactly what is theirs")
        wanted = status.split(",") if status else None
        listed = self.get(who, f"/v1/work-orders?limit=200{'&status=' * bool(status)}{status}")["items"]
        expected = {o.id for o in self.orders.values() if o.is_listed_for(who)}
        assert {one["id"] for one in listed} == {
            id for id in expected if wanted is None or self.orders[id].status in wanted
        }
        for shown in listed:
            self.compare(self.orders[shown["id"]], shown)
        inbox = self.get(who, "/v1/notifications?limit=200")
        assert inbox["unread"] == sum(note["read_at"] is None for note in inbox["items"])

    def check_sight(self, who: Person, order: Order) -> None:
        """What one may not see does not exist."""
        answer = who.caller.get(f"/v1/work-orders/{order.id}")
        assert answer.status == (200 if order.is_seen_by(who) else 404), (who.name, order)

    def check_account(self, unit: str) -> None:
        """The balance is the sum of what counts; what is due is what is overdue and undisputed of what is open."""
        tally.note("invariant: an account is the sum of its lines")
        twin, shown = self.accounts[unit], self.account_of(unit)
        assert shown["balance"]["amount"] == twin.balance
        today = (self.now + timedelta(hours=8)).date().isoformat()
        is_open = [one for one in shown["charges"] if one["remaining"]["amount"]]
        assert {one["id"] for one in is_open if one["is_disputed"]} == twin.disputed
        due = sum(
            one["remaining"]["amount"] for one in is_open if one["due_on"] < today and not one["is_disputed"]
        )
        assert shown["amount_due"]["amount"] == due
        assert shown["standing"] == ("arrears" if due > 0 else "clear")
        if not twin.disputed:  # then no credit waits beside an open charge
            owed = sum(one["remaining"]["amount"] for one in is_open)
            assert owed == max(0, twin.balance)

    def check_clocks(self, order: Order) -> None:
        """As the twin's stop-watches show them now."""
        tally.note("invariant: an order's clocks")
        watches = copy.deepcopy(order.watches)
        watches.act(self.now)
        shown = self.get(self.people["manager"], f"/v1/work-orders/{order.id}/deadlines")["items"]
        assert {one["kind"] for one in shown} == set(watches.current)
        for one in shown:
            watch = watches.current[one["kind"]]
            due = one["due_at"] and datetime.fromisoformat(one["due_at"])
            assert (one["state"], due) == (watch.state, watch.shown_due), (order.id, one, watch)
            if watch.phase == "paused" and order.status != "suspended":
                assert one["remaining_s"] == watch.left // timedelta(seconds=1)


def _check_ladder(order: Order, clock: Any) -> None:
    climbed = [escalation["step"] for escalation in clock["escalations"]]
    skipped = (
        _reminders(order) if clock["kind"] == "resolution" else set()
    )  # late before anybody could be reminded
    assert Counter(climbed) + Counter(skipped) == Counter(clock["fired"])
    assert len(set(climbed)) == len(climbed)
    moments = [order.watches.ladder[step] for step in climbed]
    assert moments == sorted(moments)
    if clock["phase"] == "running":
        due = datetime.fromisoformat(clock["due_at"])
        for escalation in clock["escalations"]:
            # A pause since then has moved the due moment on, never back.
            at = datetime.fromisoformat(escalation["at"])
            assert at >= due + order.watches.ladder[escalation["step"]] or "paused" in order.told


def _reminders(order: Order) -> set[int]:
    return {step for step, after in order.watches.ladder.items() if after < timedelta(0)}


def _event(row: dict[str, str]) -> events.WorkOrderEvent:
    kind: type[events.WorkOrderEvent] = getattr(events, row["kind"])
    return kind.model_validate_json(row["data"])


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name.removeprefix("WorkOrder")).lower()
