"""The demonstration data of `infra/demo.yaml`, written through the API as its people would.

Everything is looked for by its name before it is made, so that a second start adds nothing and a half-seeded stack is
completed. Only the operator, whom nobody can invite, is made by other means, and the passwords are set in the pool.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import yaml

from infra.client import Caller, Pool
from infra.cloud import Cloud
from infra.first_operator import create_operator
from infra.paths import REGION, ROOT

DEMO = ROOT / "infra" / "demo.yaml"
User = dict[str, str]


def seed(cloud: Cloud, api_url: str, outputs: Mapping[str, str]) -> list[User]:
    """Make what is missing, and say who may sign in: the first company's people first, the operator last."""
    demo = yaml.safe_load(DEMO.read_text(encoding="utf-8"))
    house = _House(cloud, api_url, outputs, demo["password"])
    create_operator(cloud.environment_of(outputs), demo["operator"], demo["password"])
    operator = house.enter(demo["operator"])
    users = [user for company in demo["tenants"] for user in _Company(house, operator, company).seed()]
    return [*users, _user(demo["operator"], "platform_operator", "platform", demo["password"])]


class _House:
    """The deployed stack, and the one password of everybody in it."""

    def __init__(self, cloud: Cloud, api_url: str, outputs: Mapping[str, str], password: str) -> None:
        self.password = password
        self._api_url = api_url
        self._cognito = cloud.client("cognito-idp")
        self._user_pool_id = outputs["UserPoolId"]
        self._pool = Pool(cloud.url, REGION, outputs["ClientId"])

    def enter(self, username: str) -> Caller:
        """Somebody at the API, who must be able to sign in."""
        caller = self.try_to_enter(username)
        if caller is None:
            raise RuntimeError(f"{username} cannot sign in")
        return caller

    def try_to_enter(self, username: str) -> Caller | None:
        """Somebody at the API; None when there is no such person, or their password is another."""
        token = self._pool.sign_in(username, self.password)
        return Caller(self._api_url, token) if token else None

    def give_password(self, username: str) -> None:
        """Replace whatever password somebody has."""
        self._cognito.admin_set_user_password(
            UserPoolId=self._user_pool_id, Username=username, Password=self.password, Permanent=True
        )


