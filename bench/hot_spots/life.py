"""The life of an order and the reads around it, played on the fast cloud to see which keys each step touches.

What a key says of its order, its people and its places becomes a placeholder, so that the simulation can put any order
of any tenant in its place.
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.hot_spots.touches import Access, Table
from chalicelib.deadlines.triggers import on_moment
from chalicelib.kernel import clock
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.table import TenantTable
from chalicelib.workorders import store
from tests.builders.api import Answer, Api, Caller
from tests.builders.bus import Bus
from tests.builders.cloud import fast_cloud, outbox
from tests.builders.company import Company
from tests.builders.meter import counted

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
TECHNICIANS = 4  # in each department
_BACKLOGS = 3  # of a hundred orders each
#: what no other order's keys contain: its id, those that follow from it, its number, the hashes of its survey's link
#: and of the address from which its resident follows that
_OWN = re.compile(
    r"[a-z]{2}_[0-9A-HJKMNP-TV-Z]{26}|WO-\d{4}-\d{6}|(?<=survey_token#)\w+|(?<=LIMIT#)[0-9a-f]{32}"
)


@dataclass(frozen=True)
class Step:
    """One thing that happens to an order, with all it sets off. `rate`: how often for each order."""

    name: str
    rate: float
    accesses: tuple[Access, ...]


class Play:
    """A company on the fast cloud; what happens to one order there is kept in `steps`."""

    def __init__(self) -> None:
        from app import app

        self.now = MORNING
        clock.use(lambda: self.now)
        self.steps: list[Step] = []
        self._table, self._bus = Table(), Bus()
        api = Api(app)
        self.company = company = Company(api, api.found())
        self.team = [company.member("technician", f"technician-{n}") for n in range(TECHNICIANS)]
        self.staff = {role: company.member(role) for role in ("dispatcher", "manager", "assessor")}
        for number, one in enumerate(
            [*self.team, *self.staff.values()]
        ):  # news that reach nobody are told of
            reach = {"email": f"m{number}@example.com"}
            assert company.admin.patch(f"/v1/members/{one['id']}", reach).status == 200
        head = {"head_ids": [self.staff["manager"]["id"]]}
        assert company.admin.patch(f"/v1/departments/{company.service}", head).status == 200
        company.category("drip", photos_required=0)
        self._names = dict(self._shared())

    def step(self, name: str, rate: float, act: Callable[[], Answer | None]) -> Answer | None:
        """Let something happen, with all it sets off, and keep what it touched. An answer must be a success."""
        with counted() as calls:
            answer = act()
            assert answer is None or answer.status < 400, (name, answer)
            if any(call.name == "TransactWriteItems" for call in calls):
                self.settle()
        touched = [self._table.access(c.name, c.asked, c.answer) for c in calls if c.service == "dynamodb"]
        self.steps.append(Step(name, rate, tuple(map(self._without_names, touched))))
        return answer

    def settle(self) -> None:
        """Let the consumers have what was recorded."""
        self._bus.deliver()

    def act(self, caller: Caller, path: str, body: Any = None) -> Callable[[], Answer]:
        """A POST with an idempotency key."""
        return lambda: caller.request("POST", path, body, {"Idempotency-Key": new_id("ik")})

    def _shared(self) -> Iterator[tuple[str, str]]:
        """What stands in a key for something that orders share -> its placeholder."""
        company = self.company
        rosa = company.resident.get("/v1/me").json["resident"]
        resident = {"id": rosa["id"], "sign_in_name": f"rosa@{company.tenancy.slug}"}
        people = {f"technician {n}": one for n, one in enumerate(self.team)} | self.staff
        for name, one in (people | {"resident": resident}).items():
            yield one["id"], name
            yield one["sign_in_name"], name
        yield company.tenancy.id, "tenant"
        yield company.service, "department"
        yield company.building["community_id"], "community"
        yield company.building["id"], "building"
        yield company.unit, "unit"
        yield "drip", "category"

    def lay_backlog(self, like: str) -> None:
        """Orders like this one, half of them with the first technician: every page of a list is full."""
        table = TenantTable(self.company.tenancy.id)
        order = table.get(store.order_ref(like))
        assert order is not None
        taken = {"status": "accepted", "assignee_id": self.team[0]["id"], "version": 1}
        free = {"status": "open", "assignee_id": None, "version": 1}
        for _ in range(_BACKLOGS):
            orders = [
                order.model_copy(update={"id": new_id("wo"), **fields}) for fields in (taken, free) * 50
            ]
            table.commit([change for one in orders for change in store.save(one, [])])

    def _without_names(self, access: Access) -> Access:
        return replace(
            access,
            touches=tuple(
                replace(touch, pk=self._placeholders(touch.pk), sk=self._placeholders(touch.sk))
                for touch in access.touches
            ),
        )

    def _placeholders(self, text: str) -> str:
        for name, placeholder in self._names.items():
            text = text.replace(name, f"<{placeholder}>")
        return _OWN.sub("<order>", text)


def play() -> list[Step]:
    """The steps of an order's life, in their order."""
    with tempfile.TemporaryDirectory() as folder, fast_cloud(Path(folder)):
        try:
            return _played(Play())
        finally:
            clock.use(clock.system_clock)


