"""What people do with an order, from its report to its end, as (minute, action); the world in between is drawn.

An action answers False while it cannot be done yet, because something that it waits for is still under way.
"""

from collections.abc import Callable
from typing import Any

from chalicelib.kernel.aws import client
from tests.builders.api import Answer, made_by
from tests.builders.cloud import outbox
from tests.builders.company import Company
from tests.builders.photos import photo, scene

REASON = {"reason": "because"}
#: does one thing to the order of a life; False: not yet
Action = Callable[["Life"], bool]
Step = tuple[int, Action]


class Life:
    """One order. `files` are the S3 events of its uploads, not yet delivered."""

    def __init__(self, name: str, company: Company, now: Callable[[], str]) -> None:
        self.name, self.company, self.now = name, company, now
        self.order = ""
        self.files: list[dict[str, Any]] = []

    def done(self, answer: Answer, waits_for: str | None = None) -> bool:
        """Whether it is done; refused it may be only with the code of what is still under way."""
        if answer.status >= 400:
            assert answer.json["code"] == waits_for, answer
        return answer.status < 400


def report(life: Life) -> bool:
    life.order = life.company.reported(category="leak", title=life.name)
    return True


def report_for_a_debtor(life: Life) -> bool:
    by, unit = life.company.as_("manager"), life.company.owing
    life.order = life.company.reported(by, category="leak", title=life.name, unit_id=unit)
    return True


def press(role: str, action: str, body: Any = None, *, waits_for: str | None = None) -> Action:
    """A button of the order's, pressed by the member of this role."""

    def act(life: Life) -> bool:
        answer = life.company.act(life.company.as_(role), life.order, action, body)
        return life.done(answer, waits_for)

    return act


def assign_to(username: str) -> Action:
    def act(life: Life) -> bool:
        assignee = life.company.member("technician", username)["id"]
        return press("dispatcher", "assign", {"assignee_id": assignee})(life)

    return act


def arrive(life: Life) -> bool:
    return press("technician", "check-in", life.company.here(life.now()))(life)


def take_photo(life: Life) -> bool:
    picture = photo(image=scene(48, 32, seed=life.order))
    wanted = {"role": "after", "content_type": "image/jpeg", "size": len(picture)}
    technician = life.company.as_("technician")
    ticket = made_by(technician.post(f"/v1/work-orders/{life.order}/attachments", wanted))
    where = {"bucket": {"name": "steward-attachments"}, "object": {"key": ticket["upload"]["fields"]["key"]}}
    client("s3").put_object(Bucket=where["bucket"]["name"], Key=where["object"]["key"], Body=picture)
    life.files.append({"detail-type": "Object Created", "detail": where})
    return True


def answer(**reply: Any) -> Action:
    def act(life: Life) -> bool:
        links = [event["detail"] for event in outbox() if event["type"] == "SurveyInvited"]
        links = [one["link"] for one in links if one["order_id"] == life.order]
        if not links:
            return False
        visitor = life.company.api.with_header(None)
        return life.done(visitor.post(f"/v1/surveys/{links[-1].rpartition('/')[2]}", reply))

    return act


def pay(life: Life) -> bool:
    return life.done(life.company.pay(reference=life.name, unit=life.company.owing))


def export(life: Life) -> bool:
    wanted = {"kind": "work_orders", "format": "csv", "filters": {"q": life.name}}
    return life.done(life.company.as_("manager").post("/v1/exports", wanted))


FINISHED: tuple[Step, ...] = (
    (0, report),
    (5, assign_to("technician")),
    (40, press("technician", "accept")),  # late: the answer was due after half an hour
    (60, arrive),
    (65, take_photo),
    (90, press("technician", "complete", {"summary": "done"}, waits_for="photos_missing")),
)
LIVES: dict[str, tuple[Step, ...]] = {
    "praised": (*FINISHED, (120, answer(score=5)), (125, press("manager", "rate", {"score": 4}))),
    "not fixed": (*FINISHED, (120, answer(score=1, not_fixed=True)), (130, press("technician", "accept"))),
    "held": ((10, report_for_a_debtor), (50, pay)),
    "tossed about": (
        (0, report),
        (15, press("technician", "take")),
        (20, press("technician", "pause", {**REASON, "expected_on": "2026-11-25"})),
        (100, press("technician", "resume")),
        (110, press("technician", "decline", REASON)),
        (115, assign_to("other")),
        (120, press("manager", "comments", {"text": "hurry"})),
        (128, press("manager", "cancel", REASON)),
    ),
    "forgotten": ((0, report), (95, press("manager", "nudges"))),
    "exported": ((0, report), (5, export), (15, press("manager", "cancel", REASON))),
}
