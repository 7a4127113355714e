"""One of everybody at a company, by name, for the tables that say who may do what."""

from functools import cache

from tests.builders.api import Caller, made_by
from tests.builders.company import Company

OVERSEERS = ("admin", "manager", "dispatcher", "front_desk", "billing_clerk", "assessor")
RESIDENTS = ("reporter", "housemate", "neighbour")
EVERYBODY = (
    *OVERSEERS,
    "service_manager",
    "garden_manager",
    "technician",
    "colleague",
    "gardener",
    "contractor",
    "other_contractor",
    "data_steward",
    *RESIDENTS,
    "foreign_manager",
)


class People:
    """Callers by name. `reporter` and `housemate` live in the company's unit, `neighbour` next door."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.next_door = company.new_unit("102")

    @cache  # noqa: B019 - lives as long as one test
    def __getitem__(self, name: str) -> Caller:
        company = self.company
        match name:
            case "admin":
                return company.admin
            case "service_manager" | "garden_manager":
                return company.caller(self._manager_of(name)["sign_in_name"])
            case "technician" | "colleague":
                return company.as_("technician", name)
            case "gardener":
                return company.as_("technician", name, [company.other_service])
            case "contractor" | "other_contractor":
                return company.as_("contractor", name)
            case "reporter":
                return company.resident
            case "housemate":
                return company.new_resident(name, company.unit)
            case "neighbour":
                return company.new_resident(name, self.next_door)
            case "foreign_manager":
                other = company.api.found("Second Estates")
                return company.caller(company.api.member(other, "manager")["sign_in_name"])
            case _:
                return company.as_(name)

    def id(self, name: str) -> str:
        """A member's id."""
        return self[name].get("/v1/me").json["member"]["id"]

    def _manager_of(self, name: str) -> dict:
        company = self.company
        department = company.service if name == "service_manager" else company.other_service
        role = {"role": "manager", "department_id": department}
        return company.api.member(
            company.tenancy, role, username=name.replace("_", "-"), department_ids=[department]
        )


def suspended(people: People) -> str:
    """An order next door, held for arrears."""
    people.company.charge(unit=people.next_door)
    return made_by(people.company.report(people["neighbour"], unit_id=people.next_door))["id"]
