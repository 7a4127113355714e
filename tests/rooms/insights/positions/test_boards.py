"""The boards, the stall locator and the durations through the API, and who sees what of them."""

import pytest

from chalicelib.insights.positions import triggers
from tests.builders.events import breached, card, on_bus
from tests.rooms.insights.positions.lives import Story

DAYS = "from=2026-11-23&to=2026-11-24"
NOTHING = dict.fromkeys(
    ("suspended", "open", "assigned", "accepted", "on_site", "paused", "completed", "late"), 0
)


class Company:
    """Repairs and gardens below one works department; a technician in each, a head, a manager."""

    def __init__(self, api, clock) -> None:
        self.api, self.clock = api, clock
        self.tenancy = api.found()
        self.works = api.department(self.tenancy, name="Works")
        self.repairs = api.department(self.tenancy, name="Repairs", parent_id=self.works)
        self.gardens = api.department(self.tenancy, name="Gardens", parent_id=self.works)
        self.tom = self._technician("tom", self.repairs)
        self.flora = self._technician("flora", self.gardens)
        self.manager = api.member(self.tenancy, "manager")["sign_in_name"]
        role = {"role": "manager", "department_id": self.gardens}
        self.head = api.member(self.tenancy, role, username="head")["sign_in_name"]
        self.contractor = api.member(self.tenancy, "contractor", department_ids=[self.repairs])

    def _technician(self, name: str, department: str) -> dict:
        return self.api.member(self.tenancy, "technician", username=name, department_ids=[department])

    def order(self, order_id: str, *steps: tuple[str, dict], department: str | None = None) -> None:
        """An order in the queue, to which something happens each ten minutes."""
        place = department or self.repairs
        story = Story(order_id, at=self.clock.now, places={member["id"]: place for _, member in steps})
        story.become("open", department_id=place)
        story.report()
        for step, member in steps:
            story.wait(600)
            story.step(step, member["id"])
        self.clock.now = story.at
        for event in story.told:
            self.hear(event)

    def hear(self, event) -> None:
        """Let an event of this tenant be placed."""
        triggers.on_event(on_bus(event.model_copy(update={"tenant": self.tenancy.id})), None)

    def get(self, who: str, path: str):
        """The JSON of an answer that must be a success."""
        answer = self.api.as_(who).get(path)
        assert answer.status == 200, answer
        return answer.json

    def board(self, who: str) -> dict[str, dict]:
        """The rows of the board, by name, with the counts that are not 0."""
        rows = self.get(who, "/v1/boards/departments")["items"]
        return {row["name"]: _positive(row["own"]["counts"]) for row in rows}

    def stalls(self, who: str, query: str = "") -> list[str]:
        """The orders that somebody finds, in their order."""
        return [one["work_order_id"] for one in self.get(who, f"/v1/boards/stalls?{query}")["items"]]


def _positive(counts: dict[str, int]) -> dict[str, int]:
    return {name: number for name, number in counts.items() if number}


@pytest.fixture
def company(api, clock) -> Company:
    """An hour in which five orders came; one is with Tom, one with Flora, one with the contractor, one is done."""
    company = Company(api, clock)
    company.order("wo_1", ("assign", company.tom), ("accept", company.tom))
    company.order("wo_2")
    company.order("wo_3", ("take", company.flora), department=company.gardens)
    company.order("wo_4", ("assign", company.contractor))
    done = [(step, company.tom) for step in ("take", "check_in", "complete")]
    company.order("wo_5", *done)
    return company


def test_the_board_shows_every_department_and_its_sums(company):
    shown = company.get(company.manager, "/v1/boards/departments")
    assert shown["at"] == "2026-11-23T02:10:00Z"
    rows = {row["name"]: row for row in shown["items"]}
    repairs = {**NOTHING, "open": 1, "assigned": 1, "accepted": 1, "completed": 1}
    assert rows["Repairs"]["own"] == {"counts": repairs, "oldest_since": "2026-11-23T01:20:00Z"}
    assert rows["Repairs"]["total"] == rows["Repairs"]["own"]
    assert rows["Works"]["own"] == {"counts": NOTHING, "oldest_since": None}
    assert rows["Works"]["total"] == {
        "counts": {**repairs, "accepted": 2},
        "oldest_since": "2026-11-23T01:20:00Z",
    }
    assert rows["Gardens"]["parent_id"] == company.works


def test_the_board_of_a_department_shows_who_has_what(company):
    shown = company.get(company.manager, f"/v1/boards/departments/{company.repairs}")
    assert _positive(shown["queue"]) == {"open": 1}
    members = {row["name"]: _positive(row["counts"]) for row in shown["members"]}
    assert members == {"contractor": {"assigned": 1}, "tom": {"accepted": 1, "completed": 1}}
    assert shown["own"]["oldest_since"] == "2026-11-23T01:20:00Z"


def test_the_list_of_stalls_says_where_with_whom_and_since_when_oldest_first(company):
    shown = company.get(company.manager, "/v1/boards/stalls")["items"]
    found = [
        (one["work_order_id"], one["department_name"], one["member_name"], one["state"]) for one in shown
    ]
    assert found == [
        ("wo_1", "Repairs", "tom", "accepted"),
        ("wo_2", "Repairs", None, "open"),
        ("wo_3", "Gardens", "flora", "accepted"),
        ("wo_4", "Repairs", "contractor", "assigned"),
    ]
    assert shown[0] | {"number": "", "title": ""} == {
        "work_order_id": "wo_1",
        "number": "",
        "title": "",
        "state": "accepted",
        "department_id": company.repairs,
        "department_name": "Repairs",
        "member_id": company.tom["id"],
        "member_name": "tom",
        "since": "2026-11-23T01:20:00Z",
        "category": "leak",
        "community_id": "co_one",
        "priority": "normal",
        "due_at": None,
        "is_late": False,
    }


