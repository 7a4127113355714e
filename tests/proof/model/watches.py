"""The deadlines of an order by domain.md: what a stop-watch and the ladder would say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

ZERO = timedelta(0)


@dataclass
class Watch:
    """One deadline: what is left while it stands, and until when it runs."""

    kind: str
    whole: timedelta
    left: timedelta
    due: datetime | None = None
    phase: str = "held"  # held, running, paused, done, cancelled
    breached_at: datetime | None = None
    climbed: set[int] = field(default_factory=set)

    @property
    def state(self) -> str:
        """As people read it: once breached, always breached."""
        if self.breached_at:
            return "breached"
        return {"done": "met", "held": "paused"}.get(self.phase, self.phase)

    @property
    def shown_due(self) -> datetime | None:
        return self.breached_at or self.due

    def seen(self, ladder: dict[int, timedelta], until: datetime) -> None:
        """Whatever lies before or at `until` has happened."""
        if self.phase == "running" and self.due:
            if self.breached_at is None and self.due <= until:
                self.breached_at = self.due
            self.climbed |= {step for step, after in ladder.items() if self.due + after <= until}

    def run(self, now: datetime) -> None:
        if self.phase in ("held", "paused"):
            self.phase, self.due = "running", now + self.left

    def stand(self, now: datetime) -> None:
        if self.phase == "running" and self.due:
            self.phase, self.left, self.due = "paused", self.due - now, None

    def meet(self, at: datetime) -> None:
        """Done at `at`; a breach that this disproves is taken back."""
        if self.phase in ("done", "cancelled"):
            return
        if self.breached_at and at <= self.breached_at:
            self.due, self.breached_at = self.breached_at, None
        self.phase = "done"

    def cancel(self) -> None:
        if self.phase != "done":
            self.phase = "cancelled"


@dataclass
class Watches:
    """All deadlines of an order, and those that new ones replaced."""

    sla: dict[str, timedelta]
    ladder: dict[int, timedelta]
    phase: str
    current: dict[str, Watch] = field(default_factory=dict)
    replaced: list[Watch] = field(default_factory=list)

    @classmethod
    def begun(
        cls, sla: dict[str, timedelta], ladder: dict[int, timedelta], now: datetime, *, runs: bool
    ) -> "Watches":
        watches = cls(sla, ladder, "running" if runs else "held")
        for kind in sla:
            watches._renew(kind, now)
        return watches

    def act(self, now: datetime) -> None:
        """Somebody acts at `now`: what fell due before has happened first."""
        self.see(now - timedelta(milliseconds=1))

    def see(self, until: datetime) -> None:
        for watch in self.current.values():
            watch.seen(self.ladder, until)

    def go_on(self, now: datetime) -> None:
        self.phase = "running"
        for watch in self.current.values():
            watch.run(now)

    def stand(self, now: datetime) -> None:
        self.phase = "paused"
        for watch in self.current.values():
            watch.stand(now)

    def meet(self, kind: str, at: datetime) -> bool:
        """Whether it was in time; None of this kind is always in time."""
        watch = self.current.get(kind)
        if watch is None:
            return True
        watch.meet(at)
        return watch.breached_at is None

    def cancel(self) -> None:
        for watch in self.current.values():
            watch.cancel()

    def restart(self, now: datetime, kinds: Iterable[str]) -> None:
        for kind in kinds:
            if kind in self.current:
                self.current[kind].cancel()
                self.replaced.append(self.current[kind])
                self._renew(kind, now)

    def doubt(self, now: datetime) -> None:
        """Done, and not resolved: overdue from the start, so that nobody is reminded; one that climbs goes on."""
        before = self.current.get("resolution")
        if before and before.phase in ("running", "paused"):
            return
        if before:
            self.replaced.append(before)
        reminders = {step for step, after in self.ladder.items() if after < ZERO}
        watch = Watch("resolution", ZERO, ZERO, phase="paused", breached_at=now, climbed=reminders)
        watch.run(now)
        self.current["resolution"] = watch

    def next_moment(self) -> datetime | None:
        """When there is something to tell next."""
        return min(
            (
                watch.due + after
                for watch in self.current.values()
                if watch.phase == "running" and watch.due
                for step, after in self.ladder.items()
                if step not in watch.climbed
            ),
            default=None,
        )

    def _renew(self, kind: str, now: datetime) -> None:
        whole = self.sla[kind]
        watch = Watch(kind, whole, whole, phase="held" if self.phase == "held" else "paused")
        if self.phase == "running":
            watch.run(now)
        self.current[kind] = watch
