"""Two firms with the same life, each of whose texts says whose it is, and the state of the table to go back to."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from moto.backends import get_backend
from moto.core import DEFAULT_ACCOUNT_ID

from chalicelib.notifications.triggers import on_receipt
from chalicelib.notifications.unsubscribing import link_of
from tests.budgets.walk import KEYS, WECHAT_ACCOUNT
from tests.builders.api import OPERATOR, Answer, Api, made_by
from tests.builders.cloud import REGION, outbox
from tests.builders.rows import plain
from tests.proof.isolation.people import Person, invitations

NOW = "2026-11-23T01:00:00Z"
PLACE = {"lat": 30.2741, "lon": 120.1551, "datum": "wgs84"}
_IDS = re.compile(r"\b[a-z]{2}_[0-9A-HJKMNP-TV-Z]{26}\b")
Items = dict[tuple[str, str], Any]


@dataclass(frozen=True)
class Row:
    """Something that an id in a path or a body can name, with what decides who may see it."""

    kind: str
    id: str
    text: str = ""  # what stands in it and nowhere else
    state: str = ""
    department: str = ""
    unit: str | None = None
    reporter: str = ""
    assignee: str = ""
    collaborators: tuple[str, ...] = ()
    recipient: str = ""
    is_escalated: bool = False


@dataclass
class Firm:
    """One tenant: its people by label, its rows by kind. `mark` stands in every text of it."""

    mark: str
    id: str
    slug: str
    people: dict[str, Person] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def of(self, kind: str) -> list[Row]:
        return self.rows.get(kind, [])

    def keep(self, kind: str, id: str, **fields: Any) -> Row:
        row = Row(kind, id, **fields)
        self.rows.setdefault(kind, []).append(row)
        return row


class Settler:
    """Makes a firm through the API, as its people would."""

    def __init__(self, api: Api, mark: str) -> None:
        self.api, self.mark = api, mark
        tenancy = api.found(f"Firm {mark}", admin={
            "username": "founder", "name": f"{mark} founder", "email": f"founder@{mark.lower()}.example",
        })  # fmt: skip
        self.firm = Firm(mark, tenancy.id, tenancy.slug)
        self.admin = api.as_(tenancy.admin)

    def settle(self) -> Firm:
        self._organization()
        self._estate()
        self._calendars()
        self._categories()
        self._money()
        self._ways_out()
        self._orders()
        self._reports()
        self._notices()
        return self.firm

    def post(self, path: str, body: Any, by: str | None = None) -> Any:
        caller = self.api.as_(self.firm.people[by].sign_in_name) if by else self.admin
        return made_by(caller.post(path, body))

    def text(self, what: str) -> str:
        return f"{self.mark} {what}"

    def _organization(self) -> None:
        firm = self.firm
        for name in ("service", "gardens"):
            made = self.post("/v1/departments", {"name": self.text(name), "kind": "service"})
            firm.keep("department", made["id"], text=self.text(name), department=made["id"])
        service, gardens = (row.id for row in firm.of("department"))
        invited = [*invitations(service, gardens), ("leaver", ["front_desk"], [])]
        for number, (label, roles, departments) in enumerate(invited):
            body = {
                "username": f"m{number}",
                "name": self.text(label),
                "email": f"m{number}@{self.mark.lower()}.example",
                "phone": f"+86139{len(self.mark):02}{number:06}",
                "roles": roles,
                "department_ids": departments,
            }
            made = self.post("/v1/members", body)
            held = tuple((r, None) if isinstance(r, str) else (r["role"], r["department_id"]) for r in roles)
            firm.people[label] = Person(
                label, self.mark, "member", made["id"], made["sign_in_name"], held, tuple(departments)
            )
            firm.keep("colleague", made["id"], text=body["email"])
            firm.keep("phone", made["id"], text=body["phone"])
        firm.keep("member", firm.people["leaver"].id, text=self.text("leaver"))
        firm.keep("assignee", firm.people["technician of service"].id)
        rota = {"member_ids": [firm.people["technician of service"].id], "starts_on": "2026-11-23"}
        canteen = self.post("/v1/departments", {"name": self.text("canteen"), "kind": "service"})["id"]
        for department in (gardens, canteen):
            self.post("/v1/rotas", {**rota, "department_id": department})
            firm.keep("rota", department, text=department)

    def _estate(self) -> None:
        firm = self.firm
        for name in ("one", "two"):  # of each two, so that every list has a second page
            community = self.post("/v1/communities", {"name": self.text(f"community {name}")})["id"]
            firm.keep("community", community)
            where = {"community_id": community, "name": self.text(f"building {name}"), "location": PLACE}
            firm.keep("building", self.post("/v1/buildings", where)["id"])
        building = firm.of("building")[0].id
        for name in ("home", "away"):
            unit = self.post("/v1/units", {"building_id": building, "name": self.text(f"unit {name}")})["id"]
            firm.keep("unit", unit, text=self.text(f"unit {name}"), unit=unit)
            body = {
                "username": f"r-{name}",
                "name": self.text(f"resident {name}"),
                "phone": f"+86138{len(self.mark):02}{len(name):06}",
                "email": f"resident-{name}@{self.mark.lower()}.example",
                "unit_ids": [unit],
                "relation": "owner",
            }
            made = self.post("/v1/residents", body)
            label = f"resident of {name}"
            firm.keep("resident", made["id"], text=body["email"], unit=unit, recipient=made["id"])
            firm.people[label] = Person(
                label, self.mark, "resident", made["id"], made["sign_in_name"], (("resident", None),), (), (unit,)
            )  # fmt: skip

    def _calendars(self) -> None:
        week = {"monday": [{"start": "09:00", "end": "18:00"}]}
        for name in ("office", "night"):
            body = {"name": self.text(name), "zone": "Asia/Shanghai", "week": week}
            made = self.post("/v1/calendars", body)
            self.firm.keep("calendar", made["id"], text=self.text(name))

    def _categories(self) -> None:
        for name in ("asked", "wanted"):
            code = f"{name}-{self.mark.lower()}"
            self.post("/v1/survey-templates", {"code": code, "name": self.text(name)})
            self.firm.keep("survey_template", code, text=code)
        both = {"policies": {"survey": {"asking": "callback_and_link"}}}
        ok(self.admin.patch("/v1/tenant", both))
        for (name, gate), department in zip(
            (("drip", "blocked"), ("hedge", "exempt")), self.firm.of("department"), strict=True
        ):
            code = f"{name}-{self.mark.lower()}"
            names = {"zh-CN": self.text(name), "en": self.text(name)}
            body = {
                "code": code,
                "names": names,
                "department_id": department.id,
                "kind": "repair",
                "gate": gate,
            }
            self.post("/v1/categories", body)
            self.firm.keep("category", code, text=code, department=department.id)
        alarm = {
            "sla": {"respond": "PT5M"},
            "ladder": [{"after": "-PT10M", "notify": ["head"]}],  # fires with the first thing that is done
        }
        code, department = f"alarm-{self.mark.lower()}", self.firm.of("department")[0].id
        self.post("/v1/categories", body | alarm | {"code": code, "department_id": department})
        self.firm.keep("category", code, text=code, department=department)

    def _money(self) -> None:
        """Each unit: a charge that a payment covers, and for the charges' verbs one open and one disputed later."""
        for unit in self.firm.of("unit"):
            charge = self._charge(unit, 100, "paid")
            self.firm.keep("charge", charge, state="paid", unit=unit.unit)
            reference = f"{self.mark}-payment-{unit.id[-6:]}"
            body = {
                "unit_id": unit.id,
                "amount": {"amount": 100, "currency": "CNY"},
                "provider": "bank",
                "provider_reference": reference,
            }
            payment = self.post("/v1/payments", body, "billing_clerk")["id"]
            self.firm.keep("payment", payment, text=reference, unit=unit.unit)

    def _charge(self, unit: Row, amount: int, why: str) -> str:
        body = {
            "unit_id": unit.id,
            "kind": f"{why} by {unit.text}",
            "period": "2026-09",
            "due_on": "2026-10-01",
            "amount": {"amount": amount, "currency": "CNY"},
        }
        return self.post("/v1/charges", body, "billing_clerk")["id"]

    def _ways_out(self) -> None:
        """A browser for some, the firm's official account, and a group chat."""
        firm = self.firm
        for label in ("manager", "technician of service", "resident of home"):
            url = f"https://fcm.googleapis.com/fcm/send/{self.mark}-{label.replace(' ', '-')}"
            endpoint = self.post("/v1/me/endpoints", {"endpoint": url, "keys": KEYS}, label)["id"]
            firm.keep("endpoint", endpoint, recipient=firm.people[label].id)
        ok(self.admin.request("PUT", "/v1/wechat-account", WECHAT_ACCOUNT))
        chat = {
            "department_id": firm.of("department")[0].id,
            "kind": "slack",
            "name": self.text("chat"),
            "webhook": "https://hooks.slack.com/services/T0/B0/XXXXXXXX",
        }
        firm.keep("chat channel", self.post("/v1/chat-channels", chat)["id"], text=self.text("chat"))
        firm.keep("person", firm.people["leaver"].id, text=self.text("leaver"))

    def _reports(self) -> None:
        """A report that its owner keeps to themselves, one for the company, and an export of each of two people."""
        firm = self.firm
        for label, shared in (
            ("manager", "me"),
            ("technician of service", "company"),
            ("manager", "company"),
        ):
            body = {
                "name": self.text(f"report of {label} for {shared}"),
                "group_by": "member",
                "shared": shared,
            }
            made = self.post("/v1/reports", {**body, "window": {"period": "this_week"}}, label)
            owner = firm.people[label].id
            firm.keep("report", made["id"], text=body["name"], state=shared, recipient=owner)
            wanted = {"kind": "work_orders", "format": "csv"}
            answer = ok(self._act(label, "/v1/exports", wanted))
            firm.keep("export", answer["id"], recipient=owner)

    def _notices(self) -> None:
        """Drafts of the whole company and of one department, and one of each that was sent."""
        firm = self.firm
        service = firm.of("department")[0].id
        for label, department in (("manager", ""), ("manager of service", service)):
            for state in ("draft", "sent"):
                words = {"en": {"title": self.text(f"{state} notice"), "body": self.text(f"said by {label}")}}
                made = self.post(
                    "/v1/notices", {"kind": "general", "words": words, "scope": {"company": True}}, label
                )
                if state == "sent":
                    ok(self._act(label, f"/v1/notices/{made['id']}/send", None))
                firm.keep("notice", made["id"], text=words["en"]["title"], state=state, department=department)

    # -- orders ----------------------------------------------------------------------------------------------------

    def _orders(self) -> None:
        for status in ("open", "assigned", "accepted", "on_site", "paused", "completed", "cancelled"):
            self._order(status, "technician of service")
        for status in ("assigned", "accepted", "on_site", "paused", "completed"):
            self._order(status, "contractor")
        self._order("open", "", category=1, unit="away", reporter="resident of away")
        self._order("accepted", "technician of gardens", category=1, unit="away", reporter="front_desk")
        self._order("assigned", "technician of service", category=2)
        self._order("open", "", unit=None, reporter="manager", collaborators=("technician of gardens",))
        home = self.firm.of("unit")[0]
        self.firm.keep("charge", self._charge(home, 7_000, "owed"), state="open", unit=home.unit)
        disputed = self._charge(home, 300, "disputed")
        ok(self._act("billing_clerk", f"/v1/charges/{disputed}/dispute", {"reason": self.text("dispute")}))
        self.firm.keep("charge", disputed, state="disputed", unit=home.unit)
        self._order("suspended", "")

    def _order(
        self,
        status: str,
        holder: str,
        *,
        category: int = 0,
        unit: str | None = "home",
        reporter: str = "resident of home",
        collaborators: tuple[str, ...] = (),
    ) -> Row:
        firm, people = self.firm, self.firm.people
        classified = firm.of("category")[category]
        title = self.text(f"order {len(firm.of('order')):02}")
        units = dict(zip(("home", "away"), firm.of("unit"), strict=True))
        where = {"unit_id": units[unit].id} if unit else {"building_id": firm.of("building")[0].id}
        body = {
            "kind": "repair",
            "category": classified.id,
            "title": title,
            "description": f"{title} at length",
        }
        order = self.post("/v1/work-orders", body | where, reporter)["id"]
        path = f"/v1/work-orders/{order}"
        if holder == "contractor":
            ok(self._act("manager", f"{path}/comments", {"text": f"{title} internally"}))
            photo = {"role": "evidence", "content_type": "image/jpeg", "size": 1000}
            attachment = made_by(self._act("manager", f"{path}/attachments", photo))["id"]
            firm.keep("attachment", attachment)
        for label in collaborators:
            ok(self._act("manager", f"{path}/collaborators", {"member_id": people[label].id}))
        if holder and status != "open":
            self._bring(path, status, holder)
        return firm.keep(
            "order",
            order,
            text=title,
            state=status,
            department=classified.department,
            unit=units[unit].id if unit else None,
            reporter=people[reporter].id,
            assignee=people[holder].id if holder and status not in ("open", "cancelled") else "",
            collaborators=tuple(people[label].id for label in collaborators),
            is_escalated=category == 2,
        )

    def _bring(self, path: str, status: str, holder: str) -> None:
        here = {"position": {**PLACE, "accuracy_m": 10}, "captured_at": NOW}
        if status == "cancelled":
            ok(self._act("manager", f"{path}/cancel", {"reason": self.text("cancelled")}))
            return
        ok(self._act("dispatcher", f"{path}/assign", {"assignee_id": self.firm.people[holder].id}))
        steps = [
            ("accepted", "accept", None),
            ("on_site", "check-in", here),
            ("completed", "complete", {"summary": "x"}),
        ]
        if status == "paused":
            steps = [
                steps[0],
                ("paused", "pause", {"reason": self.text("pause"), "expected_on": "2026-12-01"}),
            ]
        for reached, action, body in steps if status != "assigned" else ():
            ok(self._act(holder, f"{path}/{action}", body))
            if reached == status:
                return

    def _act(self, label: str, path: str, body: Any) -> Answer:
        return self.api.as_(self.firm.people[label].sign_in_name).post(path, body)