class _Company:
    """One company of the file."""

    def __init__(self, house: _House, operator: Caller, wanted: Mapping[str, Any]) -> None:
        self._house = house
        self._wanted = wanted
        self._slug: str = wanted["slug"]
        self._admin = self._found(operator)
        self._units: dict[str, str] = {}

    def seed(self) -> list[User]:
        """Make what is missing; answers who may sign in."""
        if said := self._wanted.get("payment_instructions"):
            self._admin.patch("/v1/tenant", {"payment_instructions": said})
        departments = self._departments()
        users = [self._user(self._wanted["admin"]["username"], "tenant_admin"), *self._members(departments)]
        self._places()
        users += self._residents()
        self._categories(departments)
        self._money()
        return users

    def _found(self, operator: Caller) -> Caller:
        name = f"{self._wanted['admin']['username']}@{self._slug}"
        if admin := self._house.try_to_enter(name):
            return admin
        given = {
            key: self._wanted[key]
            for key in ("name", "locale", "time_zone", "currency", "jurisdiction", "admin")
        }
        founded = operator.post("/v1/tenants", given, key=f"seed-{self._slug}")
        if founded["slug"] != self._slug:
            raise RuntimeError(f"{self._slug} was founded before, but its administrator cannot sign in")
        self._house.give_password(name)
        return self._house.enter(name)

    def _departments(self) -> dict[str, str]:
        wanted = self._wanted["departments"]
        made = self._ensure("/v1/departments", wanted.values())
        return {ref: made[department["name"]]["id"] for ref, department in wanted.items()}

    def _members(self, departments: Mapping[str, str]) -> list[User]:
        bodies = [
            {key: value for key, value in member.items() if key != "departments"}
            | {"department_ids": [departments[ref] for ref in member["departments"]]}
            for member in self._wanted["members"]
        ]
        made = self._ensure("/v1/members", bodies)
        ids = {body["username"]: made[body["name"]]["id"] for body in bodies}
        for ref, heads in self._wanted["heads"].items():
            self._admin.patch(
                f"/v1/departments/{departments[ref]}", {"head_ids": [ids[name] for name in heads]}
            )
        return [self._user(body["username"], body["roles"][0]) for body in bodies]

    def _places(self) -> None:
        communities = self._wanted["communities"]
        made = self._ensure("/v1/communities", [{"name": community["name"]} for community in communities])
        buildings = [
            {
                "community_id": made[community["name"]]["id"],
                "name": building["name"],
                "location": {"lat": building["lat"], "lon": building["lon"], "datum": "wgs84"},
            }
            | ({"geofence_radius_m": building["radius"]} if "radius" in building else {})
            for community in communities
            for building in community["buildings"]
        ]
        standing = self._ensure("/v1/buildings", buildings)
        units = [
            {"building_id": standing[building["name"]]["id"], "name": name}
            for community in communities
            for building in community["buildings"]
            for name in building["units"]
        ]
        self._units = {name: unit["id"] for name, unit in self._ensure("/v1/units", units).items()}

    def _residents(self) -> list[User]:
        bodies = [
            {key: value for key, value in resident.items() if key != "units"}
            | {"unit_ids": [self._units[name] for name in resident["units"]]}
            for resident in self._wanted["residents"]
        ]
        self._ensure("/v1/residents", bodies)
        return [self._user(body["username"], "resident") for body in bodies if "username" in body]

    def _categories(self, departments: Mapping[str, str]) -> None:
        bodies = [
            {key: value for key, value in category.items() if key != "department"}
            | {"department_id": departments[category["department"]]}
            for category in self._wanted["categories"]
        ]
        self._ensure("/v1/categories", bodies, named_by="code")

    def _money(self) -> None:
        """Charges and payments of each account that has fewer than it should, in their order."""
        charges, payments = self._wanted["charges"], self._wanted["payments"]
        if not charges:
            return
        clerk = self._house.enter(f"billing@{self._slug}")
        today = datetime.now(UTC).date()
        for unit in dict.fromkeys(line["unit"] for line in charges):
            account = clerk.get(f"/v1/units/{self._units[unit]}/account")
            for line in [line for line in charges if line["unit"] == unit][len(account["charges"]) :]:
                due = today + timedelta(days=line["due"])
                terms = {"kind": line["kind"], "period": f"{due:%Y-%m}", "due_on": due.isoformat()}
                clerk.post("/v1/charges", {"unit_id": self._units[unit], **terms, "amount": self._sum(line)})
            for line in [line for line in payments if line["unit"] == unit][len(account["payments"]) :]:
                source = {"provider": line["provider"], "provider_reference": line["reference"]}
                clerk.post(
                    "/v1/payments", {"unit_id": self._units[unit], **source, "amount": self._sum(line)}
                )

    def _sum(self, line: Mapping[str, Any]) -> dict[str, Any]:
        return {"amount": line["amount"], "currency": self._wanted["currency"]}

    def _ensure(
        self, path: str, bodies: Iterable[Mapping[str, Any]], named_by: str = "name"
    ) -> dict[str, Any]:
        """What the path lists, by name, after making what is not there."""
        there = {item[named_by]: item for item in self._admin.every(path)}
        for body in bodies:
            name = body[named_by]
            if name not in there:
                there[name] = self._admin.post(path, body)
        return there

    def _user(self, username: str, role: str) -> User:
        name = f"{username}@{self._slug}"
        self._house.give_password(name)
        return _user(name, role, self._slug, self._house.password)


def _user(username: str, role: str, tenant: str, password: str) -> User:
    return {"username": username, "password": password, "role": role, "tenant": tenant}
