"""Lives of orders as people lead them, each a generator: it yields where somebody lets time pass."""

import itertools
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from infra.client import Caller
from tests.builders.photos import photo, scene
from tests.journeys.firm import Firm, Household, fen, position
from tests.proof.soak.patience import Patient, Record

_SLA = {"respond": "PT2H", "arrive": "PT4H", "complete": "P1D"}
_LADDER = [{"after": "PT0S", "notify": ["head", "assignee"]}, {"after": "PT20S", "notify": ["assessment"]}]
_words = itertools.count(1)

Life = Iterator[None]


@dataclass
class Cast:
    """A company with its people as patient clients, its categories, and households that nobody else uses."""

    firm: Firm
    record: Record
    homes: list[Household] = field(default_factory=list)
    free: deque[Household] = field(default_factory=deque)  # those that owe nothing and may come to

    def __post_init__(self) -> None:
        self.plain = self.firm.category(sla=_SLA, ladder=_LADDER, gate="blocked")
        self.shown = self.firm.category(sla=_SLA, ladder=_LADDER, photos_required=1)
        self.hasty = self.firm.category(sla={"respond": "PT5S", "complete": "PT30S"}, ladder=_LADDER)
        self.homes = [self.firm.household() for _ in range(8)]
        self.free = deque(self.homes)

    def patient(self, who: Caller) -> Patient:
        return Patient(who, self.record)


class Order:
    """What one life asks for, in the words by which its traces are found at the end."""

    def __init__(self, cast: Cast, chance: random.Random) -> None:
        self.cast, self.chance = cast, chance
        firm = cast.firm
        self.dispatcher, self.technician = cast.patient(firm.dispatcher), cast.patient(firm.technician)
        self.manager, self.clerk = cast.patient(firm.manager), cast.patient(firm.clerk)
        self.id = ""

    def report(self, by: Caller, category: str, **fields: Any) -> Any:
        """An order whose title nobody else's has."""
        word = f"order {next(_words)}"
        body = {"kind": "repair", "category": category, "title": word, **fields}
        answer = self.cast.patient(by).post("/v1/work-orders", body)
        assert answer.status_code == 201, (answer.status_code, answer.text)
        self.cast.record.acknowledge("report", word, answer.json())
        self.id = answer.json()["id"]
        return answer.json()

    def act(self, who: Patient, verb: str, body: dict[str, Any] | None = None) -> httpx.Response:
        """An action that is expected to be done; a word tells its traces from others'."""
        word = f"{verb} {next(_words)}"
        key = {
            "comments": "text",
            "nudges": "text",
            "complete": "summary",
            "pause": "reason",
            "rework": "reason",
        }
        sent = {**(body or {}), **({key[verb]: word} if verb in key else {})}
        answer = who.post(f"/v1/work-orders/{self.id}/{verb}", sent)
        assert answer.status_code == 200, (verb, answer.status_code, answer.text)
        self.cast.record.acknowledge(verb, word, answer.json())
        return answer

    def seen(self) -> Any:
        return self.manager.get(f"/v1/work-orders/{self.id}")


def life(cast: Cast, chance: random.Random) -> Life:
    """One order from its report to its end, with what people look at in between."""
    order = Order(cast, chance)
    home = _one_of(cast.free) if chance.random() < 0.25 else None
    yield from _reported(order, home)
    if home is not None:
        cast.free.append(home)
    if chance.random() < 0.06:
        order.act(order.manager, "cancel", {"reason": "no need"})
        return
    yield
    if chance.random() < 0.5:
        order.act(order.dispatcher, "assign", {"assignee_id": cast.firm.ids["technician"]})
        yield
        order.technician.get("/v1/work-orders?assignee=me&status=assigned,accepted,on_site&limit=20")
        order.act(order.technician, "accept")
    else:
        order.technician.get("/v1/work-orders?status=open&limit=20")
        order.act(order.technician, "take")
    yield
    yield from _worked(order)
    if chance.random() < 0.05:
        order.act(order.manager, "rework", {})
        yield
        order.act(order.technician, "accept")
        yield from _worked(order)
    yield from _judged(order)


