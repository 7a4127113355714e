"""The ordinary course: what most orders do most of the time. Without it, chance would seldom get an order far."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from tests.proof.model.acts import act
from tests.proof.model.billing import Billing
from tests.proof.model.checks import Checks
from tests.proof.model.field import Field
from tests.proof.model.passing import Passing
from tests.proof.model.reference import DONE, Order
from tests.proof.model.residents import Residents


class Ordinary(Residents, Billing, Field, Passing, Checks):
    """A life begins with a few reports; one order goes on for a few steps, each by whoever should do it."""

    @initialize(
        owes=st.booleans(),
        reports=st.lists(
            st.sampled_from(["leak", "leak", "leak", "noise", "gas", "path"]), min_size=2, max_size=3
        ),
    )
    def begin(self, owes: bool, reports: list[str]) -> None:
        """Without them there would be nothing to do in the many lives in which chance leaves the rule out."""
        if owes:
            self.charge(unit=0, amount=250, days=-40, manner="once")
        for number, category in enumerate(reports):
            self.report(
                name=("rosa", "front_desk", "rita")[number],
                category=category,
                unit=number // 2,
                manner="once",
            )

    @act(6, steps=st.integers(2, 7))
    def all_goes_well(self, data: st.DataObject, steps: int) -> None:
        order = self.an_order(data)
        assert order is not None
        for _ in range(steps):
            if order.status not in DONE:
                self.tick()
                self._go_on(data, order)
                self.every_promise_holds()

    def _go_on(self, data: st.DataObject, order: Order) -> None:
        by = self.people["worker"] if order.assignee is None else self.person_of(order.assignee)
        match order.status:
            case "suspended":
                if data.draw(st.booleans(), label="in parts"):
                    self.pay(unit=self.stage.units.index(str(order.unit)), amount=100, manner="once")
                else:
                    self.pay_debt(str(order.unit))
                self.deliver_everything(1)
            case "open" if order.category == "path":
                self.do(self.people["gardener"], order, "take")
            case "open":
                to = self.people[data.draw(st.sampled_from(["worker", "contractor"]), label="to")]
                self.do(self.people["dispatcher"], order, "assign", {"assignee_id": to.id}, to=to)
            case "assigned":
                self.do(by, order, "accept")
            case "accepted":
                here = self.stage.company.here(self.now.isoformat())
                self.do(by, order, "check-in", here, counted_at=self.now)
            case "on_site" if self.photos_missing(order):
                self.upload(by, order)
            case "on_site":
                self.do(by, order, "complete", {"summary": "done"})
            case "paused":
                self.do(by, order, "resume")
            case "completed":
                self.deliver_everything(1)
                is_fixed = data.draw(st.booleans(), label="fixed")
                self.reply(self.surveys[order.id, order.completions], 5 if is_fixed else 1, is_fixed=is_fixed)