def keep_what_followed(firm: Firm) -> None:
    """The rows that consumers made: inboxes, links in mails, surveys and calls to make, once the bus has delivered."""
    for person in firm.people.values():
        token = link_of(firm.id, person.id, "conversation").rpartition("/")[2]
        firm.keep("unsubscription", token, text=token, recipient=person.id)
        for id, text in inbox(firm, person.id):
            firm.keep("notification", id, text=text, recipient=person.id)
    for event in outbox():
        if event["type"] == "SurveyInvited" and event["detail"]["tenant"] == firm.id:
            order = next(row for row in firm.of("order") if row.id == event["detail"]["order_id"])
            token = event["detail"]["link"].rpartition("/")[2]
            firm.keep("survey", token, text=token, recipient=order.reporter)
        if event["type"] == "CallbackRequested" and event["detail"]["tenant"] == firm.id:
            called = event["detail"]
            firm.keep("callback", called["entity"], department=called["card"]["department_id"])


def let_mails_come_back(firm: Firm) -> None:
    """Two mails of the firm found no mailbox for now, so that what did not arrive has a second page."""
    found = [
        (pk.rpartition("#")[2], sk)
        for (pk, sk), item in items().items()
        if pk.startswith(f"T#{firm.id}#DELIVERIES#")
        and '"email"' in plain(item.to_json()["Attributes"])["data"]
    ]
    for place, id in found[:2]:
        mail = {"messageId": "1", "tags": {"tenant": [firm.id], "place": [place], "id": [id]}}
        bounce = {"bounceType": "Transient", "bouncedRecipients": []}
        told = {"eventType": "Bounce", "mail": mail, "bounce": bounce}
        on_receipt({"id": "1", "detail-type": "Email Bounced", "detail": told}, None)


