"""A company of its own for a journey, made on the deployed stack through the API as its people would."""

import itertools
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from infra.client import Caller, Pool
from infra.first_operator import create_operator
from infra.paths import REGION
from tests.builders.photos import camera_exif, photo, scene
from tests.stack import Stack, eventually

PASSWORD = "Journey-Passw0rd"
OPERATOR = "operator@platform"
LAT, LON = 31.2192, 121.5448
METRES_PER_DEGREE = 111_320
_counter = itertools.count(1)


def fen(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "CNY"}


@dataclass(frozen=True)
class Household:
    """A unit, and the resident who lives there."""

    unit_id: str
    resident: Caller
    resident_id: str
    phone: str
    email: str
    sign_in_name: str


class Firm:
    """A property company: two departments, a member of each role that matters here, one building."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.pool = Pool(stack.cloud.url, REGION, stack.outputs["ClientId"])
        self.name = f"Firm {time.time_ns():x}-{next(_counter)}"
        create_operator(stack.cloud.environment_of(stack.outputs), OPERATOR, PASSWORD)
        founded = self.enter(OPERATOR, PASSWORD).post(
            "/v1/tenants",
            {
                "name": self.name,
                "locale": "en",
                "time_zone": "Asia/Shanghai",
                "currency": "CNY",
                "jurisdiction": "CN",
                "admin": {"username": "admin", "name": "Ada Admin", "email": "ada@firm.example"},
            },
        )
        self.tenant_id, self.slug = founded["id"], founded["slug"]
        self.admin = self.enter(founded["admin"]["sign_in_name"], founded["admin"]["temporary_password"])
        self.service_id = self._department("service")
        self.assessment_id = self._department("assessment")
        self.ids: dict[str, str] = {}
        self.manager = self._member("manager", self.service_id)
        self.dispatcher = self._member("dispatcher", self.service_id)
        self.technician = self._member("technician", self.service_id)
        self.clerk = self._member("billing_clerk", None)
        self.assessor = self._member("assessor", self.assessment_id)
        community = self.admin.post("/v1/communities", {"name": "Garden"})
        building = {
            "community_id": community["id"],
            "name": "One",
            "location": {"lat": LAT, "lon": LON, "datum": "wgs84"},
        }
        self.building_id: str = self.admin.post("/v1/buildings", building)["id"]

    def enter(self, username: str, password: str) -> Caller:
        token = self.pool.sign_in(username, password, PASSWORD)
        assert token, username
        return Caller(self.stack.api_url, token)

    def category(self, **fields: Any) -> str:
        code = f"c{next(_counter)}"
        body = {
            "code": code,
            "names": {"zh-CN": code, "en": code},
            "department_id": self.service_id,
            "kind": "repair",
        }
        self.admin.post("/v1/categories", body | fields)
        return code

    def household(self, owes: int = 0) -> Household:
        number = next(_counter)
        unit = self.admin.post("/v1/units", {"building_id": self.building_id, "name": f"U{number}"})
        phone, email = f"+86138{number:08d}", f"r{number}@home.example"
        body = {"username": f"r{number}", "name": "Rita", "phone": phone, "email": email, "relation": "owner"}
        made = self.admin.post("/v1/residents", body | {"unit_ids": [unit["id"]], "language": "en"})
        resident = self.enter(made["sign_in_name"], made["temporary_password"])
        home = Household(unit["id"], resident, made["id"], phone, email, made["sign_in_name"])
        if owes:
            self.charge(home, owes)
        return home

    def charge(self, home: Household, amount: int) -> None:
        due = datetime.now(UTC).date() - timedelta(days=40)
        body = {"unit_id": home.unit_id, "kind": "property_fee", "period": "then", "due_on": due.isoformat()}
        self.clerk.post("/v1/charges", body | {"amount": fen(amount)})

    def pay(self, home: Household, amount: int, reference: str | None = None) -> Any:
        body = {"unit_id": home.unit_id, "amount": fen(amount), "provider": "wechat_pay"}
        return self.clerk.post(
            "/v1/payments", body | {"provider_reference": reference or f"ref-{next(_counter)}"}
        )

    def report(self, by: Caller, category: str, unit_id: str | None = None, **fields: Any) -> Any:
        place = {"unit_id": unit_id} if unit_id else {"building_id": self.building_id}
        body = {"kind": "repair", "category": category, "title": "Water drips", **place}
        return by.post("/v1/work-orders", body | fields)

    def act(
        self, by: Caller, order: Mapping[str, Any], action: str, body: Mapping[str, Any] | None = None
    ) -> Any:
        return by.post(f"/v1/work-orders/{order['id']}/{action}", body or {})

    def order(self, order: Mapping[str, Any]) -> Any:
        return self.manager.get(f"/v1/work-orders/{order['id']}")

    def timeline(self, order: Mapping[str, Any]) -> list[str]:
        items = self.manager.get(f"/v1/work-orders/{order['id']}/timeline?limit=200")["items"]
        return [entry["kind"] for entry in items]

    def assign(self, order: Mapping[str, Any]) -> None:
        self.act(self.dispatcher, order, "assign", {"assignee_id": self.ids["technician"]})

    def arrive(self, order: Mapping[str, Any], *, metres_off: float = 5) -> Any:
        return self.act(self.technician, order, "check-in", position(metres_off))

    def take_photo(
        self, order: Mapping[str, Any], role: str = "after", by: Caller | None = None, of: str | None = None
    ) -> None:
        """A photo of the order itself, or of what is seen `of` another one."""
        by = by or self.technician
        picture = photo(image=scene(seed=of or order["id"]), exif=camera_exif(lat=LAT, lon=LON))
        attachment = by.upload(order["id"], role, picture)

        def verified() -> bool:
            found = by.get(f"/v1/work-orders/{order['id']}/attachments")["items"]
            return any(one["id"] == attachment and one["status"] == "verified" for one in found)

        eventually(verified)

    def finish(self, order: Mapping[str, Any]) -> Any:
        """Accept, arrive, and complete an order that is assigned."""
        self.act(self.technician, order, "accept")
        self.arrive(order)
        self.take_photo(order)
        return self.act(self.technician, order, "complete", {"summary": "Done"})

    def survey(self, home: Household, **category: Any) -> str:
        """The token of the survey that a household is asked about a new order that is done."""
        order = self.report(home.resident, self.category(photos_required=1, **category), home.unit_id)
        self.assign(order)
        self.finish(order)
        (note,) = eventually(lambda: self.told(home.resident, order, "survey_invited"))
        return str(note["link"]).rpartition("/")[2]

    def call(self, home: Household, said: str, **category: Any) -> str:
        """The id of a call to a household that gave the lowest score; the manager makes it."""
        token = self.survey(home, **category)
        with self.stack.http() as visitor:
            visitor.post(f"/v1/surveys/{token}", json={"score": 1, "text": said}).raise_for_status()
        calls = eventually(lambda: self.manager.get("/v1/callbacks")["items"])
        id: str = calls[-1]["id"]
        self.manager.post(f"/v1/callbacks/{id}/claim", {})
        self.manager.post(f"/v1/callbacks/{id}/attempts", {"note": said})
        return id

    def told(self, person: Caller, order: Mapping[str, Any], kind: str) -> list[Any]:
        """A person's notifications of a kind about an order, newest first."""
        items = person.get("/v1/notifications?limit=200")["items"]
        return [note for note in items if note["kind"] == kind and note["work_order_id"] == order["id"]]

    def breached(self) -> Any:
        """A task whose promise nobody keeps; the manager, who set it, hears of that by every channel."""
        ladder = [{"after": "PT0S", "notify": ["setter"]}]
        category = self.category(kind="task", sla={"respond": "PT2S"}, ladder=ladder)
        return self.report(self.manager, category, kind="task")

    def sendings(self, order: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        """channel -> sending, of the news of a breach to the manager."""
        items = self.admin.get(f"/v1/deliveries?work_order={order['id']}&person={self.ids['manager']}")[
            "items"
        ]
        return {
            one["channel"]: one
            for item in items
            if item["kind"] == "deadline_breached"
            for one in item["sendings"]
        }

    def deadline(self, order: Mapping[str, Any], kind: str = "respond") -> Any:
        items = self.manager.get(f"/v1/work-orders/{order['id']}/deadlines")["items"]
        return next(item for item in items if item["kind"] == kind)

    def _department(self, kind: str) -> str:
        made: str = self.admin.post("/v1/departments", {"name": kind, "kind": kind})["id"]
        return made

    def _member(self, role: str, department_id: str | None) -> Caller:
        number = next(_counter)
        username = role.replace("_", "-")
        body = {"username": username, "name": role, "roles": [role], "phone": f"+86139{number:08d}"}
        body |= {
            "department_ids": [department_id] if department_id else [],
            "email": f"{username}@{self.slug}.example",
        }
        made = self.admin.post("/v1/members", body)
        self.ids[role] = made["id"]
        return self.enter(made["sign_in_name"], made["temporary_password"])


def position(metres_off: float) -> dict[str, Any]:
    where = {"lat": LAT + metres_off / METRES_PER_DEGREE, "lon": LON, "datum": "wgs84", "accuracy_m": 10}
    return {"position": where, "captured_at": datetime.now(UTC).isoformat()}
