"""A company with some homes in two communities, and notices to their people; the bus is played by hand."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.builders.api import Answer, Caller, made_by
from tests.builders.bus import Bus
from tests.builders.cloud import outbox
from tests.builders.company import PLACE, Company

WORDS = {
    "zh-CN": {"title": "3号楼停水", "body": "请提前储水。"},
    "en": {"title": "No water in building 3", "body": "Please keep some water."},
}


@dataclass
class Estate:
    """Places and residents by the names that tests give them."""

    company: Company
    ids: dict[str, str] = field(default_factory=dict)

    def community(self, name: str) -> str:
        return self._made(name, "/v1/communities", {"name": name})

    def building(self, name: str, community: str) -> str:
        body = {"community_id": self.ids[community], "name": name, "location": PLACE}
        return self._made(name, "/v1/buildings", body)

    def unit(self, name: str, building: str) -> str:
        return self._made(name, "/v1/units", {"building_id": self.ids[building], "name": name})

    def resident(self, name: str, *units: str, **fields: Any) -> str:
        body = {
            "name": name,
            "phone": "+8613900000001",
            "unit_ids": [self.ids[unit] for unit in units],
            "relation": "owner",
            "language": "zh-CN",
            **fields,
        }
        return self._made(name, "/v1/residents", body)

    def _made(self, name: str, path: str, body: dict[str, Any]) -> str:
        self.ids[name] = made_by(self.company.admin.post(path, body))["id"]
        return self.ids[name]


@dataclass
class Notices:
    """Notices of a company, and who was told of them."""

    company: Company
    estate: Estate
    bus: Bus

    @property
    def sender(self) -> Caller:
        return self.company.admin

    def scope(self, *places: str) -> dict[str, Any]:
        """The scope of these places by name, or of the company."""
        if not places:
            return {"company": True}
        kinds = {"cm": "community_ids", "bd": "building_ids", "un": "unit_ids"}
        found: dict[str, Any] = {}
        for id in (self.estate.ids[place] for place in places):
            found.setdefault(kinds[id[:2]], []).append(id)
        return found

    def ask(self, *places: str, **fields: Any) -> Answer:
        body = {"kind": "outage", "words": WORDS, "scope": self.scope(*places), **fields}
        return self.sender.post("/v1/notices", body)

    def draft(self, *places: str, **fields: Any) -> str:
        return made_by(self.ask(*places, **fields))["id"]

    def get(self, id: str) -> dict[str, Any]:
        answer = self.sender.get(f"/v1/notices/{id}")
        assert answer.status == 200, answer
        return answer.json

    def send(self, id: str, times: int = 1) -> dict[str, Any]:
        """Send a draft and let the bus bring it to its people, each event `times` times."""
        answer = self.sender.post(f"/v1/notices/{id}/send")
        assert answer.status == 202, answer
        self.bus.deliver(times)
        return self.get(id)

    def told(self, id: str) -> list[str]:
        """The names of those whom the notice was told to, each as often as they were."""
        names = {id: name for name, id in self.estate.ids.items()}
        events = [one["detail"] for one in outbox() if one["type"] == "NoticeSent"]
        return sorted(names[who] for one in events if one["notice_id"] == id for who in one["recipient_ids"])


@pytest.fixture
def company(api, clock) -> Company:
    return Company(api, api.found())


@pytest.fixture
def estate(company) -> Estate:
    """Two communities: Lakeside with A (A1, A2) and B (B1), Hillside with C (C1). Some people have several homes."""
    made = Estate(company)
    made.community("Lakeside")
    made.community("Hillside")
    for building, community in (("A", "Lakeside"), ("B", "Lakeside"), ("C", "Hillside")):
        made.building(building, community)
    for unit in ("A1", "A2", "B1", "C1"):
        made.unit(unit, unit[0])
    made.resident("Ann", "A1")
    made.resident("Bo", "A1", relation="family", language="en")
    made.resident("Chen", "A2", "B1", "C1", email="chen@example.com")
    made.resident("Dai", "B1")
    made.resident("Eve", "C1", language="en", email="eve@example.com")
    return made


@pytest.fixture
def notices(company, estate) -> Notices:
    return Notices(company, estate, Bus())
