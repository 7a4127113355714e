"""The company that the model plays in: made once through the API, put back as it was before each example."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from moto.backends import get_backend
from moto.core import DEFAULT_ACCOUNT_ID

from chalicelib.kernel import clock as wall_clock
from tests.builders.api import Answer, Api, Caller, made_by
from tests.builders.cloud import REGION
from tests.builders.company import Company
from tests.builders.rows import unpacked
from tests.conftest import Clock

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # a Monday morning in Shanghai
FULL_SLA = {"respond": "PT30M", "arrive": "PT2H", "complete": "P1D"}
LADDER = [
    {"after": "-PT10M", "notify": ["assignee"]},
    {"after": "PT0S", "notify": ["head", "setter"]},
    {"after": "PT1H", "notify": ["assessment", "head"]},
]
#: code -> what makes it differ from a gated repair of the service department with one photo
CATEGORIES: dict[str, dict[str, Any]] = {
    "leak": {},
    "noise": {"kind": "complaint", "gate": "notify", "photos_required": 0},
    "gas": {"emergency": True, "gate": None, "photos_required": 0, "sla": {"respond": "PT5M"}},
    "path": {"common_area": True, "gate": None, "photos_required": 0, "ladder": []},
}
STAFF = ("manager", "dispatcher", "front_desk", "billing_clerk", "assessor", "tenant_admin")
FIELD = ("worker", "colleague", "gardener", "contractor")
RESIDENTS = ("rosa", "rita")


@dataclass(frozen=True)
class Person:
    """Somebody at the company: how they call, and what they are."""

    name: str
    id: str
    role: str
    caller: Caller
    departments: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


class Stage:
    """People, places and categories; `reset` takes everything back that happened since they were made."""

    def __init__(self, api: Api, clock: Clock) -> None:
        self.api, self.clock = api, clock
        self.company = Company(api, api.found())
        self.tenant = self.company.tenancy.id
        self.service, self.gardens = self.company.service, self.company.other_service
        self.assessment = api.department(self.company.tenancy, "assessment")
        self.units = (self.company.unit, self.company.new_unit("102"))
        visitor = Person("visitor", "", "", api.with_header(None))
        everybody = (*self._staff(), *self._field(), *self._residents(), visitor)
        self.people = {person.name: person for person in everybody}
        head = {"head_ids": [self.people["manager"].id]}
        assert self.company.admin.patch(f"/v1/departments/{self.service}", head).status == 200
        for code, fields in CATEGORIES.items():
            department = self.gardens if code == "path" else self.service
            changed = {"ladder": LADDER, "sla": FULL_SLA, "department_id": department, **fields}
            self.company.category(code, **changed)
        self._made = self._items()

    def reset(self) -> None:
        """As it was when it was made, at the same moment."""
        self.clock.now = START
        wall_clock.use(lambda: self.clock.now)
        table = self._table()
        table.items = defaultdict(dict, {key: dict(items) for key, items in self._made.items()})
        if table.stream_shard is not None:
            table.stream_shard.items.clear()

    def contents(self) -> dict[tuple[str, str], int]:
        """What lies in the table now, each item by its identity: whatever is written is another one.

        The counters of numbers and of how much somebody asks are left out: what is refused counts there as well.
        """
        return {
            (pk.value, sk.value): id(item)
            for pk, items in self._table().items.items()
            for sk, item in items.items()
            if "#COUNTER#" not in pk.value and "#LIMIT#" not in pk.value
        }

    def rows(self, partition: str) -> list[dict[str, str]]:
        """The items of this tenant whose partition starts so, by key; their attributes as plain text."""
        start = f"T#{self.tenant}#{partition}"
        found = [
            unpacked({name: value.value for name, value in item.attrs.items()})
            for pk, items in self._table().items.items()
            if pk.value.startswith(start)
            for item in items.values()
        ]
        return sorted(found, key=lambda row: (row["PK"], row["SK"]))

    def _items(self) -> dict[Any, dict[Any, Any]]:
        return {pk: dict(items) for pk, items in self._table().items.items()}

    @staticmethod
    def _table() -> Any:
        return get_backend("dynamodb")[DEFAULT_ACCOUNT_ID][REGION].tables["steward"]

    def _staff(self) -> list[Person]:
        admin = Person("tenant_admin", self.company.tenancy.admin_id, "tenant_admin", self.company.admin)
        return [admin, *(self._member(role, role) for role in STAFF if role != "tenant_admin")]

    def _field(self) -> list[Person]:
        return [
            self._member("worker", "technician"),
            self._member("colleague", "technician"),
            self._member("gardener", "technician", self.gardens),
            self._member("contractor", "contractor"),
        ]

    def _member(self, name: str, role: str, department: str | None = None) -> Person:
        home = department or (self.assessment if role == "assessor" else self.service)
        made = self.company.member(role, name.replace("_", "-"), [home])
        return Person(name, made["id"], role, self.company.caller(made["sign_in_name"]), frozenset({home}))

    def _residents(self) -> list[Person]:
        return [
            self._resident(name, unit, f"+861380000000{number}")
            for number, (name, unit) in enumerate(zip(RESIDENTS, self.units, strict=True))
        ]

    def _resident(self, name: str, unit: str, phone: str) -> Person:
        body = {"username": name, "name": name, "phone": phone, "unit_ids": [unit], "relation": "owner"}
        made = made_by(self.company.admin.post("/v1/residents", body))
        caller = self.company.caller(made["sign_in_name"])
        return Person(name, made["id"], "resident", caller, units=frozenset({unit}))


def refused_with(answer: Answer) -> tuple[int, str]:
    """The status and the code of a refusal."""
    return answer.status, answer.json["code"]