def inbox(firm: Firm, person_id: str) -> Iterator[tuple[str, str]]:
    """(id, body) of each entry of a person's inbox."""
    for (pk, sk), item in items().items():
        if pk == f"T#{firm.id}#INBOX#{person_id}" and sk != "~COUNT":
            data = json.loads(plain(item.to_json()["Attributes"])["data"])
            yield data["id"], data["body"]


# -- the table as it lies in memory --------------------------------------------------------------------------------


def _stored() -> Any:
    return get_backend("dynamodb")[DEFAULT_ACCOUNT_ID][REGION].tables["steward"].items


def items() -> Items:
    """Every item by its key. What is written is a new object, so `is` tells what has changed."""
    return {
        (hash_key.value, range_key.value): item
        for hash_key, found in _stored().items()
        for range_key, item in found.items()
    }


class Moment:
    """The table as it is when this is made: most calls change nothing, and that is seen at once."""

    def __init__(self) -> None:
        self._kept = {hash_key.value: (hash_key, dict(found)) for hash_key, found in _stored().items()}
        # One that was written anew is another, though it be equal.
        self._items = _by_id()

    def back(self) -> None:
        """Let the table be so again."""
        stored = _stored()
        for partition in {partition for partition, _, _ in self.changed()}:
            if partition in self._kept:
                hash_key, found = self._kept[partition]
                stored[hash_key] = dict(found)
            else:
                del stored[next(key for key in stored if key.value == partition)]

    def changed(self) -> Iterator[tuple[str, Any, Any]]:
        """(partition key, item then, item now) of each item that is new (None then), another or gone (None now)."""
        items = _by_id()
        if items.keys() == self._items.keys():
            return
        then = {_key(self._items[id]): self._items[id] for id in self._items.keys() - items.keys()}
        now = {_key(items[id]): items[id] for id in items.keys() - self._items.keys()}
        for key in then.keys() | now.keys():
            yield key[0], then.get(key), now.get(key)


def _by_id() -> dict[int, Any]:
    items = list(chain.from_iterable(map(dict.values, _stored().values())))
    return dict(zip(map(id, items), items, strict=True))


def _key(item: Any) -> tuple[str, str]:
    return (item.hash_key.value, item.range_key.value)


def ids_in(text: str) -> set[str]:
    """Every id that a text names."""
    return set(_IDS.findall(text))


def ok(answer: Answer) -> Any:
    assert answer.status < 400, answer
    return answer.json


def operator() -> Person:
    return Person("operator", "", "operator", "", OPERATOR, (("platform_operator", None),))
