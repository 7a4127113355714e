"""The main job: a report, the payment gate, the work on site with its proof, and the resident's verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from infra.client import Caller
from infra.story.camera import photo
from infra.story.cast import Cast, Household, money, now
from infra.story.stage import Stage, expect, expect_in, until

OWED = 48_000  # fen
_METRES_PER_DEGREE = 111_320


@dataclass
class MainJob:
    """The order that the story follows, and who has to do with it."""

    cast: Cast
    stage: Stage
    household: Household
    category: str
    order_id: str = ""

    def __post_init__(self) -> None:
        self._resident = self.household.resident
        self._clerk = self.cast.member("billing_clerk")
        self._dispatcher = self.cast.member("dispatcher")
        self._technician = self.cast.member("technician")
        self._technician_id = self._technician.get("/v1/me")["member"]["id"]
        self._shots = 0
        self._surveys = 0

    def report(self) -> None:
        """A household in arrears reports, and is told why it has to wait."""
        self.stage.scene("A household in arrears reports a leak")
        with self.stage.step("the resident reports it") as step:
            body = {"kind": "repair", "category": self.category, "unit_id": self.household.unit_id}
            order = self._resident.post(
                "/v1/work-orders",
                {
                    **body,
                    "title": "Water drips from the kitchen ceiling",
                    "description": "Since this morning.",
                },
                key=f"story-{self.cast.run}",
            )
            self.order_id = order["id"]
            expect("the order's status", order["status"], "suspended")
            expect("the amount due", order["hold"]["amount_due"], money(OWED))
            step.tell(f"{order['number']} is suspended: {_yuan(OWED)} due since {order['hold']['since']}")
        with self.stage.step("the resident adds a photo at once") as step:
            self._prove(self._resident, "evidence")
            step.tell("verified as evidence")
        with self.stage.step("the technician looks into the queue") as step:
            queue = [order["id"] for order in self._technician.get("/v1/work-orders?status=open")["items"]]
            expect("the suspended order's place in the queue", self.order_id in queue, False)
            step.tell("the suspended order is not there")

    def pay(self) -> None:
        """Half is not enough; the rest lets the order go on by itself."""
        self.stage.scene("The payment comes in")
        with self.stage.step("billing posts half of what is due") as step:
            account = self._pay(OWED // 2)
            expect("the standing", account["standing"], "arrears")
            expect("the order's status", self._order()["status"], "suspended")
            step.tell(f"still in arrears with {_yuan(account['amount_due']['amount'])}; the order waits")
        with self.stage.step("billing posts the rest") as step:
            account = self._pay(OWED - OWED // 2)
            expect("the standing", account["standing"], "clear")
            order = until("the resumed order", lambda: self._order_if("open"))
            expect("the department", order["department_id"], self.cast.department_id)
            step.tell(
                f"clear; the order is open in its department, to be answered by {order['deadlines']['respond_by']}"
            )

    def assign(self) -> None:
        """The dispatcher gives it to the technician, who takes it on."""
        self.stage.scene("The work")
        with self.stage.step("the dispatcher assigns it") as step:
            order = self._act(self._dispatcher, "assign", {"assignee_id": self._technician_id})
            expect("the status", order["status"], "assigned")
            step.tell("assigned; the technician is notified")
        self._accept()

    def visit(self) -> None:
        """The technician comes, proves it, works, and proves that too."""
        with self.stage.step("the technician checks in from 900 m away") as step:
            path = f"/v1/work-orders/{self.order_id}/check-in"
            problem = self._technician.refusal("POST", path, self._position(900), status=409)
            expect("the code", problem["code"], "outside_geofence")
            if abs(problem["distance_m"] - 900) > 10:
                expect("the distance", problem["distance_m"], 900)
            step.tell(f"refused: {problem['distance_m']:.0f} m away, {problem['radius_m']} m allowed")
        self._come_and_finish()

    def verdict_not_fixed(self) -> None:
        """The resident says it still drips."""
        self.stage.scene("The resident's verdict")
        with self.stage.step("the resident follows the link and answers «not fixed»") as step:
            token = self._survey()
            self.cast.visitor.get(f"/v1/surveys/{token}")
            expect("the status after reading", self._order()["status"], "completed")
            answer = {"score": 2, "text": "It still drips.", "not_fixed": True}
            self.cast.visitor.post(f"/v1/surveys/{token}", answer)
            problem = self.cast.visitor.refusal("POST", f"/v1/surveys/{token}", answer, status=409)
            expect("the code of a second answer", problem["code"], "already_answered")
            order = self._order()
            expect("the status", order["status"], "assigned")
            step.tell("the order is back with its technician; a second answer is refused")

    def rework(self) -> None:
        """The technician comes again."""
        self._accept()
        self._come_and_finish()

    def verdict_fixed(self) -> None:
        """Now it is dry."""
        with self.stage.step("the resident answers again, with score 5") as step:
            self.cast.visitor.post(
                f"/v1/surveys/{self._survey()}", {"score": 5, "tags": ["punctual"], "text": "Dry!"}
            )
            order = self._order()
            expect("the status", order["status"], "closed")
            expect("the score", order["score"], 5)
            step.tell("closed with score 5")
        with self.stage.step("the manager reads the timeline") as step:
            items = self.cast.member("manager").get(f"/v1/work-orders/{self.order_id}/timeline?limit=200")[
                "items"
            ]
            kinds = [entry["kind"] for entry in items]
            for kind in (
                "reported",
                "suspended",
                "resumed",
                "assigned",
                "accepted",
                "checked_in",
                "completed",
            ):
                expect_in("the timeline", kind, kinds)
            expect("how often the order was reopened", kinds.count("reopened"), 1)
            expect("the last entry", kinds[-1], "closed")
            step.tell(" · ".join(kinds))

    # -- what is done more than once ---------------------------------------------------------------------------

    def _accept(self) -> None:
        with self.stage.step("the technician accepts") as step:
            expect("the status", self._act(self._technician, "accept")["status"], "accepted")
            step.tell("accepted")

    def _come_and_finish(self) -> None:
        with self.stage.step("the technician checks in at the door") as step:
            order = self._act(self._technician, "check-in", self._position(8))
            expect("the status", order["status"], "on_site")
            step.tell("on site")
        with self.stage.step("the technician completes without photos") as step:
            path = f"/v1/work-orders/{self.order_id}/complete"
            problem = self._technician.refusal("POST", path, {"summary": "Done"}, status=409)
            expect("the code", problem["code"], "photos_missing")
            step.tell(problem["detail"])
        with self.stage.step("the technician uploads two photos of the result") as step:
            sizes = [self._prove(self._technician, "after") for _ in range(2)]
            step.tell(f"both verified, {sizes[0] / 1000:.0f} and {sizes[1] / 1000:.0f} kB")
        with self.stage.step("the technician completes") as step:
            work = {
                "summary": "Replaced the gasket, no drip for ten minutes.",
                "minutes": 35,
                "parts": ["gasket"],
            }
            order = self._act(self._technician, "complete", work)
            expect("the status", order["status"], "completed")
            step.tell("completed; the resident is asked")

    def _prove(self, by: Caller, role: str) -> int:
        """Upload a photo and wait until it is verified; answers its size in bytes."""
        place = self.cast.building["location"]
        self._shots += 1
        seed = int(self.cast.run, 16) + self._shots
        picture = photo(place["lat"], place["lon"], datetime.now(UTC), seed)
        attachment_id = by.upload(self.order_id, role, picture)

        def verdict() -> Mapping[str, Any] | None:
            found = by.get(f"/v1/work-orders/{self.order_id}/attachments")["items"]
            return next(
                (one for one in found if one["id"] == attachment_id and one["status"] != "pending"), None
            )

        judged = until("the verdict on the photo", verdict)
        expect(f"the photo's status ({judged['reason']})", judged["status"], "verified")
        return len(picture)

    def _pay(self, amount: int) -> Mapping[str, Any]:
        reference = f"story-{self.cast.run}-{amount}-{now()}"
        self._clerk.post(
            "/v1/payments",
            {
                "unit_id": self.household.unit_id,
                "amount": money(amount),
                "provider": "wechat_pay",
                "provider_reference": reference,
            },
        )
        account: Mapping[str, Any] = self._clerk.get(f"/v1/units/{self.household.unit_id}/account")
        return account

    def _survey(self) -> str:
        """The token of the newest invitation, once it has come."""
        self._surveys += 1

        def invited() -> str | None:
            inbox = self._resident.get("/v1/notifications?limit=200")["items"]
            links = [
                note["link"]
                for note in inbox
                if note["kind"] == "survey_invited" and note["work_order_id"] == self.order_id
            ]
            return links[0] if len(links) == self._surveys else None

        return until("the invitation to the survey", invited).rsplit("/", 1)[1]

    def _position(self, metres_north: float) -> dict[str, Any]:
        place = self.cast.building["location"]
        lat = place["lat"] + metres_north / _METRES_PER_DEGREE
        position = {"lat": lat, "lon": place["lon"], "datum": "wgs84", "accuracy_m": 10}
        return {"position": position, "captured_at": now()}

    def _act(self, by: Caller, action: str, body: Mapping[str, Any] | None = None) -> Any:
        return by.post(f"/v1/work-orders/{self.order_id}/{action}", body or {})

    def _order(self) -> Any:
        return self._resident.get(f"/v1/work-orders/{self.order_id}")

    def _order_if(self, status: str) -> Any:
        order = self._order()
        return order if order["status"] == status else None


def _yuan(fen: int) -> str:
    return f"{fen / 100:.2f} CNY"