def _one_of(free: deque[Household]) -> Household | None:
    """Several clients share a cast: the last one may be gone."""
    try:
        return free.popleft()
    except IndexError:
        return None


def _reported(order: Order, home: Household | None) -> Life:
    """By a resident who owes, and then pays; or by one who does not; or by the manager."""
    cast, chance = order.cast, order.chance
    if home is not None:
        charge = {"unit_id": home.unit_id, "kind": "fee", "period": "then", "due_on": "2026-01-01"}
        assert order.clerk.post("/v1/charges", charge | {"amount": fen(500)}).status_code == 201
        held = order.report(home.resident, cast.plain, unit_id=home.unit_id)
        assert held["status"] == "suspended", held
        yield
        paid = {"unit_id": home.unit_id, "amount": fen(500), "provider": "bank"}
        paid["provider_reference"] = f"soak-{next(_words)}"
        assert order.clerk.post("/v1/payments", paid).status_code == 201
        while order.seen()["status"] == "suspended":
            yield
        return
    category = chance.choice([cast.plain, cast.plain, cast.shown, cast.hasty])
    if chance.random() < 0.5 or not cast.homes:
        order.report(cast.firm.manager, category, building_id=cast.firm.building_id)
    else:
        other = chance.choice(cast.homes)
        # Two lives may meet in a household; what it owes for the one does not concern the other.
        made = order.report(other.resident, cast.shown, unit_id=other.unit_id)
        while made["status"] == "suspended":
            yield
            made = order.seen()
    yield


def _worked(order: Order) -> Life:
    """On site, with a pause now and then, the photos that are wanted, and a word to the resident."""
    chance = order.chance
    order.act(order.technician, "check-in", position(chance.uniform(0, 100)))
    yield
    if chance.random() < 0.1:
        order.act(order.technician, "pause", {"expected_on": "2026-12-01"})
        yield
        order.act(order.technician, "resume")
    order.act(order.technician, "comments", {"visibility": "resident"})
    if order.seen()["photos_required"]:
        yield from _photographed(order)
    order.act(order.technician, "complete", {"minutes": 20})
    order.manager.get(f"/v1/work-orders/{order.id}/timeline")
    yield


def _photographed(order: Order) -> Life:
    path = f"/v1/work-orders/{order.id}/attachments"
    picture = photo(image=scene(64, 48, seed=order.id))
    asked = order.technician.post(path, {"role": "after", "content_type": "image/jpeg", "size": len(picture)})
    assert asked.status_code == 201, asked.text
    form = asked.json()["upload"]
    sent = httpx.post(form["url"], data=form["fields"], files={"file": picture}, timeout=60)
    assert sent.is_success, sent.text
    while all(
        one["status"] == "pending"
        for one in order.technician.get(path)["items"]
        if one["id"] == asked.json()["id"]
    ):
        yield


def _judged(order: Order) -> Life:
    """By the resident, if there is one and the link has come; else by the manager."""
    home = next((one for one in order.cast.homes if one.unit_id == order.seen()["unit_id"]), None)
    if home is not None:
        resident = order.cast.patient(home.resident)
        for _ in range(40):
            notes = resident.get("/v1/notifications?limit=50")["items"]
            links = [n["link"] for n in notes if n["work_order_id"] == order.id and n["link"]]
            if links:
                token = links[0].rsplit("/", 1)[-1]
                answer = resident.post(f"/v1/surveys/{token}", {"score": order.chance.choice([3, 5, 5])})
                assert answer.status_code == 200, answer.text
                order.cast.record.acknowledge("answer", order.id, answer.json())
                resident.post(f"/v1/notifications/{notes[0]['id']}/read")
                break
            yield
    if order.chance.random() < 0.3:
        order.act(order.manager, "rate", {"score": order.chance.choice([2, 4, 5])})
