"""What residents do, and what anybody may do who sees an order."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.proof.model.acts import act
from tests.proof.model.play import MANNERS, MOST_ORDERS, Play
from tests.proof.model.reference import FORBIDDEN, HIDDEN
from tests.proof.model.stage import CATEGORIES, RESIDENTS, STAFF
from tests.proof.model.surveys import Survey

_REPORTERS = st.sampled_from([*RESIDENTS, *RESIDENTS, "front_desk", "manager", "worker"])
_GATED = ("leak",)


class Residents(Play):
    """Reports, words, and answers to surveys."""

    @act(
        2,
        when=lambda self: len(self.orders) < MOST_ORDERS,
        name=_REPORTERS,
        category=st.sampled_from(["leak", "leak", *CATEGORIES]),
        unit=st.sampled_from([0, 0, 1]),
        manner=MANNERS,
    )
    def report(self, name: str, category: str, unit: int, manner: str) -> None:
        self.tick()
        who, place = self.people[name], self.stage.units[unit]
        body: dict[str, Any] = {"kind": CATEGORIES[category].get("kind", "repair"), "category": category}
        body |= {"title": "Water drips", "unit_id": None if category == "path" else place}
        if who.role not in ("resident", "front_desk", "manager"):
            self.refused(who, "/v1/work-orders", body, FORBIDDEN)
            return
        if body["unit_id"] and who.role == "resident" and place not in who.units:
            self.refused(who, "/v1/work-orders", body, HIDDEN)
            return
        account = self.account_of(place)
        made = self.post(who, "/v1/work-orders", body, manner)
        assert made.status == 201, made
        order = self.take_in(made.json, who, category)
        owes = account["standing"] == "arrears" and category in _GATED
        assert made.json["status"] == ("suspended" if owes else "open")
        if owes:
            hold = made.json["hold"]
            assert (hold["reason"], hold["since"]) == ("arrears", account["since"])
            assert hold["amount_due"] == account["amount_due"]
        self.compare(order, made.json)

    @act(1, name=st.sampled_from([*RESIDENTS, *STAFF, "worker", "gardener"]), manner=MANNERS)
    def comment(self, data: st.DataObject, name: str, manner: str) -> None:
        self.tick()
        order = self.an_order(data)
        assert order is not None
        self.do(self.people[name], order, "comments", {"text": "hello"}, manner)

    @act(1, name=st.sampled_from([*RESIDENTS, "manager", "colleague"]))
    def nudge(self, data: st.DataObject, name: str) -> None:
        self.tick()
        order, who = self.an_order(data), self.people[name]
        assert order is not None
        is_soon = order.nudged_at and self.now - order.nudged_at < timedelta(minutes=1)
        if is_soon and order.refusal("nudges", who) is None:
            self.refused(who, f"/v1/work-orders/{order.id}/nudges", {}, (429, "too_many_nudges"))
        else:
            self.do(who, order, "nudges", {})

    @act(1, name=st.sampled_from([*RESIDENTS, *RESIDENTS, "manager", "front_desk"]), manner=MANNERS)
    def cancel(self, data: st.DataObject, name: str, manner: str) -> None:
        self.tick()
        order = self.an_order(data)
        assert order is not None
        self.do(self.people[name], order, "cancel", {"reason": "no need"}, manner)

    @act(3, when=lambda self: self.surveys, score=st.integers(1, 5), not_fixed=st.booleans(), manner=MANNERS)
    def answer(self, data: st.DataObject, score: int, not_fixed: bool, manner: str) -> None:
        """By the link in the resident's inbox, once the invitation has arrived there."""
        self.tick()
        survey = self.surveys[data.draw(st.sampled_from(list(self.surveys)), label="survey")]
        self.reply(survey, score, manner, is_fixed=not not_fixed)

    @act(1, name=st.sampled_from([*RESIDENTS, "manager", "worker"]), position=st.integers(0, 5))
    def read_a_notification(self, name: str, position: int) -> None:
        """One's own is marked, once; another's does not exist."""
        who, other = self.people[name], self.people["assessor"]
        inbox = self.get(who, "/v1/notifications?limit=200")
        for note in inbox["items"][position : position + 1]:
            path = f"/v1/notifications/{note['id']}/read"
            self.refused(other, path, None, HIDDEN)
            assert self.post(who, path, None, "again").status == 200
            unread = self.get(who, "/v1/notifications?limit=1")["unread"]
            assert unread == inbox["unread"] - (note["read_at"] is None)

    def reply(self, survey: Survey, score: int, manner: str = "once", *, is_fixed: bool = True) -> None:
        """Answer it, or be refused, if its link has arrived."""
        path = self.link_of(survey)
        if path is None:
            return
        body = {"score": score, "not_fixed": not is_fixed}
        visitor, why = self.people["visitor"], survey.refusal(self.now)
        shown = self.get(visitor, path)
        assert shown["is_answered"] == (survey.status == "answered")
        if why is not None:
            self.refused(visitor, path, body, why)
            return
        taken = self.post(visitor, path, body, manner)
        assert taken.status == 200, taken
        survey.status = "answered"
        order = self.orders[survey.order_id]
        order.answered(survey.completion, score, self.now, is_fixed=is_fixed)

    def link_of(self, survey: Survey) -> str | None:
        """The address in the resident's inbox; that of another completion expires at another time."""
        if survey.resident is None:
            return None
        for note in self.get(self.person_of(survey.resident), "/v1/notifications?limit=200")["items"]:
            if note["kind"] == "survey_invited" and note["work_order_id"] == survey.order_id:
                path = "/v1/surveys/" + note["link"].rsplit("/", 1)[-1]
                shown = self.get(self.people["visitor"], path)
                if datetime.fromisoformat(shown["expires_at"]) == survey.expires_at:
                    return path
        return None
