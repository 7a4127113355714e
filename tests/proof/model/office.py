"""What dispatchers and managers do."""

from hypothesis import strategies as st

from tests.proof.model.acts import act
from tests.proof.model.play import MANNERS, Play
from tests.proof.model.stage import FIELD

_OFFICE = st.sampled_from(["dispatcher", "manager", "dispatcher", "manager", "front_desk", "worker"])
_MANAGERS = st.sampled_from(["manager", "manager", "manager", "dispatcher", "worker", "rosa"])


class Office(Play):
    """Giving orders to people, and having a say in them."""

    @act(3, name=_OFFICE, to=st.sampled_from(["worker", *FIELD]), manner=MANNERS)
    def assign(self, data: st.DataObject, name: str, to: str, manner: str) -> None:
        self.tick()
        order, assignee = self.an_order(data), self.people[to]
        assert order is not None
        self.do(self.people[name], order, "assign", {"assignee_id": assignee.id}, manner, to=assignee)

    @act(1, name=_MANAGERS, to=st.sampled_from(["low", "high", "urgent"]))
    def set_priority(self, data: st.DataObject, name: str, to: str) -> None:
        self.tick()
        order, who = self.an_order(data), self.people[name]
        assert order is not None
        path, why = f"/v1/work-orders/{order.id}", order.refusal("priority", who)
        if why is not None:
            self.refused(who, path, {"priority": to}, why, "PATCH")
            return
        answer = self.send(who, "PATCH", path, {"priority": to})
        assert answer.status == 200, answer
        order.done("priority", who, self.now, to=to)
        self.compare(order, answer.json)

    @act(1, name=_MANAGERS, manner=MANNERS)
    def direct(self, data: st.DataObject, name: str, manner: str) -> None:
        self.tick()
        order = self.an_order(data)
        assert order is not None
        self.do(self.people[name], order, "directives", {"text": "be quick"}, manner)

    @act(
        1, name=st.sampled_from(["manager", "worker", "rosa"]), drawn_in=st.sampled_from(["assessor", *FIELD])
    )
    def draw_in(self, data: st.DataObject, name: str, drawn_in: str) -> None:
        self.tick()
        order, member = self.an_order(data), self.people[drawn_in]
        assert order is not None
        self.do(self.people[name], order, "collaborators", {"member_id": member.id}, member=member)

    @act(1, name=_MANAGERS, score=st.integers(1, 5), manner=MANNERS)
    def rate(self, data: st.DataObject, name: str, score: int, manner: str) -> None:
        self.tick()
        order = self.an_order(data, "completed", "closed") or self.an_order(data)
        assert order is not None
        self.do(self.people[name], order, "rate", {"score": score}, manner, score=score)

    @act(1, name=st.sampled_from(["manager", "billing_clerk", "dispatcher"]), manner=MANNERS)
    def waive(self, data: st.DataObject, name: str, manner: str) -> None:
        self.tick()
        order = self.an_order(data, "suspended") or self.an_order(data)
        assert order is not None
        self.do(self.people[name], order, "waive-hold", {"reason": "pays on Friday"}, manner)

    @act(
        2,
        when=lambda self: any(one.completions for one in self.orders.values()),
        name=st.sampled_from(["manager", "rosa", "rita", "front_desk"]),
        manner=MANNERS,
    )
    def send_back(self, data: st.DataObject, name: str, manner: str) -> None:
        self.tick()
        order = self.an_order(data, "completed", "closed") or self.an_order(data)
        assert order is not None
        self.do(self.people[name], order, "rework", {"reason": "it drips again"}, manner)
