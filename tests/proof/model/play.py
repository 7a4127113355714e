"""What the rules have in common: the twins, and how a request is made, repeated, and held against its twin."""

import itertools
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from tests.builders.api import Answer
from tests.proof.model import tally
from tests.proof.model.platform import Event, Mail, Timers
from tests.proof.model.reference import Account, Order, Refusal
from tests.proof.model.stage import CATEGORIES, FULL_SLA, LADDER, Person, Stage, refused_with
from tests.proof.model.surveys import Survey
from tests.proof.model.watches import Watches

MOST_ORDERS = 5
_DURATIONS = {
    "PT5M": timedelta(minutes=5),
    "PT30M": timedelta(minutes=30),
    "PT2H": timedelta(hours=2),
    "P1D": timedelta(days=1),
    "-PT10M": timedelta(minutes=-10),
    "PT0S": timedelta(0),
    "PT1H": timedelta(hours=1),
}
#: how a request is sent: once; again with its key; after one whose `If-Match` is stale; with the right `If-Match`
MANNERS = st.sampled_from(["once", "once", "again", "stale", "matched"])


class Play(RuleBasedStateMachine):
    """One life of the company. `stage` is set by whoever runs it."""

    stage: Stage

    def __init__(self) -> None:
        super().__init__()
        self.stage.reset()
        self.orders: dict[str, Order] = {}
        self.accounts = {unit: Account() for unit in self.stage.units}
        self.surveys: dict[tuple[str, int], Survey] = {}
        self.mail, self.timers = Mail(self.stage), Timers()
        self.sent: list[tuple[Person, str, Any, str, Answer]] = []
        self.sent_at: list[datetime] = []
        self.verified: dict[str, list[tuple[str, str, int]]] = {}  # order -> id, role and visit of each photo
        self.versions: dict[str, int] = {}
        self._numbers = itertools.count(1)
        self._watching = self.timers.watched()
        self._watching.__enter__()

    def teardown(self) -> None:
        self._watching.__exit__(None, None, None)

    # -- who and what --------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        return self.stage.clock.now

    @property
    def people(self) -> dict[str, Person]:
        return self.stage.people

    def person_of(self, id: str | None) -> Person:
        return next(person for person in self.people.values() if person.id == id)

    def fresh(self, word: str) -> str:
        return f"{word}-{next(self._numbers)}"

    def tick(self) -> None:
        """No two things happen at the same moment."""
        self.stage.clock.advance(seconds=1)

    def an_order(self, data: st.DataObject, *states: str) -> Order | None:
        """One of the orders, in one of these states if any are named."""
        fitting = [id for id, order in self.orders.items() if not states or order.status in states]
        return self.orders[data.draw(st.sampled_from(fitting), label="order")] if fitting else None

    # -- asking --------------------------------------------------------------------------------------------------

    def get(self, who: Person, path: str) -> Any:
        answer = who.caller.get(path)
        assert answer.status == 200, (who.name, path, answer)
        return answer.json

    def account_of(self, unit: str) -> Any:
        return self.get(self.people["billing_clerk"], f"/v1/units/{unit}/account")

    def send(self, who: Person, method: str, path: str, body: Any, **headers: str) -> Answer:
        tally.note(f"{method} ")
        return who.caller.request(method, path, body, headers)

    def post(self, who: Person, path: str, body: Any, manner: str = "once", **headers: str) -> Answer:
        """A POST under a new key; what is sent again gets the same answer and changes nothing."""
        key = self.fresh("key")
        answer = self.send(who, "POST", path, body, **{"Idempotency-Key": key}, **headers)
        if answer.status in (200, 201):
            self.sent.append((who, path, body, key, answer))
            self.sent_at.append(self.now)
            if manner == "again":
                self.repeat(len(self.sent) - 1)
        return answer

    def repeat(self, index: int) -> None:
        """The same request again, as an app does that has not heard the answer."""
        who, path, body, key, first = self.sent[index]
        before = self.stage.contents()
        again = self.send(who, "POST", path, body, **{"Idempotency-Key": key})
        assert (again.status, again.json) == (first.status, first.json), (path, first, again)
        assert again.headers["Idempotency-Replayed"] == "true"
        tally.note("repeated")
        self.unchanged(before)

    def refused(self, who: Person, path: str, body: Any, why: Refusal, method: str = "POST") -> None:
        """The request is refused for this reason, and changes nothing."""
        before = self.stage.contents()
        answer = self.send(who, method, path, body)
        assert refused_with(answer) == why, (who.name, path, body, why, answer)
        tally.note("refused")
        self.unchanged(before)

    def unchanged(self, before: dict[tuple[str, str], int]) -> None:
        after = self.stage.contents()
        assert before == after, {
            key for key in before.keys() | after.keys() if before.get(key) != after.get(key)
        }

    # -- doing ---------------------------------------------------------------------------------------------------

    def do(
        self, who: Person, order: Order, verb: str, body: Any = None, manner: str = "once", **given: Any
    ) -> bool:
        """An action on an order, by whoever it is: done or refused, as the twin says. Answers whether it was done."""
        path, why = f"/v1/work-orders/{order.id}/{verb}", order.refusal(verb, who)
        if why is not None:
            self.refused(who, path, body, why)
            return False
        version = self.versions[order.id]
        if manner == "stale":
            self._stale(who, path, body, version)
        answer = self.post(
            who, path, body, manner, **({"If-Match": f'"{version}"'} if manner == "matched" else {})
        )
        assert answer.status == 200, (who.name, path, body, answer)
        entries = len(order.told)
        order.done(verb, who, self.now, **given)
        tally.note(f"state {verb}")
        self.compare(order, answer.json)
        assert answer.json["version"] == version + (len(order.told) > entries)
        self.versions[order.id] = answer.json["version"]
        return True

    def _stale(self, who: Person, path: str, body: Any, version: int) -> None:
        before = self.stage.contents()
        answer = self.send(who, "POST", path, body, **{"If-Match": f'"{version + 7}"'})
        assert refused_with(answer) == (412, "precondition_failed"), answer
        self.unchanged(before)

    def compare(self, order: Order, seen: Any) -> None:
        """The order as the API shows it is the order as the domain has it."""
        shown = {name: seen[name] for name in ("status", "assignee_id", "department_id", "visit", "number")}
        shown |= {name: seen[name] for name in ("priority", "rating", "score")}
        assert shown == {
            "status": order.status,
            "assignee_id": order.assignee,
            "department_id": order.department,
            "visit": order.visit,
            "number": order.number,
            "priority": order.priority,
            "rating": order.rating,
            "score": order.score,
        }
        assert set(seen["collaborator_ids"]) == order.collaborators
        held = seen["hold"] and seen["hold"]["amount_due"]["amount"]
        assert (held, seen["status"] == "suspended") == (order.owed, held is not None)
        for kind in ("respond", "arrive", "complete"):
            watch = order.watches.current.get(kind)
            due = seen["deadlines"][f"{kind}_by"]
            expected = watch.shown_due if watch else None
            assert (due and datetime.fromisoformat(due)) == expected, (kind, due, expected)

    # -- events --------------------------------------------------------------------------------------------------

    def deliver(self, event: Event, times: int = 1) -> None:
        """Hand an event to its consumers, and let the twins hear it."""
        standing = self.account_of(event["detail"]["entity"])["standing"] if _tells_standing(event) else ""
        self.mail.deliver(event, times)
        tally.note(f"event {event['type']}", times)
        if standing == "clear":
            for order in self.orders.values():
                if order.unit == event["detail"]["entity"] and order.status == "suspended":
                    order.watches.act(self.now)
                    order.release(self.now)
        if event["type"] == "WorkOrderCompleted":
            Survey.open(self.surveys, event)

    def take_in(self, made: Any, who: Person, category: str) -> Order:
        """The twin of an order that was just reported."""
        details = CATEGORIES[category]
        sla = {kind: _DURATIONS[text] for kind, text in details.get("sla", FULL_SLA).items()}
        steps = details.get("ladder", LADDER) or [{"after": "PT0S"}]
        unit, is_staff = made["unit_id"], who.role != "resident"
        household = next((one for one in self.people.values() if unit in one.units), None)
        order = Order(
            id=made["id"],
            number=made["number"],
            category=category,
            department=self.stage.gardens if category == "path" else self.stage.service,
            reporter=who,
            unit=unit,
            setter=who.id if is_staff else None,
            contact=household.id if household and is_staff else None,
            photos_required=details.get("photos_required", 1),
            status=made["status"],
            owed=made["hold"] and made["hold"]["amount_due"]["amount"],
            watches=Watches.begun(
                sla,
                {number: _DURATIONS[step["after"]] for number, step in enumerate(steps)},
                self.now,
                runs=made["status"] == "open",
            ),
            priority="urgent" if category == "gas" else "normal",
            told=["reported"] + ["suspended"] * (made["status"] == "suspended"),
        )
        self.orders[order.id], self.versions[order.id] = order, made["version"]
        return order


def _tells_standing(event: Event) -> bool:
    return bool(event["type"] == "StandingChanged")