def _played(play: Play) -> list[Step]:
    """Half of the reports get a comment, one in five is not taken in time; how often people look is a guess."""
    company, step, act = play.company, play.step, play.act
    resident, technician = company.resident, company.caller(play.team[0]["sign_in_name"])
    dispatcher = company.caller(play.staff["dispatcher"]["sign_in_name"])
    body = {"kind": "repair", "unit_id": company.unit, "title": "Water drips", "category": "drip"}
    reported = step(
        "report", 1, act(resident, "/v1/work-orders", body | {"description": "From the ceiling."})
    )
    assert reported
    order = f"/v1/work-orders/{reported.json['id']}"
    step("assign", 1, act(dispatcher, f"{order}/assign", {"assignee_id": play.team[0]["id"]}))
    step("accept", 1, act(technician, f"{order}/accept"))
    step("check in", 1, act(technician, f"{order}/check-in", company.here(f"{play.now:%Y-%m-%dT%H:%M:%SZ}")))
    step("comment", 0.5, act(resident, f"{order}/comments", {"text": "Please ring twice."}))
    step("complete", 1, act(technician, f"{order}/complete", {"summary": "Replaced the gasket."}))
    survey = f"/v1/surveys/{_token()}"
    visitor = company.api.with_header(None)
    step("see the survey", 1, lambda: visitor.get(survey))
    step("answer the survey", 1, act(visitor, survey, {"score": 5, "text": "Dry!"}))
    _breach(play)
    play.lay_backlog(order.rpartition("/")[2])
    _reads(play, order)
    return play.steps


def _reads(play: Play, order: str) -> None:
    company, step = play.company, play.step
    resident, technician = company.resident, company.caller(play.team[0]["sign_in_name"])
    dispatcher, manager = (
        company.caller(play.staff[role]["sign_in_name"]) for role in ("dispatcher", "manager")
    )
    day = f"from={play.now:%Y-%m-01}&to={play.now:%Y-%m-%d}"
    step("list one's own, resident", 2, lambda: resident.get("/v1/work-orders"))
    step("list one's own, technician", 4, lambda: technician.get("/v1/work-orders"))
    step("list what is open, dispatcher", 1, lambda: dispatcher.get("/v1/work-orders?status=open"))
    step("list all, manager", 0.2, lambda: manager.get("/v1/work-orders"))
    step("read an order", 6, lambda: manager.get(order))
    step("timeline", 1, lambda: manager.get(f"{order}/timeline"))
    step("inbox, resident", 2, lambda: resident.get("/v1/notifications"))
    step("inbox, technician", 3, lambda: technician.get("/v1/notifications"))
    step("stats", 0.05, lambda: manager.get(f"/v1/stats/work-orders?group_by=category&{day}"))


def _token() -> str:
    (invited,) = (event["detail"] for event in outbox() if event["type"] == "SurveyInvited")
    return str(invited["link"].rpartition("/")[2])


def _breach(play: Play) -> None:
    """Another order that nobody takes in time."""
    company = play.company
    order = company.reported(category="drip")
    play.settle()
    play.now = NOON
    timer = {"tenant": company.tenancy.id, "order_id": order, "generation": 1}
    play.step("miss a deadline", 0.2, lambda: on_moment(timer, None) and None)
