"""What those do who go to the place: also what comes late, from too far, or is no photo."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from chalicelib.attachments.triggers import on_object_created
from chalicelib.kernel.aws import client
from tests.builders.photos import photo, scene
from tests.proof.model import tally
from tests.proof.model.acts import act
from tests.proof.model.play import MANNERS, Play
from tests.proof.model.reference import OWN, Order, counted_at
from tests.proof.model.stage import FIELD, Person

_FIELD = st.sampled_from(FIELD)
#: metres from the building (radius 150), accuracy in metres (limit 100), and what it proves
_FIXES = st.sampled_from(
    [
        (0, 10, None),
        (120, 20, None),
        (160, 15, None),
        (900, 10, "outside_geofence"),
        (170, 15, "outside_geofence"),
        (30, 101, "position_inaccurate"),
        (5000, 5000, "position_inaccurate"),
    ]
)


class Field(Play):
    """The work itself."""

    @act(2, name=_FIELD, manner=MANNERS)
    def take(self, data: st.DataObject, name: str, manner: str) -> None:
        self.tick()
        order = self.an_order(data)
        assert order is not None
        self.do(self.people[name], order, "take", None, manner)

    @act(
        4, verb=st.sampled_from(["accept", "accept", "decline", "pause", "resume", "resume"]), manner=MANNERS
    )
    def move(self, data: st.DataObject, verb: str, manner: str) -> None:
        self.tick()
        order = self.an_order(data, *OWN[verb]) or self.an_order(data)
        assert order is not None
        bodies: dict[str, Any] = {"pause": {"reason": "parts", "expected_on": "2026-12-01"}, "decline": {}}
        self.do(self.holder(data, order), order, verb, bodies.get(verb), manner)

    @act(3, fix=_FIXES, late=st.sampled_from([0, 0, 30, 290, 301, 4000]), manner=MANNERS)
    def check_in(
        self, data: st.DataObject, fix: tuple[float, float, str | None], late: int, manner: str
    ) -> None:
        """With what a device says, `late` seconds after it said so."""
        self.tick()
        order = self.an_order(data, "accepted") or self.an_order(data)
        assert order is not None
        who, (metres, accuracy, flaw) = self.holder(data, order), fix
        captured = self.now - timedelta(seconds=late)
        body = self.stage.company.here(captured.isoformat(), metres, accuracy)
        path, has_place = f"/v1/work-orders/{order.id}/check-in", order.unit is not None
        if flaw and has_place and order.refusal("check-in", who) is None:
            self.refused(who, path, body, (409, flaw))
            excuse = {"reason": "no signal", "attachment_id": self.evidence(order, who)}
            if excuse["attachment_id"] is None:
                unknown = {**excuse, "attachment_id": "at_unknown"}
                self.refused(who, path, {**body, "exception": unknown}, (409, "exception_photo_missing"))
                return
            body["exception"] = excuse
        when = counted_at(captured, order.accepted_at, self.now)
        if self.do(who, order, "check-in", body, manner, counted_at=when):
            told = self.get(self.people["manager"], f"/v1/work-orders/{order.id}/timeline?limit=200")[
                "items"
            ][-1]
            told = told["data"]
            assert told["is_exception"] == bool(flaw and has_place)
            assert told["is_place_unverified"] == (not has_place)
            assert told["is_clock_skewed"] == (late > 300)
            arrive = order.watches.current.get("arrive")
            assert told["is_late"] == bool(arrive and arrive.breached_at)

    @act(
        3, role=st.sampled_from(["after", "after", "evidence"]), is_real=st.sampled_from([True, True, False])
    )
    def photograph(self, data: st.DataObject, role: str, is_real: bool) -> None:
        """Ask, upload, and have it judged, twice, as the bucket's events may come."""
        self.tick()
        order = self.an_order(data, "on_site", "accepted") or self.an_order(data)
        assert order is not None
        self.upload(self.holder(data, order), order, role, is_real=is_real)

    @act(3, manner=MANNERS)
    def complete(self, data: st.DataObject, manner: str) -> None:
        self.tick()
        order = self.an_order(data, "on_site") or self.an_order(data)
        assert order is not None
        who, body = self.holder(data, order), {"summary": "done"}
        if order.refusal("complete", who) is None and self.photos_missing(order):
            self.refused(who, f"/v1/work-orders/{order.id}/complete", body, (409, "photos_missing"))
        else:
            self.do(who, order, "complete", body, manner)

    def upload(self, who: Person, order: Order, role: str = "after", *, is_real: bool = True) -> None:
        """Refused to those who may not; what arrives counts from then on, if it is a photo."""
        path = f"/v1/work-orders/{order.id}/attachments"
        file = photo(image=scene(48, 32, seed=order.id)) if is_real else b"no photo" * 50
        body = {"role": role, "content_type": "image/jpeg", "size": len(file)}
        if not order.is_seen_by(who):
            self.refused(who, path, body, (404, "not_found"))
        elif order.status in ("closed", "cancelled"):
            self.refused(who, path, body, (409, "invalid_transition"))
        elif role == "after" and who.id not in {order.assignee, *order.collaborators}:
            self.refused(who, path, body, (403, "not_participant"))
        else:
            ticket = self.post(who, path, body)
            assert ticket.status == 201, ticket
            self._arrive(ticket.json, file)
            if is_real:
                self.verified.setdefault(order.id, []).append((ticket.json["id"], role, order.visit))

    def photos_missing(self, order: Order) -> bool:
        """Whether this visit has fewer verified `after` photos than the category demands."""
        seen = [one for one in self.verified.get(order.id, []) if one[1:] == ("after", order.visit)]
        return len(seen) < order.photos_required

    def holder(self, data: st.DataObject, order: Order) -> Person:
        """Whoever has the order, mostly; else somebody of the field."""
        chosen = data.draw(st.sampled_from(["holder", "holder", "holder", *FIELD]), label="who")
        if chosen == "holder" and order.assignee:
            return self.person_of(order.assignee)
        return self.people["worker" if chosen == "holder" else chosen]

    def evidence(self, order: Order, who: Person) -> str | None:
        """A verified photo of this order, if there is one."""
        return next((id for id, _, _ in self.verified.get(order.id, [])), None)

    def _arrive(self, ticket: Any, file: bytes) -> None:
        fields = ticket["upload"]["fields"]
        client("s3").put_object(Bucket="steward-attachments", Key=fields["key"], Body=file)
        detail = {"bucket": {"name": "steward-attachments"}, "object": {"key": fields["key"]}}
        for _ in range(2):
            tally.note("event Object Created")
            on_object_created({"id": ticket["id"], "detail-type": "Object Created", "detail": detail}, None)