def test_the_list_of_stalls_is_narrowed(company):
    manager = company.manager
    assert company.stalls(manager, f"department={company.gardens}") == ["wo_3"]
    assert company.stalls(manager, f"member={company.tom['id']}") == ["wo_1"]
    assert company.stalls(company.tom["sign_in_name"], "member=me") == ["wo_1"]
    assert company.stalls(manager, "state=open,assigned") == ["wo_2", "wo_4"]
    assert company.stalls(manager, "older_than=PT45M") == [
        "wo_1",
        "wo_2",
    ]  # since 01:20 both, and it is 02:10
    assert company.stalls(manager, "older_than=PT51M") == []
    assert company.stalls(manager, "department=dp_nowhere") == []


def test_the_pages_of_stalls_hold_each_once_and_in_order(company):
    for number in range(6, 12):
        company.order(f"wo_{number:02}", department=(company.repairs, company.gardens)[number % 2])
        company.clock.advance(seconds=30)
    whole = company.stalls(company.manager, "limit=200")
    assert len(whole) == 10
    found, cursor = [], ""
    while cursor is not None:
        page = company.get(company.manager, f"/v1/boards/stalls?limit=3{cursor and '&cursor=' + cursor}")
        found += [one["work_order_id"] for one in page["items"]]
        cursor = page["next_cursor"]
    assert found == whole


def test_technicians_see_their_queue_and_their_own(company):
    tom = company.tom["sign_in_name"]
    assert company.board(tom) == {"Repairs": {"open": 1, "accepted": 1, "completed": 1}}
    assert company.stalls(tom) == ["wo_1", "wo_2"]
    shown = company.get(tom, f"/v1/boards/departments/{company.repairs}")
    assert [row["name"] for row in shown["members"]] == ["tom"]
    assert company.api.as_(tom).get(f"/v1/boards/departments/{company.gardens}").status == 404


def test_contractors_see_what_is_theirs_alone(company):
    contractor = company.contractor["sign_in_name"]
    assert company.board(contractor) == {"Repairs": {"assigned": 1}}
    assert company.stalls(contractor) == ["wo_4"]


def test_managers_of_a_department_see_it_and_no_other(company):
    assert company.board(company.head) == {"Gardens": {"accepted": 1}}
    assert company.stalls(company.head) == ["wo_3"]
    assert company.stalls(company.head, f"department={company.repairs}") == []
    assert company.api.as_(company.head).get(f"/v1/boards/departments/{company.works}").status == 404


def test_suspended_orders_are_no_technicians_to_see(company):
    held = card(status="suspended", department_id=company.repairs, assignee_id=None)
    story = Story("wo_held", at=company.clock.now, card=held)
    story.report(is_suspended=True)
    company.hear(story.told[0])
    assert "wo_held" not in company.stalls(company.tom["sign_in_name"])
    assert company.board(company.tom["sign_in_name"])["Repairs"].get("suspended") is None
    assert "wo_held" in company.stalls(company.manager)
    assert company.board(company.manager)["Repairs"]["suspended"] == 1


def test_a_breach_shows_as_late(company):
    company.hear(breached(entity="wo_2"))
    assert company.board(company.manager)["Repairs"]["late"] == 1
    (late,) = [one for one in company.get(company.manager, "/v1/boards/stalls")["items"] if one["is_late"]]
    assert late["work_order_id"] == "wo_2"


def test_residents_and_strangers_see_no_board(company):
    nobody = company.api.with_header(None)
    for path in ("departments", "stalls", f"departments/{company.repairs}"):
        assert nobody.get(f"/v1/boards/{path}").status == 401
    other = company.api.found("Other Estates")
    assert company.board(other.admin) == {}
    assert company.stalls(other.admin) == []
    assert company.api.as_(other.admin).get(f"/v1/boards/departments/{company.repairs}").status == 404


def test_wishes_that_cannot_be_are_refused_with_the_field(company):
    for query in ("state=closed", "state=lost", "older_than=-PT1H", "older_than=1h", "limit=0", "colour=red"):
        answer = company.api.as_(company.manager).get(f"/v1/boards/stalls?{query}")
        assert answer.status == 422, query
        assert answer.json["errors"][0]["loc"][0] == "query"


# -- durations --------------------------------------------------------------------------------------


def _durations(company: Company, who: str, group_by: str) -> dict[str, dict]:
    rows = company.get(who, f"/v1/stats/durations?group_by={group_by}&{DAYS}")["items"]
    return {row["name"]: row for row in rows}


def test_durations_are_told_by_state_with_what_was_waiting_and_what_work(company):
    rows = _durations(company, company.manager, "department")
    assert rows["Gardens"]["states"]["open"] == {"count": 1, "seconds": 600, "mean_s": 600.0}
    repairs = rows["Repairs"]
    assert (repairs["waiting_s"], repairs["working_s"], repairs["waiting_share"]) == (2_400, 1_200, 0.6667)
    (leak,) = _durations(company, company.manager, "category").values()
    assert (leak["waiting_s"], leak["working_s"]) == (3_000, 1_200)
    members = _durations(company, company.manager, "member")
    assert {name: row["working_s"] for name, row in members.items()} == {"tom": 1_200}
    assert members["tom"]["states"]["assigned"]["seconds"] == 600


def test_durations_are_shown_as_the_figures_are(company):
    tom = company.tom["sign_in_name"]
    assert list(_durations(company, tom, "member")) == ["tom"]
    assert _durations(company, tom, "department") == _durations(company, tom, "category") == {}
    assert list(_durations(company, company.head, "department")) == ["Gardens"]
