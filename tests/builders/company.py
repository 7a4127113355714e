"""A property company with people, places and categories, made through the API."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from tests.builders.api import Answer, Api, Caller, Tenancy, made_by

PLACE = {"lat": 30.2741, "lon": 120.1551, "datum": "wgs84"}
METRE = 1 / 111_195  # degrees of latitude
SLA = {"respond": "PT30M", "arrive": "PT2H", "complete": "P1D"}
LADDER = [{"after": "-PT10M", "notify": ["assignee"]}, {"after": "PT0S", "notify": ["head", "setter"]}]


@dataclass
class Company:
    """One tenant; the people are callers of the API, made when they are first asked for."""

    api: Api
    tenancy: Tenancy

    def caller(self, sign_in_name: str) -> Caller:
        return self.api.as_(sign_in_name)

    @cached_property
    def admin(self) -> Caller:
        return self.caller(self.tenancy.admin)

    @cached_property
    def service(self) -> str:
        return self.api.department(self.tenancy, "service")

    @cached_property
    def other_service(self) -> str:
        return self.api.department(self.tenancy, "service", name="Gardens")

    @cached_property
    def members(self) -> dict[str, dict[str, Any]]:
        return {}

    def member(
        self, role: str, username: str | None = None, departments: list[str] | None = None
    ) -> dict[str, Any]:
        """A member, made once for each name."""
        name = username or role.replace("_", "-")
        if name not in self.members:
            self.members[name] = self.api.member(
                self.tenancy, role, username=name, department_ids=departments or [self.service]
            )
        return self.members[name]

    def as_(self, role: str, username: str | None = None, departments: list[str] | None = None) -> Caller:
        return self.caller(self.member(role, username, departments)["sign_in_name"])

    @cached_property
    def building(self) -> dict[str, Any]:
        community = made_by(self.admin.post("/v1/communities", {"name": "Lakeside"}))
        body = {"community_id": community["id"], "name": "1", "location": PLACE, "geofence_radius_m": 150}
        return made_by(self.admin.post("/v1/buildings", body))

    @cached_property
    def unit(self) -> str:
        return self.new_unit("101")

    def new_unit(self, name: str) -> str:
        return made_by(self.admin.post("/v1/units", {"building_id": self.building["id"], "name": name}))["id"]

    @cached_property
    def resident(self) -> Caller:
        return self.new_resident("rosa", self.unit)

    def new_resident(self, username: str, unit: str) -> Caller:
        body = {
            "username": username,
            "name": username.title(),
            "phone": "+8613800000000",
            "unit_ids": [unit],
            "relation": "owner",
        }
        return self.caller(made_by(self.admin.post("/v1/residents", body))["sign_in_name"])

    def category(self, code: str, **fields: Any) -> str:
        """A category for repairs of the service department, gated, with one photo required."""
        body = {
            "code": code,
            "names": {"zh-CN": "漏水", "en": "Leak"},
            "department_id": self.service,
            "kind": "repair",
            "gate": "blocked",
            "emergency": False,
            "photos_required": 1,
            "sla": SLA,
            "ladder": LADDER,
            **fields,
        }
        return made_by(self.admin.post("/v1/categories", body))["code"]

    @cached_property
    def leak(self) -> str:
        return self.category("leak")

    @cached_property
    def leak_without_photos(self) -> str:
        return self.category("drip", photos_required=0)

    #: promises in working time; another where it is urgent
    WORKING: ClassVar[dict[str, Any]] = {
        "respond": "PT1H",
        "complete": "P1D",
        "hours": "working",
        "by_priority": {"urgent": {"respond": "PT10M"}},
    }

    def calendar(self, **fields: Any) -> str:
        """A calendar: Monday to Friday, 9 to 12 and 13 to 18 in China, without public holidays."""
        shifts = [{"start": "09:00", "end": "12:00"}, {"start": "13:00", "end": "18:00"}]
        week = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), shifts)
        body = {"name": "Office", "zone": "Asia/Shanghai", "week": week, **fields}
        return made_by(self.admin.post("/v1/calendars", body))["id"]

    def working_time(self, department: str | None = None, **fields: Any) -> str:
        """A new calendar, by which a department goes (that of service unless another is named)."""
        calendar = self.calendar(**fields)
        path = f"/v1/departments/{department or self.service}"
        assert self.admin.patch(path, {"calendar_id": calendar}).status == 200
        return calendar

    def report(self, caller: Caller | None = None, **fields: Any) -> Answer:
        """A report of a leak in the unit, by the resident unless somebody else is named."""
        if "category" not in fields:
            fields["category"] = self.leak_without_photos
        body = {
            "kind": "repair",
            "unit_id": self.unit,
            "title": "Water drips",
            "description": "a lot",
            **fields,
        }
        return (caller or self.resident).post("/v1/work-orders", body)

    def reported(self, caller: Caller | None = None, **fields: Any) -> str:
        return made_by(self.report(caller, **fields))["id"]

    def charge(self, amount: int = 12_050, due_on: str = "2026-10-01", unit: str | None = None) -> Any:
        body = {
            "unit_id": unit or self.unit,
            "kind": "property_fee",
            "period": "2026-09",
            "due_on": due_on,
            "amount": {"amount": amount, "currency": "CNY"},
        }
        return made_by(self.as_("billing_clerk").post("/v1/charges", body))

    def pay(self, amount: int = 12_050, reference: str = "p-1", unit: str | None = None) -> Answer:
        body = {
            "unit_id": unit or self.unit,
            "amount": {"amount": amount, "currency": "CNY"},
            "provider": "bank",
            "provider_reference": reference,
        }
        return self.as_("billing_clerk").post("/v1/payments", body)

    # -- the life of an order ------------------------------------------------------------------------------------

    def act(self, caller: Caller, order: str, action: str, body: Any = None) -> Answer:
        return caller.post(f"/v1/work-orders/{order}/{action}", body)

    def done(self, caller: Caller, order: str, action: str, body: Any = None) -> dict[str, Any]:
        """The order after an action that must succeed."""
        answer = self.act(caller, order, action, body)
        assert answer.status == 200, answer
        return answer.json

    def here(self, at: str, metres_away: float = 0, accuracy_m: float = 10) -> dict[str, Any]:
        """The body of a check-in."""
        position = {**PLACE, "lat": PLACE["lat"] + metres_away * METRE, "accuracy_m": accuracy_m}
        return {"position": position, "captured_at": at}

    def brought_to(self, status: str, at: str, technician: str = "technician", **fields: Any) -> str:
        """An order in `status`, done by the technician of that name."""
        worker = self.as_("technician", technician)
        order = self.reported(**fields)
        steps = {
            "assigned": (
                self.as_("dispatcher"),
                "assign",
                {"assignee_id": self.member("technician", technician)["id"]},
            ),
            "accepted": (worker, "accept", None),
            "on_site": (worker, "check-in", self.here(at)),
            "completed": (worker, "complete", {"summary": "done"}),
        }
        if status != "open":
            for name, (caller, action, body) in steps.items():
                self.done(caller, order, action, body)
                if name == status:
                    break
        return order
