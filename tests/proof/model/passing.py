"""What happens without anybody: time goes by, events come, some of them late or twice, apps try again."""

from datetime import datetime, timedelta

from hypothesis import strategies as st

from chalicelib.billing.triggers import on_schedule
from chalicelib.surveys.triggers import on_day
from tests.proof.model import tally
from tests.proof.model.acts import act
from tests.proof.model.play import Play

_SPANS = st.sampled_from(
    [{"minutes": 6}, {"minutes": 20}, {"minutes": 40}, {"hours": 3}, {"days": 1}, {"days": 8}]
)


class Passing(Play):
    """Time, the bus, and the schedule."""

    @act(4, span=_SPANS, is_prompt=st.booleans())
    def time_passes(self, span: dict[str, int], is_prompt: bool) -> None:
        """Timers wake when they should, or all of them late."""
        until = self.now + timedelta(**span)
        while is_prompt and (moment := self.timers.next_due(until)):
            self.stage.clock.now = max(self.now, moment)
            self.wake()
        self.stage.clock.now = until

    @act(1)
    def wake(self) -> None:
        """Whatever is due, twice: Step Functions may run a task again."""
        for name in self.timers.due(self.now):
            for _ in range(2):
                if name in self.timers.running:
                    self.timers.wake(name)
                    tally.note("timer woken")

    @act(2, times=st.sampled_from([1, 1, 2]))
    def deliver_everything(self, times: int) -> None:
        while waiting := self.mail.waiting():
            for event in waiting:
                self.deliver(event, times)

    @act(3)
    def deliver_some(self, data: st.DataObject) -> None:
        """In any order; the rest waits."""
        waiting = self.mail.waiting()
        if waiting:
            picked = data.draw(st.lists(st.integers(0, len(waiting) - 1), max_size=6, unique=True))
            for position in picked:
                self.deliver(waiting[position])

    @act(2, when=lambda self: self.mail.known())
    def deliver_again(self, data: st.DataObject) -> None:
        """A batch that came before, the latest at its end."""
        known = self.mail.known()
        size = data.draw(st.integers(1, min(12, len(known))), label="size")
        for event in known[-size:]:
            self.deliver(event)

    @act(2, when=lambda self: self.sent)
    def an_app_tries_again(self, data: st.DataObject) -> None:
        """Whatever has happened since: within seven days the first answer comes again."""
        index = data.draw(st.integers(0, len(self.sent) - 1), label="request")
        if self.now - self.sent_at[index] < timedelta(days=7):
            self.repeat(index)

    @act(1)
    def a_day_begins(self) -> None:
        """The daily runs: standing that the date has changed, surveys that nobody answered."""
        on_schedule({"tenant": self.stage.tenant}, None)
        on_day({"tenant": self.stage.tenant}, None)
        for survey in self.surveys.values():
            if survey.status == "open" and self.now >= survey.expires_at:
                survey.status = "expired"
                self.orders[survey.order_id].expired(survey.completion)

    def settle(self) -> datetime:
        """Until nothing is under way any more."""
        self.a_day_begins()
        while self.mail.waiting() or self.timers.due(self.now):
            self.deliver_everything(1)
            self.wake()
        return self.now
