"""The people of the story, and what they need before it begins: all made through the API, new for every run."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from infra.client import Caller, Pool, UnexpectedAnswerError

_PASSWORD = "Story-Password-1"  # noqa: S105 - of people who live for one story


@dataclass(frozen=True)
class Household:
    """A unit and the resident who lives there."""

    unit_id: str
    resident: Caller
    resident_id: str


class Cast:
    """Who takes part: members of the first company in stack.json, the second company, and visitors without a token."""

    def __init__(self, stack: Mapping[str, Any]) -> None:
        self._stack = stack
        self._pool = Pool(stack["aws_endpoint_url"], stack["region"], stack["client_id"])
        tenants = list(dict.fromkeys(user["tenant"] for user in stack["users"]))
        self._first, self._second = tenants[0], tenants[1]
        #: what this run's things are called, so that runs do not meet
        self.run = f"{time.time_ns() // 10**6:x}"
        self.visitor = Caller(stack["api_url"])

    def member(self, role: str, *, second: bool = False) -> Caller:
        """The first user of this role in a company."""
        tenant = self._second if second else self._first
        for user in self._stack["users"]:
            if (user["tenant"], user["role"]) == (tenant, role):
                return self._enter(user["username"], user["password"])
        raise UnexpectedAnswerError(f"stack.json names no {role} of {tenant}")

    @cached_property
    def admin(self) -> Caller:
        """The first company's administrator, who sets the stage."""
        return self.member("tenant_admin")

    @cached_property
    def department_id(self) -> str:
        """The department of the technician."""
        department: str = self.member("technician").get("/v1/me")["member"]["department_ids"][0]
        return department

    @cached_property
    def building(self) -> Mapping[str, Any]:
        """A building of the first company."""
        building: Mapping[str, Any] = next(iter(self.admin.every("/v1/buildings")))
        return building

    def household(self, name: str) -> Household:
        """A new unit in the building, with a resident who has signed in."""
        unit = self.admin.post(
            "/v1/units", {"building_id": self.building["id"], "name": f"{name}-{self.run}"}
        )
        admitted = self.admin.post(
            "/v1/residents",
            {
                "username": f"{name}-{self.run}",
                "name": f"Story {name}",
                "phone": "+8613700000001",
                "unit_ids": [unit["id"]],
                "relation": "owner",
                "language": "en",
            },
        )
        resident = self._enter(admitted["sign_in_name"], admitted["temporary_password"])
        return Household(unit["id"], resident, admitted["id"])

    def owe(self, clerk: Caller, household: Household, amount: int) -> None:
        """Charge a household what fell due forty days ago; `amount` in fen."""
        due = datetime.now(UTC).date() - timedelta(days=40)
        charge = {"kind": "property_fee", "period": f"{due:%Y-%m}", "due_on": due.isoformat()}
        clerk.post("/v1/charges", {"unit_id": household.unit_id, **charge, "amount": money(amount)})

    def category(self, name: str, **fields: Any) -> str:
        """A new category for this run, served by the technician's department; answers its code."""
        body = {
            "code": f"{name}-{self.run}",
            "names": {"zh-CN": f"故事 {name}", "en": f"Story {name}"},
            "department_id": self.department_id,
            "kind": "repair",
            **fields,
        }
        code: str = self.admin.post("/v1/categories", body)["code"]
        return code

    def _enter(self, username: str, password: str) -> Caller:
        token = self._pool.sign_in(username, password, _PASSWORD)
        if token is None:
            raise UnexpectedAnswerError(f"{username} cannot sign in")
        return Caller(self._stack["api_url"], token)


def money(amount: int) -> dict[str, Any]:
    """An amount in fen as the API takes it."""
    return {"amount": amount, "currency": "CNY"}


def now() -> str:
    """This moment, as devices send it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
